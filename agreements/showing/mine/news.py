"""What changed on one's own commitments since one last looked, in the words of their timelines.

Reading changes nothing: a person says herself that she has seen it. What came before her own last word on a
commitment is no news of it either, since she saw how it stood when she spoke.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import Step
from agreements.models import Commitment, LastLook, Reschedule, RescheduleAnswer, Transition
from agreements.querysets.mine import owed_by, owed_to
from agreements.showing.links import address
from agreements.showing.mine.roles import Roles
from agreements.showing.reader import Reader, own_answers
from agreements.showing.status import statuses_of
from agreements.showing.timeline import Move, Story, moves_of
from agreements.showing.timeline.endings import ENDINGS
from conflicts.wording import distance
from mesas.models import Session

#: Of whoever never said that she has seen it.
FIRST_DAYS = datetime.timedelta(days=30)
MOST_COMMITMENTS, MOST_LINES, MOST_STEPS = 8, 10, 300

Moment = datetime.datetime


@dataclass(frozen=True)
class Line:
    """One thing that happened, the title of what it happened to, and where that is."""

    at: Moment
    when: str
    title: str
    href: str
    text: str
    is_answer: bool = False
    state: str = ""
    kind: str = ""


@dataclass(frozen=True)
class News:
    """Since when, whether she ever said so, and the latest lines; `is_all`: there is no more than these."""

    since: Moment
    is_first: bool
    lines: Sequence[Line]
    is_all: bool


def news_of(user: Any, roles: Roles, *, at: Moment, on: datetime.date) -> News:
    """What others did. A fixed number of queries."""
    look = LastLook.objects.filter(user=user).first()
    since = look.at if look else at - FIRST_DAYS
    if not roles.speaks_for:
        return News(since, look is None, [], is_all=True)
    hers = Commitment.objects.visible_to(user).filter(owed_to(roles.represents) | owed_by(roles.speaks_for))
    spoken, changed = last_words(user, hers, since)
    keys = sorted(changed, key=changed.__getitem__, reverse=True)
    lines = [
        *lines_of(user, roles, {key: max(since, spoken.get(key, since)) for key in keys[:MOST_COMMITMENTS]}, on=on),
        *registered(user, hers, since, on),
        *sessions(user, roles, since, on),
    ]
    lines.sort(key=lambda line: line.at, reverse=True)
    is_all = len(keys) <= MOST_COMMITMENTS and len(lines) <= MOST_LINES
    return News(since, look is None, lines[:MOST_LINES], is_all=is_all)


def last_words(user: Any, hers: QuerySet, since: Moment) -> tuple[dict[int, Moment], dict[int, Moment]]:
    """By key of the commitment: when she herself last did something, and when somebody else did after that."""
    steps = Transition.objects.filter(commitment__in=hers, at__gt=since).exclude(step=Step.REGISTERED)
    asked = Reschedule.objects.filter(commitment__in=hers, asked_at__gt=since)
    answers = RescheduleAnswer.objects.filter(reschedule__commitment__in=hers, recorded_at__gt=since)
    done = [
        *steps.order_by("-at").values_list("commitment_id", "by_id", "at")[:MOST_STEPS],
        *asked.order_by("-asked_at").values_list("commitment_id", "asked_by_id", "asked_at")[:MOST_STEPS],
        *answers.order_by("-recorded_at").values_list("reschedule__commitment_id", "recorded_by_id", "recorded_at")[
            :MOST_STEPS
        ],
    ]
    spoken: dict[int, Moment] = {}
    for key, who, moment in done:
        if who == user.pk:
            spoken[key] = max(moment, spoken.get(key, moment))
    changed: dict[int, Moment] = {}
    for key, who, moment in done:
        if who != user.pk and moment > spoken.get(key, since):
            changed[key] = max(moment, changed.get(key, moment))
    return spoken, changed


def lines_of(user: Any, roles: Roles, since: dict[int, Moment], *, on: datetime.date) -> Iterable[Line]:
    """What the timeline of each tells of the time after that moment."""
    rows = Commitment.objects.visible_to(user).select_related("mesa", "document", "session").in_bulk(list(since))
    reader = Reader.of(user)
    statuses = statuses_of(list(rows.values()), user=user, reader=reader, on=on)
    steps = grouped(steps_with_parties(list(rows)))
    asked = grouped(
        Reschedule.objects.filter(commitment__in=list(rows))
        .select_related("asked_by_party")
        .prefetch_related("answers__party")
    )
    for key, commitment in rows.items():
        status = statuses[key]
        story = Story(
            commitment=commitment,
            status=status,
            transitions=[step for step in steps[key] if step.step != Step.REGISTERED],
            reschedules=asked[key],
            own_answers=own_answers(reader, status.told.said.judges, commitment.mesa.conflict_id, roles.kin),
            on=on,
        )
        for move in moves_of(story):
            if move.at is not None and move.at > since[key]:
                yield line_of(commitment, move, move.at, on)


def line_of(commitment: Commitment, move: Move, at: Moment, on: datetime.date) -> Line:
    return Line(
        at=at,
        when=distance(timezone.localdate(at), on),
        title=commitment.title,
        href=commitment.get_absolute_url(),
        text=move.text,
        is_answer=move.is_answer,
        state=move.state,
        kind=move.kind,
    )


def steps_with_parties(keys: Sequence[int]) -> list[Transition]:
    """With the parties that each names; who agreed is asked only of steps that others agree to."""
    rows = list(Transition.objects.filter(commitment__in=keys).select_related("party", "assessment__party"))
    prefetch_related_objects([row for row in rows if row.step in ENDINGS], "consenting")
    return rows


def grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    by_commitment: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_commitment[row.commitment_id].append(row)
    return by_commitment


def registered(user: Any, hers: QuerySet, since: Moment, on: datetime.date) -> Iterable[Line]:
    """New promises: of a mesa that registered many at once, how many."""
    rows = Transition.objects.filter(commitment__in=hers, step=Step.REGISTERED, at__gt=since).exclude(by=user)
    mesas = rows.order_by().values("commitment__mesa__name", "commitment__mesa__slug")
    for mesa in mesas.annotate(count=Count("pk"), last=Max("at")):
        text = ngettext(
            "Se registró %(count)d compromiso nuevo.", "Se registraron %(count)d compromisos nuevos.", mesa["count"]
        )
        yield Line(
            at=mesa["last"],
            when=distance(timezone.localdate(mesa["last"]), on),
            title=mesa["commitment__mesa__name"],
            href=address("mesa", mesa["commitment__mesa__slug"]),
            text=text % {"count": mesa["count"]},
        )


def sessions(user: Any, roles: Roles, since: Moment, on: datetime.date) -> Iterable[Line]:
    """Meetings put on record at the mesas of her conflicts."""
    rows = Session.objects.visible_to(user).filter(mesa__conflict__in=list(roles.speaks_for), logged_at__gt=since)
    for row in rows.exclude(logged_by=user).select_related("mesa").order_by("-logged_at")[:MOST_LINES]:
        yield Line(
            at=row.logged_at,
            when=distance(timezone.localdate(row.logged_at), on),
            title=str(row),
            href=row.get_absolute_url(),
            text=_("Se registró una sesión de %(mesa)s.") % {"mesa": row.mesa.name},
        )
