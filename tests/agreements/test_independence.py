"""Who may check, by party through time, parent and child; and whose word counts."""

import pytest

from agreements.choices import Duty, State
from agreements.models import Commitment
from agreements.policies import can_verify, standing_of
from conflicts.choices import Role, Sector
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind
from monitoring.showing.alerts.who import who_is
from tests import factories
from tests.agreements.scene import TODAY, Scene
from tests.agreements.speaking import claim, verdict, verification

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


# Whom the page of alerts asks: the condition on rows and the policy agree


def sits_on_the_side_of_who_owes(scene, checker):
    Party.objects.filter(pk=checker.pk).update(sector=Sector.COMPANY)


def takes_the_place_of_somebody_there(scene, checker):
    before = factories.PartyFactory(sector=Sector.COMPANY)
    heir = factories.PartyFactory(sector=Sector.COMPANY)
    Party.objects.filter(pk=before.pk).update(succeeded_by=heir)
    Party.objects.filter(pk=checker.pk).update(merged_into=heir)


def is_succeeded_by_who_receives(scene, checker):
    Party.objects.filter(pk=checker.pk).update(
        succeeded_by=scene.community, succeeded_on="2030-01-01", succeeded_precision="day"
    )


def is_above_who_owes(scene, checker):
    Party.objects.filter(pk=scene.company.pk).update(parent=checker)


def is_seated_where_nobody_else_receives(scene, checker):
    scene.commitment.duties.filter(duty=Duty.BENEFICIARY).delete()
    Party.objects.filter(pk=checker.pk).update(sector=Sector.COMMUNITY)
    factories.SeatFactory(mesa=scene.mesa, party=checker)


def speaks_for_who_receives(scene, checker):
    scene.member(Role.DELEGATE, scene.community, user=scene.verifier)


def recorded_what_who_receives_said(scene, checker):
    acta = scene.paper(DocumentKind.ASSEMBLY_ACTA, title="Acta", dated="2026-11-15")
    scene.member(Role.REGISTRAR, user=scene.verifier)
    verdict(scene, by=scene.verifier, document=acta)


@pytest.mark.parametrize(
    ("change", "may_find"),
    [
        (lambda scene, checker: None, True),
        (lambda scene, checker: scene.duty(factories.PartyFactory(), Duty.BENEFICIARY), True),
        (lambda scene, checker: verification(scene, level=1), True),
        (lambda scene, checker: scene.duty(checker, Duty.FOLLOW_UP), True),
        (lambda scene, checker: scene.duty(checker, Duty.CO_OBLIGOR), False),
        (lambda scene, checker: scene.duty(checker, Duty.BENEFICIARY), False),
        (sits_on_the_side_of_who_owes, False),
        (takes_the_place_of_somebody_there, False),
        (is_succeeded_by_who_receives, False),
        (is_above_who_owes, False),
        (is_seated_where_nobody_else_receives, False),
        (speaks_for_who_receives, False),
        (recorded_what_who_receives_said, False),
    ],
)
def test_nobody_is_asked_for_a_finding_that_would_not_be_independent(change, may_find):
    scene = Scene()
    change(scene, scene.church)

    standing = standing_of(scene.verifier, scene.commitment, on=TODAY)
    asked = Commitment.objects.filter(who_is(scene.verifier, TODAY).checked).exists()

    assert (bool(standing.finds_breach_for), asked) == (may_find, may_find)


def test_a_second_role_as_verifier_for_somebody_independent_is_enough():
    scene = Scene()
    scene.duty(scene.church, Duty.CO_OBLIGOR)
    scene.member(Role.VERIFIER, factories.PartyFactory(sector=Sector.CIVIL_SOCIETY), user=scene.verifier)

    assert Commitment.objects.filter(who_is(scene.verifier, TODAY).checked).exists()
    assert not Commitment.objects.filter(who_is(scene.observer, TODAY).checked).exists()
