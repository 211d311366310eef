"""One's whole list on paper, as a community pins it up: by default only what anybody may read."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from agreements.models import Commitment
from agreements.sentences import Part, due_part
from agreements.showing.links import address
from agreements.showing.mine.page import is_late, promised_to
from agreements.showing.mine.roles import Roles
from agreements.showing.rows import Row, rows_of
from agreements.showing.sharing import is_public
from conflicts.models import Party
from conflicts.wording import in_words
from mesas.models import Session

#: More than this no wall holds; the rest is at the address.
MOST = 100


@dataclass(frozen=True)
class Line:
    """One promise: who owes it, what each side says, what the calendar says; `is_kept_in`: not for everybody."""

    commitment: Commitment
    owes: str
    parts: Sequence[Part]
    calendar: Part | None
    is_kept_in: bool


@dataclass(frozen=True)
class Sheet:
    """`left_out`: how many of hers are not for everybody, and so not on a sheet for the wall. `cut`: how many did not
    fit. `meetings`: the next session of each mesa, where one is announced. `address` is what the QR leads to."""

    lines: Sequence[Line]
    count: int
    late: int
    left_out: int
    cut: int
    whole: bool
    meetings: Sequence[str]
    address: str
    is_example: bool


def sheet_of(request: HttpRequest, roles: Roles, *, on: datetime.date, whole: bool) -> Sheet:
    """What is still owed to her parties. Of `whole`, also what is for members only, with their days."""
    user = request.user
    all_of_hers = promised_to(user, roles)
    keys = [one.pk for one in all_of_hers]
    public = set(Commitment.objects.visible_to(AnonymousUser()).filter(pk__in=keys).values_list("pk", flat=True))
    told = all_of_hers if whole else [one for one in all_of_hers if one.pk in public]
    reader = user if whole else AnonymousUser()
    rows = rows_of([one.pk for one in told[:MOST]], user=reader, on=on)
    return Sheet(
        lines=[line_of(row) for row in rows],
        count=len(told),
        late=sum(1 for one in told if is_late(one, on)),
        left_out=len(all_of_hers) - len(public),
        cut=max(0, len(told) - MOST),
        whole=whole,
        meetings=meetings_of({row.commitment.mesa_id for row in rows}, reader, on),
        address=request.build_absolute_uri(address_for(roles)),
        is_example=any(row.commitment.mesa.conflict.is_example for row in rows),
    )


def line_of(row: Row) -> Line:
    told = row.status.told
    return Line(
        commitment=row.commitment,
        owes=row.owes,
        parts=row.status.short,
        calendar=due_part(told) if told.by_members else None,
        is_kept_in=not is_public(row.commitment),
    )


def meetings_of(mesas: set[int], reader: Any, on: datetime.date) -> list[str]:
    """When each mesa next meets, as far as a session said so. One query."""
    found: dict[int, Session] = {}
    for row in Session.objects.visible_to(reader).announcing(on).filter(mesa__in=mesas).select_related("mesa"):
        found.setdefault(row.mesa_id, row)
    return [
        _("Próxima sesión de %(mesa)s: %(day)s.") % {"mesa": row.mesa.name, "day": in_words(row.next_day)}
        for row in found.values()
    ]


def address_for(roles: Roles) -> str:
    """The page of her party, which anybody may open; of several parties, or of one that nobody sees, her own list."""
    if len(roles.parties) == 1:
        shown = Party.objects.shown_to(AnonymousUser()).filter(pk=roles.parties[0].pk).first()
        if shown is not None:
            return address("party", shown.slug)
    return address("my_commitments")
