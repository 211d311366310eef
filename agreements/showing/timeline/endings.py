"""Closings, what lifted them, and how a dispute was settled."""

from django.utils.translation import gettext as _

from agreements.choices import AssessmentLevel, State, Step
from agreements.models import Transition

ENDINGS = (Step.CLOSED, Step.OBJECTED, Step.REOPENED, Step.SETTLED)


def ending_words(step: Transition) -> tuple[str, str]:
    """What was done, and by whose word and for what reason."""
    tellers = {
        Step.CLOSED: closed,
        Step.OBJECTED: lambda row: _("%(who)s objetó el cierre") % {"who": row.party},
        Step.REOPENED: reopened,
        Step.SETTLED: settled,
    }
    reason = f"{step.get_closing_reason_display()}." if step.closing_reason else ""
    words = f"«{step.reason.removesuffix('.')}»." if step.reason else ""
    return f"{tellers[Step(step.step)](step)}.", " ".join(filter(None, [agreed(step), reason, words]))


def closed(step: Transition) -> str:
    if step.to_state == State.REPLACED:
        return _("Se cerró porque otro compromiso lo reemplaza")
    return _("Se cerró")


def reopened(step: Transition) -> str:
    if step.evidence_id:
        return _("Se reabrió por evidencia nueva")
    return _("Se reabrió por un error en el cierre")


def settled(step: Transition) -> str:
    level = str(AssessmentLevel(step.level or 0).label).lower()
    texts = _("Quien ambos nombraron resolvió la disputa: %(level)s"), _("Las partes resolvieron la disputa: %(level)s")
    return texts[0 if step.by_verifier else 1] % {"level": level}


def agreed(step: Transition) -> str:
    """Who agreed in writing, or on whose finding it rests."""
    parties = ", ".join(sorted(str(party) for party in step.consenting.all()))
    if parties:
        return _("De acuerdo, por escrito: %(who)s.") % {"who": parties}
    if step.step == Step.CLOSED and step.assessment:
        return _("Lo respalda la verificación de %(who)s.") % {"who": step.assessment.party}
    return _("En nombre de %(who)s.") % {"who": step.party} if step.step == Step.REOPENED and step.party else ""
