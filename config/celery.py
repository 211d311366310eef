"""The background: which task runs when. Every task is a sweep over the database, so a lost message costs one period."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_ready
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

SWEEPS = ("agreements.tasks.flag_overdue_commitments", "monitoring.tasks.beat")

TRANSPORT_ALIASES["files"] = "config.file_broker:Transport"

app = Celery("mesas")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # At 00:15 the day has changed in Lima; the other hours catch up what a sleeping machine missed.
    "overdue": {"task": "agreements.tasks.flag_overdue_commitments", "schedule": crontab(minute="15")},
    "beat": {"task": "monitoring.tasks.beat", "schedule": 60.0},
}


@worker_ready.connect
def sweep_at_start(sender, **_) -> None:
    """A worker that was away looks at once at what it missed, instead of waiting for the beat."""
    for task in SWEEPS:
        sender.app.send_task(task)
