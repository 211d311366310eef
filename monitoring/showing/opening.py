"""The head of a mesa's page: whether it sits, when it meets, its last acta, who leads it, by what rules."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from conflicts.models import Party
from conflicts.partial_dates import Precision
from conflicts.wording import in_short, in_words
from mesas.choices import DocumentKind, DocumentMark, MesaStatus
from mesas.models import Document, GroundRules, Mesa, Session
from monitoring.findings import mesas as findings
from monitoring.findings.parts import Fact, Part

#: Texts of the ground rules, in the order in which people ask for them.
RULES = {
    "chairing": _lazy("Quién preside"),
    "quorum": _lazy("Quórum"),
    "decisions": _lazy("Cómo se decide"),
    "spokespersons": _lazy("Quién habla por cada parte"),
    "agenda_setting": _lazy("Quién pone la agenda"),
    "minutes": _lazy("Actas"),
    "languages": _lazy("Idiomas"),
    "costs": _lazy("Quién paga qué"),
    "advisers": _lazy("Asesores"),
    "follow_up": _lazy("Seguimiento"),
    "disputes": _lazy("Qué pasa si no hay acuerdo"),
}


def parts_of(mesa: Mesa, cover: findings.Cover, on: datetime.date) -> list[Part]:
    parts = [findings.standing(mesa.status, cover, mesa.closed, on)]
    following = next_session(mesa, on)
    if following is not None:
        parts.append(Part(_("Próxima sesión: %(day)s") % {"day": in_words(following.next_day)}, is_answer=True))
    elif mesa.status == MesaStatus.ACTIVE:
        parts.append(Part(_("No consta cuándo es la próxima sesión")))
    acta = last_acta(mesa)
    return [*parts, acta_part(acta)] if acta else parts


def next_session(mesa: Mesa, on: datetime.date) -> Session | None:
    return Session.objects.filter(mesa=mesa).announcing(on).first()


def last_acta(mesa: Mesa) -> Document | None:
    actas = Document.objects.filter(mesa=mesa, kind=DocumentKind.ACTA, is_background=False)
    return actas.order_by(F("dated_on").desc(nulls_last=True), "-pk").first()


def acta_part(acta: Document) -> Part:
    day = in_short(acta.dated) if acta.dated.is_known else _("fecha no conocida")
    if in_words(acta.dated) in acta.title:
        day = ""  # the title says it
    if acta.mark == DocumentMark.UNSIGNED:
        return Part(_("Última acta, sin firmar: %(title)s") % {"title": acta.title}, kind="wait", source=day)
    mark = str(acta.get_mark_display()).lower()
    source = _("%(day)s; %(mark)s") % {"day": day, "mark": mark} if day else mark
    return Part(_("Última acta: %(title)s") % {"title": acta.title}, source=source)


def facts_of(mesa: Mesa, rules: GroundRules | None) -> list[Fact]:
    facts = [
        Fact(_("Código"), mesa.code),
        Fact(_("Mecanismo"), str(mesa.get_mechanism_display()), note=mesa.mechanism_note),
        Fact(_("Conflicto"), mesa.conflict.name, href=mesa.conflict.get_absolute_url()),
        who(_("Preside"), mesa.chair, mesa.chair_text),
        who(_("Secretaría técnica"), mesa.secretariat, mesa.secretariat_text),
    ]
    if mesa.installed.is_known:
        facts.append(Fact(_("Instalada"), in_words(mesa.installed), note=mesa.installed.words))
    if mesa.place:
        facts.append(Fact(_("Lugar"), mesa.place))
    if mesa.validity_text:
        facts.append(Fact(_("Vigencia, según las fuentes"), mesa.validity_text))
    if mesa.status_note:
        facts.append(Fact(_("Sobre su situación"), mesa.status_note))
    if mesa.sessions_reported is not None:
        facts.append(Fact(_("Sesiones, según las fuentes"), str(mesa.sessions_reported)))
    facts.append(rules_fact(rules))
    return facts


def who(label: str, party: Party | None, text: str) -> Fact:
    if party:
        return Fact(label, party.name, href=party.get_absolute_url(), note=text)
    return Fact(label, text) if text else Fact(label, _("No se conoce"), kind="none")


def latest_rules(mesa: Mesa) -> Any:
    rules = GroundRules.objects.filter(mesa=mesa).annotate(approvals=Count("approved_by"))
    return rules.order_by("-version").first()


def rules_fact(rules: Any) -> Fact:
    if rules is None:
        return Fact(_("Reglas de juego"), _("No constan"), kind="none")
    said = _("Versión %(version)d") % {"version": rules.version}
    if rules.adopted.is_known:
        day = in_words(rules.adopted)
        of_day = _("%(said)s, del %(day)s") if rules.adopted.precision == Precision.DAY else _("%(said)s, de %(day)s")
        said = of_day % {"said": said, "day": day}
    approved = ngettext("la aprobó %(count)d asiento", "la aprobaron %(count)d asientos", rules.approvals)
    return Fact(
        _("Reglas de juego"),
        said,
        href="#reglas",
        note=approved % {"count": rules.approvals} if rules.approvals else "",
    )


def rules_lines(rules: GroundRules | None) -> Sequence[Fact]:
    if rules is None:
        return ()
    return [Fact(str(label), text) for name, label in RULES.items() if (text := getattr(rules, name))]
