"""What the page of what nobody follows up says at its head, and of each mesa on it."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.wording import distance, in_words, thousands
from mesas.cover import ENDLESS, NEVER, ONE_DAY, Cover
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


def since_when(cover: Cover, on: datetime.date) -> str:
    """Since when nobody asks, or until when somebody does."""
    if cover.until == NEVER:
        return _("No se conoce desde cuándo")
    if cover.until == ENDLESS:
        return _("No se sabe hasta cuándo")
    if cover.until < on:
        since = cover.until + ONE_DAY
        return _("Nadie desde el %(day)s, %(ago)s") % {"day": in_words(since), "ago": distance(since, on)}
    left = {"day": in_words(cover.until), "left": distance(cover.until, on)}
    return _("Alguien hasta el %(day)s, %(left)s; después, nadie") % left
