"""Invented rows in great number: the same every time, whole, and in the states that their rows make."""

import datetime
from collections import Counter

import pytest
from django.apps import apps
from django.db import connection, transaction

from accounts.models import User
from agreements.choices import CLOSED_STATES, DeadlineKind, State, Step
from agreements.hearing import hear, hear_periods
from agreements.models import Assessment, Commitment, CommitmentParty, Occurrence, Transition
from agreements.services.overdue import Swept, flag_overdue
from agreements.services.results import columns_of, columns_of_whole, promised_on
from agreements.services.volume import generate_load
from agreements.workflow.steps import earliest_first_due
from conflicts.partial_dates import PartialDate
from mesas.models import Mesa

TODAY = datetime.date(2026, 11, 24)
MESAS, COMMITMENTS = 12, 300

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """One load for all tests that only look; it is taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        generate_load(mesas=MESAS, commitments=COMMITMENTS, on=TODAY)
        yield
        transaction.set_rollback(True)


def of_the_house():
    labels = ("accounts", "conflicts", "mesas", "agreements", "monitoring")
    models = (model for label in labels for model in apps.get_app_config(label).get_models(include_auto_created=True))
    return [model for model in models if not model.__name__.startswith("Historical")]


def told():
    """All that does not depend on which keys the database gave."""
    return {
        "mesas": list(Mesa.objects.order_by("code").values_list("code", "grade", "installed_on", "status")),
        "commitments": list(
            Commitment.objects.order_by("code").values_list(
                "code", "title", "kind", "theme", "grade", "state", "due_on", "first_due_on", "carried_first_due_on",
                "overdue_since", "registered_at", "last_moved_on", "version", "search_text", "session__day_on",
                "trigger_commitment__code",
            )
        ),
        "duties": sorted(CommitmentParty.objects.values_list("commitment__code", "party__slug", "duty")),
        "steps": sorted(Transition.objects.values_list("commitment__code", "at", "step", "to_state", "by__username")),
        "sayings": sorted(
            Assessment.objects.values_list("commitment__code", "recorded_at", "kind", "level", "party__slug")
        ),
        "periods": sorted(Occurrence.objects.values_list("commitment__code", "period", "due_on", "state")),
        "rows": {model.__name__: model.objects.count() for model in of_the_house()},
    }  # fmt: skip


def once(**asked):
    with transaction.atomic():
        generate_load(**{"mesas": 3, "commitments": 40, "on": TODAY} | asked)
        rows = told()
        transaction.set_rollback(True)
    return rows


def test_the_same_seed_gives_the_same_rows_and_another_gives_others():
    first = once()

    assert once() == first
    assert once(seed=2)["commitments"] != first["commitments"]


def test_every_row_points_to_rows_that_are_there(loaded):
    connection.check_constraints()


def test_what_hangs_together_is_of_one_mesa(loaded):
    places = Commitment.objects.values_list("mesa", "document__mesa", "session__mesa", "agreement__document__mesa")
    assert [mesas for mesas in places if len(set(mesas)) > 1] == []
    assert dict(Mesa.objects.values_list("pk", "last_commitment_number")) == Counter(
        Commitment.objects.values_list("mesa", flat=True)
    )


def test_the_state_of_each_is_what_its_rows_make(loaded):
    rows = list(Commitment.objects.exclude(state__in=CLOSED_STATES))
    heard = hear(rows, on=TODAY)

    wrong = [
        row.code
        for row in rows
        for made in [
            columns_of_whole(row, TODAY)
            if row.deadline_kind == DeadlineKind.RECURRING
            else columns_of(heard[row.pk].said, promised_on(row))
        ]
        if made != {name: getattr(row, name) for name in made}
    ]

    assert wrong == []
    assert {row.state for row in rows} == set(State.values) - set(CLOSED_STATES)


def test_so_is_that_of_each_period(loaded):
    rows = list(Occurrence.objects.select_related("commitment"))
    heard = hear_periods(rows, on=TODAY)
    made = {row.pk: columns_of(heard[row.pk].said, row.due_on) for row in rows}

    assert [row for row in rows if made[row.pk] != {name: getattr(row, name) for name in made[row.pk]}] == []
    assert {row.state for row in rows} == {State.PENDING, State.FULFILLED}


def test_what_is_closed_has_its_closing_and_what_replaces_it_carries_its_deadline(loaded):
    closings = Transition.objects.filter(step=Step.CLOSED)
    assert dict(closings.values_list("commitment", "to_state")) == dict(
        Commitment.objects.filter(state__in=CLOSED_STATES).values_list("pk", "state")
    )
    assert set(closings.values_list("to_state", flat=True)) == set(CLOSED_STATES)
    for closing in closings.filter(to_state=State.REPLACED):
        carried = earliest_first_due(closing.commitment.first_due, PartialDate.unknown())
        assert [row.carried_first_due for row in closing.successors.all()] == [carried]


def test_the_timeline_of_each_ends_in_the_state_that_it_has(loaded):
    last = dict(
        Transition.objects.order_by("at", "pk").exclude(step=Step.PERIOD_SPOKEN).values_list("commitment", "to_state")
    )
    whole = Commitment.objects.exclude(deadline_kind=DeadlineKind.RECURRING)
    assert {pk: last[pk] for pk in last if pk in set(whole.values_list("pk", flat=True))} == dict(
        whole.values_list("pk", "state")
    )


def test_it_fills_every_table_that_pages_and_sweeps_read_row_by_row(loaded):
    """Not what only sources tell, nor what people add one by one."""
    filled = {model.__name__ for model in of_the_house() if model.objects.exists()}
    assert filled == {
        "AgendaItem", "Agreement", "Assessment", "Assessment_evidence", "Attendance", "Commitment", "CommitmentParty",
        "Conflict", "ConflictParty", "Demand", "Document", "Document_sessions", "Evidence", "Inherited", "Mandate",
        "Membership", "Mesa", "MesaLink", "Milestone", "Occurrence", "Party", "Person", "ReportedStatus", "Reschedule",
        "RescheduleAnswer", "Seat", "Session", "Transition", "Transition_consenting", "Transition_documents",
        "Transition_successors", "User",
    }  # fmt: skip


def test_nobody_can_sign_in_as_one_of_its_people(loaded):
    assert [user for user in User.objects.all() if user.has_usable_password()] == []


def test_the_sweep_finds_something_of_every_kind_in_it(loaded):
    with transaction.atomic():
        swept = flag_overdue(TODAY)
        transaction.set_rollback(True)
    nothing = {name for name, count in vars(swept).items() if not count}
    assert nothing == {"cleared", "counted"}
    assert swept != Swept()
