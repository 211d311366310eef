"""Bringing who owes, who receives and who follows up to what the document says.

What was said stays on record, also by a party that is taken off: the state is again what the rows make, and they
count for those ends that the document names. Two things are refused: that a row comes to stand on both ends, and that
a correction alone gives a debt as kept.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, AssessmentKind, Duty, State, Step
from agreements.models import Assessment, Commitment, CommitmentParty, Reschedule, RescheduleAnswer, Transition
from agreements.querysets.ends import Ends, ends_of
from agreements.services.registration import faults_of_ends
from agreements.services.resettling import results_of
from conflicts.choices import PARTY_ROLES
from conflicts.kin import Kin
from conflicts.models import Membership, Party
from conflicts.services.records import keep_first_values, store

#: Who has which part, for each part that is corrected.
Parts = Mapping[Duty, Collection[Party]]

OWING, JUDGING, CHECKING = "owing", "judging", "checking"
SPOKEN_AS = {
    AssessmentKind.CLAIM: OWING, AssessmentKind.VERDICT: JUDGING, AssessmentKind.VERIFICATION: CHECKING,
    Step.REPLIED: OWING, Step.DEMANDED: JUDGING, Step.OBJECTED: JUDGING,
}  # fmt: skip


class Change(NamedTuple):
    """What is corrected of one part."""

    duty: Duty
    dropped: list[CommitmentParty]
    added: list[Party]


class Spoken(NamedTuple):
    """That a party spoke, on which end, and by whom where she spoke for herself."""

    party: int
    side: str
    user: int | None


def changes_of(commitment: Commitment, parts: Parts) -> list[Change]:
    """What differs from the record; a duplicate is what it was merged into."""
    on_record: dict[str, list[CommitmentParty]] = defaultdict(list)
    for row in commitment.duties.select_related("party").order_by("pk"):
        on_record[row.duty].append(row)
    found = []
    for duty, named in parts.items():
        wanted = {canonical(party): party for party in named}
        known = {canonical(row.party) for row in on_record[duty]}
        dropped = [row for row in on_record[duty] if canonical(row.party) not in wanted]
        added = [party for key, party in wanted.items() if key not in known]
        if dropped or added:
            found.append(Change(duty, dropped, added))
    require_of_conflict(commitment, [party for change in found for party in change.added])
    require_sound(commitment, found)
    return found


def canonical(party: Party) -> int:
    return party.merged_into_id or party.pk


def require_of_conflict(commitment: Commitment, parties: Collection[Party]) -> None:
    known = Party.objects.of_conflict(commitment.mesa.conflict_id)
    if known.filter(pk__in=[party.pk for party in parties]).count() < len(parties):
        raise ValidationError(_("Ese actor no es de este conflicto. Elija otra vez de la lista."), code="foreign")


def require_sound(commitment: Commitment, changes: Collection[Change]) -> None:
    """The same rules as for a new promise."""
    named: dict[Duty, list[Party]] = {duty: [] for duty in Duty}
    dropped = {row.pk for change in changes for row in change.dropped}
    for row in commitment.duties.select_related("party"):
        if row.pk not in dropped:
            named[Duty(row.duty)].append(row.party)
    for change in changes:
        named[change.duty] += change.added
    faults = list(faults_of_ends(named))
    if faults:
        raise ValidationError(faults)


def told(commitment: Commitment, changes: Collection[Change]) -> list[str]:
    """Who has each of the corrected parts, a line for each."""
    rows = list(commitment.duties.select_related("party").order_by("party__short_name"))
    return [
        f"{change.duty.label.lower()}: "
        + (", ".join(str(row.party) for row in rows if row.duty == change.duty) or _("(ninguno)"))
        for change in changes
    ]


def apply(commitment: Commitment, changes: Collection[Change], *, by: Any, at: datetime.datetime, reason: str) -> None:
    """Write them, with their history. Raises ValidationError with the code "both_ends" where a row of what was said
    would come to stand on the other end; the caller's transaction takes all of it back."""
    if not changes:
        return
    on, spoken = timezone.localdate(at), everything_said(commitment)
    before = crossed(commitment, spoken, on=on)
    for change in changes:
        for row in change.dropped:
            keep_first_values(row, at=at)
            row._history_user, row._change_reason, row._history_date = by, reason, at
            row.delete()
        for party in change.added:
            store(CommitmentParty(commitment=commitment, party=party, duty=change.duty), by=by, reason=reason, at=at)
    found = crossed(commitment, spoken, on=on) - before
    if found:
        names = Party.objects.filter(pk__in={row.party for row in found}).order_by("short_name")
        raise ValidationError(
            _("%(who)s ya habló aquí y con este cambio quedaría en los dos lados. Revise qué dice el documento.")
            % {"who": ", ".join(map(str, names))},
            code="both_ends",
        )


