"""Things that happened on the way: day zero came, a milestone was set or reached, somebody spoke of a period."""

from django.utils.translation import gettext as _

from agreements.choices import AssessmentKind, Step
from agreements.models import Transition
from agreements.showing.timeline.voices import claim_text, finding_text
from conflicts.wording import in_words
from mesas.plazos import period_named

HAPPENED = (Step.TRIGGER_DATED, Step.MILESTONE_SET, Step.MILESTONE_REACHED, Step.PERIOD_SPOKEN)


def happened_words(step: Transition) -> tuple[str, str]:
    """What happened, and the words of who told it."""
    if step.step == Step.PERIOD_SPOKEN:
        return period_words(step), ""
    told = {"what": step.new_value, "day": in_words(step.day) if step.day.is_known else ""}
    texts = {
        Step.TRIGGER_DATED: _("El plazo corre desde: %(day)s."),
        Step.MILESTONE_SET: _("Se agregó un hito: %(what)s."),
        Step.MILESTONE_REACHED: _("Se alcanzó un hito: %(what)s. Fue el día: %(day)s."),
    }
    return texts[Step(step.step)] % told, step.reason


def period_words(step: Transition) -> str:
    """Who spoke of which period, and what those who owe and who check said of it. What a party that receives says of
    it in the end stands with the period."""
    period = period_named(step.occurrence.period) if step.occurrence else None
    if period is None or step.assessment is None:
        return _("Terminó el último periodo, con todos cumplidos.")
    said = {AssessmentKind.CLAIM: claim_text, AssessmentKind.VERIFICATION: finding_text}.get(
        AssessmentKind(step.assessment.kind)
    )
    if said is None:
        return _("%(who)s respondió sobre %(period)s.") % {"who": step.assessment.party, "period": period}
    return _("Sobre %(period)s, %(said)s.") % {"period": period, "said": said(step.assessment)}
