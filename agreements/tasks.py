"""Envelopes that the clock sends; each opens one service."""

from celery import shared_task
from django.utils import timezone

from agreements.services import overdue


@shared_task
def flag_overdue_commitments() -> int:
    """Every hour and whenever a worker starts. Safe to run twice, in parallel, or days late.

    A message is taken off the queue before the work: one that is lost with its worker costs an hour, since the next
    sweep finds in the database whatever is left to do.
    """
    return overdue.flag_overdue(timezone.localdate()).flagged
