"""Who may do what on a commitment: the table that a person can read."""

import pytest
from django.contrib.auth.models import AnonymousUser

from agreements import policies
from agreements.choices import AssessmentKind, Duty
from agreements.policies import standing_of
from conflicts.choices import Role, Sector
from conflicts.partial_dates import PartialDate
from tests import factories
from tests.agreements.scene import TODAY, Scene

pytestmark = pytest.mark.django_db

BEGIN, CLAIM, ANSWER, VERIFY, ADD = "begin", "claim", "answer", "verify", "add_evidence"

TABLE = {
    "coordinator": {CLAIM, ANSWER, ADD},
    "registrar": {BEGIN, CLAIM, ANSWER, ADD},
    "delegate": {BEGIN, CLAIM, ADD},
    "representative": {ANSWER, ADD},
    "verifier": {BEGIN, VERIFY, ADD},
    "observer": set(),
    "admin": set(),
    "stranger": set(),
    "nobody signed in": set(),
}


def allowed(user, commitment):
    return {name for name in (BEGIN, CLAIM, ANSWER, VERIFY, ADD) if getattr(policies, f"can_{name}")(user, commitment)}


def test_each_role_may_do_what_the_table_says():
    scene = Scene()

    people = {**scene.people(), "nobody signed in": AnonymousUser()}

    assert {name: allowed(user, scene.commitment) for name, user in people.items()} == TABLE


def test_a_role_on_another_conflict_opens_nothing():
    scene = Scene()
    elsewhere = factories.MembershipFactory(role=Role.DELEGATE, party=scene.company).user

    assert allowed(elsewhere, scene.commitment) == set()


def test_a_role_that_ended_opens_nothing_and_one_that_begins_tomorrow_neither():
    scene = Scene()
    gone = scene.member(Role.DELEGATE, scene.company, ends_on=TODAY.replace(day=1))
    to_come = scene.member(Role.DELEGATE, scene.company, starts_on=TODAY.replace(day=30))

    for user in (gone, to_come):
        assert not policies.can_claim(user, scene.commitment, on=TODAY)


def test_an_administrator_who_is_also_a_delegate_says_nothing():
    scene = Scene()
    scene.member(Role.DELEGATE, scene.company, user=scene.admin)

    assert allowed(scene.admin, scene.commitment) == set()


def test_a_delegate_of_another_party_says_nothing():
    scene = Scene()

    assert allowed(scene.member(Role.DELEGATE, scene.town), scene.commitment) == set()


def test_a_community_that_owes_speaks_through_its_representative():
    scene = Scene()
    scene.duty(scene.town, Duty.CO_OBLIGOR)
    mayor = scene.member(Role.REPRESENTATIVE, scene.town)

    assert standing_of(mayor, scene.commitment).claims_for == {scene.town.pk}


def test_who_speaks_for_an_obligor_does_not_answer_for_a_beneficiary():
    scene = Scene()
    scene.member(Role.REPRESENTATIVE, scene.community, user=scene.delegate)

    standing = standing_of(scene.delegate, scene.commitment)

    assert (standing.claims_for, standing.answers_for) == (frozenset(), frozenset())


@pytest.mark.parametrize("tie", ["is", "is parent of", "is child of", "is heir of"])
def test_the_lead_obligor_and_its_kin_do_not_judge_it(tie):
    scene = Scene()
    kin = scene.company
    if tie == "is parent of":
        kin = factories.PartyFactory()
        type(kin).objects.filter(pk=scene.company.pk).update(parent=kin)
    elif tie == "is child of":
        kin = factories.PartyFactory(parent=scene.company)
    elif tie == "is heir of":
        kin = factories.PartyFactory()
        type(kin).objects.filter(pk=scene.company.pk).update(succeeded_by=kin)
    scene.duty(kin, Duty.BENEFICIARY)

    assert standing_of(scene.registrar, scene.commitment).answers_for == {scene.community.pk}


def test_where_nobody_leads_the_kin_of_none_that_owes_judges_it():
    scene = Scene()
    scene.commitment.duties.filter(duty=Duty.LEAD).update(duty=Duty.CO_OBLIGOR)
    scene.duty(scene.town, Duty.CO_OBLIGOR)
    scene.community.parent = scene.town
    scene.community.save()

    assert not policies.can_answer(scene.representative, scene.commitment)
    assert not policies.can_answer(scene.registrar, scene.commitment)


@pytest.mark.parametrize("end", ["company", "community"])
@pytest.mark.parametrize("tie", ["is", "parent", "child", "predecessor", "heir", "duplicate"])
def test_kin_of_either_end_does_not_verify(end, tie):
    scene = Scene()
    party = getattr(scene, end)
    if tie == "is":
        checker = party
    elif tie in ("child", "predecessor", "duplicate"):
        checker = factories.PartyFactory(
            sector=Sector.CHURCH,
            **{{"child": "parent", "predecessor": "succeeded_by", "duplicate": "merged_into"}[tie]: party},
        )
    else:
        checker = factories.PartyFactory(sector=Sector.CHURCH)
        type(party).objects.filter(pk=party.pk).update(**{{"parent": "parent", "heir": "succeeded_by"}[tie]: checker})

    assert not policies.can_verify(scene.member(Role.VERIFIER, checker), scene.commitment)


