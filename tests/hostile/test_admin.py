"""The administration, sent what nobody should send: every page that adds or corrects, every field of it."""

import pytest
from django.contrib import admin
from django.test import Client

from accounts.forms import INVISIBLE
from tests import factories
from tests.admin.pages import address
from tests.hostile.inputs import MARKED, REFUSED, SCRIPT, UNMARKED, in_each_text, stored, texts_of, what_was_lost
from tests.hostile.reading import TYPED, Page

pytestmark = pytest.mark.django_db

WRITING = [page for page in admin.site._registry.values() if getattr(page, "correct", None)]
ADDING = [page for page in WRITING if page.create]


def named(page):
    return page.model._meta.model_name


@pytest.fixture
def office():
    client = Client()
    client.force_login(factories.UserFactory(is_staff=True))
    return client


def place_of(model, view):
    if view == "add":
        return address(model, "add")
    return address(model, view, getattr(factories, f"{model.__name__}Factory")().pk)


def refuse_all(office, place):
    """Send every bad thing; what came back must say so beside each field, and keep what was typed."""
    page, before = Page(office.get(place)), stored()
    sent = {bad: typed for bad, put in REFUSED.items() if (typed := put(page))}

    answers = {bad: office.post(place, {**page.untouched(), **typed}) for bad, typed in sent.items()}

    assert stored() == before
    assert {bad: answer.status_code for bad, answer in answers.items()} == dict.fromkeys(sent, 200)
    again = {bad: Page(answer) for bad, answer in answers.items()}
    assert {bad: [name for name in sent[bad] if not again[bad].fault(name)] for bad in sent} == {b: [] for b in sent}
    assert {bad: what_was_lost(again[bad], typed) for bad, typed in sent.items()} == {bad: [] for bad in sent}
    assert [bad for bad, answer in answers.items() if SCRIPT in answer.content.decode()] == []


@pytest.mark.parametrize("page", WRITING, ids=named)
def test_each_field_of_a_correction_says_what_is_wrong_with_it(office, page):
    refuse_all(office, place_of(page.model, "change"))


@pytest.mark.parametrize("page", ADDING, ids=named)
def test_each_field_of_a_new_record_says_what_is_wrong_with_it(office, page):
    refuse_all(office, place_of(page.model, "add"))


@pytest.mark.parametrize("page", ADDING, ids=named)
def test_an_empty_record_is_none(office, page):
    place = place_of(page.model, "add")
    asked, before = Page(office.get(place)), stored()

    answer = office.post(place, {control.name: "" for control in asked.of_kind(*TYPED)})

    again = Page(answer)
    assert (answer.status_code, stored() == before) == (200, True)
    assert any(again.fault(name) for name in again.controls) or again.alerts


@pytest.mark.parametrize("page", WRITING, ids=named)
def test_script_stays_text_and_marks_that_nobody_sees_are_left_out(office, page):
    place = place_of(page.model, "change")
    asked = Page(office.get(place))
    typed = in_each_text(f"{SCRIPT} {MARKED}")(asked)

    answer = office.post(place, {**asked.untouched(), **typed})

    again = Page(answer)
    refused = [name for name in typed if again.fault(name)]  # an address is no text
    office.post(place, {**asked.untouched(), **{name: typed[name] for name in typed if name not in refused}})
    written = texts_of(stored())
    assert [text for text in written if INVISIBLE.search(text)] == []
    assert any(f"{SCRIPT} {UNMARKED}" in text for text in written) or list(typed) == ["why"]  # a reason for nothing
    assert SCRIPT not in answer.content.decode()
    assert SCRIPT not in office.get(place).content.decode()


def test_a_password_for_somebody_else_is_given_whole_or_not_at_all(office):
    place = f"/admin/accounts/user/{factories.UserFactory().pk}/password/"
    before = stored()

    for typed in (
        {"password1": ""},
        {"password1": "corta", "password2": "corta", "why": "x"},
        {"password1": "tres palabras mías", "password2": "tres palabras mías", "why": "x" * 10_000},
    ):
        answer = office.post(place, typed)
        assert (answer.status_code, stored() == before) == (200, True)
        assert "errorlist" in answer.content.decode()
