"""What must hold whatever people say, in whatever order: told as properties of many drawn histories."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agreements.choices import OPEN_STATES, State
from agreements.workflow import Answer, Claim, state_of
from conflicts.partial_dates import PartialDate
from tests.agreements.histories import LAST, VOICES, answers, histories
from tests.agreements.voices import ANTA, BAMBA, EVA, JULIO


@given(histories())
def test_the_function_gives_an_open_state_or_fulfilled_and_no_other(said):
    assert state_of(said) in {*OPEN_STATES, State.FULFILLED}


@given(histories(), st.sampled_from([ANTA, BAMBA]))
def test_silence_never_becomes_fulfilment(said, silent):
    """While one of those who receive has not said yes, only an independent finding fulfils."""
    assume(silent in said.judges)
    quiet = replace(said, answers=[row for row in said.answers if row.party != silent], findings=())

    assert state_of(quiet) != State.FULFILLED


@pytest.mark.parametrize("silent", [("answers", "findings"), ("claims", "findings")])
@given(said=histories())
def test_nothing_that_one_side_says_alone_ends_a_debt(silent, said):
    assert state_of(replace(said, **dict.fromkeys(silent, ()))) in OPEN_STATES


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(said, chance):
    shuffled = {name: chance.sample(list(getattr(said, name)), len(getattr(said, name))) for name in VOICES}

    assert state_of(replace(said, **shuffled)) == state_of(said)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_typing_changes_nothing_between_things_said_on_different_days(said, chance):
    once = replace(said, **{name: one_a_day(getattr(said, name)) for name in VOICES})
    typed_again = {
        name: [replace(row, recorded_at=row.recorded_at + timedelta(days=chance.randint(0, 9))) for row in rows]
        for name, rows in ((name, getattr(once, name)) for name in VOICES)
    }

    assert state_of(replace(once, **typed_again)) == state_of(once)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_typing_papers_changes_nothing_even_of_one_day(said, chance):
    papers = {
        "claims": [replace(row, paper=number) for number, row in enumerate(said.claims)],
        "answers": [replace(row, paper=number, speaker=None) for number, row in enumerate(said.answers)],
    }
    typed_again = {
        name: [replace(row, recorded_at=row.recorded_at + timedelta(days=chance.randint(0, 9))) for row in rows]
        for name, rows in papers.items()
    }

    assert state_of(replace(said, **papers)) == state_of(replace(said, **typed_again))


def one_a_day(rows):
    return list({row.said_on: row for row in rows}.values())


@given(histories(), st.integers(0, 2), st.lists(answers(), max_size=4))
def test_a_departure_ends_no_debt(said, level, from_others):
    """Eva said less than complete and left. Whatever the others answer, short of an assembly, her word stands."""
    hers = Answer(
        party=ANTA,
        speaker=EVA,
        level=level,
        observed=PartialDate.on(LAST + timedelta(days=1)),
        said_on=LAST + timedelta(days=1),
        recorded_at=datetime(2026, 7, 1, tzinfo=UTC),
    )
    later = [
        replace(row, speaker=JULIO, by_assembly=False, said_on=row.said_on + timedelta(days=200)) for row in from_others
    ]

    assert state_of(replace(said, answers=[*said.answers, hers, *later])) != State.FULFILLED


@given(histories())
def test_what_could_not_be_assessed_or_is_not_independent_changes_nothing(said):
    counting = {name: [row for row in getattr(said, name) if row.level is not None] for name in VOICES}
    counting["findings"] = [row for row in counting["findings"] if row.independent]

    assert state_of(replace(said, **counting)) == state_of(said)


@given(histories())
def test_every_open_state_has_a_way_out_when_all_agree(said):
    """Everybody first takes back what was said; then those who owe claim anew, and the assemblies say yes."""

    def row(kind, party, level, after, **more):
        on = LAST + timedelta(days=40 + after)
        recorded_at = datetime(2026, 12, 1, tzinfo=UTC)
        return kind(party=party, level=level, observed=PartialDate.on(on), said_on=on, recorded_at=recorded_at, **more)

    anew = [row(Claim, party, level, after) for party in said.owing for level, after in ((0, 0), (3, 5))]
    lowered = [row(Answer, party, 0, 0) for party in said.judges]
    confirmed = [row(Answer, party, 3, 6, by_assembly=True) for party in said.judges]
    agreed = replace(said, claims=[*said.claims, *anew], answers=[*said.answers, *lowered, *confirmed])

    assert state_of(agreed) == State.FULFILLED
