"""What the looking writes: its own heartbeat."""

from datetime import datetime

from django.db import transaction

from monitoring.models import Heartbeat


@transaction.atomic
def beat(at: datetime) -> None:
    """Remember that the background was alive at this moment. Nobody in particular does it, so there is no `by`."""
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": at})
