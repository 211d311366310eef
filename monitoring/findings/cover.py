"""What the page of what nobody follows up says at its head."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.wording import thousands
from monitoring.findings.words import kept_together


def uncovered(orphaned: int, still_open: int) -> str:
    """Of what members report."""
    if not still_open:
        return _("Ningún compromiso abierto con reporte de miembros")
    count = {"count": thousands(orphaned), "whole": thousands(still_open)}
    if not orphaned:
        said = ngettext(
            "Por el único compromiso abierto pregunta alguien, o no consta que nadie lo haga",
            "De %(whole)s compromisos abiertos, de ninguno consta que nadie pregunte",
            still_open,
        )
    else:
        said = ngettext(
            "Por %(count)s de %(whole)s compromisos abiertos no pregunta nadie",
            "Por %(count)s de %(whole)s compromisos abiertos no pregunta nadie",
            orphaned,
        )
    return kept_together(said % count)
