"""Says, seen, verified: who said how much, and with what. Both sides have the same rows, steps and words."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.choices import AssessmentLevel
from agreements.models import Assessment
from agreements.showing.own import what_counts
from agreements.showing.status import Status
from agreements.workflow import Said, Statement
from conflicts.partial_dates import PartialDate
from conflicts.wording import in_short

#: Beyond these a page is no longer read; the sentence counts them all.
MOST_JUDGES = 20


@dataclass(frozen=True)
class VoiceRow:
    """As `components/voices.html` shows it."""

    title: str
    who: str
    level: int | None
    word: str
    note: str


def voice_rows(status: Status, own: Collection[int] = ()) -> list[VoiceRow]:
    """`own`: parties whose single answers this reader may read."""
    return [*claim_rows(status), *verdict_rows(status, own), *finding_rows(status)]


def claim_rows(status: Status) -> list[VoiceRow]:
    """The lead, or all who owe where nobody leads; others who owe show once they have spoken."""
    said = status.told.said
    asked = sorted(said.owing if said.lead is None else {said.lead})
    others = sorted(said.claims_standing.keys() - set(asked))
    rows = []
    for party in [*asked, *others]:
        claim = said.claims_standing.get(party)
        if claim is None:
            rows.append(VoiceRow(_("Dice"), name(status, party), None, _("No ha informado"), ""))
        else:
            is_settled = said.is_claim_settled(party)
            note = agreed(said) if is_settled else details(status, claim, PartialDate.on(claim.said_on))
            rows.append(VoiceRow(_("Dice"), name(status, party), claim.level, in_steps(claim.level), note))
    return rows or [VoiceRow(_("Dice"), _("Quien debe"), None, _("No ha informado"), "")]


def verdict_rows(status: Status, own: Collection[int] = ()) -> list[VoiceRow]:
    """Every party that receives. Who does not belong reads level and month; its own people, that they differ."""
    said, told = status.told.said, status.told
    rows = []
    for party in sorted(said.judges)[:MOST_JUDGES]:
        verdict = said.verdicts.get(party)
        if verdict is None:
            rows.append(silent_judge(status, party))
            continue
        day = told.day_of(verdict.lowest.said_on)
        note = details(status, verdict.lowest, day) if told.with_days else f"{in_short(day)}."
        if said.is_verdict_settled(party):
            note = agreed(said)
        if party in own:
            note = " ".join(filter(None, [note, what_counts(verdict, name(status, party))]))
        rows.append(VoiceRow(_("Se ve"), name(status, party), verdict.level, in_steps(verdict.level), note))
    return rows or [VoiceRow(_("Se ve"), _("Quien recibe"), None, _("No ha respondido"), "")]


def silent_judge(status: Status, party: int) -> VoiceRow:
    """Who has not answered; whoever tried and could not see is named so, though it is no answer."""
    tried = [answer for answer in status.told.said.answers if answer.party == party]
    if not tried:
        return VoiceRow(_("Se ve"), name(status, party), None, _("No ha respondido"), "")
    last = max(tried, key=lambda answer: (answer.said_on, answer.recorded_at))
    day = status.told.day_of(last.said_on)
    note = details(status, last, day) if status.told.with_days else f"{in_short(day)}."
    return VoiceRow(_("Se ve"), name(status, party), None, _("Dice que no pudo ver"), note)


def finding_rows(status: Status) -> list[VoiceRow]:
    """The independent finding observed last; who is not independent is shown, named as such, and counts for nothing."""
    said = status.told.said
    title, finding = _("Verificado"), said.finding
    if finding is not None and said.settlement and said.is_settled:
        who = _("Quien ambas partes nombraron") if said.settlement.by_verifier else _("Las partes, por escrito")
        rows = [VoiceRow(title, who, finding.level, in_steps(finding.level), agreed(said))]
    elif finding is None:
        rows = [VoiceRow(title, _("Un tercero independiente"), None, _("Sin verificar"), "")]
    else:
        note = details(status, finding, finding.observed)
        rows = [VoiceRow(title, name(status, finding.party), finding.level, in_steps(finding.level), note)]
    dependent = [row for row in said.findings if not row.independent and row.level is not None]
    for row in sorted(dependent, key=lambda one: (one.observed, one.recorded_at))[-1:]:
        who = _("%(who)s, no independiente") % {"who": name(status, row.party)}
        note = f"{details(status, row, row.observed)} {_('No cuenta para el estado.')}"
        rows.append(VoiceRow(title, who, row.level, in_steps(row.level), note))
    return rows


def agreed(said: Said) -> str:
    """What stands was settled between the sides; the day of their paper is for everybody."""
    if said.settlement is None:
        return ""
    text = _("Lo resolvió quien ambas partes nombraron, %(day)s.") if said.settlement.by_verifier else ""
    return (text or _("Acordado por las partes, %(day)s.")) % {"day": in_short(said.settlement.day)}


def name(status: Status, party: int) -> str:
    return str(status.parties[party]) if party in status.parties else ""


def in_steps(level: int | None) -> str:
    """ "A medias, 2 de 3"."""
    if level is None:
        return _("No se pudo evaluar")
    word = str(AssessmentLevel(level).label)
    return _("%(word)s, %(level)d de 3") % {"word": word.capitalize(), "level": level}


def details(status: Status, said: Statement, day: PartialDate) -> str:
    """What was said, in its own words, when and with what: "«Llega agua a 51 casas». 20 may 2026, 2 fotos."."""
    row: Assessment | None = status.heard.row(said.pk)
    quote = f"«{row.note.removesuffix('.')}». " if row and row.note else ""
    papers = status.told.papers.get(said.pk or 0, "")
    return f"{quote}{in_short(day)}{', ' if papers else ''}{papers}."
