"""Since when nobody asks for a commitment, or until when somebody does. Pure."""

from datetime import date

from django.utils.translation import gettext as now

from conflicts.wording import distance, in_words
from mesas.choices import Answer
from mesas.cover import ENDLESS, NEVER, ONE_DAY, Cover


def since_when(cover: Cover, on: date) -> str:
    if cover.answer == Answer.UNKNOWN:
        return now("No se sabe si alguien pregunta")
    if cover.answer == Answer.YES and cover.until == ENDLESS:
        return now("Alguien, sin fecha de término conocida")
    if cover.answer == Answer.YES:
        left = {"day": in_words(cover.until), "left": distance(cover.until, on)}
        return now("Alguien hasta el %(day)s, %(left)s; después, nadie") % left
    if cover.until == NEVER:
        return now("Nadie; no se conoce desde cuándo")
    if cover.until >= on:
        return now("Nadie hoy")
    since = cover.until + ONE_DAY
    return now("Nadie desde el %(day)s, %(ago)s") % {"day": in_words(since), "ago": distance(since, on)}
