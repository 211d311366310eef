"""The record: who owes and who receives, what the promise is about, and whether it could ever be measured."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import NEEDED, OBLIGOR_DUTIES, Duty, Measured, Question, Record, measured
from agreements.models import Commitment
from agreements.sentences.notices import listed
from agreements.showing.links import address
from agreements.showing.status import Status
from conflicts.wording import in_words, soles
from mesas.choices import Answer

#: What a promise that is not measurable does not say.
LACKING = {
    Question.WHAT: gettext_lazy("qué se hará"),
    Question.WHO: gettext_lazy("quién lo hará"),
    Question.MEANS: gettext_lazy("cómo se comprobará"),
}
SIGNALS = {Answer.YES: "ok", Answer.NO: "wait", Answer.UNKNOWN: "none"}


@dataclass(frozen=True)
class Fact:
    """As `components/facts.html` shows it."""

    label: str
    value: str
    href: str = ""
    note: str = ""
    kind: str = ""


def party_facts(commitment: Commitment, status: Status) -> list[Fact]:
    """Every part, in the order of the duties; a part that nobody has is said too."""
    facts = []
    for duty in Duty:
        held = [row for row in commitment.duties.all() if row.duty == duty]
        facts += [party_fact(row, duty) for row in held] or absent(commitment, status, duty)
    return facts


def party_fact(row, duty: Duty) -> Fact:
    party = row.party.merged_into or row.party
    notes = [str(party.get_sector_display()).lower(), row.note]
    return Fact(str(duty.label), party.name, address("party", party.slug), " · ".join(filter(None, notes)))


def absent(commitment: Commitment, status: Status, duty: Duty) -> list[Fact]:
    """What the document says in words; else that nobody was named, or that nobody knows."""
    label = str(duty.label)
    by_members = commitment.record == Record.MEMBERS
    if duty == Duty.FOLLOW_UP:
        if by_members:
            return [Fact(label, _("Sin encargado"), note=_("el documento no nombra a nadie"), kind="wait")]
        return [Fact(label, _("No se conoce"), kind="none")]
    if duty == Duty.LEAD and not any(row.duty in OBLIGOR_DUTIES for row in commitment.duties.all()):
        return [in_words_of_document(label, commitment.obligor_text, by_members=by_members)]
    if duty == Duty.BENEFICIARY:
        fact = in_words_of_document(label, commitment.beneficiary_text, by_members=by_members)
        seated = ", ".join(str(status.parties[key]) for key in sorted(status.told.said.judges) if key in status.parties)
        note = _("responden las comunidades de la mesa: %(who)s") % {"who": seated} if seated else ""
        return [Fact(fact.label, fact.value, note=note, kind=fact.kind)]
    return []


def in_words_of_document(label: str, text: str, *, by_members: bool) -> Fact:
    if text:
        return Fact(label, text, note=_("con las palabras del documento"))
    return (
        Fact(label, _("Nadie está nombrado"), kind="wait")
        if by_members
        else Fact(label, _("No se conoce"), kind="none")
    )


def subject_facts(commitment: Commitment) -> list[Fact]:
    """What it is about. A theme or a class that nobody gave is not shown as a gap: it is a matter of sorting."""
    amount = soles(commitment.amount_pen) if commitment.amount_pen is not None else ""
    place = str(commitment.territory) if commitment.territory else ""
    facts = [
        Fact(_("Tema"), str(commitment.get_theme_display()) if commitment.theme else "", note=commitment.theme_note),
        Fact(_("Clase"), str(commitment.get_kind_display())),
        Fact(_("Lugar"), place),
        Fact(_("Monto"), amount or commitment.amount_text, note=commitment.amount_text if amount else ""),
        Fact(_("Acordado"), in_words(commitment.agreed) if commitment.agreed.is_known else ""),
        Fact(_("Empieza"), in_words(commitment.starts) if commitment.starts.is_known else ""),
        Fact(_("Notas"), commitment.notes),
        Fact(_("Código en la fuente"), commitment.source_code),
    ]
    return [fact for fact in facts if fact.value]


def measurable_facts(commitment: Commitment) -> list[Fact]:
    """The six answers; none where nobody gave any."""
    answers = {question: Answer(answer) for question, answer in commitment.measurable_answers.items()}
    if not any(answers.values()):
        return []
    return [Fact(str(one.label), str(answer.label), kind=SIGNALS[answer]) for one, answer in answers.items()]


def measurable_finding(commitment: Commitment) -> str:
    """Whether anybody could tell, from its words alone, that it was kept. Of what only sources tell, nothing."""
    answers = commitment.measurable_answers
    if commitment.record != Record.MEMBERS and not any(answers.values()):
        return ""
    found = measured(answers)
    if found == Measured.YES:
        return _("Es medible como está escrito")
    if found == Measured.UNKNOWN:
        return _("No se sabe si es medible")
    lacking = [LACKING[question] for question in NEEDED if answers[question] == Answer.NO]
    return _("No es medible: no dice %(what)s") % {"what": listed([str(one) for one in lacking])}