def test_where_no_beneficiary_is_recorded_every_community_at_the_table_answers_and_none_verifies():
    scene = Scene()
    scene.commitment.duties.filter(duty=Duty.BENEFICIARY).delete()
    seated = factories.SeatFactory(mesa=scene.mesa, party=scene.community).party
    neighbour = factories.SeatFactory(mesa=scene.mesa).party
    factories.SeatFactory(mesa=scene.mesa, party=scene.town)

    assert standing_of(scene.registrar, scene.commitment).answers_for == {seated.pk, neighbour.pk}
    assert not policies.can_verify(scene.member(Role.VERIFIER, neighbour), scene.commitment)


@pytest.mark.parametrize("kind", [AssessmentKind.CLAIM, AssessmentKind.VERDICT])
def test_who_recorded_a_claim_or_a_verdict_does_not_verify_nor_the_other_way_round(kind):
    scene = Scene()
    factories.AssessmentFactory(commitment=scene.commitment, kind=kind, recorded_by=scene.verifier, is_on_behalf=False)
    factories.AssessmentFactory(
        commitment=scene.commitment, kind=AssessmentKind.VERIFICATION, recorded_by=scene.registrar
    )

    assert not policies.can_verify(scene.verifier, scene.commitment)
    assert not policies.can_claim(scene.registrar, scene.commitment)
    assert not policies.can_answer(scene.registrar, scene.commitment)


def test_a_verifier_without_a_party_or_who_takes_part_does_not_verify():
    scene = Scene()
    scene.member(Role.DELEGATE, scene.company, user=scene.verifier)

    assert not policies.can_verify(scene.verifier, scene.commitment)
    assert not policies.can_verify(scene.member(Role.VERIFIER), scene.commitment)


def test_no_party_and_no_user_is_on_both_ends_once_it_has_spoken():
    scene = Scene()
    scene.duty(scene.town, Duty.CO_OBLIGOR)
    scene.duty(scene.town, Duty.BENEFICIARY)
    both = {scene.community.pk, scene.town.pk}
    assert standing_of(scene.registrar, scene.commitment).answers_for == both

    factories.AssessmentFactory(commitment=scene.commitment, party=scene.town, recorded_by=scene.coordinator)

    assert standing_of(scene.registrar, scene.commitment).answers_for == {scene.community.pk}
    assert not policies.can_answer(scene.coordinator, scene.commitment)


def test_a_party_that_has_spoken_for_one_end_does_not_verify_once_that_was_corrected():
    scene = Scene()
    mistaken = scene.duty(scene.church, Duty.BENEFICIARY)
    factories.AssessmentFactory(
        commitment=scene.commitment, party=scene.church, kind=AssessmentKind.VERDICT, recorded_by=scene.stranger
    )
    mistaken.delete()

    assert not policies.can_verify(scene.verifier, scene.commitment)


def test_staff_that_recorded_on_behalf_of_one_end_may_record_on_behalf_of_the_other():
    scene = Scene()
    factories.AssessmentFactory(
        commitment=scene.commitment,
        party=scene.company,
        recorded_by=scene.registrar,
        is_on_behalf=True,
        document=scene.paper(),
    )

    assert policies.can_answer(scene.registrar, scene.commitment)


def test_an_heir_speaks_in_its_predecessors_place_and_so_do_the_people_it_took_over():
    scene = Scene()
    heir = factories.PartyFactory(sector=Sector.COMPANY)
    scene.company.succeeded_by, scene.company.succeeded = heir, PartialDate.on(TODAY)
    scene.company.save()
    its_delegate = scene.member(Role.DELEGATE, heir)

    for user in (its_delegate, scene.delegate):
        assert standing_of(user, scene.commitment, on=TODAY).claims_for == {heir.pk}
    yesterday = TODAY.replace(day=TODAY.day - 1)
    assert standing_of(scene.delegate, scene.commitment, on=yesterday).claims_for == {scene.company.pk}
    assert standing_of(its_delegate, scene.commitment, on=yesterday).claims_for == frozenset()


@pytest.mark.parametrize(
    ("sector", "independent"),
    [(Sector.CHURCH, True), (Sector.NATIONAL, True), (Sector.OTHER, True), (Sector.COMPANY, False)],
)
def test_who_sits_on_the_side_of_an_obligor_is_not_independent(sector, independent):
    scene = Scene()
    checker = factories.PartyFactory(sector=sector)

    standing = standing_of(scene.member(Role.VERIFIER, checker), scene.commitment)

    assert standing.verifies_for == {checker.pk}
    assert standing.is_independent(checker.pk) is independent


def test_originals_are_for_staff_verifiers_and_who_supplied_them():
    scene = Scene()
    evidence = factories.EvidenceFactory(commitment=scene.commitment, supplied_by=scene.community, shown="shown/1.jpg")
    people = {**scene.people(), "nobody signed in": AnonymousUser()}

    def opened(question):
        keys = {name: policies.file_key_for(user, scene.conflict.pk) for name, user in people.items()}
        return {name for name, key in keys.items() if getattr(key, question)(evidence)}

    few = {"coordinator", "registrar", "verifier", "representative"}
    assert (opened("opens_original"), opened("opens_copy")) == (few, few)

    evidence.published_at = evidence.uploaded_at
    assert (opened("opens_original"), opened("opens_copy")) == (few, set(people))

    evidence.redacted_at = evidence.uploaded_at
    assert (opened("opens_original"), opened("opens_copy")) == (set(), set())


def test_standing_is_found_with_a_fixed_number_of_queries(django_assert_num_queries):
    scene = Scene()
    factories.AssessmentFactory.create_batch(3, commitment=scene.commitment)
    commitment = scene.fresh()

    with django_assert_num_queries(6):  # mesa, roles, rows, duties, seats, parties
        standing_of(scene.representative, commitment)
