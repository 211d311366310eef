"""Telling those who asked for something that it became an agreement."""

import datetime
from collections.abc import Collection
from typing import Any

from django.utils import timezone

from agreements.choices import NoticeKind
from agreements.models import Agreement, Notice
from agreements.sentences import causes
from agreements.services.notices import keep
from conflicts.choices import PARTY_ROLES, Grade
from conflicts.models import Membership, Party


def tell_demands_agreed(agreements: Collection[Agreement], *, by: Any, at: datetime.datetime) -> int:
    """One notice for each demand that these agreements answer, to who speaks for the party that raised it; how many.

    Whoever registered the agreement need not be told. At an internal mesa nobody is: they could not read it.
    """
    on = timezone.localdate(at)
    answers = Agreement.demands.through.objects.filter(
        agreement__in=agreements, demand__raised_by__isnull=False
    ).exclude(agreement__document__mesa__grade=Grade.INTERNAL)
    rows = list(
        answers.order_by("pk").values_list(
            "demand", "agreement", "agreement__document__mesa", "demand__conflict", "demand__raised_by"
        )
    )
    if not rows:
        return 0
    kin = Party.objects.kin(on)
    voices = Membership.objects.in_force(on).filter(
        conflict__in={conflict for *_row, conflict, _party in rows}, role__in=PARTY_ROLES, user__is_active=True
    )
    speaking = list(voices.order_by("pk").values_list("conflict", "party", "user"))
    return keep(
        Notice(
            user_id=user, kind=NoticeKind.DEMAND_AGREED, mesa_id=mesa, cause=causes.of_demand(demand, agreement),
            due_on=None, created_at=at,
        )
        for demand, agreement, mesa, conflict, raised_by in rows
        for user in sorted(
            {
                user
                for of_conflict, party, user in speaking
                if of_conflict == conflict and party in kin.speakers_for(raised_by) and user != by.pk
            }
        )
    )  # fmt: skip
