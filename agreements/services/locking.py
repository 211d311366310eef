"""The first and last lines of every service on one commitment."""

from agreements.models import Commitment


def locked(commitment: Commitment) -> Commitment:
    """The commitment as it stands now, held until the transaction ends."""
    return Commitment.objects.select_for_update(of=("self",)).select_related("mesa").get(pk=commitment.pk)
