"""All that was said about one commitment, and what of it stands today. Pure: no database, no clock."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain, takewhile
from typing import Self

from agreements.workflow.latest import Row, findings_by_day, latest, verdict_of
from agreements.workflow.rows import Answer, Claim, Finding, Settlement, Statement, Verdict


@dataclass(frozen=True, kw_only=True)
class Said:
    """All rows about one commitment.

    ``lead`` is the obligor that leads, if any; ``obligors`` all of them. Where no beneficiary is recorded, every
    community seated at the mesa answers, except those that owe. ``began`` is evidence that work began; ``abstains``,
    that the promise is not to do something for a time.
    """

    lead: int | None = None
    obligors: Collection[int] = ()
    beneficiaries: Collection[int] = ()
    seated_communities: Collection[int] = ()
    claims: Collection[Claim] = ()
    answers: Collection[Answer] = ()
    findings: Collection[Finding] = ()
    began: bool = False
    abstains: bool = False
    settlement: Settlement | None = None

    def as_heirs_speak(self, heirs: Mapping[int, int]) -> Self:
        """The same, with every party replaced by the one that stands in its place today: predecessor → heir."""

        def heir(party: int) -> int:
            seen = {party}
            while (party := heirs.get(party, party)) not in seen:
                seen.add(party)
            return party

        def by_heir(rows: Collection[Row]) -> tuple[Row, ...]:
            return tuple(replace(row, party=heir(row.party)) for row in rows)

        return replace(
            self,
            lead=None if self.lead is None else heir(self.lead),
            obligors={heir(party) for party in self.obligors},
            beneficiaries={heir(party) for party in self.beneficiaries},
            seated_communities={heir(party) for party in self.seated_communities},
            claims=by_heir(self.claims),
            answers=by_heir(self.answers),
            findings=by_heir(self.findings),
        )

    @property
    def owing(self) -> set[int]:
        return {*self.obligors, *([] if self.lead is None else [self.lead])}

    @property
    def judges(self) -> set[int]:
        """The parties that must all confirm."""
        return set(self.beneficiaries) or set(self.seated_communities) - self.owing

    @cached_property
    def claims_standing(self) -> dict[int, Claim]:
        """Each obligor's latest claim."""
        settled = {party: self.settlement.as_claim(party) for party in self.owing} if self.settlement else {}
        return settled | {party: latest(rows) for party, rows in self._by_party(self.claims, self.owing).items()}

    @cached_property
    def claims_counting(self) -> tuple[Claim, ...]:
        """Those of which c is the lowest: the lead's latest or, where none leads, those of all obligors, and then none
        at all while one of them is silent."""
        asked = sorted(self.owing if self.lead is None else {self.lead})
        if not all(party in self.claims_standing for party in asked):
            return ()
        return tuple(self.claims_standing[party] for party in asked)

    @property
    def claim(self) -> Claim | None:
        """c: the lowest that counts; of equals the one that speaks of the latest day, since only then all was done."""
        return min(
            self.claims_counting,
            key=lambda claim: (claim.degree, -(claim.observed.first or date.min).toordinal()),
            default=None,
        )

    @property
    def claimed_on(self) -> date | None:
        """The day on which what counts was claimed: where nobody leads, by the last of them."""
        return max((claim.said_on for claim in self.claims_counting), default=None)

    @cached_property
    def verdicts(self) -> dict[int, Verdict]:
        """The current verdict of each party that receives; who has not answered is not in it."""
        settled = self.settlement and {
            party: Verdict(party=party, answers=(self.settlement.as_answer(party),)) for party in self.judges
        }
        answers = self._by_party(self.answers, self.judges)
        return (settled or {}) | {party: verdict_of(party, rows) for party, rows in answers.items()}

    @property
    def verdict_level(self) -> int | None:
        """The lowest of those that answered; nothing while nobody has."""
        return min((verdict.level for verdict in self.verdicts.values()), default=None)

    @property
    def findings_counting(self) -> tuple[Finding, ...]:
        """Independent findings of a level that no settlement has put aside."""
        return tuple(finding for finding in self._standing(self.findings) if finding.independent)

    @cached_property
    def findings_standing(self) -> tuple[Finding, ...]:
        """Independent findings in the order observed, one a day."""
        found = findings_by_day(self.findings_counting)
        return found or ((self.settlement.as_finding(),) if self.settlement else ())

    @property
    def finding(self) -> Finding | None:
        """f: the independent finding observed last."""
        return self.findings_standing[-1] if self.findings_standing else None

    @property
    def findings_of_less(self) -> tuple[Finding, ...]:
        """Those that count and say less than complete, and that no later one of completion has overtaken."""
        found = [finding for finding in self.findings_standing if finding.is_complete]
        return tuple(
            less
            for less in self.findings_counting
            if less.is_below and not any(less.known_before(full) for full in found)
        )

    @property
    def is_found_complete(self) -> bool:
        return self.finding is not None and self.finding.is_complete

    @property
    def is_claimed_complete(self) -> bool:
        return self.claim is not None and self.claim.is_complete

    @property
    def is_settled(self) -> bool:
        """Whether the settlement still speaks for a third party: nobody independent looked since."""
        return self.settlement is not None and self.finding == self.settlement.as_finding()

    @property
    def is_all_settled(self) -> bool:
        """Whether nobody has said anything anew since: the settlement speaks for all three."""
        return (
            self.is_settled
            and all(self.is_claim_settled(party) for party in self.claims_standing)
            and all(self.is_verdict_settled(party) for party in self.verdicts)
        )

    def is_claim_settled(self, party: int) -> bool:
        return self.settlement is not None and self.claims_standing.get(party) == self.settlement.as_claim(party)

    def is_verdict_settled(self, party: int) -> bool:
        if self.settlement is None or party not in self.verdicts:
            return False
        return self.verdicts[party].answers == (self.settlement.as_answer(party),)

    def says_less(self) -> list[Statement]:
        """Answers and the finding that stand and say less than complete."""
        answers: list[Statement] = [answer for verdict in self.verdicts.values() for answer in verdict.below]
        return [*answers, self.finding] if self.finding is not None and self.finding.is_below else answers

    def says_complete(self) -> list[Statement]:
        """The claim of completion, and the answers of every party that says complete with all its voices."""
        answers: list[Statement] = [
            answer for verdict in self.verdicts.values() if verdict.is_complete for answer in verdict.answers
        ]
        return [*answers, self.claim] if self.claim is not None and self.claim.is_complete else answers

    def contradicts_itself(self) -> bool:
        """One says complete and another says less, and the less is not known to be the older sight. Against a finding
        of completion, a party that says less must answer anew, however old its answer."""
        if self.is_found_complete and self.says_less():
            return True
        return any(not less.known_before(full) for less in self.says_less() for full in self.says_complete())

    def every_beneficiary_confirms(self) -> bool:
        """All of them, each with its own proof. Silence confirms nothing, and neither does an empty table."""
        return bool(self.judges) and all(self.confirming(party) for party in self.judges)

    def confirming(self, party: int) -> tuple[Answer, ...]:
        """The answers by which that party confirms a claim of completion."""
        if self.claim is None or not self.claim.is_complete or party not in self.verdicts:
            return ()
        return self.verdicts[party].confirming(self.claim)

    def confirming_rows(self) -> list[Statement]:
        """The rows that make it fulfilled: findings of completion since the last that found less, and answers once
        every beneficiary confirms; none that is known to be older than a finding of less."""
        found = takewhile(lambda finding: finding.is_complete, reversed(self.findings_standing))
        if not self.every_beneficiary_confirms():
            return list(found)
        answers = chain.from_iterable(self.confirming(party) for party in self.judges)
        less = [finding for finding in self.findings_standing if finding.is_below]
        return [*found, *(row for row in answers if not any(row.known_before(finding) for finding in less))]

    def is_claim_refuted(self) -> bool:
        """Whether a third party found less at the time of the claim or after it, whatever was found since."""
        less = [finding for finding in self.findings_standing if finding.is_below]
        return self.claim is not None and any(not finding.known_before(self.claim) for finding in less)

    def work_began(self) -> bool:
        """Evidence of it, or any counting level above none."""
        answers = (answer for verdict in self.verdicts.values() for answer in verdict.answers)
        finding = [self.finding] if self.finding else []
        return self.began or any(row.degree > 0 for row in (*self.claims_standing.values(), *answers, *finding))

    def verdict_counts(self) -> Counter[int | None]:
        """How many parties say each level, for "2 comunidades sí, 1 a medias"; nothing is who has not answered."""
        return Counter(self.verdicts[party].level if party in self.verdicts else None for party in self.judges)

    def _standing(self, rows: Iterable[Row]) -> list[Row]:
        """Rows that say a level and are not older than the settlement. "Could not be assessed" is no answer."""
        return [
            row
            for row in rows
            if row.level is not None and (self.settlement is None or self.settlement.outlived_by(row))
        ]

    def _by_party(self, rows: Iterable[Row], parties: Collection[int]) -> dict[int, list[Row]]:
        by_party: dict[int, list[Row]] = defaultdict(list)
        for row in self._standing(rows):
            if row.party in parties:
                by_party[row.party].append(row)
        return dict(by_party)
