"""Is it alive? Each answer is "ok" or "late", so that a machine can watch it and a person can read it."""

import os
from datetime import date, datetime, timedelta

from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError

from agreements.models import Notice
from mesas.services.calendar import years_without_days
from monitoring.models import Heartbeat

BEAT_LATE_AFTER = timedelta(minutes=5)  # it beats every minute
NOTICE_LATE_AFTER = timedelta(hours=26)  # who asked for one mail a day waits a day


def health(now: datetime) -> dict[str, str]:
    """Database, broker, clock and outbox at this moment. Raises DatabaseError when the database does not answer.

    A notice waits only for somebody who can be written to; the others read theirs on the page. A year of which no
    non-working day is on record, this one or the next, is named: that is no fault of the machine, so it is not "late".
    """
    beats = Heartbeat.objects.filter(at__gt=now - BEAT_LATE_AFTER)
    waiting = Notice.objects.untold().filter(created_at__lt=now - NOTICE_LATE_AFTER).exclude(user__email="")
    return {
        "database": "ok",
        "last_beat": ok_if(beats.exists()),
        "oldest_untold_notice": ok_if(not waiting.exists()),
        "broker": ok_if(broker_answers()),
        "non_working_days": days_known(timezone.localdate(now)),
    }


def days_known(on: date) -> str:
    """ "ok", or the years without one: "none in 2027"."""
    missing = years_without_days(on)
    return f"none in {', '.join(map(str, missing))}" if missing else "ok"


def ok_if(true: bool) -> str:
    return "ok" if true else "late"


def broker_answers() -> bool:
    """Whether a message could be sent now: the queue's folder takes files, or Redis answers within a second."""
    options = current_app.conf.broker_transport_options
    if "data_folder_out" in options:
        return os.access(options["data_folder_out"], os.W_OK)
    try:
        with current_app.connection_for_write(connect_timeout=1) as connection:
            connection.ensure_connection(max_retries=1, timeout=1)
    except OperationalError:
        return False
    return True
