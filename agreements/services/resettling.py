"""Bringing states up to date after a correction of what they are computed from: who owes, who sits, what a paper is."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import DeadlineKind, Step
from agreements.hearing import hear
from agreements.models import Assessment, Commitment, Evidence, Occurrence, Transition
from agreements.services.results import (
    COMPUTED_STATES,
    columns_of,
    columns_of_whole,
    promised_on,
    settle_periods,
    write,
)
from conflicts.models import Party

#: A sweep that slept for longer than this finds such states with the next word that somebody says.
SUCCEEDED_LATELY = datetime.timedelta(days=60)


def resettle(commitments: Q, *, by, at: datetime.datetime, reason: str) -> list[Transition]:
    """Store anew what the rows make of these commitments. A change of state leaves a row that says why.

    Only where somebody has said something: silence makes the same of every commitment. Closings stand.
    """
    spoken = Exists(Assessment.objects.filter(commitment=OuterRef("pk")))
    begun = Exists(Evidence.objects.filter(commitment=OuterRef("pk"), shows_work_began=True))
    # Two steps, since a condition may reach one commitment by several ways and a lock takes no DISTINCT.
    keys = Commitment.objects.filter(commitments).filter(spoken | begun, state__in=COMPUTED_STATES).order_by()
    rows: QuerySet[Commitment] = Commitment.objects.filter(pk__in=set(keys.values_list("pk", flat=True)))
    locked = list(rows.select_for_update().order_by("pk"))
    results = results_of(locked, timezone.localdate(at)) if locked else {}
    steps = []
    for commitment in locked:
        before = commitment.state
        stored = results[commitment.pk]
        if all(getattr(commitment, name) == value for name, value in stored.items()):
            continue
        write(commitment, stored | {"version": commitment.version + 1})
        if commitment.state != before:
            steps.append(
                Transition(
                    commitment=commitment,
                    step=Step.CORRECTED,
                    from_state=before,
                    to_state=commitment.state,
                    by=by,
                    at=at,
                    reason=reason,
                )
            )
    return Transition.objects.bulk_create(steps)


def touching(parties: Collection[int]) -> Q:
    """Commitments in which any of these has a part, has spoken, or sits at the mesa."""
    return Q(duties__party__in=parties) | Q(assessments__party__in=parties) | Q(mesa__seats__party__in=parties)


def settle_successions(on: datetime.date, at: datetime.datetime) -> int:
    """The sweep's part: a succession that was put on record before its day, or of which only the month is known, takes
    effect by itself, and states follow; how many changed. One query where there was none of late."""
    since = on - SUCCEEDED_LATELY
    came = set(
        Party.objects.filter(succeeded_by__isnull=False, succeeded_on__range=(since, on)).values_list("pk", flat=True)
    )
    if not came:
        return 0
    with transaction.atomic():
        concerned = touching(Party.objects.kin(on).same(came))
        return len(resettle(concerned, by=None, at=at, reason=_("Desde su día habla quien le sucede.")))


def results_of(commitments: Sequence[Commitment], on: datetime.date) -> dict[int, dict]:
    """What is to be stored of each, by key. Of what comes round, its periods are brought up to date first."""
    round_again = [one for one in commitments if one.deadline_kind == DeadlineKind.RECURRING]
    spoken = Occurrence.objects.filter(commitment__in=round_again, assessments__isnull=False).distinct()
    if round_again:
        settle_periods(list(spoken.select_related("commitment")), on)
    heard = hear([one for one in commitments if one not in round_again], on=on)
    whole = {one.pk: columns_of_whole(one, on) for one in round_again}
    known = {one.pk: one for one in commitments}
    return whole | {pk: columns_of(each.said, promised_on(known[pk])) for pk, each in heard.items()}
