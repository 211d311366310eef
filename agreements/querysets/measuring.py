"""Whether promises can be measured, as conditions on their rows: the twin of `choices.measuring`."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from agreements.choices import NEEDED, Measured, Question
from mesas.choices import Answer


def answered(question: Question, *answers: str) -> Q:
    """The words were judged in one of these ways."""
    return Q(**{f"{question.column}__in": list(answers)})


def measured_as(measured: str) -> Q:
    """What is needed is all there, or something is known to be missing, or nobody knows."""
    no = reduce(or_, (answered(question, Answer.NO) for question in NEEDED))
    yes = reduce(and_, (answered(question, Answer.YES) for question in NEEDED))
    return {Measured.YES: yes, Measured.NO: no, Measured.UNKNOWN: ~no & ~yes}[Measured(measured)]
