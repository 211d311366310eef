"""Each record that the administration keeps is added and corrected through its page, with a reason that stays."""

import datetime

import pytest

from accounts.models import User
from agreements.models import Agreement, Commitment, CommitmentParty, ReportedStatus
from conflicts.models import (
    Casualty,
    Conflict,
    ConflictParty,
    Episode,
    Incident,
    Membership,
    Party,
    PartyName,
    Source,
)
from conflicts.partial_dates import PartialDate
from mesas.models import (
    AgendaItem,
    Attendance,
    Demand,
    Document,
    DocumentDelivery,
    GroundRules,
    Mandate,
    Mesa,
    MesaLink,
    Person,
    ReportedFigure,
    Seat,
    Session,
    SessionNotice,
    Signature,
    WorkingGroup,
)
from tests import factories
from tests.admin.pages import address, correct, errors_of, fields_of

REASON = "El acta dice otra cosa."

#: Model, and what is typed over: name of the field, what is typed, what is stored.
CORRECTIONS = [
    (Source, "title", "Reporte 240", "Reporte 240"),
    (Conflict, "state", "latente", "latente"),
    (ConflictParty, "role", "primario", "primario"),
    (Episode, "started_year", "2012", datetime.date(2012, 12, 31)),
    (Incident, "note", "Duró tres días", "Duró tres días"),
    (Casualty, "killed", "3", 3),
    (Party, "name", "Comunidad de Huisa", "Comunidad de Huisa"),
    (PartyName, "short_name", "Huisa", "Huisa"),
    (Mesa, "name", "Mesa de Espinar", "Mesa de Espinar"),
    (WorkingGroup, "name", "Grupo de ambiente", "Grupo de ambiente"),
    (MesaLink, "kind", "continua", "continua"),
    (Mandate, "instrument", "R.M. 164-2012-PCM", "R.M. 164-2012-PCM"),
    (GroundRules, "quorum", "Mitad más uno", "Mitad más uno"),
    (Seat, "post", "alcalde", "alcalde"),
    (Person, "post", "alcaldesa", "alcaldesa"),
    (Session, "place", "Local comunal", "Local comunal"),
    (SessionNotice, "notice_on", "2026-10-20", datetime.date(2026, 10, 20)),
    (Attendance, "post", "asesora", "asesora"),
    (AgendaItem, "minutes", "45", 45),
    (Demand, "text", "Agua para Huisa", "Agua para Huisa"),
    (Document, "title", "Acta de cierre", "Acta de cierre"),
    (Signature, "reason", "No acepta el punto 3", "No acepta el punto 3"),
    (DocumentDelivery, "language", "quechua collao", "quechua collao"),
    (ReportedFigure, "quantity", "34", 34),
    (Agreement, "clause", "3.2", "3.2"),
    (Commitment, "title", "Construir la posta", "Construir la posta"),
    (CommitmentParty, "note", "con el gobierno regional", "con el gobierno regional"),
    (ReportedStatus, "text", "avanza la obra", "avanza la obra"),
]
COLUMNS = {"started_year": "started_on"}


def named(value):
    return getattr(value, "__name__", "")


def made(model):
    return getattr(factories, f"{model.__name__}Factory")()


@pytest.mark.parametrize(("model", "name", "typed", "stored"), CORRECTIONS, ids=named)
def test_a_record_is_corrected_with_its_reason_and_both_values_stay(office, administrator, model, name, typed, stored):
    row = made(model)
    column = COLUMNS.get(name, name)
    before = getattr(row, column)

    answer = correct(office, row, **{name: typed})

    assert answer.status_code == 302, errors_of(answer)
    row.refresh_from_db()
    assert getattr(row, column) == stored
    latest, first = row.history.all()[:2]
    assert (latest.history_user, latest.history_change_reason, latest.history_type) == (administrator, REASON, "~")
    assert (getattr(latest, column), getattr(first, column)) == (stored, before)

    history = office.get(address(model, "history", row.pk)).content.decode()
    assert REASON in history
    assert f"→ {typed if name != 'notice_on' else '20 de octubre de 2026'}" in history or name in (
        "state",
        "role",
        "kind",
    )


@pytest.mark.parametrize(("model", "name", "typed", "stored"), CORRECTIONS, ids=named)
def test_without_a_reason_nothing_is_corrected_and_nothing_typed_is_lost(office, model, name, typed, stored):
    row = made(model)

    answer = correct(office, row, why="  ", **{name: typed})

    assert (answer.status_code, errors_of(answer)) == (200, {"why": ["Este campo es obligatorio."]})
    assert fields_of(answer)[name] == [typed]
    assert row.history.count() == 1


