"""Whatever is sent: nothing wrong is stored, nothing typed is lost, and the message says what to do."""

import pytest

from agreements.models import Commitment, CommitmentParty
from conflicts.models import Conflict, Episode, OldSlug, Party
from conflicts.models import Source as SourceModel
from mesas.models import Demand, Mesa
from tests import factories
from tests.admin.pages import address, correct, errors_of, fields_of


def test_a_form_older_than_the_record_keeps_what_was_typed_and_says_what_stands_now(office):
    mesa = factories.MesaFactory(name="Mesa de Espinar")
    place = address(Mesa, "change", mesa.pk)
    opened_before = fields_of(office.get(place)) | {"name": "Mesa de diálogo de Espinar", "why": "El acta dice así."}
    correct(office, mesa, name="Mesa Espinar 2012")

    answer = office.post(place, opened_before)

    assert answer.status_code == 409
    assert errors_of(answer) == {
        "__all__": [
            "Otra persona corrigió este registro mientras usted lo tenía abierto. Lo que escribió sigue aquí, sin "
            "guardar. El registro dice ahora: nombre: Mesa Espinar 2012. Si guarda otra vez, quedará lo que usted "
            "escribió."
        ]
    }
    assert fields_of(answer)["name"] == ["Mesa de diálogo de Espinar"]
    assert office.post(place, fields_of(answer)).status_code == 302
    mesa.refresh_from_db()
    assert mesa.name == "Mesa de diálogo de Espinar"


def test_a_version_that_was_tampered_with_is_an_old_one(office):
    party = factories.PartyFactory()

    assert correct(office, party, name="Otro", seen="<script>").status_code == 409
    assert correct(office, party, name="Otro", seen="").status_code == 409


def test_the_same_correction_sent_twice_changes_nothing_the_second_time(office):
    party = factories.PartyFactory()
    place = address(Party, "change", party.pk)
    sent = fields_of(office.get(place)) | {"name": "Comunidad de Huisa", "why": "Faltaba la palabra."}

    answers = [office.post(place, sent), office.post(place, sent)]

    assert [answer.status_code for answer in answers] == [302, 200]
    assert errors_of(answers[1]) == {"__all__": ["No hay nada que corregir: el registro ya dice esto."]}
    assert party.history.count() == 2


def test_the_same_new_record_sent_twice_is_one(office):
    place = address(Episode, "add")
    sent = fields_of(office.get(place)) | {"conflict": factories.ConflictFactory().pk, "name": "Paro de mayo"}

    answers = [office.post(place, sent), office.post(place, sent)]

    assert [answer.status_code for answer in answers] == [302, 200]
    assert errors_of(answers[1]) == {
        "__all__": ["Ya hay un registro igual a este. Si es otro, escriba en qué se diferencia."]
    }
    assert Episode.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("31", "2", "2012"), "El 31 de febrero de 2012 no existe: ese mes tiene 29 días."),
        (("", "", "0205"), "El año 0205 no puede ser: escriba uno entre 1900 y 2100."),
        (("5", "", "2012"), "Falta el mes. Si no lo sabe, deje vacío también el día."),
        (("", "5", ""), "Falta el año."),
        (("<b>", "13", "2012"), "El día es un número, por ejemplo 15."),
    ],
)
def test_an_impossible_date_is_told_beside_its_field(office, typed, message):
    episode = factories.EpisodeFactory()
    names = ("started_day", "started_month", "started_year")

    answer = correct(office, episode, **dict(zip(names, typed, strict=True)))

    assert (answer.status_code, errors_of(answer)) == (200, {"started": [message]})
    assert tuple(fields_of(answer)[name][0] for name in names) == typed


def test_words_of_a_source_stay_when_only_the_date_is_corrected(office):
    mandate = factories.MandateFactory(starts_on="2012-06-30", starts_precision="month", starts_words="a mitad de año")

    answer = correct(office, mandate, starts_day="15")

    assert answer.status_code == 302
    mandate.refresh_from_db()
    assert (mandate.starts.iso, mandate.starts.words) == ("2012-06-15", "a mitad de año")


@pytest.mark.parametrize("value", ["x" * 10_000, "", " \u200e\u202e\x00 "])
def test_a_name_too_long_or_empty_is_refused_beside_its_field(office, value):
    party = factories.PartyFactory(name="Comunidad de Huisa")

    answer = correct(office, party, name=value)

    assert answer.status_code == 200
    assert list(errors_of(answer)) == ["name"]
    party.refresh_from_db()
    assert party.name == "Comunidad de Huisa"


def test_marks_that_nobody_sees_are_taken_out(office):
    party = factories.PartyFactory()

    correct(office, party, name="Comu\u202enidad\u200e de Huisa")

    party.refresh_from_db()
    assert party.name == "Comunidad de Huisa"


def test_markup_is_told_as_text(office):
    party = factories.PartyFactory()

    correct(office, party, name="<script>alert(1)</script>", why="<img src=x onerror=alert(2)>\nnombre: a → b")

    for view in ("history", "change"):
        page = office.get(address(Party, view, party.pk)).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert party.history.first().history_change_reason == "<img src=x onerror=alert(2)> nombre: a → b"


