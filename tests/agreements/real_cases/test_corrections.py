"""A file that changes corrects the record; a person's correction outlives the file."""

import pytest
from django.core.exceptions import ValidationError

from agreements.choices import DeadlineKind, Duty, Record
from agreements.models import Commitment, CommitmentParty, ReportedStatus
from agreements.services.real_cases import load_real_cases
from agreements.services.registration import Deadline, NewCommitment, register_commitments
from conflicts.choices import Grade
from conflicts.models import Conflict, Incident, OldSlug, Party, Source
from conflicts.partial_dates import PartialDate
from mesas.choices import SeatRole
from mesas.models import AgendaItem, Document, Mesa, MesaLink, Seat, Session
from tests.agreements.real_cases import AT, LATER, append, everything, remove, rewrite
from tests.factories import MesaFactory, PartyFactory, UserFactory

pytestmark = pytest.mark.django_db

OCMAL = "https://ocmal.org/presentaran-conviviendo-con-la-mineria-en-el-sur-andino"


@pytest.fixture
def again(folder):
    """The files, loaded; call it to load them again after changing them. Only what is not quiet comes back."""
    load_real_cases(folder, at=AT)

    def load():
        tallies = load_real_cases(folder, at=LATER).tallies
        return {
            tally.model.__name__: (tally.new, tally.changed, tally.kept, tally.gone)
            for tally in tallies
            if not tally.is_quiet or tally.kept or tally.gone
        }

    return load


def test_a_changed_row_is_taken_over_and_leaves_its_trace(folder, again):
    rewrite(folder, "mesas", "MS-ESP-2016", place="Yauri", installed_on="2016-11-21", installed_precision="day")

    assert again() == {"Mesa": (0, 1, [], [])}
    mesa = Mesa.objects.get(code="ESP-2016")
    assert (mesa.place, str(mesa.installed)) == ("Yauri", "21 de noviembre de 2016")
    traces = mesa.history.values_list("history_type", "place", "history_user", "history_change_reason")
    assert list(traces) == [
        ("~", "Yauri", None, "Corregido según las fuentes públicas"),
        ("+", "Espinar", None, None),
    ]
    assert again() == {}


def test_a_change_of_every_kind_of_row_is_taken_over(folder, again):
    rewrite(folder, "ubigeo", "080800", capital="Espinar")
    rewrite(folder, "sources", "SRC-001", title="Otro título")
    rewrite(folder, "organisations", "ORG-MMG", notes="Otra nota", ubigeo_inei="030500")
    rewrite(folder, "conflicts", "CASO-MAJES", ubigeo_inei="080800 | 080801")
    rewrite(folder, "episodes", "EP-ESP-2012", summary_es="Otro resumen")
    rewrite(folder, "status_events", "EV-001", note="Otra nota")
    rewrite(folder, "casualties", "CA-001", killed="3")
    rewrite(folder, "mandates", "MD-002", kind="extension")
    rewrite(folder, "mesa_members", "MS-MOQ-2011", note="Otra nota")
    rewrite(folder, "sessions", "SE-CMQ25-05", agenda="Cronograma de la represa Asana")
    rewrite(folder, "demands", "DE-001", category="agua")
    rewrite(folder, "agreements", "AG-TIN-01", signed="no")
    rewrite(folder, "commitments", "CM-025", quantity_of_commitments="144")
    rewrite(folder, "commitments", "CM-014", responsible_org_ids="ORG-MINEM", status_reported_text="Se reunió")

    assert again() == {
        "Territory": (0, 1, [], []),
        "Source": (0, 1, [], []),
        "Party": (0, 1, [], []),
        "Conflict": (0, 1, [], []),
        "Episode": (0, 1, [], []),
        "Incident": (0, 1, [], []),
        "Casualty": (0, 1, [], []),
        "Mandate": (0, 1, [], []),
        "Seat": (0, 1, [], []),
        "Session": (0, 1, [], []),
        "Demand": (0, 1, [], []),
        "Document": (0, 1, [], []),
        "ReportedFigure": (0, 1, [], []),
        "Commitment": (0, 1, [], []),
        "ReportedStatus": (1, 0, [], []),
    }
    assert [str(place) for place in Conflict.objects.get(slug="majes").territories.all()] == [
        "Espinar, Cusco",
        "Espinar, Espinar, Cusco",
    ]
    assert list(AgendaItem.objects.values_list("order", "text")) == [(1, "Cronograma de la represa Asana")]
    assert [str(duty) for duty in CommitmentParty.objects.filter(commitment__code="COT-2013-01")] == [
        "MINEM: Responsable principal"
    ]
    assert again() == {}


