"""What one's own people said so far, before one says it anew: each answer for its party, and which of them counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agreements.models import Assessment
from agreements.showing.status import Status
from agreements.workflow import Answer, Verdict
from conflicts.partial_dates import PartialDate
from conflicts.wording import in_short


@dataclass(frozen=True)
class Saying:
    """One answer that stands: who gave it, what it was, and when and with what."""

    who: str
    said: str
    note: str
    is_hers: bool


@dataclass(frozen=True)
class SaidBefore:
    """What one party says. `counts`: why, where its people do not agree."""

    party: str
    sayings: tuple[Saying, ...]
    counts: str


def said_before(status: Status, parties: Collection[int], user: Any) -> list[SaidBefore]:
    """Of each party that has answered. Only for its own people and the coordinator: single answers are theirs."""
    verdicts = status.told.said.verdicts
    return [party_said(status, verdicts[party], user) for party in sorted(parties) if party in verdicts]


def party_said(status: Status, verdict: Verdict, user: Any) -> SaidBefore:
    party = str(status.parties.get(verdict.party, ""))
    answers = sorted(verdict.answers, key=lambda answer: (answer.said_on, answer.recorded_at), reverse=True)
    return SaidBefore(
        party=party,
        sayings=tuple(saying(status, answer, party, user) for answer in answers),
        counts=what_counts(verdict, party),
    )


def saying(status: Status, answer: Answer, party: str, user: Any) -> Saying:
    row = status.heard.row(answer.pk)
    note = [in_short(PartialDate.on(answer.said_on)), status.told.papers.get(answer.pk or 0, "")]
    quote = f"«{row.note}»" if row and row.note else ""
    return Saying(
        who=speaker(row, party, user),
        said=answer_words(answer.level),
        note=" ".join(filter(None, [", ".join(filter(None, note)) + ".", quote])),
        is_hers=is_hers(row, user),
    )


def speaker(row: Assessment | None, party: str, user: Any) -> str:
    """Herself, somebody of her party, a paper of it, or what the two sides agreed. Nobody is named."""
    if row is None:
        return _("Lo que acordaron las partes")
    if row.is_on_behalf:
        return _("%(party)s, por escrito") % {"party": party}
    return _("Usted") if is_hers(row, user) else _("Otra persona de %(party)s") % {"party": party}


def is_hers(row: Assessment | None, user: Any) -> bool:
    return row is not None and not row.is_on_behalf and row.recorded_by_id == user.pk


def answer_words(level: int | None) -> str:
    words = {0: _("no"), 1: _("poco"), 2: _("a medias"), 3: _("sí")}
    return words[level] if level is not None else _("no pude ver")


def what_counts(verdict: Verdict, party: str) -> str:
    """The lowest, until whoever said it says otherwise: nothing is decided by who answers last."""
    if len({answer.level for answer in verdict.answers}) < 2:
        return ""
    known = {"party": party, "level": answer_words(verdict.level)}
    return _("No todos ven lo mismo. Como %(party)s vale la respuesta más baja: %(level)s.") % known


def our_words(status: Status, hers: Collection[int], user: Any) -> Sequence[str]:
    """In a list: what her party says where several receive, and what she said herself where that is something else."""
    said = status.told.said
    lines = []
    for party in sorted(said.judges & set(hers)):
        verdict = said.verdicts.get(party)
        if verdict is None:
            continue
        if len(said.judges) > 1:
            lines.append(_("Nosotros dijimos: %(level)s.") % {"level": answer_words(verdict.level)})
        own = [answer for answer in verdict.answers if is_hers(status.heard.row(answer.pk), user)]
        if own and own[0].level != verdict.level:
            lines.append(_("Usted dijo: %(level)s.") % {"level": answer_words(own[0].level)})
    return lines
