"""Histories drawn by chance: up to six rows of each voice, in any order, seen and told on any day."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from agreements.workflow import Answer, Claim, Finding, Said
from conflicts.partial_dates import PartialDate
from tests.agreements.voices import ANTA, BAMBA, EVA, JULIO, MINE, ROADS

START = date(2026, 1, 1)
LAST = START + timedelta(days=120)
VOICES = ("claims", "answers", "findings")
LEVELS = st.sampled_from([None, 0, 1, 2, 3, 3])


@st.composite
def told(draw):
    """When it was seen, by a day, a month or not known, and when it was told: never before it was seen."""
    said_on = START + timedelta(days=draw(st.integers(0, 120)))
    seen_on = said_on - timedelta(days=draw(st.integers(0, 20)))
    observed = draw(
        st.sampled_from([PartialDate.on(seen_on), PartialDate.spanning(seen_on, "month"), PartialDate.unknown()])
    )
    recorded_at = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 10_000)))
    return {"observed": observed, "said_on": said_on, "recorded_at": recorded_at, "level": draw(LEVELS)}


@st.composite
def claims(draw):
    return Claim(party=draw(st.sampled_from([MINE, ROADS])), **draw(told()))


@st.composite
def answers(draw):
    return Answer(
        party=draw(st.sampled_from([ANTA, BAMBA])),
        speaker=draw(st.sampled_from([EVA, JULIO, None])),
        own_evidence=draw(st.booleans()),
        by_assembly=draw(st.booleans()),
        **draw(told()),
    )


@st.composite
def findings(draw):
    when = draw(told())
    seen = when["observed"].last if when["observed"].precision == "day" else when["said_on"]
    return Finding(party=90, independent=draw(st.booleans()), **{**when, "observed": PartialDate.on(seen)})


@st.composite
def histories(draw):
    """Up to six rows of each voice about what the mine or both owe to one or two communities."""
    return Said(
        lead=draw(st.sampled_from([MINE, None])),
        obligors=(MINE, ROADS),
        beneficiaries=draw(st.sampled_from([(ANTA,), (ANTA, BAMBA)])),
        claims=draw(st.lists(claims(), max_size=6)),
        answers=draw(st.lists(answers(), max_size=6)),
        findings=draw(st.lists(findings(), max_size=4)),
        began=draw(st.booleans()),
    )