def test_a_corrected_commitment_is_found_by_its_new_words(folder, again):
    rewrite(folder, "commitments", "CM-016", text_es="Curar a los heridos", responsible_org_ids="ORG-MIDIS")
    again()

    row = Commitment.objects.get(code="COT-2015-02")
    assert (row.title, row.search_text) == (
        "Curar a los heridos",
        "cot-2015-02 cm-016 curar a los heridos ministerio de desarrollo e inclusion social midis",
    )


def test_a_corrected_deadline_is_both_the_first_and_the_one_in_force(folder, again):
    rewrite(folder, "commitments", "CM-016", deadline_kind="date", deadline="2016-06", deadline_basis="stated")
    again()

    row = Commitment.objects.get(code="COT-2015-02")
    assert (row.first_due, row.due) == (PartialDate.month(2016, 6), PartialDate.month(2016, 6))


def test_what_a_person_corrected_stays_and_is_named_once(folder, again):
    Mesa.objects.filter(code="ESP-2016").update(place="Plaza de Espinar")
    rewrite(folder, "mesas", "MS-ESP-2016", place="Yauri", chair_text="La PCM")

    assert again() == {"Mesa": (0, 1, ["MS-ESP-2016 (place)"], [])}
    mesa = Mesa.objects.get(code="ESP-2016")
    assert (mesa.place, mesa.chair_text) == ("Plaza de Espinar", "La PCM")
    assert again() == {}
    assert Mesa.objects.get(code="ESP-2016").place == "Plaza de Espinar"


def test_a_person_and_the_file_may_say_the_same(folder, again):
    Seat.objects.filter(mesa__code="MOQ-2011").update(role=SeatRole.CHAIR)
    rewrite(folder, "mesa_members", "MS-MOQ-2011", note="Otra nota")
    Mesa.objects.filter(code="ESP-2016").update(place="Yauri")
    rewrite(folder, "mesas", "MS-ESP-2016", place="Yauri")

    assert again() == {"Seat": (0, 1, [], [])}
    assert Seat.objects.get(mesa__code="MOQ-2011").role == SeatRole.CHAIR


def test_an_unchanged_file_never_undoes_what_people_did(folder, again):
    """They renamed an address, merged a party, removed a place, added a source and narrowed a mesa."""
    Conflict.objects.filter(slug="espinar").update(slug="espinar-tintaya", name="Otro nombre")
    espinar = Conflict.objects.get(slug="espinar-tintaya")
    espinar.places.filter(party__short_name="DP").delete()
    espinar.sources.add(Source.objects.get(ref="SRC-100"))
    Party.objects.filter(ref="ORG-FDE").update(merged_into=Party.objects.get(ref="ORG-FUDIE"))
    Mesa.objects.filter(code="ESP-2012").update(grade=Grade.INTERNAL, grade_reason="Lo pidió la comunidad")
    before = everything()

    assert again() == {}
    assert everything() == before


def test_shared_sets_keep_what_people_added_and_what_they_took_away(folder, again):
    espinar = Conflict.objects.get(slug="espinar")
    added, removed = PartyFactory(), Party.objects.get(short_name="ANA")
    espinar.parties.add(added)
    espinar.places.filter(party=removed).delete()
    append(folder, "mesa_members", mesa_id="MS-ESP-2016", org_id="ORG-OXFAM", role="observador", source_url=OCMAL)

    assert again() == {"Conflict": (0, 1, [], []), "Seat": (1, 0, [], [])}
    parties = set(espinar.parties.values_list("pk", flat=True))
    assert added.pk in parties
    assert removed.pk not in parties
    assert Party.objects.get(short_name="Oxfam").pk in parties


