"""How a part of a whole is said. Pure."""

from django.utils.translation import gettext as _

from conflicts.wording import NBSP, thousands
from monitoring.indicators.figure import FEWEST_FOR_A_SHARE


def no_data() -> str:
    return _("sin datos")


def part_of(part: int, whole: int) -> str:
    """ "31 de 64"; of nothing, "sin datos"."""
    if not whole:
        return no_data()
    return _("%(part)s de %(whole)s") % {"part": thousands(part), "whole": thousands(whole)}


def percent(part: int, whole: int) -> str:
    """ "48 %"; nothing where the whole is too small for one. Never 0 % of some, never 100 % of not all."""
    if whole < FEWEST_FOR_A_SHARE:
        return ""
    rounded = (200 * part + whole) // (2 * whole)  # a half up
    if rounded == 0 and part:
        return _("menos de %(share)s") % {"share": f"1{NBSP}%"}
    if rounded == 100 and part < whole:
        return _("más de %(share)s") % {"share": f"99{NBSP}%"}
    return f"{rounded}{NBSP}%"


def share(part: int, whole: int) -> str:
    """ "48 %", of few "2 de 3", of nothing "sin datos"."""
    return percent(part, whole) or part_of(part, whole)
