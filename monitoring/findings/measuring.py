"""Whether promises can be measured, in words. Pure."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.wording import thousands
from monitoring.findings.words import kept_together
from monitoring.indicators.figure import Figure
from monitoring.indicators.measuring import MEASURABLE


def measurable(part: int, whole: int) -> str:
    """ "Se pueden medir 3 de 5 compromisos"; of those of which it is known."""
    if not whole:
        return _("No se sabe si los compromisos se pueden medir")
    if not part:
        said = ngettext(
            "El compromiso no se puede medir como está escrito",
            "Ninguno de los %(whole)s compromisos se puede medir como está escrito",
            whole,
        )
        return kept_together(said % {"whole": thousands(whole)})
    said = ngettext(
        "Se puede medir %(part)s de %(whole)s compromisos", "Se pueden medir %(part)s de %(whole)s compromisos", part
    )
    if whole == 1:
        return _("El único compromiso se puede medir")
    return kept_together(said % {"part": thousands(part), "whole": thousands(whole)})


def left_out_of(figure: Figure) -> str:
    """How many stand outside, each for its reason."""
    unknown, told = str(MEASURABLE.leaves_out[0].reason), str(MEASURABLE.leaves_out[1].reason)
    counts = {one.reason: one.count for one in figure.left_out}
    said = [
        ngettext("%(count)s del que nadie dijo si es medible", "%(count)s de los que nadie dijo si son medibles", count)
        % {"count": thousands(count)}
        if (count := counts.get(unknown))
        else "",
        ngettext("%(count)s que solo cuentan fuentes públicas", "%(count)s que solo cuentan fuentes públicas", count)
        % {"count": thousands(count)}
        if (count := counts.get(told))
        else "",
    ]
    present = [one for one in said if one]
    return _("No entran: %(what)s.") % {"what": "; ".join(present)} if present else ""
