"""The example is rich: it has of everything that a page may have to show."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from agreements.choices import AssessmentKind, Duty
from agreements.models import Agreement, Assessment, Commitment, CommitmentParty, Evidence, Notice, SessionReview
from conflicts.choices import Grade
from conflicts.models import Conflict, Incident, Membership, Party
from mesas.choices import DocumentKind
from mesas.models import (
    AgendaItem,
    Attendance,
    Demand,
    Document,
    GroundRules,
    Mandate,
    Mesa,
    Person,
    Seat,
    Session,
    Signature,
)
from mesas.querysets import personal_fields_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

COUNTS = {
    Conflict: 1,
    Incident: 3,
    Party: 15,
    Membership: 6,
    Mesa: 3,
    Mandate: 4,
    Seat: 11,
    GroundRules: 2,
    Person: 24,
    Session: 9,
    Attendance: 125,
    AgendaItem: 29,
    Demand: 15,
    Document: 44,
    Signature: 47,
    Agreement: 20,
    Commitment: 45,
    SessionReview: 17,
    Assessment: 53,
    Evidence: 65,
    Notice: 143,
}


def values(rows, *names):
    return list(rows.values_list(*names))


def test_there_is_of_everything():
    assert {model: model._default_manager.count() for model in COUNTS} == COUNTS


def test_eight_sessions_one_postponed_and_one_failed(example):
    assert values(
        Session.objects.filter(mesa=example).order_by("day_on"), "number", "held", "not_held_reason", "agenda_known"
    ) == [
        (1, "realizada", "", "si"),
        (2, "realizada", "", "si"),
        (None, "postergada", "acreditacion", "si"),
        (3, "realizada", "", "si"),
        (None, "fallida", "ausencia-estado", "si"),
        (4, "realizada", "", "si"),
        (5, "realizada", "", "no"),
        (6, "realizada", "", "si"),
    ]


def test_actas_bear_each_mark():
    actas = Document.objects.filter(kind=DocumentKind.ACTA, mesa__code="EJEMPLO").order_by("dated_on")
    assert values(actas, "mark") == [
        ("cotejada",), ("firmada",), ("firmada",), ("firma-no-conocida",), ("sin-firmar",), ("sin-firmar",)
    ]  # fmt: skip
    assert Signature.objects.exclude(reservation="").count() == 2
    assert Signature.objects.filter(signed="no").exclude(reason="").count() == 3


def test_points_were_refused_postponed_and_not_reached():
    refused = AgendaItem.objects.filter(admission="rechazado").exclude(refusal_reason="")
    assert (refused.count(), set(values(AgendaItem.objects, "outcome"))) == (
        3,
        {("tratado",), ("postergado",), ("no-se-llego",), ("",)},
    )


def test_people_of_all_sides_sit_there_with_and_without_a_say():
    came = Attendance.objects.filter(came=True)
    assert set(values(came, "capacity")) == {
        ("delegado",), ("asesor",), ("interprete",), ("facilitador",), ("garante",), ("observador",)
    }  # fmt: skip
    assert set(values(came, "can_decide")) == {("si",), ("no",), ("no-mostro",), ("",)}
    assert set(values(Person.objects, "gender")) == {("mujer",), ("hombre",), ("",)}
    assert came.filter(is_remote=True).count() == 4


def test_debts_have_several_obligors_none_or_communities():
    def numbers(rows):
        codes = rows.filter(mesa__code="EJEMPLO").order_by("code").values_list("code", flat=True)
        return [int(code[-2:]) for code in codes]

    led = CommitmentParty.objects.filter(duty=Duty.LEAD).values("commitment")
    several = CommitmentParty.objects.filter(duty=Duty.CO_OBLIGOR).values("commitment")
    communities = CommitmentParty.objects.filter(duty__in=("responsable", "corresponsable"), party__sector="comunidad")
    assert numbers(Commitment.objects.exclude(pk__in=led)) == [5, 11, 18]
    assert numbers(Commitment.objects.filter(pk__in=several)) == [5, 7, 10, 18]
    assert numbers(Commitment.objects.filter(pk__in=communities.values("commitment"))) == [5, 6, 28, 34]
    assert numbers(Commitment.objects.filter(grade=Grade.MEMBERS)) == [5, 6, 34]


def test_voices_speak_by_themselves_on_behalf_and_without_independence():
    said = Assessment.objects.order_by("kind")
    assert set(values(said.filter(is_on_behalf=True), "document__kind")) == {
        ("carta",), ("acta-de-asamblea",), ("nota-de-llamada",)
    }  # fmt: skip
    assert said.filter(level=None, kind=AssessmentKind.VERDICT).count() == 1
    found = said.filter(kind=AssessmentKind.VERIFICATION).order_by("commitment__code")
    assert values(found, "commitment__code", "level", "is_independent", "is_breach") == [
        ("EJEMPLO-03", 3, True, False),
        ("EJEMPLO-07", 1, True, True),
        ("EJEMPLO-13", 3, True, False),
        ("EJEMPLO-16", 2, True, False),
        ("EJEMPLO-17", 1, True, False),
        ("EJEMPLO-19", 0, True, False),
        ("EJEMPLO-21", 1, True, True),
        ("EJEMPLO-28", 3, False, False),
        ("EJEMPLO-31", 3, True, False),
        ("EJEMPLO-35", 2, True, False),
    ]


def test_every_name_says_that_it_is_invented():
    names = [name for (name,) in values(Party.objects, "short_name")]
    people = [name for (name,) in values(Person.objects.exclude(name=""), "name")]
    assert [name for name in names if "ficti" not in name] + [name for name in people if " Ejemplo " not in name] == []


def test_files_are_looked_into_and_carry_their_fingerprint():
    assert set(values(Evidence.objects, "kind")) == {("foto",), ("pdf",), ("oficina",), ("audio",)}
    photos = Evidence.objects.filter(kind="foto", redacted_at=None)
    assert photos.exclude(shown="").count() == photos.count() > 0
    assert Evidence.objects.filter(sha256="").count() == 0
    assert Document.objects.exclude(original="").filter(sha256="").count() == 0


def test_each_account_has_its_role():
    roles = {role.user.username: (role.role, role.party and role.party.short_name) for role in Membership.objects.all()}
    assert roles == {
        "coordinadora": ("coordinacion", None),
        "registrador": ("registro", None),
        "comunidad": ("representante", "Pampa Clara (ficticia)"),
        "entidad": ("delegado", "Minera Cerro Claro (ficticia)"),
        "verificadora": ("verificacion", "Observatorio Puna (ficticio)"),
        "observador": ("observacion", "Vicaría de Sierra Clara (ficticia)"),
    }
    assert [user.username for user in User.objects.filter(is_staff=True)] == ["admin"]
    assert User.objects.count() == 8


def test_some_was_told_and_seen_and_some_waits():
    told = Notice.objects.filter(user__username="comunidad")
    assert set(values(told.filter(seen_at=None), "kind")) == {
        ("por-vencer",), ("vencido",), ("resumen",), ("declaracion",), ("piden-fecha",), ("acuerdo",),
        ("incumplimiento",), ("mandato",),
    }  # fmt: skip
    assert set(values(told.exclude(seen_at=None), "kind")) == {
        ("declaracion",), ("veredicto",), ("disputa",), ("demanda",), ("cierre",), ("incumplimiento",), ("descargo",),
        ("piden-fecha",),
    }  # fmt: skip


@pytest.mark.parametrize("name", [None, "ajena"])
def test_it_counts_in_no_total_of_those_who_have_no_part_in_it(name):
    user = User.objects.get(username=name) if name else AnonymousUser()
    for rows in (Conflict, Party, Session, Demand, Document, Agreement, Commitment):
        assert rows.objects.in_totals(user).count() == 0, rows


def test_it_counts_for_its_members():
    member = User.objects.get(username="comunidad")
    assert Commitment.objects.visible_to(member).in_totals(member).count() == 45
    assert Party.objects.visible_to(member).in_totals(member).count() == 15


def test_outsiders_read_its_public_promises_and_no_name_of_a_person():
    public, stranger = AnonymousUser(), User.objects.get(username="ajena")
    for user in (public, stranger):
        assert Commitment.objects.visible_to(user).count() == 42
        names = personal_fields_for(user)
        opened = [
            seat
            for seat in Seat.objects.all()
            if names.opens(conflict_id=seat.mesa.conflict_id, party_id=seat.party_id)
        ]
        assert opened == []
