"""Logging a session in a browser without scripts: any order, rows by plain posts, and nothing typed is ever lost."""

import datetime

import pytest

from agreements.choices import DeadlineKind, Duty, Trigger
from agreements.models import Commitment, SessionReview
from agreements.services.sessions.data import Attendee
from conflicts.choices import Grade
from mesas.choices import Answer, CanDecide, DocumentMark, Held
from mesas.models import Attendance, Person, Session
from tests.agreements.session.telling import DAY, log, told, whole
from tests.agreements.session.typing_in import one_promise, open_page, today
from tests.factories import (
    CommitmentFactory,
    DemandFactory,
)

pytestmark = pytest.mark.django_db


# What is there, and what comes of it


def test_the_form_opens_with_today_and_the_people_at_the_seats(page, table):
    assert page["day"] == today().isoformat()
    assert page["held"] == Held.HELD
    assert page.rows("attendees") == [str(table.rosa.pk)]
    assert page[f"attendees-{table.rosa.pk}-came"] is None
    assert page[f"attendees-{table.rosa.pk}-post"] == "presidenta comunal"


def test_the_list_begins_as_in_the_last_session(client, table, path):
    log(table, whole(table, attendees=1))
    client.force_login(table.registrar)

    page = open_page(client, path)

    rosa, delegate = (str(person.pk) for person in Person.objects.order_by("pk"))
    assert sorted(page.rows("attendees")) == sorted([rosa, delegate])
    assert (page[f"attendees-{rosa}-came"], page[f"attendees-{rosa}-can_decide"]) == (Answer.YES, CanDecide.YES)
    assert (page[f"attendees-{delegate}-came"], page[f"attendees-{delegate}-can_decide"]) == (Answer.YES, None)


def test_a_whole_session_goes_in_by_one_post(client, table, path):
    review, demand = CommitmentFactory(mesa=table.mesa, due_on=today()), DemandFactory(mesa=table.mesa)
    client.force_login(table.registrar)
    page = open_page(client, path).press("add", "points")
    page.type(
        place="Local comunal",
        convened_by=table.health.pk,
        starts_at="14:10",
        summons__0__notice_on=today() - datetime.timedelta(days=7),
        points__1__text="Agua",
        points__1__proposer=table.village.pk,
        points__1__admission="admitido",
        points__1__outcome="tratado",
        points__1__demand="nueva-1",
        points__2__text="Vías",
        points__2__demand=demand.pk,
        demands__1__text="Agua para todos",
        demands__1__raised_by=table.village.pk,
        accords__1__text="Las partes acuerdan el agua.",
        accords__1__demand="nueva-1",
        paper__1__mark="sin-firmar",
        paper__1__deliveries=["es-escrito", "qu-oral"],
        next_day=today() + datetime.timedelta(days=30),
    )
    page.put(f"attendees-{table.rosa.pk}-came", "si")
    page.put(f"reviews-{review.pk}-outcome", "avanza")
    page.put(f"signers-{table.mine.pk}-signed", "no")
    page.put(f"signers-{table.mine.pk}-note", "No vino nadie con poder")
    one_promise(page, table, promises__1__deadline="termino", promises__1__term=30, promises__1__since="firma")

    response = page.press()

    session = Session.objects.get()
    assert (response.status_code, response.url) == (302, session.get_absolute_url())
    assert (session.number, session.place, session.convened_by) == (1, "Local comunal", table.health)
    assert list(session.attendances.values_list("person", "came")) == [(table.rosa.pk, True)]
    assert [item.demand.text for item in session.agenda_items.order_by("order")] == ["Agua para todos", demand.text]
    assert SessionReview.objects.get().commitment == review
    promise = session.commitments.get()
    assert (promise.deadline_kind, promise.term, promise.trigger) == (DeadlineKind.DAYS, 30, Trigger.SIGNATURE)
    assert list(promise.duties.order_by("pk").values_list("duty", "party")) == [
        (Duty.LEAD, table.health.pk),
        (Duty.BENEFICIARY, table.village.pk),
    ]
    assert [demand.text for demand in promise.agreement.demands.all()] == ["Agua para todos"]
    paper = session.documents.get()
    assert (paper.mark, paper.signatures.get().reason) == (DocumentMark.UNSIGNED, "No vino nadie con poder")
    assert [str(each) for each in paper.deliveries.order_by("pk")] == ["español, Por escrito", "quechua, De viva voz"]


def test_only_the_day_is_needed(page):
    assert page.press().status_code == 302
    session = Session.objects.get()
    assert (session.number, session.documents.count(), session.attendances.count()) == (1, 0, 0)


def test_a_session_that_failed_says_why_and_has_no_number(page):
    again = page.type(held="fallida").press()
    assert again.errors == ["Elija por qué no se realizó."]

    assert again.type(not_held_reason="sin-quorum").press().status_code == 302
    session = Session.objects.get()
    assert (session.number, session.held, session.not_held_reason) == (None, Held.FAILED, "sin-quorum")


