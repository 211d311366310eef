"""Short ways to say who said what, for the tables of the state's tests. Days are of 2026: "03-10", or "03"."""

from datetime import UTC, date, datetime, time

from agreements.workflow import Answer, Claim, Finding, Said
from conflicts.partial_dates import PartialDate

MINE, ROADS = 1, 2  # who owes: the mine leads
ANTA, BAMBA = 11, 12  # who receives
EVA, JULIO = 101, 102  # two representatives of one community


def seen(day: str) -> PartialDate:
    return PartialDate.parse(f"2026-{day}" if day else "")


def when(day: str, said: str | None) -> dict:
    """Told on the day it was seen unless `said` tells another; recorded at noon of that day."""
    told = seen(day if said is None else said).last or date(2026, 12, 31)
    return {"observed": seen(day), "said_on": told, "recorded_at": datetime.combine(told, time(12), tzinfo=UTC)}


def claim(level, day, said=None, party=MINE) -> Claim:
    return Claim(party=party, level=level, **when(day, said))


def answer(level, day, said=None, party=ANTA, speaker=EVA, proof=False) -> Answer:
    return Answer(party=party, level=level, speaker=speaker, own_evidence=proof, **when(day, said))


def proven(day, said=None, party=ANTA, speaker=EVA) -> Answer:
    """Sí, with a photo of its own."""
    return answer(3, day, said, party, speaker, proof=True)


def acta(level, day, said=None, party=ANTA) -> Answer:
    """What an assembly signed."""
    return Answer(party=party, level=level, by_assembly=True, **when(day, said))


def finding(level, day, said=None, independent=True) -> Finding:
    return Finding(party=90, level=level, independent=independent, **when(day, said))


def said(*rows, lead=MINE, obligors=(MINE, ROADS), beneficiaries=(ANTA,), **more) -> Said:
    """The mine owes Anta, together with the roads office, unless told otherwise; rows of three voices in any order."""
    return Said(
        lead=lead,
        obligors=obligors,
        beneficiaries=beneficiaries,
        claims=[row for row in rows if isinstance(row, Claim)],
        answers=[row for row in rows if isinstance(row, Answer)],
        findings=[row for row in rows if isinstance(row, Finding)],
        **more,
    )
