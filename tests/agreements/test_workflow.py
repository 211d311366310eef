"""The state that the rows make, read beside the table of states: the first line that holds gives it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.choices import ConfirmedBy, State
from agreements.workflow import Settlement, confirmed_by, state_of
from tests.agreements.voices import ANTA, BAMBA, EVA, JULIO, MINE, ROADS, acta, answer, claim, finding, proven, said

PENDING, STARTED, CLAIMED = State.PENDING, State.IN_PROGRESS, State.CLAIMED
DISPUTED, FULFILLED = State.DISPUTED, State.FULFILLED

ONE_LEADS = [
    # Pendiente, En ejecución
    ("nobody has said anything", [], PENDING),
    ("the mine says nothing was done", [claim(0, "03-01")], PENDING),
    ("nobody could see it", [claim(None, "03-01"), answer(None, "03-02"), finding(None, "03-03")], PENDING),
    ("the mine says a little", [claim(1, "03-01")], STARTED),
    ("only the community speaks", [answer(2, "03-02")], STARTED),
    ("only a verifier speaks", [finding(1, "03-02")], STARTED),
    ("a verifier who is not independent counts for nothing", [finding(3, "03-02", independent=False)], PENDING),
    ("a co-obligor who does not lead is no claim of completion", [claim(3, "03-01", party=ROADS)], STARTED),
    ("the community says yes with proof, the mine is silent", [proven("03-02")], STARTED),
    ("an assembly says yes, the mine is silent", [acta(3, "03-02")], STARTED),
    ("strangers speak", [answer(0, "03-02", party=77), claim(3, "03-01", party=78)], PENDING),
    # Declarado cumplido
    ("the mine says complete", [claim(3, "03-01")], CLAIMED),
    ("yes without proof confirms nothing", [claim(3, "03-01"), answer(3, "03-02")], CLAIMED),
    ("yes with proof, known to be older", [claim(3, "03-10"), proven("03-09")], CLAIMED),
    ("the no is known to be older", [claim(3, "03-10"), answer(0, "03-09")], CLAIMED),
    ("the no of last month", [claim(3, "03-10"), answer(0, "02")], CLAIMED),
    ("a finding of half is known to be older", [claim(3, "03-10"), finding(2, "03-09")], CLAIMED),
    # Cumplido, confirmado por el beneficiario
    ("yes with proof, the same day", [claim(3, "03-10"), proven("03-10")], FULFILLED),
    ("yes with proof, some day of the month", [claim(3, "03-10"), proven("03")], FULFILLED),
    ("yes with proof, day not known", [claim(3, "03-10"), proven("")], FULFILLED),
    ("the claim came last, of an earlier day", [claim(3, "03-01", "03-20"), proven("03-10")], FULFILLED),
    ("an older yes in an assembly acta", [claim(3, "03-10"), acta(3, "03-09")], FULFILLED),
    ("half was found before both", [finding(2, "03-01"), claim(3, "03-05"), proven("03-06")], FULFILLED),
    # Cumplido, verificado por un tercero
    ("found complete, the mine never reported", [finding(3, "03-10")], FULFILLED),
    ("found complete, the mine says half", [claim(2, "03-01"), finding(3, "03-10")], FULFILLED),
    ("found complete after half", [finding(2, "03-01"), finding(3, "03-10")], FULFILLED),
    ("found complete, the community could not see it", [answer(None, "03-11"), finding(3, "03-10")], FULFILLED),
    # En disputa
    ("the mine says complete, the community half", [claim(3, "03-01"), answer(2, "03-02")], DISPUTED),
    ("on the same day", [claim(3, "03-01"), answer(2, "03-01")], DISPUTED),
    ("the no may be of the same day", [claim(3, "03-10"), answer(0, "03")], DISPUTED),
    ("nobody knows when the no was seen", [claim(3, "03-10"), answer(0, "")], DISPUTED),
    ("the mine says complete, a verifier nothing", [claim(3, "03-01"), finding(0, "03-02")], DISPUTED),
    ("found complete, the community says half", [finding(3, "03-10"), answer(2, "03-11")], DISPUTED),
    ("found complete, however old the half", [finding(3, "03-10"), answer(2, "01-01")], DISPUTED),
    ("the community says yes, a verifier half", [answer(3, "03-01"), finding(2, "03-02")], DISPUTED),
    ("confirmed, then found half", [claim(3, "03-01"), proven("03-02"), finding(2, "03-03")], DISPUTED),
    # the latest counts, by the day said
    ("the mine takes it back", [claim(3, "03-01"), claim(2, "03-05")], STARTED),
    ("an older letter arrives later", [claim(3, "03-05"), claim(1, "03-01", "03-01")], CLAIMED),
    ("not being able to see hides no answer", [claim(3, "03-01"), answer(0, "03-02"), answer(None, "03-09")], DISPUTED),
    ("the community changes its mind", [claim(3, "03-01"), answer(0, "03-02"), proven("03-09")], FULFILLED),
    ("found complete, and half the same day", [finding(3, "03-10"), finding(2, "03-10")], STARTED),
    ("found complete, then half", [finding(3, "03-10"), finding(2, "03-11")], STARTED),
    ("observed last, not told last", [finding(3, "03-10"), finding(2, "03-01", "03-20")], FULFILLED),
    # a 3 repeated keeps the day of the first, and its proof
    ("repeating it is no newer claim", [claim(3, "03-01"), answer(0, "03-05"), claim(3, "03-09")], DISPUTED),
    ("new work after lowering", [claim(3, "03-01"), answer(0, "03-05"), claim(2, "03-07"), claim(3, "03-09")], CLAIMED),
    ("a yes repeated stays as old", [proven("03-01"), claim(3, "03-05"), answer(3, "03-09")], CLAIMED),
    ("a yes repeated keeps its proof", [claim(3, "03-01"), proven("03-02"), answer(3, "03-09")], FULFILLED),
    ("but not one taken back", [claim(3, "03-01"), proven("03-02"), answer(2, "03-04"), answer(3, "03-09")], CLAIMED),
]  # fmt: skip


@pytest.mark.parametrize(("story", "rows", "state"), ONE_LEADS, ids=[story for story, _, _ in ONE_LEADS])
def test_the_mine_owes_one_community(story, rows, state):
    assert state_of(said(*rows)) == state
    assert state_of(said(*reversed(rows))) == state


def test_evidence_that_work_began_is_enough_to_be_under_way():
    assert state_of(said(began=True)) == STARTED


VOICES_OF_ONE = [
    ("one says yes with proof, one half", [proven("03-02"), answer(2, "03-03", speaker=JULIO)], DISPUTED),
    ("one proven yes proves its party's", [answer(3, "03-02"), proven("03-03", speaker=JULIO)], FULFILLED),
    ("an answer outlives who gave it", [answer(0, "03-02"), proven("03-30", speaker=JULIO)], DISPUTED),
    ("an assembly replaces all answers", [answer(0, "03-02"), acta(3, "03-05")], FULFILLED),
    ("an assembly's no replaces a yes", [proven("03-02"), acta(1, "03-05")], DISPUTED),
    ("until a lower one", [acta(3, "03-05"), answer(2, "03-09")], DISPUTED),
    ("lowered by a member, then anew", [acta(3, "02-01"), answer(0, "03-02"), acta(3, "03-09")], FULFILLED),
    ("and not by a higher one", [acta(1, "03-05"), proven("03-09")], DISPUTED),
    ("what was said that same day still counts", [answer(0, "03-05"), acta(3, "03-05")], DISPUTED),
    ("a second assembly ends what members said", [acta(3, "03-05"), answer(0, "03-09"), acta(3, "03-20")], FULFILLED),
    ("an older acta typed later replaces nothing since", [answer(0, "03-09"), acta(3, "03-05", "03-06")], DISPUTED),
]  # fmt: skip


@pytest.mark.parametrize(("story", "rows", "state"), VOICES_OF_ONE, ids=[story for story, _, _ in VOICES_OF_ONE])
def test_a_community_speaks_with_several_voices_and_the_mine_says_complete(story, rows, state):
    assert state_of(said(claim(3, "03-01"), *rows)) == state
    assert state_of(said(*reversed(rows), claim(3, "03-01"))) == state


def test_what_one_community_says_inside_is_one_voice_outside():
    """Two of its people disagree and nobody claims completion: the community says half, and there is no dispute."""
    both = said(proven("03-02"), answer(2, "03-03", speaker=JULIO))

    assert (both.verdicts[ANTA].level, state_of(both)) == (2, STARTED)


TWO_RECEIVE = [
    ("one of two confirms", [proven("03-02")], CLAIMED, {3: 1, None: 1}),
    ("both confirm", [proven("03-02"), proven("03-02", party=BAMBA)], FULFILLED, {3: 2}),
    ("one without proof", [proven("03-02"), answer(3, "03-02", party=BAMBA)], CLAIMED, {3: 2}),
    ("one says half", [proven("03-02"), answer(2, "03-02", party=BAMBA)], DISPUTED, {3: 1, 2: 1}),
    ("one could not see", [proven("03-02"), answer(None, "03-02", party=BAMBA)], CLAIMED, {3: 1, None: 1}),
]  # fmt: skip


@pytest.mark.parametrize(("story", "rows", "state", "counts"), TWO_RECEIVE)
@pytest.mark.parametrize("recorded", [True, False])
def test_every_community_must_confirm(story, rows, state, counts, recorded):
    """Those recorded as beneficiaries or, where none is, those seated at the mesa, except who owes."""
    who = (
        {"beneficiaries": (ANTA, BAMBA)}
        if recorded
        else {"beneficiaries": (), "seated_communities": (ANTA, BAMBA, MINE)}
    )
    all_of_it = said(claim(3, "03-01"), *rows, **who)

    assert (state_of(all_of_it), all_of_it.verdict_counts()) == (state, counts)


def test_communities_that_disagree_are_a_dispute_even_when_the_mine_is_silent():
    assert state_of(said(answer(3, "03-02"), answer(2, "03-02", party=BAMBA), beneficiaries=(ANTA, BAMBA))) == DISPUTED


def test_where_nobody_can_confirm_nothing_is_confirmed():
    assert state_of(said(claim(3, "03-01"), proven("03-02"), beneficiaries=())) == CLAIMED


NOBODY_LEADS = [
    ("one is silent", [claim(3, "03-01")], STARTED),
    ("one says half", [claim(3, "03-01"), claim(2, "03-01", party=ROADS)], STARTED),
    ("both say complete", [claim(3, "03-01"), claim(3, "03-09", party=ROADS)], CLAIMED),
    ("a half before the last", [claim(3, "03-01"), claim(3, "03-09", party=ROADS), answer(2, "03-05")], CLAIMED),
    ("a half of after", [claim(3, "03-01"), claim(3, "03-09", party=ROADS), answer(2, "03-10")], DISPUTED),
    ("a yes of before", [claim(3, "03-01"), claim(3, "03-09", party=ROADS), proven("03-05")], CLAIMED),
    ("a yes of after", [claim(3, "03-01"), claim(3, "03-09", party=ROADS), proven("03-09")], FULFILLED),
]  # fmt: skip


@pytest.mark.parametrize(("story", "rows", "state"), NOBODY_LEADS, ids=[story for story, _, _ in NOBODY_LEADS])
def test_where_nobody_leads_the_lowest_of_all_counts(story, rows, state):
    assert state_of(said(*rows, lead=None, obligors=(MINE, ROADS))) == state


def test_an_heir_speaks_in_its_predecessors_place():
    new_mine, newest_mine, new_anta = 5, 6, 15
    rows = said(claim(3, "03-01", party=newest_mine), answer(2, "03-02"), proven("03-20", party=new_anta))
    heirs = {MINE: new_mine, new_mine: newest_mine, ANTA: new_anta}

    assert state_of(rows) == STARTED  # two strangers speak, and Anta says half
    assert state_of(rows.as_heirs_speak(heirs)) == FULFILLED


@pytest.mark.parametrize(
    ("rows", "who"),
    [
        ([finding(3, "03-10")], ConfirmedBy.VERIFIER),
        ([claim(3, "03-01"), proven("03-02")], ConfirmedBy.BENEFICIARY),
        ([claim(3, "03-01"), proven("03-02"), finding(3, "03-10")], ConfirmedBy.VERIFIER),
        ([claim(3, "03-01")], ConfirmedBy.NOBODY),
    ],
)
def test_who_makes_it_fulfilled(rows, who):
    assert confirmed_by(said(*rows)) == who


MAY = date(2026, 5, 1)
QUARREL = [claim(3, "03-01"), answer(1, "03-02")]
SETTLED = [
    ("at half", 2, [], STARTED),
    ("at complete", 3, [], FULFILLED),
    ("at nothing", 0, [], PENDING),
    ("what was said before counts no more, whenever typed", 2, [claim(3, "04-20", "04-30")], STARTED),
    ("what was seen before counts no more, whenever said", 2, [claim(3, "04-20", "05-20")], STARTED),
    ("the mine claims anew", 2, [claim(3, "06-01")], CLAIMED),
    ("and the community confirms", 2, [claim(3, "06-01"), proven("06-02")], FULFILLED),
    ("the community says less again", 3, [answer(1, "06-02")], DISPUTED),
    ("a verifier finds less", 3, [finding(1, "06-02")], DISPUTED),
]


@pytest.mark.parametrize(("story", "level", "since", "state"), SETTLED, ids=[story for story, *_ in SETTLED])
def test_a_settlement_stands_until_each_speaks_anew(story, level, since, state):
    assert state_of(said(*QUARREL)) == DISPUTED
    assert state_of(said(*QUARREL, *since, settlement=Settlement(level=level, day=MAY))) == state


@pytest.mark.parametrize(
    ("by_verifier", "since", "who"),
    [
        (False, [], ConfirmedBy.BENEFICIARY),
        (True, [], ConfirmedBy.VERIFIER),
        (False, [finding(3, "06-01")], ConfirmedBy.VERIFIER),
    ],
)
def test_a_settlement_is_confirmed_by_those_who_signed_it(by_verifier, since, who):
    agreed = Settlement(level=3, day=MAY, by_verifier=by_verifier)

    assert confirmed_by(said(*QUARREL, *since, settlement=agreed)) == who


def test_of_things_said_on_one_day_the_one_recorded_last_stands_whatever_the_order_of_the_rows():
    slip = answer(0, "03-02")
    mended = replace(proven("03-02"), recorded_at=slip.recorded_at + timedelta(minutes=1))

    for rows in ([slip, mended], [mended, slip]):
        assert state_of(said(claim(3, "03-01"), *rows)) == FULFILLED


def test_what_screens_show_of_it():
    rows = said(
        claim(2, "02-01"),
        claim(3, "03-01"),
        answer(2, "03-02", speaker=EVA),
        answer(3, "03-03", speaker=JULIO),
        finding(1, "01-15"),
        finding(2, "03-04"),
    )

    assert (rows.claim, rows.finding) == (claim(3, "03-01"), finding(2, "03-04"))
    assert rows.verdicts[ANTA].lowest == answer(2, "03-02", speaker=EVA)
    assert (rows.claimed_on, rows.verdict_level) == (date(2026, 3, 1), 2)
    assert rows.says_less() == [answer(2, "03-02", speaker=EVA), finding(2, "03-04")]
    assert rows.contradicts_itself()


def typed(row, minute, paper):
    """Put on record from that paper, at that minute of one evening."""
    return replace(row, paper=paper, recorded_at=row.recorded_at + timedelta(days=9, minutes=minute))


@pytest.mark.parametrize("first", [1, 2])
def test_of_two_papers_of_one_day_the_lower_stands_whichever_was_typed_first(first):
    letters = [typed(claim(3, "03-10"), first, paper=1), typed(claim(1, "03-10"), 3 - first, paper=2)]
    actas = [typed(acta(3, "03-12"), first, paper=3), typed(acta(2, "03-12"), 3 - first, paper=4)]

    assert said(*letters).claim.level == 1
    assert said(*actas).verdict_level == 2
    assert state_of(said(claim(3, "03-10"), *actas)) == DISPUTED


def test_a_paper_that_was_read_wrongly_says_what_is_read_in_it_last():
    again = [typed(acta(level, "03-12"), minute, paper=3) for minute, level in enumerate((1, 3))]

    assert state_of(said(claim(3, "03-10"), *again)) == FULFILLED
    assert state_of(said(claim(3, "03-10"), *(typed(row, 5 - n, paper=3) for n, row in enumerate(again)))) == DISPUTED
