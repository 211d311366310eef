"""What the administration lets nobody do, and whom it lets in."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from agreements.models import (
    Assessment,
    Commitment,
    Evidence,
    Milestone,
    Notice,
    Occurrence,
    Reschedule,
    SessionReview,
    Transition,
)
from conflicts.models import Territory
from conflicts.services.records.parts import parts_of
from tests import factories
from tests.admin.pages import address

MODELS = list(admin.site._registry)
ONLY_TO_LOOK_AT = [
    Assessment, Evidence, Milestone, Notice, Occurrence, Reschedule, SessionReview, Territory, Transition,
]  # fmt: skip


def model_name(model):
    return model.__name__


def addresses_of(model):
    return [
        address(model, "changelist"),
        address(model, "add"),
        *(address(model, view, 1) for view in ("change", "history", "delete")),
    ]


ADDRESSES = [
    reverse("admin:index"),
    reverse("admin:autocomplete"),
    reverse("admin:jsi18n"),
    reverse("admin:accounts_user_password", args=[1]),
    reverse("admin:app_list", args=["mesas"]),
    *(place for model in MODELS for place in addresses_of(model)),
]


def test_every_model_kept_here_leaves_writing_to_services():
    assert sorted(model._meta.label for model in MODELS) == [
        "accounts.User",
        "agreements.Agreement",
        "agreements.Assessment",
        "agreements.Commitment",
        "agreements.CommitmentParty",
        "agreements.Evidence",
        "agreements.Inherited",
        "agreements.Milestone",
        "agreements.Notice",
        "agreements.Occurrence",
        "agreements.ReportedStatus",
        "agreements.Reschedule",
        "agreements.SessionReview",
        "agreements.Transition",
        "conflicts.Casualty",
        "conflicts.Conflict",
        "conflicts.ConflictParty",
        "conflicts.Episode",
        "conflicts.Incident",
        "conflicts.Membership",
        "conflicts.Party",
        "conflicts.PartyName",
        "conflicts.Source",
        "conflicts.Territory",
        "mesas.AgendaItem",
        "mesas.Attendance",
        "mesas.Demand",
        "mesas.Document",
        "mesas.DocumentDelivery",
        "mesas.GroundRules",
        "mesas.Mandate",
        "mesas.Mesa",
        "mesas.MesaLink",
        "mesas.NonWorkingDay",
        "mesas.Person",
        "mesas.ReportedFigure",
        "mesas.Seat",
        "mesas.Session",
        "mesas.SessionNotice",
        "mesas.Signature",
        "mesas.WorkingGroup",
    ]
    assert all(page.leaves_writing_to_services for page in admin.site._registry.values())


def test_who_is_not_signed_in_is_led_to_our_own_sign_in_and_back(db, client):
    answers = {place: client.get(place) for place in ADDRESSES}

    assert {(answer.status_code, answer["Location"]) for answer in answers.values()} == {
        (302, f"/cuenta/entrar/?next={place}") for place in ADDRESSES
    }
    assert client.get("/admin/login/")["Location"] == "/cuenta/entrar/?next=/admin/"


@pytest.mark.parametrize("role", [None, "coordinacion", "observacion"])
def test_who_is_no_administrator_stays_out_whatever_the_role(db, client, role):
    user = factories.UserFactory()
    if role:
        factories.MembershipFactory(user=user, role=role)
    client.force_login(user)

    assert {client.get(place).status_code for place in ADDRESSES} == {403}
    assert {client.post(place).status_code for place in ADDRESSES} == {403}
    assert "Esta parte es para quienes administran el sitio." in client.get("/admin/").content.decode()


def test_a_switched_off_administrator_is_signed_out(office, administrator):
    type(administrator).objects.filter(pk=administrator.pk).update(is_active=False)

    assert office.get("/admin/")["Location"] == "/cuenta/entrar/?next=/admin/"


@pytest.mark.parametrize(
    ("place", "leads_to"),
    [
        ("/admin/login/", "/admin/"),
        ("/admin/logout/", "/cuenta/salir/"),
        ("/admin/password_change/", "/cuenta/clave/"),
    ],
)
def test_signing_in_and_out_has_one_door(office, place, leads_to):
    assert office.get(place)["Location"] == leads_to


@pytest.mark.parametrize("model", MODELS, ids=model_name)
def test_nothing_is_deleted(office, model):
    place = address(model, "delete", 1)

    answers = [office.get(place), office.post(place, {"post": "yes"})]
    in_bulk = office.post(
        address(model, "changelist"),
        {"action": "delete_selected", "_selected_action": "1", "post": "yes", "index": "0"},
    )

    assert [answer.status_code for answer in answers] == [404, 404] or [a.status_code for a in answers] == [403, 403]
    assert "post" not in (in_bulk.context_data or {})
    assert "delete_selected" not in in_bulk.content.decode()


def test_a_row_that_is_there_is_not_deleted_either(office):
    party = factories.PartyFactory()

    assert office.post(address(type(party), "delete", party.pk), {"post": "yes"}).status_code == 403
    assert type(party).objects.filter(pk=party.pk).exists()


@pytest.mark.parametrize("model", ONLY_TO_LOOK_AT, ids=model_name)
def test_what_somebody_said_or_did_is_not_added_here(office, model):
    assert [office.get(address(model, "add")).status_code, office.post(address(model, "add")).status_code] == [403, 403]


def test_an_assessment_is_looked_at_and_never_corrected(office):
    said = factories.AssessmentFactory(note="Terminamos la obra.", level=3)
    place = address(Assessment, "change", said.pk)

    page = office.get(place)
    answer = office.post(place, {"level": "0", "note": "otra cosa", "why": "error"})

    assert page.status_code == 200
    assert "Terminamos la obra." in page.content.decode()
    assert 'name="level"' not in page.content.decode()
    assert answer.status_code == 403
    said.refresh_from_db()
    assert (said.level, said.note) == (3, "Terminamos la obra.")


def test_files_and_their_names_are_not_shown(office):
    shown = factories.EvidenceFactory(original_name="rosa-quispe-dni.jpg")
    paper = factories.DocumentFactory(original="documents/x.pdf", original_name="firmas-secretas.pdf", sha256="ab" * 32)

    pages = [
        office.get(place).content.decode()
        for place in (
            address(Evidence, "changelist"),
            address(Evidence, "change", shown.pk),
            address(type(paper), "change", paper.pk),
            address(type(paper), "history", paper.pk),
        )
    ]

    secrets = ("rosa-quispe-dni", "originals/", "firmas-secretas", "documents/x")
    assert [secret for secret in secrets for page in pages if secret in page] == []
    assert "ab" * 32 in pages[2]


def test_a_deadline_in_force_has_no_field_and_what_is_sent_for_it_is_not_read(office):
    promised = factories.CommitmentFactory()
    place = address(Commitment, "change", promised.pk)
    page = office.get(place).content.decode()
    never = ("due_on", "due_year", "first_due_on", "first_due_year", "deadline_kind", "term", "state", "code", "mesa")

    answer = office.post(
        place,
        {"title": promised.title, "grade": promised.grade, "why": "x"}
        | dict.fromkeys(never, "2030")
        | {"state": "cumplido", "mesa": "1"},
    )

    assert [name for name in never if f'name="{name}"' in page] == []
    assert answer.status_code in (200, 409)
    again = Commitment.objects.get(pk=promised.pk)
    assert [getattr(again, name) for name in ("due", "first_due", "state", "code", "mesa_id")] == [
        getattr(promised, name) for name in ("due", "first_due", "state", "code", "mesa_id")
    ]


def test_a_csrf_proof_is_asked(administrator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    party = factories.PartyFactory()

    assert client.post(address(type(party), "change", party.pk), {"name": "x", "why": "y"}).status_code == 403


@pytest.mark.parametrize("model", MODELS, ids=model_name)
def test_no_record_has_a_part_by_the_name_of_what_every_form_asks(model):
    assert {"why", "seen"} & set(parts_of(model)) == set()
