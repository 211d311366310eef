"""Who may check, by party through time, parent and child; and whose word counts."""

import pytest

from agreements.choices import Duty, State
from agreements.policies import can_verify
from conflicts.choices import Role, Sector
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from tests import factories
from tests.agreements.scene import TODAY, Scene
from tests.agreements.speaking import claim, verification

pytestmark = pytest.mark.django_db


def body(name, **more):
    """An office of the State."""
    return factories.PartyFactory(sector=Sector.NATIONAL, short_name=name, **more)


def owed_by(party):
    """A promise of that body of the State to the community, declared complete."""
    scene = Scene()
    scene.commitment.duties.filter(duty=Duty.LEAD).delete()
    scene.company = party
    scene.duty(party, Duty.LEAD)
    scene.delegate = scene.member(Role.DELEGATE, party)
    claim(scene)
    return scene


def checked_by(scene, party):
    """What becomes of the promise once that party finds it complete, and whether its word counts."""
    row = verification(scene, party=party, by=scene.member(Role.VERIFIER, party))
    return scene.fresh().state, row.is_independent


def may_check(scene, party):
    return can_verify(scene.member(Role.VERIFIER, party), scene.commitment, on=TODAY)


def test_a_verifier_who_owes_something_else_at_the_same_table_checks_what_she_does_not_owe():
    scene = Scene()
    other = factories.CommitmentFactory(mesa=scene.mesa)
    factories.CommitmentPartyFactory(commitment=other, party=scene.church)
    scene.member(Role.DELEGATE, scene.church, user=scene.verifier)
    claim(scene)

    row = verification(scene)

    assert (scene.fresh().state, row.is_independent) == (State.FULFILLED, True)
    scene.commitment = other
    assert not may_check(scene, scene.church)


def test_a_sister_body_may_check_but_its_word_is_shown_and_does_not_count():
    ministry = body("Ministerio")
    scene = owed_by(body("Programa de riego", parent=ministry))
    sister = body("Programa de caminos", parent=ministry)

    assert may_check(scene, sister)
    assert checked_by(scene, sister) == (State.CLAIMED, False)


def test_a_sister_on_another_side_of_the_table_counts():
    """A public university and a mining firm of one holding are two; where they sit at the table decides."""
    holding = body("Holding")
    scene = owed_by(factories.PartyFactory(sector=Sector.COMPANY, parent=holding))
    university = factories.PartyFactory(sector=Sector.AUTONOMOUS, parent=holding)

    assert checked_by(scene, university) == (State.FULFILLED, True)


@pytest.mark.parametrize("who", ["parent", "grandparent", "child", "grandchild", "child of what it was"])
def test_what_is_above_or_below_who_owes_is_one_with_it(who):
    top = body("Presidencia")
    middle = body("Ministerio", parent=top)
    debtor = body("Programa", parent=middle)
    below = body("Unidad", parent=debtor)
    deeper = body("Oficina", parent=below)
    before = body("Programa de antes", succeeded_by=debtor, succeeded=PartialDate.on(TODAY))
    orphan = body("Oficina de antes", parent=before)
    scene = owed_by(debtor)
    party = {
        "parent": middle, "grandparent": top, "child": below, "grandchild": deeper, "child of what it was": orphan,
    }[who]  # fmt: skip

    assert not may_check(scene, party)


def test_nor_does_a_child_of_who_receives():
    scene = Scene()

    assert not may_check(scene, factories.PartyFactory(sector=Sector.CIVIL_SOCIETY, parent=scene.community))


def test_who_became_one_with_who_owes_later_does_not_check_from_then_on():
    scene = Scene()
    checker = factories.PartyFactory(sector=Sector.CHURCH)
    assert may_check(scene, checker)

    Party.objects.filter(pk=checker.pk).update(merged_into=scene.company)

    assert not may_check(scene, checker)


def test_independence_is_judged_and_kept_on_the_day_of_recording():
    scene = Scene()
    claim(scene)
    row = verification(scene)

    Party.objects.filter(pk=scene.church.pk).update(sector=Sector.COMPANY)

    row.refresh_from_db()
    assert row.is_independent
