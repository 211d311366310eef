"""Notices in words: what each tells, where it leads, and what became of it since."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, NoticeKind, Timing
from agreements.models import Agreement, Notice
from agreements.sentences import causes
from agreements.sentences.notices import SIGNALS, of_period, saying, several_periods, since_then, why_known
from agreements.showing.links import address
from mesas.models import Demand, Mandate, Session

#: Words of a demand, in letters.
LONGEST = 120


class Row(NamedTuple):
    """A notice as it is shown."""

    notice: Notice
    label: str
    signal: str
    title: str
    href: str
    text: str
    reason: str


@dataclass(frozen=True)
class Subject:
    """What a notice of a mesa tells of: what it is called, where it is read, what became of it."""

    named: str = ""
    href: str = ""
    since: str = ""


def rows_of(notices: Sequence[Notice], reasons: Mapping[int, str], *, user: Any, on: datetime.date) -> list[Row]:
    """In their order. They come with commitment and mesa; what some of them name is read together."""
    subjects = subjects_of([notice for notice in notices if notice.commitment is None], user)
    return [row_of(notice, reasons[notice.pk], subjects.get(notice.pk, Subject()), on) for notice in notices]


def row_of(notice: Notice, reason: str, subject: Subject, on: datetime.date) -> Row:
    is_of_date = notice.kind in (NoticeKind.DATE_KNOWN, NoticeKind.DATE_MOVED)
    named = why_known(notice.cause) if is_of_date else subject.named
    text = saying(notice.kind, due_on=notice.due_on, count=notice.count, on=on, named=named)
    label, signal = notice.get_kind_display(), SIGNALS.get(notice.kind, "")
    debt = notice.commitment
    if debt is None:
        href = subject.href or where(notice)
        return Row(notice, label, signal, notice.mesa.name, href, f"{text} {subject.since}".strip(), reason)
    if notice.cause.startswith("periodo:"):
        return Row(notice, label, signal, debt.title, debt.get_absolute_url(), told_of_period(notice, text), reason)
    changed = since_then(
        told_due_on=notice.due_on,
        due_on=debt.due.last,
        ended="" if debt.state in OPEN_STATES else debt.get_state_display(),
    )
    return Row(notice, label, signal, debt.title, debt.get_absolute_url(), f"{text} {changed}".strip(), reason)


def told_of_period(notice: Notice, text: str) -> str:
    """Of which period it is, or of how many."""
    if notice.count > 1:
        return several_periods(notice.due_on, notice.count)
    period = of_period(notice.cause)
    return _("Periodo: %(period)s. %(text)s") % {"period": period, "text": text} if period else text


def where(notice: Notice) -> str:
    """Where it is read what a notice tells of a whole mesa."""
    mesa = address("mesa", notice.mesa.slug)
    places = {
        NoticeKind.MANDATE_ENDING: f"{mesa}#mandatos",
        NoticeKind.PAPER_MISSING: f"{reverse('session_list')}?mesa={notice.mesa.slug}",
        NoticeKind.MESA_SILENT: f"{mesa}#sesiones",
        NoticeKind.DEMAND_AGREED: f"{reverse('demand_list')}?mesa={notice.mesa.slug}",
    }
    late = f"{reverse('commitment_list')}?mesa={notice.mesa.slug}&plazo={Timing.OVERDUE}"
    return places.get(NoticeKind(notice.kind), late)


def subjects_of(notices: Collection[Notice], user: Any) -> dict[int, Subject]:
    """By key of the notice. A query for each kind of row that they name; none where they name nothing."""
    return {**of_mandates(notices), **of_sessions(notices), **of_demands(notices, user)}


def named_in(notices: Collection[Notice], *words: str) -> dict[int, int]:
    """The key that each notice with such a cause names."""
    found = ((notice.pk, causes.row_in(notice.cause, *words)) for notice in notices)
    return {pk: key for pk, key in found if key is not None}


def of_mandates(notices: Collection[Notice]) -> dict[int, Subject]:
    named = named_in(notices, causes.MANDATE)
    titles = dict(Mandate.objects.filter(pk__in=named.values()).values_list("pk", "instrument")) if named else {}
    said = {key: _("El mandato de la %(instrument)s") % {"instrument": title} for key, title in titles.items() if title}
    return {pk: Subject(said.get(key, "")) for pk, key in named.items()}


def of_sessions(notices: Collection[Notice]) -> dict[int, Subject]:
    named = named_in(notices, causes.PAPER)
    if not named:
        return {}
    rows = Session.objects.in_bulk(named.values())
    lacking = set(Session.objects.without_signed_paper().filter(pk__in=rows).values_list("pk", flat=True))
    mended = _("Desde entonces se registró.")
    return {
        pk: Subject(str(rows[key]), rows[key].get_absolute_url(), "" if key in lacking else mended)
        for pk, key in named.items()
        if key in rows
    }


def of_demands(notices: Collection[Notice], user: Any) -> dict[int, Subject]:
    """The words of the demand, and the session or the document where the agreement stands."""
    named = named_in(notices, causes.DEMAND)
    if not named:
        return {}
    texts = dict(Demand.objects.visible_to(user).filter(pk__in=named.values()).values_list("pk", "text"))
    accords = {notice.pk: int(notice.cause.rpartition(":")[2]) for notice in notices if notice.pk in named}
    accord_rows = Agreement.objects.visible_to(user).filter(pk__in=accords.values())
    places = {
        pk: address("session", session) if session else address("document", document)
        for pk, session, document in accord_rows.values_list("pk", "session", "document")
    }
    return {
        pk: Subject(Truncator(texts.get(key, "")).chars(LONGEST), places.get(accords[pk], ""))
        for pk, key in named.items()
    }
