"""What follows from a correction is right at once: words to search, state, timeline, who may look."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from agreements.choices import AssessmentKind, Duty, State, Step
from agreements.models import Commitment, Transition
from agreements.services.records import (
    correct_commitment,
    correct_document,
    correct_duty,
    correct_incident,
    correct_party,
    correct_seat,
    create_agreement,
    create_duty,
    create_seat,
)
from agreements.services.state import result_of
from conflicts.choices import Grade, Sector
from conflicts.models import Incident
from mesas.choices import DocumentKind
from mesas.services.records import correct_mesa
from tests.factories import (
    AgreementFactory,
    AssessmentFactory,
    CommitmentFactory,
    CommitmentPartyFactory,
    DocumentFactory,
    EvidenceFactory,
    IncidentFactory,
    MesaFactory,
    PartyFactory,
    SeatFactory,
    UserFactory,
)

WHY = "Según el acta firmada"
TODAY = timezone.localdate()
AT = datetime.datetime(2030, 1, 7, 15, 0, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(is_staff=True)


def refusal(action, *args, **said):
    with pytest.raises(ValidationError) as refused:
        action(*args, **said)
    errors = refused.value.error_dict if hasattr(refused.value, "error_dict") else {"": refused.value.error_list}
    return {name: [error.code for error in each] for name, each in errors.items()}


def steps_of(commitment):
    return list(
        commitment.transitions.values_list("step", "from_state", "to_state", "reason", "old_value", "new_value")
    )


def answered(commitment, party, level=3):
    """A verdict with evidence of its own."""
    said = AssessmentFactory(commitment=commitment, party=party, kind=AssessmentKind.VERDICT, level=level)
    said.evidence.add(EvidenceFactory(commitment=commitment, supplied_by=party))
    return said


def owed(*receiving):
    """A commitment whose lead says that it is done, with those who receive it."""
    promised = CommitmentFactory()
    lead = CommitmentPartyFactory(commitment=promised, party=PartyFactory(sector=Sector.NATIONAL)).party
    for party in receiving:
        CommitmentPartyFactory(commitment=promised, party=party, duty=Duty.BENEFICIARY)
    AssessmentFactory(commitment=promised, party=lead)
    return promised


def settled(commitment):
    Commitment.objects.filter(pk=commitment.pk).update(**result_of(commitment, TODAY))
    commitment.refresh_from_db()
    return commitment


def test_corrected_words_are_found_and_both_stay_on_the_timeline(administrator):
    promised = CommitmentFactory(code="ESP-2012-07", title="Construir la posta", version=4)

    correct_commitment(
        promised, by=administrator, changes={"title": "Construir el hospital", "notes": "ver anexo"}, reason=WHY, at=AT
    )

    promised.refresh_from_db()
    assert list(Commitment.objects.searching(["hospital"])) == [promised]
    assert list(Commitment.objects.searching(["posta"])) == []
    assert promised.version == 5
    assert steps_of(promised) == [
        (
            Step.CORRECTED, "pendiente", "pendiente", WHY,
            "título: Construir la posta", "título: Construir el hospital",
        )
    ]  # fmt: skip
    latest, first = promised.history.all()
    assert (latest.title, first.title) == ("Construir el hospital", "Construir la posta")
    assert (latest.history_user, latest.history_date) == (administrator, AT)


def test_what_is_only_noted_beside_a_commitment_is_no_step(administrator):
    promised = CommitmentFactory()

    correct_commitment(promised, by=administrator, changes={"notes": "ver anexo"}, reason=WHY)

    assert steps_of(promised) == []
    assert promised.history.first().notes == "ver anexo"


@pytest.mark.parametrize(
    "name", ["due", "first_due", "deadline_kind", "term", "state", "code", "mesa", "measurable_who"]
)
def test_a_deadline_a_state_and_a_code_are_out_of_reach(administrator, name):
    promised = CommitmentFactory()

    assert refusal(correct_commitment, promised, by=administrator, changes={name: None}, reason=WHY) == {
        "": ["not_correctable"]
    }


@pytest.mark.parametrize("staff", [False, None])
def test_only_administrators_correct(staff):
    promised = CommitmentFactory()
    who = AnonymousUser() if staff is None else UserFactory(is_staff=staff)

    with pytest.raises(PermissionDenied):
        correct_commitment(promised, by=who, changes={"title": "Otro"}, reason=WHY)


def test_a_commitment_is_never_more_visible_than_its_mesa(administrator):
    promised = CommitmentFactory(mesa=MesaFactory(grade=Grade.MEMBERS))

    assert refusal(correct_commitment, promised, by=administrator, changes={"grade": Grade.PUBLIC}, reason=WHY) == {
        "grade": ["wider"]
    }


def test_narrowing_a_commitment_hides_it_at_once_with_its_facts_and_says_why(administrator):
    promised = CommitmentFactory()
    fact = IncidentFactory(conflict=promised.mesa.conflict)
    promised.incidents.add(fact)

    correct_commitment(promised, by=administrator, changes={"grade": Grade.MEMBERS}, reason=WHY)

    assert list(Commitment.objects.visible_to(AnonymousUser())) == []
    assert list(Incident.objects.visible_to(AnonymousUser())) == []
    ((step, *_states, reason, old, new),) = steps_of(promised)
    assert (step, reason) == (Step.NARROWED, WHY)
    assert (old, new) == (
        "visibilidad: Pública: todo el mundo",
        "visibilidad: Miembros: cualquier persona con un rol en el conflicto",
    )
    assert fact.history.first().history_change_reason == WHY


def test_narrowing_a_mesa_hides_all_that_stands_on_it_at_once(administrator):
    promised = CommitmentFactory()
    fact = IncidentFactory(conflict=promised.mesa.conflict)
    promised.mesa.incidents.add(fact)

    correct_mesa(promised.mesa, by=administrator, changes={"grade": Grade.INTERNAL}, reason=WHY)

    everybody = AnonymousUser()
    assert [list(rows.objects.visible_to(everybody)) for rows in (type(promised.mesa), Commitment, Incident)] == [
        [],
        [],
        [],
    ]
    assert list(Commitment.objects.visible_to(administrator)) == [promised]


def test_a_fact_is_never_more_visible_than_what_it_tells_about(administrator):
    promised = CommitmentFactory(mesa=MesaFactory(grade=Grade.MEMBERS), grade=Grade.MEMBERS)
    fact = IncidentFactory(conflict=promised.mesa.conflict, grade=Grade.INTERNAL)
    promised.incidents.add(fact)
    public = IncidentFactory(conflict=promised.mesa.conflict)

    assert refusal(correct_incident, fact, by=administrator, changes={"grade": Grade.PUBLIC}, reason=WHY) == {
        "grade": ["wider"]
    }
    assert refusal(correct_commitment, promised, by=administrator, changes={"incidents": [public]}, reason=WHY) == {
        "incidents": ["wider"]
    }
    document = DocumentFactory(mesa=promised.mesa)
    new = AgreementFactory.build(document=document)
    assert refusal(create_agreement, new, by=administrator, related={"incidents": [public]}) == {"incidents": ["wider"]}


def test_who_owes_is_corrected_found_and_told(administrator):
    duty = CommitmentPartyFactory(party=PartyFactory(short_name="Minsa"))
    right = PartyFactory(short_name="Gobierno Regional", name="Gobierno Regional de Cusco")

    correct_duty(duty, by=administrator, changes={"party": right}, reason=WHY, at=AT)

    assert list(Commitment.objects.searching(["gobierno regional"])) == [duty.commitment]
    assert steps_of(duty.commitment) == [
        (
            Step.CORRECTED, "pendiente", "pendiente", WHY,
            "Responsable principal: Minsa", "Responsable principal: Gobierno Regional",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("record", ["miembros", "fuentes"])
def test_correcting_who_receives_gives_the_state_that_the_rows_make_now(administrator, record):
    village, other = PartyFactory(), PartyFactory()
    promised = owed(village, other)
    Commitment.objects.update(record=record)
    wrong = promised.duties.get(party=other)
    answered(promised, village)
    assert settled(promised).state == State.CLAIMED

    correct_duty(wrong, by=administrator, changes={"duty": Duty.FOLLOW_UP}, reason=WHY)

    promised.refresh_from_db()
    assert (promised.state, promised.confirmed_by, promised.record) == (State.FULFILLED, "confirmado", record)
    assert [step[:4] for step in steps_of(promised)] == [
        (Step.CORRECTED, State.CLAIMED, State.CLAIMED, WHY),
        (Step.CORRECTED, State.CLAIMED, State.FULFILLED, WHY),
    ]


def test_a_party_left_out_is_added_and_the_state_follows(administrator):
    village, other = PartyFactory(), PartyFactory(short_name="Huisa")
    promised = owed(village)
    answered(promised, village)
    assert settled(promised).state == State.FULFILLED

    create_duty(
        type(promised.duties.first())(commitment=promised, party=other, duty=Duty.BENEFICIARY),
        by=administrator,
        reason=WHY,
    )

    promised.refresh_from_db()
    assert promised.state == State.CLAIMED
    assert steps_of(promised)[0][4:] == ("", "Beneficiario: Huisa")


@pytest.mark.parametrize(("duty", "code"), [(Duty.BENEFICIARY, "own_debt"), (Duty.CO_OBLIGOR, "lead_twice")])
def test_who_owes_does_not_receive_alone_nor_owe_twice(administrator, duty, code):
    lead = CommitmentPartyFactory()
    other = CommitmentPartyFactory(commitment=lead.commitment, duty=duty)

    assert refusal(correct_duty, other, by=administrator, changes={"party": lead.party}, reason=WHY) == {
        "party": [code]
    }
    other.refresh_from_db()
    assert other.party != lead.party


def test_a_duplicate_is_merged_and_what_it_said_counts_for_the_real_one(administrator):
    village, twin = PartyFactory(), PartyFactory()
    promised = owed(village)
    answered(promised, twin)
    assert settled(promised).state == State.CLAIMED

    correct_party(twin, by=administrator, changes={"merged_into": village}, reason=WHY)

    promised.refresh_from_db()
    assert promised.state == State.FULFILLED
    assert [step[:4] for step in steps_of(promised)] == [(Step.CORRECTED, State.CLAIMED, State.FULFILLED, WHY)]


def test_pointers_between_parties_never_go_in_a_circle(administrator):
    first, second, third = PartyFactory(), PartyFactory(), PartyFactory()
    correct_party(first, by=administrator, changes={"merged_into": second}, reason=WHY)
    correct_party(second, by=administrator, changes={"merged_into": third}, reason=WHY)

    assert refusal(correct_party, third, by=administrator, changes={"merged_into": first}, reason=WHY) == {
        "merged_into": ["circle"]
    }
    assert refusal(correct_party, third, by=administrator, changes={"parent": third}, reason=WHY) == {
        "parent": ["circle"]
    }


def test_a_closing_stands_whatever_is_corrected(administrator):
    promised = CommitmentFactory(state=State.CLOSED_PARTIAL)
    village, twin = PartyFactory(), PartyFactory()
    CommitmentPartyFactory(commitment=promised, party=village, duty=Duty.BENEFICIARY)
    answered(promised, twin)

    correct_party(twin, by=administrator, changes={"merged_into": village}, reason=WHY)

    promised.refresh_from_db()
    assert promised.state == State.CLOSED_PARTIAL


def test_where_nobody_is_named_every_community_seated_answers(administrator):
    promised = owed()
    village, other = PartyFactory(), PartyFactory()
    SeatFactory(mesa=promised.mesa, party=village)
    answered(promised, village)
    assert settled(promised).state == State.FULFILLED

    seat = create_seat(SeatFactory.build(mesa=promised.mesa, party=other), by=administrator)
    promised.refresh_from_db()
    assert promised.state == State.CLAIMED

    correct_seat(seat, by=administrator, changes={"party": PartyFactory(sector=Sector.COMPANY)}, reason=WHY)
    promised.refresh_from_db()
    assert promised.state == State.FULFILLED


def test_a_paper_that_is_no_assembly_acta_speaks_for_nobody_else(administrator):
    village = PartyFactory()
    promised = owed(village)
    acta = DocumentFactory(mesa=promised.mesa, kind=DocumentKind.ASSEMBLY_ACTA)
    AssessmentFactory(
        commitment=promised, party=village, kind=AssessmentKind.VERDICT, level=3, is_on_behalf=True, document=acta
    )
    assert settled(promised).state == State.FULFILLED

    correct_document(acta, by=administrator, changes={"kind": DocumentKind.CALL_NOTE}, reason=WHY)

    promised.refresh_from_db()
    assert promised.state == State.CLAIMED


@pytest.mark.parametrize("count", [1, 3])
def test_bringing_states_up_to_date_costs_the_same_for_one_or_many(administrator, count, django_assert_num_queries):
    village, twin = PartyFactory(), PartyFactory()
    for _ in range(count):
        promised = owed(village)
        answered(promised, village)
        settled(promised)

    with django_assert_num_queries(29):
        correct_party(twin, by=administrator, changes={"merged_into": village}, reason=WHY)

    assert Transition.objects.count() == 0
