"""The example: one fictitious mesa, built through the services as people would have done, day by day.

`data/example/` tells it with days counted from the day on which it stands, so that it always shows something due
today, something late and something long forgotten. Photos and papers are drawn here, and say that they are invented.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Notice
from agreements.services.example.accounts import demo_accounts, require_demo
from agreements.services.example.before import put_earlier_mesa, put_mesa_beside
from agreements.services.example.meetings import log_meeting
from agreements.services.example.reading import Story, read_story
from agreements.services.example.sayings import HOUR, say
from agreements.services.example.setting import CODE, SLUG, set_stage
from agreements.services.example.stage import Stage, made_files
from agreements.services.looks import remember_look
from agreements.services.notices import mark_seen
from agreements.services.overdue import flag_overdue
from conflicts.models import Conflict
from mesas.models import Mesa
from mesas.services.files import undone_on_failure

EARLIEST = datetime.date(2000, 1, 1)


@dataclass(frozen=True)
class Built:
    """The mesa of the example, and whether it was made now."""

    mesa: Mesa
    is_new: bool


def load_example(folder: Path, *, on: datetime.date, at: datetime.datetime) -> Built:
    """Build the example as it stands on that day, with the demo accounts, and sweep for that day.

    Where it exists it stays as it was built, also on a later day: people may have added to it. All or nothing:
    neither rows nor files stay behind a failure. `at` is now. ValidationError where it may not be built.
    """
    require_demo()
    known = Mesa.objects.filter(slug=SLUG, conflict__is_example=True).first()
    if known:
        return Built(known, is_new=False)
    require_past(on, timezone.localdate(at))
    require_free()
    story = read_story(folder)
    files = made_files(story)
    with undone_on_failure(), transaction.atomic():
        stage = Stage(on=on, files=files, accounts=demo_accounts())
        set_stage(stage, story)
        put_earlier_mesa(stage, story.before)
        beside = put_mesa_beside(stage, story.beside)
        for _moment, happen in sorted(happenings(stage, story, beside), key=lambda each: each[0]):
            happen()
        flag_overdue(on, at=min(at, stage.moment(0, 2)))
    return Built(stage.mesa, is_new=True)


def require_past(on: datetime.date, today: datetime.date) -> None:
    if not EARLIEST <= on <= today:
        raise ValidationError(
            _("El ejemplo cuenta lo que ya pasó: elija un día entre el 1 de enero de 2000 y hoy."), code="day"
        )


def require_free() -> None:
    if Conflict.objects.filter(slug=SLUG).exists() or Mesa.objects.filter(code=CODE).exists():
        raise ValidationError(
            _("Ya hay un conflicto o una mesa con el código del ejemplo. Cámbielo y cargue el ejemplo otra vez."),
            code="taken",
        )


def happenings(stage: Stage, story: Story, beside: Mesa) -> Iterator[tuple[datetime.datetime, Callable[[], None]]]:
    """All that happened at this table and at the one beside it, each with its moment."""
    meetings = [(stage.mesa, one) for one in story.meetings] + [(beside, story.beside.meeting)]
    for mesa, meeting in meetings:
        yield stage.moment(meeting.logged, 20), partial(log_meeting, stage, story, meeting, mesa)
    for vow, saying in story.sayings:
        yield stage.moment(saying.day, HOUR), partial(say, stage, vow, saying)
    for name, number in story.looked.items():
        yield stage.moment(number, 7), partial(look, stage, name, number)


def look(stage: Stage, name: str, number: int) -> None:
    """She opens her commitments and her notices: all that happened and that she was told by then is seen."""
    at = stage.moment(number, 7)
    remember_look(by=stage.accounts[name], until=at, at=at)
    newest = Notice.objects.order_by("pk").last()
    if newest:
        mark_seen(by=stage.accounts[name], until=newest.pk, at=at)
