"""Two people at the same moment, on real connections: one wins or both stand, never a third thing."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from agreements.choices import Duty, NoticeKind, Step
from agreements.models import Assessment, Notice, Reschedule, RescheduleAnswer, Transition
from agreements.showing.breach import breach_of
from conflicts.choices import Role
from tests import factories
from tests.agreements.breaking import breach
from tests.agreements.moving import DUE, LATER, answer, ask, deadline
from tests.agreements.scene import TODAY, Scene
from tests.agreements.test_voices_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

YESTERDAY = TODAY - datetime.timedelta(days=1)


def or_refusal(call):
    """What it did, or the code with which it was refused."""
    try:
        return call()
    except ValidationError as refusal:
        return refusal.error_list[0].code


def moves():
    return list(Transition.objects.filter(step=Step.RESCHEDULED).values_list("old_value", "new_value"))


def test_a_date_accepted_and_a_breach_found_at_the_same_moment():
    scene = Scene(due_on=YESTERDAY)
    asked = ask(scene)

    accepted, found = at_once(lambda: answer(scene, asked), lambda: or_refusal(lambda: breach(scene)))

    # The date moves in any case. Who came first may have found a breach, which no longer marks what is not yet due.
    assert accepted.accepts
    assert deadline(scene) == (YESTERDAY, LATER)
    assert moves() == [("19 de noviembre de 2026", "15 de febrero de 2027")]
    was_found = Assessment.objects.filter(is_breach=True).count()
    assert found == "too_early" if not was_found else found.is_breach
    mark = breach_of(scene.fresh())
    assert (mark is not None, bool(mark and mark.stands)) == (bool(was_found), False)
    assert scene.fresh().version == 3 + was_found


def test_the_last_two_acceptances_at_the_same_moment_move_the_date_once():
    scene = Scene()
    neighbours = factories.PartyFactory(short_name="Bamba")
    scene.duty(neighbours, Duty.BENEFICIARY)
    theirs = scene.member(Role.REPRESENTATIVE, neighbours)
    asked = ask(scene)

    at_once(lambda: answer(scene, asked), lambda: answer(scene, asked, party=neighbours, by=theirs))

    assert deadline(scene) == (DUE, LATER)
    assert moves() == [("30 de noviembre de 2026", "15 de febrero de 2027")]
    assert RescheduleAnswer.objects.filter(accepts=True).count() == 2
    assert Notice.objects.filter(kind=NoticeKind.DATE_MOVED, user=scene.delegate).count() == 1


def test_of_two_people_of_one_party_who_accept_at_the_same_moment_one_moves_the_date():
    scene = Scene()
    other = scene.member(Role.REPRESENTATIVE, scene.community)
    asked = ask(scene)

    said = at_once(*(lambda user=user: or_refusal(lambda: answer(scene, asked, by=user)) for user in (
        scene.representative, other,
    )))  # fmt: skip

    assert [one for one in said if isinstance(one, str)] == ["answered"]
    assert moves() == [("30 de noviembre de 2026", "15 de febrero de 2027")]


def test_of_two_dates_accepted_at_the_same_moment_one_stays_unilateral():
    scene = Scene()
    dates = [ask(scene), ask(scene, new_due=LATER + datetime.timedelta(days=10))]

    said = at_once(*(lambda asked=asked: or_refusal(lambda: answer(scene, asked)) for asked in dates))

    assert [one for one in said if isinstance(one, str)] == ["stale"]
    accepted = Reschedule.objects.get(is_unilateral=False)
    assert deadline(scene) == (DUE, accepted.new_due.last)
    assert len(moves()) == 1
