"""Remembering when a person last read her commitments."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from agreements.models import LastLook

#: What is older is no news to anybody.
OLDEST = datetime.timedelta(days=366)


@transaction.atomic
def remember_look(*, by: User, until: datetime.datetime, at: datetime.datetime | None = None) -> LastLook:
    """She has seen what changed up to that moment: the one at which her page was made, so that what came meanwhile is
    still new to her. Never later than now, and never back before what she had seen already."""
    at = at or timezone.now()
    until = min(max(until, at - OLDEST), at)
    look, is_new = LastLook.objects.select_for_update().get_or_create(user=by, defaults={"at": until})
    if not is_new and look.at < until:
        look.at = until
        look.save(update_fields=["at"])
    return look
