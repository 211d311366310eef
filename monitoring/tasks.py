"""Envelopes that the clock sends; each opens one service."""

from celery import shared_task
from django.utils import timezone

from monitoring import services


@shared_task
def beat() -> None:
    """Every minute: proof that clock, broker and worker are all there."""
    services.beat(timezone.now())