def test_a_row_made_in_bulk_keeps_its_first_values(office):
    party = factories.PartyFactory()
    conflict = factories.ConflictFactory()
    (row,) = ConflictParty.objects.bulk_create([ConflictParty(conflict=conflict, party=party, role="primario")])

    correct(office, row, role="secundario")

    assert list(row.history.values_list("role", "history_type", "history_user__username")) == [
        ("secundario", "~", "administra"),
        ("primario", "+", None),
    ]


#: Model, and what is typed to add one. A factory stands for the key of a row that it makes.
ADDITIONS = [
    (Source, {"ref": "F900", "url": "https://example.org/nota", "title": "Nota", "kind": "prensa"}),
    (Conflict, {"name": "Challhuahuacho"}),
    (ConflictParty, {"conflict": factories.ConflictFactory, "party": factories.PartyFactory, "role": "primario"}),
    (
        Episode,
        {"conflict": factories.ConflictFactory, "name": "Paro de mayo", "started_month": "5", "started_year": "2012"},
    ),
    (Incident, {"conflict": factories.ConflictFactory, "kind": "bloqueo", "grade": "publica"}),
    (Casualty, {"episode": factories.EpisodeFactory, "group": "civil", "killed": "3", "qualifier": "exacto"}),
    (Party, {"name": "Comunidad de Huisa", "short_name": "Huisa", "sector": "comunidad"}),
    (PartyName, {"party": factories.PartyFactory, "name": "Parcialidad de Huisa"}),
    (
        Mesa,
        {
            "conflict": factories.ConflictFactory,
            "code": "esp-2022",
            "name": "Mesa",
            "mechanism": "mesa-de-dialogo",
            "grade": "interna",
        },
    ),
    (WorkingGroup, {"mesa": factories.MesaFactory, "name": "Ambiente"}),
    (MesaLink, {"mesa": factories.MesaFactory, "predecessor": factories.MesaFactory, "kind": "continua"}),
    (
        Mandate,
        {
            "mesa": factories.MesaFactory,
            "instrument": "R.M. 1",
            "ends_day": "31",
            "ends_month": "12",
            "ends_year": "2013",
        },
    ),
    (GroundRules, {"mesa": factories.MesaFactory, "version": "1"}),
    (Seat, {"mesa": factories.MesaFactory, "party": factories.PartyFactory, "role": "miembro"}),
    (Person, {"party": factories.PartyFactory, "name": "Rosa Quispe"}),
    (SessionNotice, {"session": factories.SessionFactory, "side": "estado", "notice_on": "2026-10-20"}),
    (
        Attendance,
        {
            "session": factories.SessionFactory,
            "person": factories.PersonFactory,
            "party": factories.PartyFactory,
            "came": "on",
        },
    ),
    (
        AgendaItem,
        {"session": factories.SessionFactory, "order": "1", "text": "Agua", "proposer": factories.PartyFactory},
    ),
    (Demand, {"conflict": factories.ConflictFactory, "text": "Agua para Huisa"}),
    (Signature, {"document": factories.DocumentFactory, "party": factories.PartyFactory, "signed": "no"}),
    (DocumentDelivery, {"document": factories.DocumentFactory, "language": "quechua", "form": "oral"}),
    (ReportedFigure, {"mesa": factories.MesaFactory, "code": "CIF-1", "text": "compromisos", "quantity": "264"}),
    (Agreement, {"document": factories.DocumentFactory, "order": "2", "text": "Se acuerda la posta"}),
    (
        CommitmentParty,
        {"commitment": factories.CommitmentFactory, "party": factories.PartyFactory, "duty": "responsable"},
    ),
    (ReportedStatus, {"commitment": factories.CommitmentFactory, "state": "pendiente"}),
]


@pytest.mark.parametrize(("model", "typed"), ADDITIONS, ids=named)
def test_a_record_is_added_and_its_history_begins(office, administrator, model, typed):
    typed = {name: value if isinstance(value, str) else value().pk for name, value in typed.items()}
    place = address(model, "add")
    before = set(model.objects.values_list("pk", flat=True))

    answer = office.post(place, fields_of(office.get(place)) | typed | {"why": "Faltaba."})

    assert answer.status_code == 302, errors_of(answer)
    (row,) = model.objects.exclude(pk__in=before)
    assert list(row.history.values_list("history_type", "history_user", "history_change_reason")) == [
        ("+", administrator.pk, "Faltaba.")
    ]


