"""Mesas that no longer meet while something is owed."""

import datetime

from django.apps import apps
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from agreements.lateness import Thresholds
from mesas.choices import Held, MesaStatus


def silent(mesas: QuerySet, on: datetime.date) -> QuerySet:
    """Those of them that are active, with something owed, no session for long and none to come; each with the day of
    its last session as `last_met`. By members' records: what sources do not tell is no silence."""
    sessions = Q(sessions__logged_at__isnull=False, sessions__held=Held.HELD)
    owed = apps.get_model("agreements", "Commitment").objects.by_members().open().filter(mesa=OuterRef("pk"))
    to_come = apps.get_model("mesas", "Session").objects.filter(mesa=OuterRef("pk"), next_day_on__gte=on)
    rows = mesas.filter(Exists(owed), ~Exists(to_come), status=MesaStatus.ACTIVE)
    rows = rows.annotate(last_met=Max("sessions__day_on", filter=sessions))
    return rows.filter(last_met__lte=Thresholds.in_force().last_day_silent(on)).order_by("last_met", "pk")