def test_somebody_new_is_added_without_leaving(page, table):
    page = page.press("add", "attendees")
    assert page.rows("attendees") == [str(table.rosa.pk), "n1"]

    again = page.type(attendees__n1__name="Julia Tito").press()
    assert again.errors == ["Elija de parte de quién."]
    assert again["attendees-n1-name"] == "Julia Tito"

    assert again.type(attendees__n1__party=table.mine.pk).press().status_code == 302
    assert list(Attendance.objects.values_list("person__name", "party", "came", "can_decide")) == [
        ("Julia Tito", table.mine.pk, True, "")
    ]


def test_somebody_known_who_is_not_on_the_list_is_added_by_name_not_made_anew(client, table, path):
    log(table, whole(table, attendees=1))
    log(table, told(day=DAY, attendees=[Attendee(party=table.village, person=table.rosa, came=True)]))
    table.mesa.seats.update(person=None)
    delegate = Person.objects.get(name="Delegado 0")
    client.force_login(table.registrar)
    page = open_page(client, path)
    assert page.rows("attendees") == [str(table.rosa.pk)]

    page = page.type(other_person=delegate.pk).press("add", "people")
    assert page[f"attendees-{delegate.pk}-came"] == Answer.YES
    assert page.press().status_code == 302
    assert Person.objects.filter(name="Delegado 0").count() == 1
    assert Session.objects.get(number=3).attendances.filter(person=delegate).exists()


def test_a_commitment_may_be_narrower_than_its_mesa(page, table):
    one_promise(page, table, promises__1__grade=Grade.MEMBERS).press()

    assert Commitment.objects.get().grade == Grade.MEMBERS


def test_no_wider_grade_than_the_mesas_is_offered_or_taken(client, table, path):
    table.mesa.grade = Grade.MEMBERS
    table.mesa.save()
    client.force_login(table.registrar)

    again = one_promise(open_page(client, path), table, promises__1__grade=Grade.PUBLIC).press()

    assert again.errors == ["No puede ser más visible que la mesa. Elija de la lista."]
    assert Commitment.objects.count() == 0


# Rows that come and go


@pytest.mark.parametrize(
    ("part", "button", "before", "after"),
    [
        ("points", "points", ["1"], ["1", "2"]),
        ("demands", "demands", ["1"], ["1", "2"]),
        ("promises", "promises:1", ["1"], ["1", "2"]),
        ("accords", "accords", ["1"], ["1", "2"]),
    ],
)
def test_one_row_more_keeps_what_was_typed_and_judges_nothing(page, part, button, before, after):
    assert page.rows(part) == before
    page.type(place="Local", day="31/2/2026", points__1__text="Agua")

    again = page.press("add", button)

    assert again.rows(part) == after
    assert (again["place"], again["day"], again["points-1-text"]) == ("Local", "31/2/2026", "Agua")
    assert again.errors == []
    assert Session.objects.count() == 0


def test_a_row_less_takes_its_fields_along_and_leaves_the_others(page):
    page = page.press("add", "points").type(points__1__text="Agua", points__2__text="Vías")

    again = page.press("remove", "points:1")

    assert again.rows("points") == ["2"]
    assert (again["points-1-text"], again["points-2-text"]) == (None, "Vías")
    again.press()
    assert list(Session.objects.get().agenda_items.values_list("order", "text")) == [(1, "Vías")]


def test_an_agreement_goes_with_its_commitments(page):
    page = page.press("add", "accords").press("add", "promises:2")
    assert (page.rows("accords"), page.rows("promises")) == (["1", "2"], ["1", "2", "3"])

    again = page.press("remove", "accords:2")

    assert (again.rows("accords"), again.rows("promises")) == (["1"], ["1"])


def test_an_open_commitment_is_added_to_the_review(client, table, path):
    far = CommitmentFactory(mesa=table.mesa, due_on=None)
    client.force_login(table.registrar)
    page = open_page(client, path)
    assert page.rows("reviews") == []

    page = page.type(other_review=far.pk).press("add", "reviews")

    assert page.rows("reviews") == [str(far.pk)]


@pytest.mark.parametrize(
    ("button", "value"), [("add", "x"), ("add", "promises"), ("remove", "points:99"), ("remove", "x")]
)
def test_a_button_that_says_nonsense_changes_nothing(page, button, value):
    again = page.type(place="Local").press(button, value)

    assert (again.response.status_code, again["place"]) == (200, "Local")
    assert Session.objects.count() == 0


def test_enter_saves_and_never_adds_a_row(page):
    assert page.buttons[0] == ("save", "1")


# Beside it


def test_the_side_says_how_much_there_is_and_what_the_acta_lacks(page, table):
    page = one_promise(page, table).type(points__1__text="Agua").press("add", "points")

    shown = " ".join(page.response.content.decode().split())
    assert "Quién</span> propuso 1 punto" in shown
    assert "Plazo</span> de 1 compromiso" in shown
    assert "Responsables</span> completos" in shown
    assert 'href="#id_promises-1-follow_up"' in shown
    assert '<span data-count="acuerdos">1</span>' in shown


#: The form asks as much for a large mesa as for a small one.
QUERIES = 15


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_a_large_mesa(client, table, path, count, django_assert_num_queries):
    for _ in range(count):
        log(table, whole(table, attendees=count, points=count, promises=count))
    client.force_login(table.registrar)

    with django_assert_num_queries(QUERIES):
        client.get(path)