def result_after(commitment: Commitment, *, on: datetime.date) -> dict[str, Any]:
    """What the rows make of it now. Nobody's word is heard in a correction: it never gives an open debt as kept."""
    stored = results_of([commitment], on)[commitment.pk]
    if commitment.state in OPEN_STATES and stored["state"] == State.FULFILLED:
        raise ValidationError(
            _(
                "Con este cambio el compromiso quedaría cumplido sin que nadie diga nada nuevo. Si el documento lo "
                "dice así, pida a la administración que lo corrija."
            ),
            code="would_end",
        )
    return stored


def everything_said(commitment: Commitment) -> list[Spoken]:
    """By whom and on which end: three voices, dates asked for and answered, demands, replies and objections."""
    columns = ("kind", "party", "recorded_by", "is_on_behalf")
    voices = [
        Spoken(party, SPOKEN_AS[AssessmentKind(kind)], None if on_behalf else user)
        for kind, party, user, on_behalf in Assessment.objects.filter(commitment=commitment).values_list(*columns)
    ]
    asked = Reschedule.objects.filter(commitment=commitment).values_list("asked_by_party", flat=True)
    answered = RescheduleAnswer.objects.filter(reschedule__commitment=commitment).values_list("party", flat=True)
    steps = Transition.objects.filter(
        commitment=commitment, step__in=(Step.REPLIED, Step.DEMANDED, Step.OBJECTED), party__isnull=False
    )
    return [
        *voices,
        *(Spoken(party, OWING, None) for party in asked),
        *(Spoken(party, JUDGING, None) for party in answered),
        *(Spoken(party, SPOKEN_AS[Step(step)], None) for step, party in steps.values_list("step", "party") if party),
    ]


def crossed(commitment: Commitment, spoken: Collection[Spoken], *, on: datetime.date) -> set[Spoken]:
    """Those that stand on the other end than where they spoke, as party or as person. Who owes among others and
    receives as well may have spoken on either."""
    ends, kin = ends_of([commitment])[commitment.pk], Party.objects.kin(on)
    wrong = sides_closed_to(ends, kin)
    roles = Membership.objects.in_force(on).filter(conflict=commitment.mesa.conflict_id, role__in=PARTY_ROLES)
    speaks: dict[int, set[int]] = defaultdict(set)
    for user, party in roles.values_list("user", "party"):
        speaks[user].add(party)

    def is_across(row: Spoken) -> bool:
        own = kin.voices_of(speaks.get(row.user, set())) if row.user else frozenset()
        return row.party in wrong[row.side] or bool(own & others(ends, kin)[row.side])

    return {row for row in spoken if is_across(row)}


def sides_closed_to(ends: Ends, kin: Kin) -> Mapping[str, frozenset[int]]:
    """Parties that may not have spoken on each side: as who owes, only who receives; as who receives, whoever
    answers for it, with its kin, and who only owes; as a third party, the kin of both."""
    owing, judging = kin.same(ends.obligors), kin.same(ends.judges)
    return {
        OWING: judging - owing,
        JUDGING: kin.family(ends.answerable) | (owing - judging),
        CHECKING: kin.family(ends.obligors | ends.judges),
    }


def others(ends: Ends, kin: Kin) -> Mapping[str, frozenset[int]]:
    """Parties for which nobody may speak who has spoken in her own voice on each side."""
    owing, judging = kin.same(ends.obligors), kin.same(ends.judges)
    return {OWING: judging - owing, JUDGING: owing, CHECKING: owing | judging}