def test_who_owes_is_left_alone_once_a_person_said_otherwise(folder, again):
    debt = Commitment.objects.get(code="COT-2015-02")
    debt.duties.update(duty=Duty.CO_OBLIGOR)
    rewrite(folder, "commitments", "CM-016", responsible_org_ids="ORG-MIDIS", notes="Otra nota")

    assert again() == {"Commitment": (0, 1, ["CM-016 (duties)"], [])}
    assert [str(duty) for duty in debt.duties.all()] == ["MINSA: Corresponsable"]
    assert Commitment.objects.get(pk=debt.pk).notes == "Otra nota"


def test_what_members_report_on_is_theirs(folder, again):
    Commitment.objects.filter(code="COT-2015-02").update(record=Record.MEMBERS)
    rewrite(folder, "commitments", "CM-016", text_es="Otro título", responsible_org_ids="ORG-MIDIS")
    rewrite(folder, "commitments", "CM-016", deadline_kind="date", deadline="2016-06", deadline_basis="stated")
    rewrite(folder, "commitments", "CM-016", status_normalised="pendiente", status_said_by="prensa")

    assert again() == {"Commitment": (0, 0, ["CM-016"], []), "ReportedStatus": (1, 0, [], [])}
    row = Commitment.objects.get(code="COT-2015-02")
    assert (row.title, row.deadline_kind) == ("Atender a los heridos", DeadlineKind.UNKNOWN)
    assert [str(duty) for duty in row.duties.all()] == ["MINSA: Responsable principal"]


def test_what_the_files_tell_no_more_is_kept_and_named(folder, again):
    remove(folder, "casualties", "CA-029")

    assert again() == {"Casualty": (0, 0, [], ["CA-029"])}


def test_a_status_that_the_file_takes_back_goes(folder, again):
    """It is a source's word, not a member's: nothing of the record's own life is lost."""
    rewrite(folder, "commitments", "CM-015", status_reported_text="", status_normalised="desconocido")
    rewrite(folder, "commitments", "CM-015", status_as_of="", status_as_of_precision="", status_said_by="")

    assert again() == {"ReportedStatus": (0, 1, [], [])}
    assert not ReportedStatus.objects.filter(commitment__code="COT-2015-01").exists()
    assert again() == {}


def test_a_record_that_a_person_removed_is_not_made_again(folder, again):
    Seat.objects.get(mesa__code="MOQ-2011").delete()
    rewrite(folder, "mesa_members", "MS-MOQ-2011", note="Otra nota")

    assert again() == {"Seat": (0, 0, ["MS-MOQ-2011/ORG-ANGLO/miembro"], [])}
    assert not Seat.objects.filter(mesa__code="MOQ-2011").exists()


def test_a_link_between_mesas_is_corrected(folder, again):
    rewrite(folder, "mesas", "MS-ESP-2016", predecessor_mesa_id="MS-ESP-2010", predecessor_inferred="")

    assert again() == {"Mesa": (0, 1, [], [])}
    assert [(str(link), link.is_inferred) for link in MesaLink.objects.filter(mesa__code="ESP-2016")] == [
        ("ESP-2010 → ESP-2016", False)
    ]


def test_a_session_may_move_to_a_new_group_and_the_old_one_stays(folder, again):
    rewrite(folder, "sessions", "SE-ESP22-02", subgroup="Pallpata")

    assert again() == {"Mesa": (0, 1, [], []), "Session": (0, 1, [], [])}
    assert str(Session.objects.get(ref="SE-ESP22-02").working_group) == "Pallpata"
    names = Mesa.objects.get(code="ESP-2021").working_groups.values_list("name", flat=True)
    assert list(names)[2:] == ["Coroccohuayco", "Pallpata"]


