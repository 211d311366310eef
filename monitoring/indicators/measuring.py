"""Whether promises were written so that anybody could tell that they were kept: six questions, asked when registering.

What is not measurable stands beside the rates, so that nobody takes a vague promise for a broken one.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import Measured, Question
from agreements.querysets.measuring import answered, measured_as
from mesas.choices import Answer
from monitoring.indicators.figure import Condition, Exclusion, Indicator
from monitoring.indicators.rows import BY_MEMBERS, ONLY_SOURCES, members

REGISTERED = _("Lo que se respondió sobre cada compromiso el día que se registró. Después no cambia.")


def known(on: date) -> Q:
    """Measurable or not, but not unknown."""
    return members(on) & ~measured_as(Measured.UNKNOWN)


def says(question: Question) -> Condition:
    return lambda on: answered(question, Answer.YES)


def judged(question: Question) -> Condition:
    return lambda on: members(on) & answered(question, Answer.YES, Answer.NO)


def not_judged(question: Question) -> Callable[[date], Q]:
    return lambda on: members(on) & ~answered(question, Answer.YES, Answer.NO)


MEASURABLE = Indicator(
    key="medibles",
    label=_("Compromisos medibles"),
    definition=_("El compromiso dice qué se hará, quién lo hará y cómo se comprobará. Con eso basta para medirlo."),
    formula=_(
        "Compromisos que dicen las tres cosas, sobre los que se sabe si las dicen: con un solo «no» no es medible."
    ),
    source=REGISTERED,
    part=lambda on: measured_as(Measured.YES),
    whole=known,
    ask={**BY_MEMBERS, "medible": (Measured.YES.value,)},
    leaves_out=(
        Exclusion(_("los que nadie dijo si son medibles"), lambda on: members(on) & measured_as(Measured.UNKNOWN)),
        ONLY_SOURCES,
    ),
)
DEFINITIONS = {
    Question.WHAT: _("Se entiende qué cosa habrá cuando se cumpla."),
    Question.WHO: _("Nombra a quien debe hacerlo."),
    Question.WHEN: _("Da una fecha, un plazo o una etapa."),
    Question.WHERE: _("Dice en qué lugar o para qué personas."),
    Question.MEANS: _("Dice con qué se verá que se cumplió: una obra, un acta, un informe, una lista."),
    Question.FOLLOW_UP: _("Encarga a alguien preguntar si se cumple."),
}
SIX = tuple(
    Indicator(
        key=f"dice_{question.value}",
        label=question.label,
        family=_("Lo que dice cada compromiso"),
        definition=DEFINITIONS[question],
        formula=_("Compromisos que lo dicen, sobre los que se sabe si lo dicen."),
        source=REGISTERED,
        part=says(question),
        whole=judged(question),
        ask={**BY_MEMBERS, "dice": (question.value,)},
        leaves_out=(Exclusion(_("los que nadie dijo si lo dicen"), not_judged(question)), ONLY_SOURCES),
    )
    for question in Question
)
