"""What a mesa did: its sessions, what was asked of it and what became of that, its papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Agreement, Commitment
from conflicts.wording import in_short, thousands
from mesas.choices import Admission, Answer, DocumentKind, DocumentMark, Held, ItemOutcome
from mesas.models import AgendaItem, Demand, Document, Mesa, Session
from monitoring.filters.counting import how_many
from monitoring.findings.parts import Line

#: As many as tell where the mesa stands; the lists hold the rest.
MOST_SESSIONS, MOST_DOCUMENTS = 5, 5

MARK_KINDS = {DocumentMark.UNKNOWN: "none", DocumentMark.UNSIGNED: "wait", DocumentMark.COLLATED: "ok"}
HELD_KINDS = {Held.FAILED: "late", Held.POSTPONED: "wait", Held.UNKNOWN: "none"}


@dataclass(frozen=True)
class SessionRow:
    session: Session
    title: str
    about: str
    held: str
    held_kind: str
    agenda: str
    agenda_kind: str
    commitments: str
    commitments_kind: str
    mark: str
    mark_kind: str


@dataclass(frozen=True)
class SessionCounts:
    held: int
    failed: int
    postponed: int
    unknown: int
    without_agenda: int

    @property
    def total(self) -> int:
        return self.held + self.failed + self.postponed + self.unknown


def sessions_of(mesa: Mesa, user: Any) -> list[SessionRow]:
    """The latest first; what has no date comes last."""
    seen = Commitment.objects.visible_to(user).filter(session=OuterRef("pk"))
    items = AgendaItem.objects.filter(session=OuterRef("pk"))
    rows = (
        Session.objects.filter(mesa=mesa)
        .annotate(items=how_many(items, "session"), promised=how_many(seen, "session"))
        .select_related("working_group")
        .prefetch_related("documents")
        .order_by(F("day_on").desc(nulls_last=True), "-pk")[:MOST_SESSIONS]
    )
    return [session_row(row) for row in rows]


def session_row(session: Any) -> SessionRow:
    day = in_short(session.day) if session.day.is_known else _("fecha no conocida")
    agenda_kind, agenda = agenda_of(session)
    mark_kind, mark = acta_of(session)
    happened = session.held in (Held.HELD, Held.UNKNOWN)
    held = _("No se sabe si se realizó") if session.held == Held.UNKNOWN else str(session.get_held_display())
    reason = str(session.get_not_held_reason_display()) if session.not_held_reason else ""
    return SessionRow(
        session=session,
        title=_("%(session)s, %(day)s") % {"session": session, "day": day},
        about=" · ".join(filter(None, [str(session.working_group or ""), session.place])),
        held=held if happened else ". ".join(filter(None, [held, reason])),
        held_kind=HELD_KINDS.get(Held(session.held), ""),
        agenda=agenda,
        agenda_kind=agenda_kind,
        commitments=thousands(session.promised) if session.promised or session.logged_at else _("No constan"),
        commitments_kind="" if session.promised or session.logged_at else "none",
        mark=mark,
        mark_kind=mark_kind,
    )


def agenda_of(session: Any) -> tuple[str, str]:
    """How many points; without any, an alarm only where members logged the session."""
    if session.items:
        said = ngettext("%(count)d punto", "%(count)d puntos", session.items) % {"count": session.items}
        return "", said
    if session.agenda_known == Answer.YES:
        return "", _("La hubo")
    if session.logged_at and session.held == Held.HELD:
        return "wait", _("Sin agenda")
    return "none", _("No se conoce")


def acta_of(session: Session) -> tuple[str, str]:
    actas = [document for document in session.documents.all() if document.kind == DocumentKind.ACTA]
    if not actas:
        return "none", _("No consta")
    mark = DocumentMark(actas[0].mark)
    return MARK_KINDS.get(mark, ""), str(mark.label)


def count_sessions(mesa: Mesa) -> SessionCounts:
    rows = Session.objects.filter(mesa=mesa).order_by()
    by_outcome = dict(rows.values_list("held").annotate(count=Count("pk")))
    return SessionCounts(
        held=by_outcome.get(Held.HELD, 0),
        failed=by_outcome.get(Held.FAILED, 0),
        postponed=by_outcome.get(Held.POSTPONED, 0),
        unknown=by_outcome.get(Held.UNKNOWN, 0),
        without_agenda=rows.without_agenda().count(),
    )


@dataclass(frozen=True)
class DemandCounts:
    """How far each demand came, each in one place; `told`: of how many nobody knows."""

    never: int
    refused: int
    waiting: int
    treated: int
    agreed: int
    told: int

    @property
    def asked(self) -> int:
        """Those of which it is known how far they came."""
        return self.never + self.refused + self.waiting + self.treated + self.agreed

    @property
    def tabled(self) -> int:
        return self.treated + self.agreed

    def lines(self) -> Sequence[Line]:
        """A sum that adds up: from what was asked to what was agreed."""
        if not self.asked:
            return ()
        lines = [
            Line(_("Demandas planteadas"), thousands(self.asked)),
            Line(_("Nunca llegaron a la agenda"), less(self.never)),
            Line(_("No admitidas"), less(self.refused)),
            Line(_("En agenda, aún sin tratar"), less(self.waiting)),
            Line(_("Tratadas en sesión"), thousands(self.tabled), role="sum"),
            Line(_("Sin acuerdo"), less(self.treated)),
            Line(_("Con acuerdo"), thousands(self.agreed), role="total"),
        ]
        return [line for line in lines if line.role or line.value != less(0)]


def less(count: int) -> str:
    return _("− %(count)s") % {"count": thousands(count)}


def count_demands(mesa: Mesa, user: Any) -> DemandCounts:
    """By the furthest each came, as the list of demands tells it. Of what only sources tell, nobody knows how far."""
    items = AgendaItem.objects.filter(demand=OuterRef("pk")).order_by()
    agreed = Q(Exists(Agreement.objects.visible_to(user).filter(demands=OuterRef("pk")).order_by()))
    treated = ~agreed & Q(Exists(items.filter(outcome=ItemOutcome.TREATED)))
    refused = ~agreed & ~treated & Q(Exists(items.filter(admission=Admission.REFUSED)))
    waiting = ~agreed & ~treated & ~refused & Q(Exists(items))
    nothing = ~agreed & ~Q(Exists(items))
    by_members = Q(session__logged_at__isnull=False)
    counts = (
        Demand.objects.visible_to(user)
        .filter(mesa=mesa)
        .order_by()
        .aggregate(
            agreed=Count("pk", filter=agreed),
            treated=Count("pk", filter=treated),
            refused=Count("pk", filter=refused),
            waiting=Count("pk", filter=waiting),
            never=Count("pk", filter=nothing & by_members),
            told=Count("pk", filter=nothing & ~by_members),
        )
    )
    return DemandCounts(**counts)


@dataclass(frozen=True)
class Paper:
    document: Document
    mark_kind: str
    delivered: str


def papers_of(documents: QuerySet) -> list[Paper]:
    """The latest first, with the mark of each and the languages in which it was delivered."""
    rows = documents.prefetch_related("deliveries")
    latest = rows.order_by(F("dated_on").desc(nulls_last=True), "-pk")[:MOST_DOCUMENTS]
    return [
        Paper(
            document=one,
            mark_kind=MARK_KINDS.get(DocumentMark(one.mark), ""),
            delivered="; ".join(str(delivery).lower() for delivery in one.deliveries.all()),
        )
        for one in latest
    ]
