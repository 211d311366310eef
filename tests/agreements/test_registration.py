"""A promise goes on record once, with a number of its own and the deadline that was first given."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from agreements.choices import DeadlineKind, Duty, Record, State, Step, Trigger
from agreements.models import Commitment, Transition
from agreements.services.registration import Deadline, NewCommitment, NewDuty, register_commitments
from conflicts.choices import Grade
from conflicts.partial_dates import PartialDate
from mesas.choices import MonthEndRule
from tests.factories import MesaFactory, PartyFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.UTC)
SIGNED = PartialDate.on(datetime.date(2026, 11, 4))
NO_DEADLINE = Deadline(DeadlineKind.NONE)


@pytest.fixture
def mesa():
    return MesaFactory(code="ESP-2026", grade=Grade.MEMBERS)


def promise(mesa, **more):
    return NewCommitment(**{"mesa": mesa, "title": "Reservorio", "deadline": NO_DEADLINE, "grade": mesa.grade, **more})


def register(*rows):
    return register_commitments(rows, by=UserFactory(), at=AT)


def test_numbers_follow_one_another_and_are_never_used_again(mesa):
    first, second = register(promise(mesa), promise(mesa))
    Commitment.objects.filter(pk=second.pk).update(code="ESP-2026-VIEJO")
    (third,) = register(promise(mesa))

    assert [first.code, second.code, third.code] == ["ESP-2026-01", "ESP-2026-02", "ESP-2026-03"]


def test_a_number_that_the_document_gives_is_kept_and_the_count_goes_on_from_it(mesa):
    codes = [row.code for row in register(promise(mesa, number=7), promise(mesa), promise(mesa, number=3))]

    assert codes == ["ESP-2026-07", "ESP-2026-08", "ESP-2026-03"]


def test_each_mesa_counts_its_own(mesa):
    other = MesaFactory(code="COT-2026")

    codes = [row.code for row in register(promise(mesa), promise(other), promise(mesa))]

    assert codes == ["ESP-2026-01", "COT-2026-01", "ESP-2026-02"]


@pytest.mark.parametrize(
    ("deadline", "due", "basis"),
    [
        (Deadline(DeadlineKind.DATE, PartialDate.month(2027, 2)), "2027-02", "indicado"),
        (Deadline(DeadlineKind.DAYS, term=10, trigger=Trigger.SIGNATURE, triggered=SIGNED), "2026-11-14", "calculado"),
        (Deadline(DeadlineKind.MONTHS, term=3, trigger=Trigger.SESSION, triggered=SIGNED), "2027-02-04", "calculado"),
        (Deadline(DeadlineKind.YEARS, term=1, trigger=Trigger.SESSION, triggered=SIGNED), "2027-11-04", "calculado"),
        (Deadline(DeadlineKind.DAYS, term=10, trigger=Trigger.SIGNATURE), "", ""),
        (NO_DEADLINE, "", ""),
        (Deadline(DeadlineKind.UNKNOWN), "", ""),
    ],
    ids=["date", "days", "months", "years", "not triggered yet", "none stated", "not known"],
)
def test_the_first_deadline_is_the_one_in_force(mesa, deadline, due, basis):
    (row,) = register(promise(mesa, deadline=deadline))
    row.refresh_from_db()

    assert (row.first_due.iso, row.due.iso, row.deadline_basis) == (due, due, basis)


def test_what_is_written_with_it(mesa):
    health, village = PartyFactory(short_name="Sector Salud"), PartyFactory(short_name="Pampa Clara")
    duties = [NewDuty(Duty.LEAD, health), NewDuty(Duty.BENEFICIARY, village)]

    (row,) = register(promise(mesa, title="Posta médica", duties=duties))

    assert (row.state, row.record, row.last_moved_on) == (State.PENDING, Record.MEMBERS, datetime.date(2026, 11, 24))
    assert list(row.duties.order_by("id").values_list("party", "duty")) == [
        (health.pk, Duty.LEAD),
        (village.pk, Duty.BENEFICIARY),
    ]
    assert list(row.transitions.values_list("step", "from_state", "to_state", "by", "at")) == [
        (Step.REGISTERED, "", State.PENDING, row.registered_by_id, AT)
    ]
    assert "posta medica" in row.search_text
    assert "pampa clara" in row.search_text
    assert row.history.count() == 1


def test_a_promise_is_never_more_visible_than_its_mesa(mesa):
    with pytest.raises(ValidationError) as refusal:
        register(promise(mesa, grade=Grade.INTERNAL), promise(mesa, grade=Grade.PUBLIC))

    assert [(each.code, each.params) for each in refusal.value.error_list] == [("wider", {"row": 1, "field": "grade"})]
    assert Commitment.objects.count() == 0


def test_nobody_owes_only_to_herself(mesa):
    village = PartyFactory()
    twin = PartyFactory(merged_into=village)
    own = [NewDuty(Duty.LEAD, village), NewDuty(Duty.BENEFICIARY, twin)]

    with pytest.raises(ValidationError) as refusal:
        register(promise(mesa, duties=own))
    assert [each.code for each in refusal.value.error_list] == ["own_debt"]

    register(promise(mesa, duties=[*own, NewDuty(Duty.BENEFICIARY, PartyFactory())]))
    register(promise(mesa, duties=own, record=Record.SOURCES))
    assert Commitment.objects.count() == 2


def test_one_lead_who_is_not_also_a_co_obligor(mesa):
    health, mine = PartyFactory.create_batch(2)
    two = [NewDuty(Duty.LEAD, health), NewDuty(Duty.LEAD, mine)]
    twice = [NewDuty(Duty.LEAD, health), NewDuty(Duty.CO_OBLIGOR, health)]

    with pytest.raises(ValidationError) as refusal:
        register(promise(mesa, duties=two), promise(mesa, duties=twice))

    assert [each.code for each in refusal.value.error_list] == ["two_leads", "lead_twice"]


#: Queries for 1 and for 40: SQLite takes 999 values in one, so 40 rows of 69 columns are three batches and their
#: history four.
QUERIES = {"sqlite": {1: 8, 40: 14}, "postgresql": {1: 8, 40: 8}}


@pytest.mark.parametrize("count", [1, 40])
def test_queries_grow_with_batches_alone(mesa, count, django_assert_num_queries):
    parties, user = PartyFactory.create_batch(2), UserFactory()
    duties = [NewDuty(Duty.LEAD, parties[0]), NewDuty(Duty.BENEFICIARY, parties[1])]
    rows = [promise(mesa, duties=duties) for _ in range(count)]

    with django_assert_num_queries(QUERIES[connection.vendor][count]):
        register_commitments(rows, by=user, at=AT)

    assert Transition.objects.count() == count


def test_terms_in_months_end_as_the_rules_of_the_mesa_say():
    mesa = MesaFactory(month_end_rule=MonthEndRule.MONTH_END)
    deadline = Deadline(DeadlineKind.MONTHS, term=3, trigger=Trigger.SESSION, triggered=SIGNED)

    (row,) = register(promise(mesa, deadline=deadline))

    assert row.due.iso == "2027-02-28"


def test_a_term_that_ends_nowhere_is_refused(mesa):
    endless = Deadline(DeadlineKind.YEARS, term=100, trigger=Trigger.SESSION, triggered=SIGNED)

    with pytest.raises(ValidationError) as refusal:
        register(promise(mesa, deadline=endless))

    assert [(each.code, each.params["field"]) for each in refusal.value.error_list] == [("impossible_term", "term")]
