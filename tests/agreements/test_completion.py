"""When it was done, however late somebody came to look; and what was declared in time."""

from datetime import date

import pytest

from agreements.workflow import completion_day, declared_in_time, on_time
from tests.agreements.voices import BAMBA, MINE, ROADS, acta, answer, claim, finding, proven, said, seen

DUE = date(2026, 3, 31)

DONE = [
    # story, rows, completion day, on time
    ("claimed in time, confirmed long after", [claim(3, "03-20"), proven("09-01")], "03-20", True),
    ("claimed on the last day", [claim(3, "03-31"), proven("09-01")], "03-31", True),
    ("claimed in time, verified long after", [claim(3, "03-20"), finding(3, "09-01")], "03-20", True),
    ("claimed late: the confirming row counts", [claim(3, "03-20", "04-02"), proven("04-10")], "04-10", False),
    ("claimed late, seen in time", [claim(3, "03-01", "04-02"), proven("03-25", "04-10")], "03-25", True),
    ("never claimed, found in time", [finding(3, "03-25")], "03-25", True),
    ("never claimed, found late", [finding(3, "04-25")], "04-25", False),
    ("found twice: the first counts", [finding(3, "03-25"), finding(3, "05-25")], "03-25", True),
    ("found, lost, found again", [finding(3, "03-25"), finding(1, "04-01"), finding(3, "05-25")], "05-25", False),
    ("claimed in time, then mended", [claim(3, "03-20"), finding(1, "04-01"), finding(3, "05-25")], "05-25", False),
    ("mended before the claim", [finding(1, "03-19"), claim(3, "03-20"), finding(3, "05-25")], "03-20", True),
    (
        "confirmed, then mended",
        [claim(3, "03-20", "04-02"), proven("03-22"), finding(1, "04-01"), finding(3, "05-25")], "05-25", False,
    ),
    ("no day, then mended", [claim(3, "", "03-20"), finding(1, "04-01"), finding(3, "05-25")], "05-25", False),
    ("claimed again after the deadline", [claim(3, "03-20"), claim(3, "04-20"), proven("09-01")], "03-20", True),
    ("lowered, then anew", [claim(3, "03-20"), claim(1, "04-01"), claim(3, "04-20"), proven("05-01")], "05-01", False),
    ("known to the month", [claim(3, "03", "04-05"), proven("03", "04-05")], "03", True),
    ("claimed in time, day of the work not known", [claim(3, "", "03-20"), proven("09-01")], "", True),
    ("seen nobody knows when", [claim(3, "", "04-20"), proven("", "04-21")], "", None),
    ("not fulfilled", [claim(3, "03-20")], None, None),
]  # fmt: skip


@pytest.mark.parametrize(("story", "rows", "day", "in_time"), DONE, ids=[story for story, *_ in DONE])
def test_the_day_it_was_done(story, rows, day, in_time):
    done = None if day is None else seen(day)

    assert (completion_day(said(*rows), DUE), on_time(said(*rows), DUE)) == (done, in_time)


def test_without_a_first_deadline_there_is_a_day_and_no_being_on_time():
    rows = said(claim(3, "03-20"), proven("09-01"))

    assert (completion_day(rows, None), on_time(rows, None)) == (seen("03-20"), None)


def test_what_nobody_did_to_the_end_of_its_time_was_kept_in_time():
    kept = said(claim(3, "04-02"), proven("04-05"), abstains=True)

    assert (on_time(kept, DUE), on_time(kept, None)) == (True, None)
    assert on_time(said(claim(3, "04-02"), abstains=True), DUE) is None


def test_of_several_communities_the_first_to_see_it_counts():
    rows = said(claim(3, "03-20", "04-10"), proven("04-02"), acta(3, "03-30", party=BAMBA), beneficiaries=(11, BAMBA))

    assert completion_day(rows, DUE) == seen("03-30")


IN_TIME = [
    ("claimed in time, nobody answered", [claim(3, "03-20")], True),
    ("claimed late", [claim(3, "03-20", "04-01")], False),
    ("yes without proof", [claim(3, "03-20"), answer(3, "04-02")], True),
    ("half, seen earlier", [claim(3, "03-20"), answer(2, "03-10")], False),
    ("half, found earlier", [claim(3, "03-20"), finding(2, "03-10")], False),
    ("half, seen later", [claim(3, "03-20"), answer(2, "03-25")], False),
    ("confirmed", [claim(3, "03-20"), proven("04-02")], False),
    ("claimed half", [claim(2, "03-20")], False),
    ("nothing said", [], False),
]


@pytest.mark.parametrize(("story", "rows", "in_time"), IN_TIME, ids=[story for story, *_ in IN_TIME])
def test_declared_in_time_and_not_verified(story, rows, in_time):
    assert declared_in_time(said(*rows), DUE) is in_time
    assert declared_in_time(said(*rows), None) is False


def test_where_nobody_leads_the_last_to_claim_decides():
    both = [claim(3, "03-30", "03-30"), claim(3, "03-10", "04-05", party=ROADS)]

    assert declared_in_time(said(*both, lead=None, obligors=(MINE, ROADS)), DUE) is False
