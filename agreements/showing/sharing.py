"""What one hands on to people outside: only what anybody may read, in words that can be copied.

A link to WhatsApp opens the reader's own application with the text; the site itself asks no other host for anything.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from agreements.models import Commitment
from agreements.sentences import Part, due_part, short_form
from agreements.showing.reader import Reader
from agreements.showing.status import Status, statuses_of
from conflicts.choices import Grade
from conflicts.models import Party
from conflicts.wording import NBSP, in_short

#: Of a list, how many are told one by one; the message stays short enough to be read.
MOST_TOLD = 5
LONGEST_TITLE = 120
WHATSAPP = "https://wa.me/?text="


@dataclass(frozen=True)
class Share:
    """The text as it is sent, and the address that opens WhatsApp with it."""

    text: str

    @property
    def href(self) -> str:
        return WHATSAPP + quote(self.text, safe="")


def share(lines: Sequence[str]) -> Share:
    """Plain text: spaces that hold a line together are of no use where it is copied to."""
    return Share("\n".join(lines).replace(NBSP, " "))


def is_public(commitment: Commitment) -> bool:
    """Whether anybody may read it: the twin of `visible_to` for who is not signed in."""
    return commitment.grade == commitment.mesa.grade == Grade.PUBLIC


def share_of(commitment: Commitment, status: Status, request: HttpRequest, on: datetime.date) -> Share | None:
    """Title, what each side says, what the calendar says, and where to read on; nothing where not everybody may."""
    if not is_public(commitment):
        return None
    address = request.build_absolute_uri(commitment.get_absolute_url())
    said = told_to_anybody(commitment, status, on)
    lines = [
        *fiction([commitment]),
        f"{commitment.title} ({commitment.code})",
        said,
        _("Al %(day)s: %(address)s") % {"day": in_short(on), "address": address},
    ]
    return share(lines)


def told_to_anybody(commitment: Commitment, status: Status, on: datetime.date) -> str:
    """The status sentence without days of verdicts, papers or anything that only members read."""
    told = status.told
    if not told.by_members:
        anybody = AnonymousUser()
        told = statuses_of([commitment], user=anybody, reader=Reader.of(anybody), on=on)[commitment.pk].told
        return plain(short_form(told))
    told = replace(told, with_days=False, papers={}, fulfilled=None, was_fulfilled=None)
    return plain([*short_form(told), *([due_part(told)] if told.timing else [])])


def plain(parts: Iterable[Part]) -> str:
    """As text: «La empresa dice que cumplió (12 may 2026). …»."""
    return " ".join(f"{part.text} ({in_short(part.day)})." if part.day else f"{part.text}." for part in parts)


def share_of_list(mine: Any, roles: Any, request: HttpRequest, on: datetime.date) -> Share | None:
    """What was promised and is public: the most urgent of this page, each with its address."""
    shown = [line for line in (*mine.waiting, *mine.promised) if is_public(line.commitment)]
    if not shown or not roles.represents:
        return None
    shown_to_all = Party.objects.shown_to(AnonymousUser()).filter(pk__in=[party.pk for party in roles.parties])
    open_ones = set(shown_to_all.values_list("pk", flat=True))
    names = ", ".join(str(party) for party in roles.parties if party.pk in open_ones)
    told = [line_of(line, request) for line in shown[:MOST_TOLD]]
    head = _("Lo que le prometieron a %(who)s, al %(day)s:") % {"who": names, "day": in_short(on)}
    return share([*fiction([line.commitment for line in shown]), head, *told])


def line_of(line: Any, request: HttpRequest) -> str:
    """Title, what the calendar says, and the address."""
    commitment = line.commitment
    calendar = f" {line.calendar}" if line.calendar else ""
    return (
        f"- {commitment.title[:LONGEST_TITLE]}.{calendar} {request.build_absolute_uri(commitment.get_absolute_url())}"
    )


def fiction(commitments: Sequence[Commitment]) -> list[str]:
    return [_("Ejemplo ficticio.")] if any(one.mesa.conflict.is_example for one in commitments) else []
