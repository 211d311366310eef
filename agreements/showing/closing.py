"""How a debt ended without being kept, who agreed, what follows; and what carries it on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.choices import State, Step
from agreements.models import Commitment, Transition
from agreements.services.carrying import standing_replacements
from agreements.services.liftings import last_day_to_object
from agreements.showing.links import address
from agreements.showing.record import Fact
from agreements.workflow.steps import CLOSINGS, OBJECTION_DAYS
from conflicts.wording import in_words
from mesas.models import Document

#: What each way of closing means, and whom it takes.
WAYS = {
    State.CLOSED_PARTIAL: gettext_lazy("Se cumplió una parte y quien recibe acepta, por escrito, que con eso basta."),
    State.REPLACED: gettext_lazy(
        "Otro compromiso lo reemplaza. Están de acuerdo, por escrito, quien debe y quien recibe."
    ),
    State.WITHDRAWN: gettext_lazy("Ya no hace falta. Están de acuerdo, por escrito, quien debe y quien recibe."),
    State.CLOSED_UNMET: gettext_lazy(
        "No se cumplió ni se va a cumplir, por un motivo que se publica. Está de acuerdo quien recibe, o una "
        "verificación independiente dice el motivo."
    ),
}


def ways(commitment: Commitment) -> list[dict[str, Any]]:
    """The choices of the first page."""
    path = address("commitment_close", commitment.code)
    return [{"title": way.label, "text": WAYS[way], "href": f"{path}?forma={way.value}"} for way in CLOSINGS]


def consequences(
    old: Sequence[Commitment], way: State, *, on: datetime.date, successors: Sequence[Commitment] = ()
) -> list[str]:
    """What will happen, before it is done."""
    until = {"day": in_words(on + datetime.timedelta(days=OBJECTION_DAYS))}
    closes = ngettext("Se cierra ya mismo: %(what)s.", "Se cierran ya mismo: %(what)s.", len(old))
    carries = ngettext(
        "En su lugar queda %(what)s, que llevará el primer plazo más antiguo de lo que reemplaza.",
        "En su lugar quedan %(what)s, que llevarán el primer plazo más antiguo de lo que reemplazan.",
        len(successors),
    )
    return [
        closes % {"what": listed(old)},
        *([carries % {"what": listed(successors)}] if successors else []),
        _("No cuenta como cumplido. Queda a la vista de todos como «%(state)s», con quién estuvo de acuerdo.")
        % {"state": way.label},
        _("Quien recibe puede objetarlo hasta el %(day)s sin dar motivo, y entonces vuelve a estar abierto.") % until,
        _("Después solo se reabre con evidencia nueva o por un error. Usted no puede deshacerlo por su cuenta."),
    ]


def listed(commitments: Sequence[Commitment]) -> str:
    return "; ".join(f"{row.code} {row.title}" for row in commitments)


def lifting_facts(closing: Transition | None) -> list[Fact]:
    """What is to be lifted, on the page where one does it."""
    if closing is None:
        return []
    return [*closing_facts(closing), *reason_facts(closing)]


@dataclass(frozen=True)
class Ended:
    """Of the page of a commitment: its finding and its facts; nothing while it is open."""

    heading: str
    facts: list[Fact]


def ended(closing: Transition | None, user: Any, on: datetime.date) -> Ended | None:
    """How it was closed, as this reader may see it."""
    if closing is None:
        return None
    facts = [*successor_facts(closing, user), *closing_facts(closing), *reason_facts(closing)]
    papers = Document.objects.visible_to(user).filter(transitions=closing).order_by("dated_on", "pk")
    facts += [Fact(_("Documento"), paper.title, address("document", paper.pk), str(paper.dated)) for paper in papers]
    until = last_day_to_object(closing)
    if on <= until:
        facts.append(Fact(_("Puede objetarse"), _("hasta el %(day)s") % {"day": in_words(until)}, kind="wait"))
    return Ended(headings()[State(closing.to_state)], facts)


def standing_closing_of(commitment: Commitment) -> Transition | None:
    """The closing by which it is closed today, with those who agreed and what replaces it."""
    if commitment.state not in CLOSINGS:
        return None
    rows = Transition.objects.filter(commitment=commitment, step=Step.CLOSED, lifted_by=None, to_state=commitment.state)
    rows = rows.select_related("assessment__party").prefetch_related("consenting", "successors")
    return rows.order_by("-at", "-pk").first()


def headings() -> dict[State, str]:
    return {
        State.CLOSED_PARTIAL: _("Se cerró porque quien recibe aceptó menos"),
        State.REPLACED: _("Otro compromiso lo reemplaza"),
        State.WITHDRAWN: _("Las dos partes lo retiraron"),
        State.CLOSED_UNMET: _("Se cerró sin que se cumpliera"),
    }


def closing_facts(closing: Transition) -> list[Fact]:
    agreed = ", ".join(sorted(str(party) for party in closing.consenting.all()))
    facts = [Fact(_("Se cerró"), in_words(timezone.localdate(closing.at)), note=str(closing.get_to_state_display()))]
    if agreed:
        facts.append(Fact(_("De acuerdo, por escrito"), agreed))
    if closing.assessment:
        seen = _("verificación del %(day)s") % {"day": closing.assessment.observed}
        facts.append(Fact(_("Lo respalda"), str(closing.assessment.party), note=seen))
    return facts


def reason_facts(closing: Transition) -> list[Fact]:
    facts = [Fact(_("Motivo"), str(closing.get_closing_reason_display()))] if closing.closing_reason else []
    return [*facts, Fact(_("Explicación"), closing.reason)] if closing.reason else facts


def successor_facts(closing: Transition, user: Any) -> list[Fact]:
    if closing.to_state != State.REPLACED:
        return []
    shown = Commitment.objects.visible_to(user).filter(pk__in=[row.pk for row in closing.successors.all()])
    rows = [Fact(_("Lo reemplaza"), row.title, row.get_absolute_url(), row.code) for row in shown.order_by("code")]
    return rows or [Fact(_("Lo reemplaza"), _("un compromiso que no se publica"), kind="none")]


def carried_facts(commitment: Commitment, user: Any) -> list[Fact]:
    """What it replaces, as far as this reader may see it, and the promise that it carries on. One query."""
    old = Commitment.objects.visible_to(user).filter(
        pk__in=standing_replacements().filter(successors=commitment).values("commitment")
    )
    facts = [Fact(_("Reemplaza a"), row.title, row.get_absolute_url(), row.code) for row in old.order_by("code")]
    if commitment.carried_first_due.is_known:
        note = _("de lo que reemplaza; por él se mide si llega a tiempo") if is_earlier(commitment) else ""
        facts.append(Fact(_("Primer plazo que lleva"), in_words(commitment.carried_first_due), note=note))
    return facts


def is_earlier(commitment: Commitment) -> bool:
    first = commitment.first_due
    return not first.is_known or commitment.carried_first_due < first
