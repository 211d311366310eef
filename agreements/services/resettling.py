"""Bringing states up to date after a correction of what they are computed from: who owes, who sits, what a paper is."""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from agreements.choices import Step
from agreements.hearing import hear
from agreements.models import Assessment, Commitment, Evidence, Transition
from agreements.services.state import COMPUTED_STATES, columns_of, promised_on, write


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
    heard = hear(locked, on=timezone.localdate(at)) if locked else {}
    steps = []
    for commitment in locked:
        before = commitment.state
        stored = columns_of(heard[commitment.pk].said, promised_on(commitment))
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
