"""What the page of an actor says above each of its bands. Nothing here compares one actor with another."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.wording import thousands
from monitoring.findings.parts import Part
from monitoring.findings.words import kept_together, listed
from monitoring.indicators.tally import Tally


def opening(leads: Tally, takes_part: int, receives: int) -> list[Part]:
    """What it owes and what is owed to it; `takes_part`: commitments that it owes, leading or not."""
    parts = []
    if leads.total:
        said = ngettext("Debe %(count)s compromiso", "Debe %(count)s compromisos", leads.total)
        parts.append(Part(said % {"count": thousands(leads.total)}, is_answer=True, source=still(leads)))
    if leads.told:
        said = ngettext(
            "Según fuentes públicas, debe %(count)s compromiso",
            "Según fuentes públicas, debe %(count)s compromisos",
            leads.told,
        )
        parts.append(Part(said % {"count": thousands(leads.told)}))
    if takes_part > leads.total + leads.told:
        said = _("Participa en %(count)s, como responsable principal o no")
        parts.append(Part(said % {"count": thousands(takes_part)}))
    if receives:
        said = ngettext("Se le debe %(count)s compromiso", "Se le deben %(count)s compromisos", receives)
        parts.append(Part(said % {"count": thousands(receives)}, is_answer=True))
    return parts or [Part(_("No consta que deba nada ni que se le deba"), kind="none")]


def still(leads: Tally) -> str:
    said = ngettext("%(count)s sigue abierto", "%(count)s siguen abiertos", leads.still_open)
    parts = [said % {"count": thousands(leads.still_open)} if leads.still_open else _("ninguno sigue abierto")]
    if leads.overdue:
        late = ngettext("%(count)s está vencido", "%(count)s están vencidos", leads.overdue)
        parts.append(late % {"count": thousands(leads.overdue)})
    return listed(parts)


def kept(leads: Tally) -> str:
    """The gap between what it says and what others saw, as counts of what can be kept as a whole."""
    if not leads.judged:
        return _("Lo que debe se cumple por periodos, y cada uno se juzga aparte")
    if not leads.claimed:
        return kept_together(
            _("De %(total)s compromisos, no ha declarado cumplido ninguno") % {"total": thousands(leads.judged)}
            if leads.judged > 1
            else _("No ha declarado cumplido su único compromiso")
        )
    said = ngettext(
        "Declara cumplido %(claimed)s de %(total)s", "Declara cumplidos %(claimed)s de %(total)s", leads.claimed
    )
    seen = ngettext("un tercero verificó %(verified)s", "un tercero verificó %(verified)s", leads.verified)
    if not leads.verified:
        seen = _("un tercero no verificó ninguno")
    text = _("%(said)s; %(seen)s") % {"said": said, "seen": seen}
    return kept_together(
        text
        % {
            "claimed": thousands(leads.claimed),
            "total": thousands(leads.judged),
            "verified": thousands(leads.verified),
        }
    )


def owes(leads: Tally) -> str:
    """For a list without figures."""
    total = leads.total + leads.told
    said = ngettext("%(count)s compromiso a su cargo", "%(count)s compromisos a su cargo", total)
    return kept_together(said % {"count": thousands(total)})


def receives(count: int) -> str:
    said = ngettext("Se le debe %(count)s compromiso", "Se le deben %(count)s compromisos", count)
    return kept_together(said % {"count": thousands(count)})


def told(leads: Tally) -> str:
    said = ngettext(
        "Las fuentes públicas le cuentan %(count)s compromiso",
        "Las fuentes públicas le cuentan %(count)s compromisos",
        leads.told,
    )
    return kept_together(said % {"count": thousands(leads.told)})


def sits(mesas: int, convened: int) -> str:
    if not mesas and not convened:
        return _("No consta que participe en una mesa")
    said = [
        ngettext("Participa en %(count)d mesa", "Participa en %(count)d mesas", mesas) % {"count": mesas}
        if mesas
        else "",
        ngettext("convocó %(count)d sesión", "convocó %(count)d sesiones", convened) % {"count": convened}
        if convened
        else "",
    ]
    text = listed(said)
    return kept_together(f"{text[0].upper()}{text[1:]}")
