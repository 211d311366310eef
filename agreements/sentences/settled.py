"""What was settled between the sides, in writing, while nobody says it anew."""

from django.utils.translation import gettext as _

from agreements.choices import AssessmentLevel
from agreements.sentences.told import Part
from agreements.workflow import Settlement
from conflicts.partial_dates import PartialDate


def settled_part(settlement: Settlement) -> Part:
    """It speaks for all three voices at once."""
    text = (
        _("Lo resolvió quien ambas partes nombraron: %(level)s")
        if settlement.by_verifier
        else _("Acordado por las partes: %(level)s")
    )
    return Part(text % {"level": level_of(settlement)}, is_answer=True, day=PartialDate.on(settlement.day))


def one_voice(settlement: Settlement, who: str) -> Part:
    """It still speaks for one of the sides, where the other has said something since."""
    text = (
        _("%(who)s: %(level)s, según quien ambas partes nombraron")
        if settlement.by_verifier
        else _("%(who)s: %(level)s, según lo acordado por las partes")
    )
    known = {"who": who, "level": level_of(settlement)}
    return Part(text % known, is_answer=True, day=PartialDate.on(settlement.day))


def third_party(settlement: Settlement) -> Part:
    text = (
        _("Lo resolvió así quien ambas partes nombraron")
        if settlement.by_verifier
        else _("Las partes lo acordaron así por escrito")
    )
    return Part(text, is_answer=True, day=PartialDate.on(settlement.day))


def level_of(settlement: Settlement) -> str:
    return str(AssessmentLevel(settlement.level).label)
