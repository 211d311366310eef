"""Not to do something: open until its time is over, and then who receives confirms that it was kept."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from agreements.choices import Kind, Proof, Recurrence, State
from agreements.services.assessments import record_claim
from agreements.services.records import correct_commitment
from tests.agreements.closing import consents, new_paper, refused, settlement
from tests.agreements.promising import every, promise
from tests.agreements.scene import NOON, Scene, day, shown
from tests.agreements.speaking import claim, refusal, verdict, verification

pytestmark = pytest.mark.django_db

END = datetime.date(2026, 12, 31)
AFTER = datetime.datetime(2027, 1, 5, 17, tzinfo=datetime.UTC)


@pytest.fixture
def scene():
    """Until the end of the year; today is 20 November 2026."""
    return Scene(kind=Kind.ABSTENTION, due_on=END)


def statement(content=b"constancia"):
    return [shown(content, proves=Proof.STATEMENT)]


def test_nobody_says_that_it_was_kept_before_its_time_is_over(scene):
    assert refusal("claim", scene, evidence=statement()) == "level"
    assert refusal("verification", scene) == "level"
    acta = {"by": scene.registrar, "document": new_paper(), "observed": day("2026-11-19")}
    assert refusal("verdict", scene, level=3, **acta) == "level"
    # What is seen before it is over and told afterwards says nothing of the rest; the last day is part of it.
    assert refusal("claim", scene, evidence=statement(), observed=day("2026-12-30"), at=AFTER) == "level"
    on_the_last_day = datetime.datetime(2026, 12, 31, 17, tzinfo=datetime.UTC)
    assert refusal("claim", scene, evidence=statement(), observed=day("2026-12-31"), at=on_the_last_day) == "level"

    with pytest.raises(ValidationError) as refused_claim:
        claim(scene, evidence=statement())
    assert refused_claim.value.messages == [
        "Promete no hacer algo hasta el 31 de diciembre de 2026: que se cumplió del todo se dice después de ese día, "
        "con lo visto al terminar."
    ]


def test_meanwhile_who_receives_says_that_it_is_being_kept_and_that_confirms_nothing(scene):
    verdict(scene, level=3, evidence=[shown(b"sin bloqueo")])
    claim(scene, evidence=statement(), observed=day("2026-12-31"), at=AFTER)
    assert scene.fresh().state == State.CLAIMED

    verdict(scene, level=0, at=AFTER + datetime.timedelta(days=1))
    verdict(
        scene, level=3, observed=day("2027-01-05"), evidence=[shown(b"despues")], at=AFTER + datetime.timedelta(days=2)
    )

    row = scene.fresh()
    assert (row.state, row.done_in_time) == (State.FULFILLED, True)


def test_once_it_is_over_a_third_party_may_say_so_and_it_was_kept_in_time(scene):
    verification(scene, observed=day("2027-01-04"), at=AFTER)

    row = scene.fresh()
    assert (row.state, row.fulfilled_on, row.done_in_time) == (State.FULFILLED, datetime.date(2027, 1, 4), True)


def test_that_it_was_broken_is_said_at_once(scene):
    verification(scene, level=0)
    verdict(scene, level=0)

    assert (scene.fresh().finding_level, scene.fresh().verdict_level) == (0, 0)


def test_a_dispute_about_it_is_not_settled_as_kept_before_its_time_is_over(scene):
    verdict(scene, level=3)
    verification(scene, level=0)
    assert scene.fresh().state == State.DISPUTED
    both = consents(scene.company, scene.community, paper=new_paper(dated="2026-11-20"))

    assert refused(settlement, scene, consents=both, level=3)[0] == "level"
    settlement(scene, consents=both, level=2)


def test_of_what_comes_round_each_period_is_over_on_its_own_day(scene):
    whole = promise(scene, every(Recurrence.MONTHLY, "2027-03"), kind=Kind.ABSTENTION)
    november, december = whole.occurrences.order_by("due_on")[:2]
    told = {
        "party": scene.company, "by": scene.delegate, "level": 3, "observed": day("2026-11-30"),
        "at": datetime.datetime(2026, 12, 1, 17, tzinfo=datetime.UTC),
    }  # fmt: skip

    record_claim(whole, **told, evidence=statement(b"noviembre"), occurrence=november)
    with pytest.raises(ValidationError, match="31 de diciembre"):
        record_claim(whole, **told, evidence=statement(b"diciembre"), occurrence=december)


def test_corrected_to_something_to_be_done_it_is_in_time_by_its_day(scene):
    verification(scene, observed=day("2027-01-04"), at=AFTER)

    correct_commitment(scene.commitment, by=scene.admin, changes={"kind": Kind.WORKS}, reason="Se copió mal.", at=AFTER)

    assert (scene.fresh().state, scene.fresh().done_in_time) == (State.FULFILLED, False)


def test_without_an_end_it_may_be_said_at_any_time():
    scene = Scene(kind=Kind.ABSTENTION, due_on=None)

    claim(scene, evidence=statement(), at=NOON)

    assert scene.fresh().state == State.CLAIMED
