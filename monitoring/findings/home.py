"""What the figures of the home page amount to. Pure."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.wording import thousands
from monitoring.findings.words import kept_together


def registry(members: int, told: int, late: int, dated: int) -> str:
    """`members`, `told`: commitments on members' record and known from sources only; `late` of those with a date."""
    if not members and not told:
        return _("Todavía no hay compromisos publicados")
    if not members:
        said = ngettext(
            "Las fuentes públicas cuentan %(count)s compromiso; ningún miembro ha reportado todavía",
            "Las fuentes públicas cuentan %(count)s compromisos; ningún miembro ha reportado todavía",
            told,
        )
        return kept_together(said % {"count": thousands(told)})
    total = ngettext(
        "%(count)s compromiso con reporte de miembros", "%(count)s compromisos con reporte de miembros", members
    ) % {"count": thousands(members)}
    if not dated:
        return kept_together(_("%(total)s; sin fecha de plazo, no se sabe si algo está vencido") % {"total": total})
    if not late:
        return kept_together(_("%(total)s; ninguno está vencido") % {"total": total})
    overdue = ngettext("%(count)s está vencido", "%(count)s están vencidos", late) % {"count": thousands(late)}
    return kept_together(_("%(total)s; %(overdue)s") % {"total": total, "overdue": overdue})


def movements(count: int) -> str:
    return _("Lo último que se supo") if count else _("Todavía no hay movimientos que mostrar")
