"""What each group of alerts says: its finding, and what one should know about it."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.lateness import Thresholds
from conflicts.wording import thousands
from monitoring.findings.words import kept_together, listed
from monitoring.showing.alerts.causes import Cause

#: Groups that are of mesas, not of commitments.
MANDATES, PAPERS, SILENT = "mandatos", "actas", "mesas-calladas"

SIGNALS = {
    Cause.TO_ANSWER: "wait",
    Cause.DATE_ASKED: "wait",
    Cause.TO_VERIFY: "wait",
    Cause.TO_REPLY: "late",
    Cause.DISPUTED: "clash",
    Cause.ORPHANED: "late",
    Cause.ORPHANED_AHEAD: "wait",
    Cause.NO_DEADLINE: "wait",
}


def title(group: str, count: int) -> str:
    return kept_together(TITLES[group](count) % {"count": thousands(count)})


TITLES: dict[str, Callable[[int], str]] = {
    Cause.TO_ANSWER: lambda n: ngettext("%(count)s espera su palabra", "%(count)s esperan su palabra", n),
    Cause.DATE_ASKED: lambda n: ngettext("Piden otra fecha para %(count)s", "Piden otra fecha para %(count)s", n),
    Cause.TO_VERIFY: lambda n: ngettext("Piden ir a ver %(count)s", "Piden ir a ver %(count)s", n),
    Cause.TO_REPLY: lambda n: ngettext(
        "%(count)s incumplimiento constatado, sin respuesta", "%(count)s incumplimientos constatados, sin respuesta", n
    ),
    Cause.DISPUTED: lambda n: ngettext(
        "Las partes no coinciden en %(count)s", "Las partes no coinciden en %(count)s", n
    ),
    Cause.VERY_LATE: lambda n: ngettext("%(count)s muy vencido", "%(count)s muy vencidos", n),
    Cause.OVERDUE: lambda n: ngettext("%(count)s vencido", "%(count)s vencidos", n),
    Cause.PERIOD_LATE: lambda n: ngettext("%(count)s con un periodo vencido", "%(count)s con algún periodo vencido", n),
    Cause.MILESTONE_LATE: lambda n: ngettext("%(count)s con un hito vencido", "%(count)s con algún hito vencido", n),
    Cause.UNANSWERED: lambda n: ngettext(
        "%(count)s declarado, y nadie ha respondido", "%(count)s declarados, y nadie ha respondido", n
    ),
    Cause.DUE_SOON: lambda n: ngettext("%(count)s por vencer", "%(count)s por vencer", n),
    Cause.ORPHANED: lambda n: ngettext("%(count)s sin quien pregunte", "%(count)s sin quien pregunte", n),
    Cause.ORPHANED_AHEAD: lambda n: ngettext(
        "%(count)s quedará sin quien pregunte", "%(count)s quedarán sin quien pregunte", n
    ),
    Cause.NO_DEADLINE: lambda n: ngettext("%(count)s sin plazo", "%(count)s sin plazo", n),
    MANDATES: lambda n: ngettext("Termina %(count)s mandato", "Terminan %(count)s mandatos", n),
    PAPERS: lambda n: ngettext(
        "A %(count)s sesión le falta el acta o su firma", "A %(count)s sesiones les falta el acta o su firma", n
    ),
    SILENT: lambda n: ngettext("%(count)s mesa no se reúne", "%(count)s mesas no se reúnen", n),
}


def note(group: str) -> str:
    """What stands under the finding."""
    limits = Thresholds.in_force()
    return {
        Cause.TO_ANSWER: _("Quien debe dijo que avanzó o cumplió. Falta lo que vio su comunidad o entidad."),
        Cause.DATE_ASKED: _("Mientras quien recibe no la acepte, el plazo no cambia."),
        Cause.TO_REPLY: _("Quien debe tiene quince días para responder; la respuesta se publica al lado."),
        Cause.DISPUTED: _("Alguien que no es parte puede ir a ver, o las partes lo resuelven por escrito."),
        Cause.VERY_LATE: _(
            "Pasaron más de %(days)d días del plazo. Constatar que no se cumplió es de quien verifica: aquí solo se "
            "propone."
        )
        % {"days": limits.very_late},
        Cause.UNANSWERED: _("Hace más de %(days)d días.") % {"days": limits.unverified},
        Cause.ORPHANED: _("El mandato de su mesa terminó y ninguna otra los heredó."),
        Cause.ORPHANED_AHEAD: _("El mandato de su mesa termina antes que su plazo."),
        Cause.NO_DEADLINE: _("Ninguno vencerá si no se le pone fecha."),
        MANDATES: _("Si no se amplía, lo que siga abierto quedará sin quien pregunte."),
        SILENT: _("Siguen activas y con compromisos abiertos."),
    }.get(group, "")


def of_mesa(cause: Cause, count: int) -> str:
    """Of one mesa, how many stand so and are in no other group."""
    texts = {
        Cause.ORPHANED: ngettext(
            "%(count)s compromiso por el que ya nadie pregunta.",
            "%(count)s compromisos por los que ya nadie pregunta.",
            count,
        ),
        Cause.ORPHANED_AHEAD: ngettext(
            "%(count)s compromiso vence cuando ya nadie preguntará.",
            "%(count)s compromisos vencen cuando ya nadie preguntará.",
            count,
        ),
        Cause.NO_DEADLINE: ngettext(
            "%(count)s compromiso abierto sin plazo.", "%(count)s compromisos abiertos sin plazo.", count
        ),
    }
    return kept_together(texts[cause] % {"count": thousands(count)})


def also(causes: list[Cause]) -> str:
    """The other causes of a commitment, named once where it stands."""
    return _("También: %(causes)s.") % {"causes": listed(str(cause.label) for cause in causes)} if causes else ""


def opening(count: int) -> str:
    if not count:
        return _("Nada necesita de usted hoy")
    said = ngettext("%(count)s asunto necesita de usted hoy", "%(count)s asuntos necesitan de usted hoy", count)
    return kept_together(said % {"count": thousands(count)})