def test_a_role_is_given_and_ended_never_deleted(office, administrator):
    user, conflict, party = factories.UserFactory(), factories.ConflictFactory(), factories.PartyFactory()
    place = address(Membership, "add")
    typed = {"user": user.pk, "conflict": conflict.pk, "role": "representante", "party": party.pk}

    office.post(place, fields_of(office.get(place)) | typed | {"starts_on": "2020-01-01"})
    (role,) = Membership.objects.all()
    answer = correct(office, role, why="Ya no es presidente.", ends_on="2026-10-31")

    assert answer.status_code == 302
    role.refresh_from_db()
    assert (role.user, role.conflict, role.role, role.party) == (user, conflict, "representante", party)
    assert (role.ends_on, role.given_by) == (datetime.date(2026, 10, 31), administrator)
    assert list(role.history.values_list("history_change_reason", flat=True)) == ["Ya no es presidente.", ""]


def test_an_account_is_opened_corrected_and_switched_off(office):
    place = address(User, "add")
    typed = {"username": "rosa", "password1": "tres palabras mías", "password2": "tres palabras mías"}

    office.post(place, fields_of(office.get(place)) | typed)
    rosa = User.objects.get(username="rosa")
    answer = correct(office, rosa, why="Dejó la organización.", is_active="")

    assert answer.status_code == 302, errors_of(answer)
    rosa.refresh_from_db()
    assert (rosa.is_active, rosa.is_staff, rosa.check_password("tres palabras mías")) == (False, False, True)
    history = office.get(address(User, "history", rosa.pk)).content.decode()
    assert "Dejó la organización." in history
    assert "sí → no" in history


def test_readers_see_a_correction_at_once_with_what_it_said_before(office, client):
    duty = factories.CommitmentPartyFactory(party__short_name="Minsa", commitment__code="ESP-2012-07")
    promised = duty.commitment
    right = factories.PartyFactory(short_name="Gobierno Regional")
    assert "Minsa" in client.get("/compromisos/ESP-2012-07/").content.decode()

    correct(office, duty, party=right.pk)
    correct(office, promised, title="Construir la posta de Huisa", why="Faltaba el lugar.")

    page = " ".join(client.get("/compromisos/ESP-2012-07/").content.decode().split())
    assert "Construir la posta de Huisa" in page
    assert "Decía: «Responsable principal: Minsa». Dice: «Responsable principal: Gobierno Regional»." in page
    assert f"Decía: «título: {promised.title}». Dice: «título: Construir la posta de Huisa». Faltaba el lugar." in page

    correct(office, promised.mesa, grade="miembros", why="Hay amenazas.")
    assert client.get("/compromisos/ESP-2012-07/").status_code == 404


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("/mesas/", lambda mesa: mesa),
        ("/conflictos/", lambda mesa: mesa.conflict),
        ("/actores/", lambda mesa: factories.SeatFactory(mesa=mesa).party),
    ],
)
def test_links_to_an_old_address_go_on_working(office, client, path, row):
    row = row(factories.MesaFactory())
    old = row.slug

    correct(office, row, slug="direccion-nueva")

    assert client.get(f"{path}direccion-nueva/").status_code == 200
    assert client.get(f"{path}{old}/")["Location"] == f"{path}direccion-nueva/"


@pytest.mark.parametrize("model", [model for model, *_ in CORRECTIONS], ids=named)
def test_a_form_sent_back_untouched_corrects_nothing(office, model):
    row = made(model)

    answer = correct(office, row)

    assert errors_of(answer) == {"__all__": ["No hay nada que corregir: el registro ya dice esto."]}
    assert row.history.count() == 1


@pytest.mark.parametrize("told", ["2012-06-15", "2012-06", "2012-T2", "2012-S1", "2012", ""])
def test_a_date_known_in_any_way_is_shown_and_sent_back_as_it_is(office, told):
    row = factories.EpisodeFactory(started=PartialDate.parse(told, words="según la prensa"))

    answer = correct(office, row, name="Paro de mayo")

    assert answer.status_code == 302, errors_of(answer)
    row.refresh_from_db()
    assert (row.started.iso, row.started.words) == (told, "según la prensa")
