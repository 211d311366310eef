"""What waits for a person's own word: whether something was done, another date, an answer to who sees it otherwise."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, AssessmentKind, AssessmentLevel, DeadlineKind, State, Step
from agreements.hearing import Heard, hear, hear_periods
from agreements.models import Assessment, Commitment, Occurrence, Reschedule, Transition
from agreements.policies import Standing, standings_of
from agreements.querysets.mine import owed_to
from agreements.services.liftings import last_day_to_object
from agreements.showing.breach import breach_in
from agreements.showing.links import Link, address
from agreements.showing.mine.roles import Roles
from agreements.showing.offers import pending_of
from agreements.showing.timeline.dates import asked_text
from agreements.workflow import Said, Statement, Verdict
from agreements.workflow.steps import CLOSINGS, OBJECTION_DAYS
from conflicts.wording import in_words
from mesas.plazos import period_named

#: Of what comes round, how many periods are asked about at once.
MOST_PERIODS = 6


@dataclass(frozen=True)
class Ask:
    """One thing asked of her. Without a link it is whether something was kept, in three answers. `until`: the last day
    on which it counts as said in time."""

    note: str = ""
    link: Link | None = None
    until: datetime.date | None = None


Asks = dict[int, list[Ask]]
#: Where she stands towards each, by key of the commitment: nobody is asked for a word that she may not give.
Standings = Mapping[int, Standing]


def asks_of(
    user: Any,
    roles: Roles,
    promised: Sequence[Commitment],
    owing: Sequence[Commitment],
    on: datetime.date,
    standings: Standings | None = None,
) -> Mapping[int, list[Ask]]:
    """By key of the commitment, of those that are open. Eleven queries for any number of them, and those of the
    standings unless they are given."""
    if standings is None:
        standings = standings_of(user, [*promised, *owing], on=on)
    dates = dates_asked(promised)
    breached = set(
        Assessment.objects.filter(
            commitment__in=owing, occurrence=None, kind=AssessmentKind.VERIFICATION, is_breach=True
        ).values_list("commitment_id", flat=True)
    )
    asking = [one for one in promised if may_be_asked(one) or one.pk in dates]
    answering = [one for one in owing if one.state == State.DISPUTED or one.pk in breached]
    heard = hear(list({one.pk: one for one in (*asking, *answering)}.values()), on=on)
    found: Asks = defaultdict(list)
    for one in asking:
        found[one.pk] += asked_of_receiver(
            one, heard[one.pk].said, user.pk, roles, dates.get(one.pk), standings[one.pk]
        )
    for period, said in periods_claimed(promised, on):
        one = period.commitment
        if is_awaited(said, hers_to_answer(one, said, roles, standings[one.pk]), user.pk):
            link = Link(_("Decir si se cumplió"), address("period_verdict", one.code, period.period))
            found[one.pk].append(
                Ask(note=_("Quien debe declaró: %(period)s.") % {"period": name_of(period)}, link=link)
            )
    replies = replies_to(breached)
    for one in answering:
        found[one.pk] += asked_of_obligor(one, heard[one.pk], roles, replies.get(one.pk, []), standings[one.pk])
    return {key: asked for key, asked in found.items() if asked}


def may_be_asked(one: Commitment) -> bool:
    """Somebody said that something was done, or that not all was. What recurs is said of each period."""
    is_declared = one.claim_level is not None and one.claim_level > AssessmentLevel.NONE
    return one.deadline_kind != DeadlineKind.RECURRING and (is_declared or one.state == State.DISPUTED)


def periods_claimed(promised: Sequence[Commitment], on: datetime.date) -> list[tuple[Occurrence, Said]]:
    """Of what comes round, the periods of which something was declared and that are still owed, the latest first."""
    recurring = [one.pk for one in promised if one.deadline_kind == DeadlineKind.RECURRING]
    rows = Occurrence.objects.filter(
        commitment__in=recurring, claim_level__gt=AssessmentLevel.NONE, state__in=OPEN_STATES
    )
    periods = list(rows.select_related("commitment__mesa").order_by("-due_on")[:MOST_PERIODS])
    heard = hear_periods(periods, on=on) if periods else {}
    return [(period, heard[period.pk].said) for period in periods]


def name_of(period: Occurrence) -> str:
    return str(period_named(period.period) or period.period)


# Who receives


def hers_to_answer(one: Commitment, said: Said, roles: Roles, standing: Standing) -> frozenset[int]:
    """Parties of hers that receive, and for which she may say whether it was kept."""
    return frozenset(said.judges & roles.hers(one.mesa.conflict_id) & standing.answers_for - said.owing)


def asked_of_receiver(
    one: Commitment, said: Said, user: int, roles: Roles, asked: Reschedule | None, standing: Standing
) -> list[Ask]:
    hers = hers_to_answer(one, said, roles, standing)
    asks = [Ask()] if may_be_asked(one) and is_awaited(said, hers, user) else []
    if asked is None:
        return asks
    answered = {roles.kin.heir(answer.party_id) for answer in asked.answers.all()}
    if said.judges & roles.hers(one.mesa.conflict_id) & standing.answers_date_for - said.owing - answered:
        link = Link(_("Responder a la fecha que piden"), address("reschedule_answer", one.code, asked.pk))
        asks.append(Ask(note=asked_text(asked), link=link))
    return asks


def is_awaited(said: Said, hers: Iterable[int], user: int) -> bool:
    """Whether one of her parties is silent, or spoke before a claim or, saying less, before a finding that all is done.
    Who has answered it herself waits for the others of her party."""
    return any(news_for(said, said.verdicts.get(party), user) for party in hers)


def news_for(said: Said, verdict: Verdict | None, user: int) -> bool:
    claim = said.claim if said.claim and said.claim.degree > AssessmentLevel.NONE else None
    if verdict is None:
        return claim is not None or said.is_found_complete
    finding = said.finding if said.is_found_complete and not verdict.is_complete else None
    own = [answer for answer in verdict.answers if answer.speaker == user] or [verdict.lowest]
    return any(said_after(each, own[0]) for each in (claim, finding) if each is not None)


def said_after(one: Statement, other: Statement) -> bool:
    """By the day it was told, then by the moment of recording."""
    return (one.said_on, one.recorded_at) > (other.said_on, other.recorded_at)


def dates_asked(promised: Sequence[Commitment]) -> dict[int, Reschedule]:
    """The date of each that could still be accepted."""
    by_commitment: dict[int, list[Reschedule]] = defaultdict(list)
    rows = Reschedule.objects.filter(commitment__in=promised).select_related("asked_by_party")
    for row in rows.prefetch_related("answers").order_by("asked_at", "pk"):
        by_commitment[row.commitment_id].append(row)
    pending = {one.pk: pending_of(one, by_commitment[one.pk]) for one in promised if one.pk in by_commitment}
    return {key: row for key, row in pending.items() if row is not None}


# Who owes


def asked_of_obligor(
    one: Commitment, heard: Heard, roles: Roles, replies: Sequence[Transition], standing: Standing
) -> list[Ask]:
    """To answer a finding of breach; or to say anew what was done, once others said less than she."""
    hers = heard.said.owing & roles.own(one.mesa.conflict_id)
    if not hers or one.deadline_kind == DeadlineKind.RECURRING:
        return []
    breach = breach_in(one, heard.rows, replies)
    if breach and breach.stands:
        answered = {roles.kin.heir(reply.party) for reply in breach.replies}
        known = {"day": in_words(breach.reply_until)}
        note = _("Quien verificó constató que no se cumplió. El plazo para responder es hasta el %(day)s.") % known
        link = Link(_("Responder a lo que se constató"), address("commitment_reply", one.code))
        to_reply = hers & standing.replies_for - answered
        return [Ask(note=note, link=link, until=breach.reply_until)] if to_reply else []
    hers &= standing.claims_for
    if one.state != State.DISPUTED or not is_contradicted(heard, hers, roles):
        return []
    link = Link(_("Decir cómo está ahora"), address("commitment_claim", one.code))
    return [Ask(note=_("Quien recibe o quien verificó no lo ve completo."), link=link)]


def is_contradicted(heard: Heard, hers: Collection[int], roles: Roles) -> bool:
    """Whether somebody said less after the last word of these parties, be it the one that they had said before."""
    words = [
        row.recorded_at
        for row in heard.rows
        if row.kind == AssessmentKind.CLAIM and roles.kin.heir(row.party_id) in hers
    ]
    return bool(words) and any(other.recorded_at > max(words) for other in heard.said.says_less())


def replies_to(breached: Iterable[int]) -> dict[int, list[Transition]]:
    rows: dict[int, list[Transition]] = defaultdict(list)
    for step in Transition.objects.filter(commitment__in=breached, step=Step.REPLIED).select_related("party"):
        rows[step.commitment_id].append(step)
    return rows


# What was closed


@dataclass(frozen=True)
class Closing:
    """A debt that ended without being kept, while her party may still say that it does not accept it."""

    commitment: int
    until: datetime.date
    days_left: int
    agreed: str
    href: str


def closings_of(user: Any, roles: Roles, on: datetime.date) -> list[Closing]:
    """Of the last thirty days, the one with the fewest days left first. Two queries, one where there is none."""
    hers = Commitment.objects.visible_to(user).filter(owed_to(roles.represents), state__in=CLOSINGS)
    rows = Transition.objects.filter(
        step=Step.CLOSED,
        lifted_by=None,
        commitment__in=hers,
        to_state=F("commitment__state"),
        at__date__gte=on - datetime.timedelta(days=OBJECTION_DAYS),
    )
    rows = rows.select_related("commitment").prefetch_related("consenting").order_by("at", "pk")
    return [closing_of(row, on) for row in rows if last_day_to_object(row) >= on]


def closing_of(row: Transition, on: datetime.date) -> Closing:
    until = last_day_to_object(row)
    return Closing(
        commitment=row.commitment_id,
        until=until,
        days_left=(until - on).days,
        agreed=", ".join(sorted(str(party) for party in row.consenting.all())),
        href=address("commitment_object", row.commitment.code),
    )


def next_question(
    user: Any, roles: Roles, promised: Sequence[Commitment], *, on: datetime.date, besides: int
) -> Commitment | None:
    """The most urgent other commitment of which somebody waits for her answer."""
    asked = [one for one in promised if may_be_asked(one) and one.pk != besides]
    heard, standings = hear(asked, on=on), standings_of(user, asked, on=on)
    for one in asked:
        said = heard[one.pk].said
        if is_awaited(said, hers_to_answer(one, said, roles, standings[one.pk]), user.pk):
            return one
    return None