def test_a_new_commitment_never_takes_a_code_of_members(folder, again):
    mesa = Mesa.objects.get(code="ESP-2016")
    promise = NewCommitment(mesa, "Pozos", Deadline(DeadlineKind.NONE), Grade.PUBLIC)
    (ours,) = register_commitments([promise], by=UserFactory(), at=LATER)
    append(
        folder,
        "commitments",
        commitment_id="CM-052",
        code="ESP-2016-06",
        agreement_id="AG-ESP-03",
        mesa_id="MS-ESP-2016",
        text_es="Otro compromiso",
        category="salud",
        is_aggregate="no",
        deadline_kind="unknown",
        status_normalised="desconocido",
        confidence="medium",
        source_url=OCMAL,
    )
    before = everything()

    with pytest.raises(ValidationError, match="«ESP-2016-06» ya es de otro registro de compromisos"):
        again()

    assert (ours.code, everything() == before) == ("ESP-2016-06", True)


@pytest.mark.parametrize(("code", "following"), [("COT-2022", "COT-2022-04"), ("MOQ-2011", "MOQ-2011-10")])
def test_members_go_on_after_the_codes_of_the_figures(loaded, code, following):
    promise = NewCommitment(Mesa.objects.get(code=code), "Pozos", Deadline(DeadlineKind.NONE), Grade.PUBLIC)
    (row,) = register_commitments([promise], by=UserFactory(), at=LATER)

    assert row.code == following


def test_what_is_new_on_a_mesa_that_was_narrowed_is_as_narrow(folder, again):
    Mesa.objects.filter(code="CHA-2022").update(grade=Grade.MEMBERS)
    append(
        folder,
        "status_events",
        event_id="EV-045",
        entity_type="mesa",
        entity_id="MS-CHA-2022",
        event_type="avance",
        source_url=OCMAL,
    )
    append(
        folder,
        "commitments",
        commitment_id="CM-052",
        code="CHA-2022-01",
        agreement_id="AG-CHA-01",
        mesa_id="MS-CHA-2022",
        text_es="Aporte anual",
        is_aggregate="no",
        deadline_kind="unknown",
        status_normalised="desconocido",
        source_url=OCMAL,
    )

    assert again() == {"Incident": (1, 0, [], []), "Mesa": (0, 1, [], []), "Commitment": (1, 0, [], [])}
    assert Incident.objects.get(ref="EV-045").grade == Grade.MEMBERS
    assert Commitment.objects.get(code="CHA-2022-01").grade == Grade.MEMBERS


def test_an_address_in_use_gets_a_number(folder):
    PartyFactory(slug="mmg")
    OldSlug.objects.create(kind="actor", slug="mmg-2", target_id=1)
    load_real_cases(folder, at=AT)
    rewrite(folder, "organisations", "ORG-MMG", short_name="Las Bambas")
    load_real_cases(folder, at=LATER)

    party = Party.objects.get(ref="ORG-MMG")
    assert (party.slug, party.short_name) == ("mmg-3", "Las Bambas")


def test_a_code_that_members_gave_to_another_mesa_stops_the_load(folder):
    MesaFactory(code="ESP-2012", slug="otra")
    before = everything()

    with pytest.raises(ValidationError, match="«ESP-2012» ya es de otro registro de mesas"):
        load_real_cases(folder, at=AT)

    assert everything() == before


def test_dollars_are_told_in_words(folder, again):
    rewrite(folder, "commitments", "CM-039", amount_usd="30000")
    again()

    row = Commitment.objects.get(code="CHU-2021-01")
    assert (row.amount_pen, row.amount_text) == (None, "S/ 100,000 por comunidad (firmaron diez); US$ 30000")


def test_a_new_document_hangs_on_its_mesa(folder, again):
    append(
        folder,
        "agreements",
        agreement_id="AG-TIN-02",
        mesa_id="MS-TIN",
        title_es="Acta de Tintaya",
        document_type="acta",
        summary_es="Monitoreo conjunto",
        source_url=OCMAL,
    )

    assert again() == {"Document": (1, 0, [], []), "Agreement": (1, 0, [], [])}
    assert Document.objects.get(ref="AG-TIN-02").agreements.get().text == "Monitoreo conjunto"