@pytest.mark.parametrize("key", ["abc", "-1", "9" * 30, "1 OR 1=1", "\x00"])
def test_a_link_that_nobody_could_choose_is_refused(office, key):
    seat = factories.SeatFactory()

    answer = correct(office, seat, party=key)

    assert (answer.status_code, list(errors_of(answer))) == (200, ["party"])


@pytest.mark.parametrize("key", ["abc", "-1", "9" * 30])
def test_an_address_with_nonsense_opens_an_empty_form(office, key):
    asked = {"conflict": key, "raised": "x", "theme": "nada", "sources": f"{key},x", "text": "Agua", "no": "x"}

    page = office.get(address(Demand, "add"), asked)

    assert page.status_code == 200
    assert fields_of(page) == fields_of(office.get(address(Demand, "add")))


def test_a_link_to_add_says_on_what_the_new_record_hangs(office):
    mesa = factories.MesaFactory()

    page = office.get(address(Demand, "add"), {"mesa": mesa.pk})

    assert fields_of(page)["mesa"] == [str(mesa.pk)]


def test_what_belongs_to_another_conflict_is_refused(office):
    demand = factories.DemandFactory()
    elsewhere = factories.MesaFactory()

    answer = correct(office, demand, mesa=elsewhere.pk)

    assert errors_of(answer) == {
        "mesa": ["Elija en «mesa» algo del mismo conflicto y de la misma mesa que este registro."]
    }


@pytest.mark.parametrize("object_id", ["abc", "0", "9" * 30, "%00", "1_2F2"])
def test_a_record_that_is_not_there_is_not_found(office, object_id):
    places = [f"/admin/mesas/mesa/{object_id}/{view}/" for view in ("change", "history")]

    assert [office.get(place).status_code for place in places] == [404, 404]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 10_000},
        {"q": "a " * 5_000},
        {"q": "\x00"},
        {"q": "'\"%_\\"},
        {"p": "99999999"},
        {"p": "x"},
        {"o": "99.-1.x"},
        {"state__exact": "nada"},
        {"mesa__id__exact": "abc"},
        {"password__startswith": "x"},
        {"registered_by__password__startswith": "x"},
        {"all": ""},
        {"_facets": "True"},
        {"e": "1"},
    ],
)
def test_a_list_asked_for_nonsense_answers(office, query):
    factories.CommitmentFactory()
    place = address(Commitment, "changelist")

    assert office.get(place, query, follow=True).status_code in (200, 400)


@pytest.mark.parametrize("term", ["", "esp", "x" * 10_000, "a " * 3_000])
def test_choosing_by_typing_answers_to_anything(office, term):
    factories.SeatFactory()
    asked = {"app_label": "mesas", "model_name": "seat", "field_name": "party", "term": term}

    assert office.get("/admin/autocomplete/", asked).status_code == 200


def test_an_old_address_is_not_given_away(office):
    mesa, other = factories.MesaFactory(slug="espinar"), factories.MesaFactory()

    correct(office, mesa, slug="esp-2012")
    answer = correct(office, other, slug="espinar")

    assert list(OldSlug.objects.values_list("kind", "slug", "target_id")) == [("mesa", "espinar", mesa.pk)]
    assert errors_of(answer) == {
        "slug": ["Esa dirección la tuvo antes otro registro y todavía lleva a él. Elija otra."]
    }


def test_an_address_is_made_from_the_name_and_never_taken_twice(office):
    place = address(Conflict, "add")
    for _ in range(2):
        office.post(place, fields_of(office.get(place)) | {"name": "Ñahuinpuquio", "summary": str(_)})

    assert list(Conflict.objects.values_list("slug", flat=True)) == ["nahuinpuquio", "nahuinpuquio-2"]


def test_who_owes_cannot_be_the_only_one_to_receive(office):
    duty = factories.CommitmentPartyFactory()
    place = address(CommitmentParty, "add")

    answer = office.post(
        place, {"commitment": duty.commitment_id, "party": duty.party_id, "duty": "beneficiario", "note": ""}
    )

    assert errors_of(answer) == {
        "party": ["Quien debe no puede ser el único beneficiario: nadie más podría decir si se cumplió."]
    }


def test_the_grade_of_a_new_mesa_is_asked_and_never_assumed(office):
    place = address(Mesa, "add")
    typed = {"conflict": factories.ConflictFactory().pk, "code": "ESP-2022", "name": "M", "mechanism": "negociacion"}
    page = office.get(place)

    answer = office.post(place, fields_of(page) | typed)

    assert "grade" not in fields_of(page)
    assert errors_of(answer) == {"grade": ["Este campo es obligatorio."]}


def test_an_address_that_is_no_web_address_is_refused(office):
    source = factories.SourceFactory()

    answer = correct(office, source, url="javascript:alert(1)")

    assert list(errors_of(answer)) == ["url"]
    assert SourceModel.objects.get().url == source.url
