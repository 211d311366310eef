"""From rows to the status sentence, for many commitments at once."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from agreements.choices import OPEN_STATES, ConfirmedBy, DeadlineKind, Kind, Record, State
from agreements.hearing import Heard, hear, hear_periods, parties_in
from agreements.lateness import timing_of
from agreements.models import Commitment, Occurrence, ReportedStatus, Transition
from agreements.sentences import Part, Reported, Told, long_form, mark_of, short_form
from agreements.services.results import promised_on
from agreements.showing.reader import Reader
from agreements.workflow import completion_day
from conflicts.models import Incident, Party
from conflicts.partial_dates import PartialDate


@dataclass(frozen=True)
class Status:
    """What is known of one commitment, ready to be said."""

    told: Told
    heard: Heard
    parties: Mapping[int, Party]

    def with_papers(self, papers: Mapping[int, str]) -> "Status":
        """The same, saying also with what each thing was said: "oficio 045, 2 fotos", by key of the assessment."""
        return replace(self, told=replace(self.told, papers=papers))

    def of_period(self, period: Occurrence) -> "Status":
        """What was said of one period, where the promise comes round. Seven queries."""
        heard = hear_periods([period], on=self.told.on)[period.pk]
        return replace(self, heard=heard, told=replace(self.told, said=heard.said))

    @property
    def long(self) -> list[Part]:
        return long_form(self.told)

    @property
    def short(self) -> list[Part]:
        return short_form(self.told)

    @property
    def mark(self) -> dict[str, str]:
        """Signal and words of the state, for its page."""
        kind, state = mark_of(self.told)
        return {"kind": kind, "state": state}

    @property
    def list_mark(self) -> dict[str, str]:
        """The same for a list, which names only what the sentence does not tell."""
        kind, state = mark_of(self.told, in_list=True)
        return {"kind": kind, "state": state}


def statuses_of(
    commitments: Sequence[Commitment],
    *,
    user: Any,
    reader: Reader,
    on: datetime.date,
) -> dict[int, Status]:
    """By key of the commitment, for this reader. Nine queries for any number of them.

    Their mesa, document and session are read from them: fetch those along.
    """
    heard = hear(commitments, on=on)
    parties = parties_in(heard.values())
    sectors = {key: party.sector for key, party in parties.items()}
    by_sources = [commitment for commitment in commitments if commitment.record == Record.SOURCES]
    reported = grouped(ReportedStatus.objects.filter(commitment__in=by_sources))
    events = days_of_events(by_sources, user)
    fulfilled = fulfilled_before([one for one in commitments if one.state == State.DISPUTED])

    def told(commitment: Commitment) -> Told:
        with_days = reader.belongs_to(commitment.mesa.conflict_id)
        said = heard[commitment.pk].said
        news = [*(one.as_of for one in reported[commitment.pk]), *events.get(commitment.pk, [])]
        return Told(
            state=State(commitment.state),
            record=Record(commitment.record),
            said=said,
            sectors=sectors,
            timing=timing_of(
                due_on=commitment.due.last,
                deadline_kind=commitment.deadline_kind,
                is_open=commitment.state in OPEN_STATES,
                on=on,
                kind=commitment.kind,
            ),
            due=commitment.due,
            by_period=commitment.deadline_kind == DeadlineKind.RECURRING,
            on=on,
            abstains=commitment.kind == Kind.ABSTENTION,
            with_days=with_days,
            confirmed_by=ConfirmedBy(commitment.confirmed_by),
            fulfilled=day_fulfilled(commitment, heard[commitment.pk], with_days=with_days),
            done_in_time=commitment.done_in_time,
            was_fulfilled=fulfilled.get(commitment.pk),
            reported=tuple(
                Reported(one.state, one.as_of, str(one.get_said_by_display())) for one in reported[commitment.pk]
            ),
            news=latest([*news, *days_of_signing(commitment)]),
            only_signing=not any(day.is_known for day in news) and not reported[commitment.pk],
        )

    return {one.pk: Status(told(one), heard[one.pk], parties) for one in commitments}


def day_fulfilled(commitment: Commitment, heard: Heard, *, with_days: bool) -> PartialDate | None:
    """The day of completion, or its month where it may give away the day of a verdict."""
    done = completion_day(heard.said, promised_on(commitment))
    if done is None or not done.is_known or with_days:
        return done
    return PartialDate.month(done.earliest.year, done.earliest.month)


def grouped(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    by_commitment: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_commitment[row.commitment_id].append(row)
    return by_commitment


def days_of_events(commitments: Sequence[Commitment], user: Any) -> Mapping[int, list[PartialDate]]:
    """When something that sources tell happened around each."""
    days: dict[int, list[PartialDate]] = defaultdict(list)
    keys = {commitment.pk for commitment in commitments}
    links = Commitment.incidents.through.objects.filter(commitment__in=keys)
    shown = Incident.objects.visible_to(user).filter(commitments__in=keys).distinct().in_bulk() if keys else {}
    for commitment, incident in links.values_list("commitment_id", "incident_id"):
        days[commitment] += [shown[incident].happened] if incident in shown else []
    return days


def days_of_signing(commitment: Commitment) -> list[PartialDate]:
    rows = (commitment.session and commitment.session.day, commitment.document and commitment.document.dated)
    return [day for day in rows if day]


def latest(days: Iterable[PartialDate]) -> PartialDate | None:
    return max((day for day in days if day.is_known), default=None)


def fulfilled_before(commitments: Sequence[Commitment]) -> dict[int, tuple[datetime.date, datetime.date]]:
    """Of those in dispute: the day on which each became fulfilled and the day on which that was contradicted."""
    steps = Transition.objects.filter(
        commitment__in=commitments, to_state__in=(State.FULFILLED, State.DISPUTED)
    ).order_by("at", "pk")
    days: dict[int, tuple[datetime.date, datetime.date]] = {}
    done: dict[int, datetime.date] = {}
    for step in steps:
        if step.to_state == State.FULFILLED:
            done[step.commitment_id] = timezone.localdate(step.at)
        elif step.from_state == State.FULFILLED and step.commitment_id in done:
            days[step.commitment_id] = (done[step.commitment_id], timezone.localdate(step.at))
        elif step.from_state != State.DISPUTED:
            days.pop(step.commitment_id, None)
    return days
