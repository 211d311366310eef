"""Whether a promise, as it is written, can be measured: six questions, answered once, when it is registered."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from mesas.choices import Answer


class Question(models.TextChoices):
    """What the words of a promise may say, in the order in which it is asked."""

    WHAT = "que", _("Dice qué se hará")
    WHO = "quien", _("Dice quién lo hará")
    WHEN = "cuando", _("Dice cuándo")
    WHERE = "donde", _("Dice dónde o para quién")
    MEANS = "como", _("Dice cómo se comprobará")
    FOLLOW_UP = "seguimiento", _("Dice quién le hará seguimiento")

    @property
    def column(self) -> str:
        """Where a commitment keeps the answer."""
        return f"measurable_{self.name.lower()}"


#: What makes a promise measurable: what is to be done, by whom, and by what means anybody could tell that it was.
NEEDED = (Question.WHAT, Question.WHO, Question.MEANS)


class Measured(models.TextChoices):
    """Whether anybody could tell from its words alone that it was kept."""

    YES = "si", _("Medible")
    NO = "no", _("No medible")
    UNKNOWN = "no-conocido", _("No se sabe si es medible")


def measured(answers: Mapping[Question, str]) -> Measured:
    """A single *no* to what is needed decides; what nobody answered decides nothing. Twin of `querysets.measuring`."""
    needed = {answers.get(question, Answer.UNKNOWN) for question in NEEDED}
    if Answer.NO in needed:
        return Measured.NO
    return Measured.YES if needed == {Answer.YES} else Measured.UNKNOWN
