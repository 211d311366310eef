"""How the words of the files become the product's."""

import datetime
from decimal import Decimal

import pytest

from agreements.choices import DeadlineBasis, DeadlineKind, Duty, Trigger
from agreements.models import Agreement, Commitment, CommitmentParty
from agreements.services.real_cases import words
from conflicts.choices import SIDE_OF, Level, Sector, Side, Theme
from conflicts.models import Conflict, Episode, Incident, Party, Territory
from conflicts.partial_dates import PartialDate, Precision
from mesas.choices import DocumentKind, DocumentMark, Held, NotHeldReason, SeatRole
from mesas.models import AgendaItem, Demand, Document, Mesa, MesaLink, Seat, Session
from mesas.plazos import Unit, counted

pytestmark = [pytest.mark.usefixtures("real_cases"), pytest.mark.django_db]


def test_themes():
    assert (words.THEME["seguridad"], words.THEME["justicia"]) == (Theme.JUSTICE, Theme.JUSTICE)
    used = {*Commitment.objects.values_list("theme", flat=True), *Demand.objects.values_list("theme", flat=True)}
    assert used == {
        "agua", "ambiente", "salud", "infraestructura", "tierras", "aporte-economico", "empleo", "produccion",
        "educacion", "informacion", "reparacion", "consulta-previa", "transporte", "justicia-y-seguridad",
        "seguimiento", "otro",
    }  # fmt: skip
    assert set(Commitment.objects.values_list("kind", flat=True)) == {""}


def test_sectors_sit_on_their_side():
    sides = {SIDE_OF.get(words.SECTOR[word]) for word in ("comunidad", "sociedad_civil")}

    assert sides == {Side.SOCIETY}
    assert SIDE_OF.get(words.SECTOR["otro"]) is None
    assert {sector: Party.objects.filter(sector=sector).count() for sector in Sector} == {
        Sector.NATIONAL: 22,
        Sector.REGIONAL: 4,
        Sector.PROVINCIAL: 3,
        Sector.DISTRICT: 12,
        Sector.COMPANY: 6,
        Sector.COMMUNITY: 13,
        Sector.CIVIL_SOCIETY: 9,
        Sector.CHURCH: 2,
        Sector.AUTONOMOUS: 1,
        Sector.FOLLOW_UP: 1,
        Sector.INTERNATIONAL: 1,
        Sector.OTHER: 0,
    }
    assert Party.objects.filter(level=Level.UNKNOWN).count() == 7


def test_what_is_not_known_of_a_conflict_stays_so():
    assert set(Conflict.objects.values_list("state", "phase")) == {("", "")}
    assert list(Conflict.objects.filter(kind="").values_list("slug", flat=True)) == ["majes"]
    assert list(Episode.objects.filter(kind="").order_by("ref").values_list("ref", flat=True)) == [
        "EP-COT-2012",
        "EP-ESP-2010",
        "EP-TIN-2005",
    ]


def test_a_conflict_lies_in_its_territories_and_holds_who_sat_at_its_mesas():
    bambas = Conflict.objects.get(slug="bambas")

    assert [str(place) for place in bambas.territories.all()] == [
        "Cotabambas, Apurímac",
        "Challhuahuacho, Cotabambas, Apurímac",
    ]
    assert {place.role for place in bambas.places.all()} == {""}
    assert "MMG" in {str(party) for party in bambas.parties.all()}
    assert sorted(map(str, Conflict.objects.get(slug="majes").parties.all())) == []
    companies = Conflict.objects.get(slug="espinar").parties.filter(sector=Sector.COMPANY)
    assert sorted(map(str, companies)) == ["Antapaccay", "BHP Tintaya", "Xstrata"]


def test_places_have_the_code_of_the_statistics_office():
    """INEI and RENIEC disagree on most of them."""
    chamaca = Territory.objects.get(district="Chamaca")

    assert (chamaca.inei, chamaca.reniec, chamaca.latitude) == ("080703", "070704", Decimal("-14.302500"))
    assert Episode.objects.get(ref="EP-CHA-2013").territory == chamaca


def test_addresses():
    mesas = Mesa.objects.filter(ref__in=("MS-COT-2013CS", "MS-CHALL-2015")).order_by("code")

    assert list(mesas.values_list("code", "slug")) == [("CHL-2015", "chl-2015"), ("COT-2013", "cot-2013")]
    assert list(Party.objects.filter(ref__in=("ORG-GOREAPU", "ORG-ASOHOSP")).order_by("ref").values_list("slug")) == [
        ("asociacion-de-hospedajes-y-lavanderias-de-challhuahuacho",),
        ("gore-apurimac",),
    ]
    assert Party.objects.values("slug").distinct().count() == 74


def test_seats_have_a_role_and_a_post_and_no_person():
    roles = {role: Seat.objects.filter(role=role).count() for role in SeatRole}

    assert roles == {
        SeatRole.CHAIR: 4,
        SeatRole.SECRETARIAT: 1,
        SeatRole.COORDINATOR: 1,
        SeatRole.FACILITATOR: 4,
        SeatRole.MEMBER: 80,
        SeatRole.OBSERVER: 4,
        SeatRole.GUEST: 1,
        SeatRole.OTHER: 10,
    }
    assert not Seat.objects.filter(person__isnull=False).exists()
    seat = Seat.objects.get(mesa__code="ESP-2020", party__short_name="Antapaccay")
    assert (seat.post, seat.places, seat.role_note) == ("Representantes de la empresa", 3, "Firmó el acuerdo")


def test_links_between_mesas_have_no_known_kind_nor_inheritance():
    assert set(MesaLink.objects.values_list("kind", "inheritance")) == {("", "")}
    inferred = MesaLink.objects.filter(is_inferred=True).order_by("mesa__code")
    assert [str(link) for link in inferred] == ["COT-2013 → CHL-2015", "ESP-2012 → ESP-2016"]
    assert MesaLink.objects.count() == 12


def test_sessions_keep_their_label_and_get_no_number():
    assert set(Session.objects.values_list("number", flat=True)) == {None}
    assert sorted(Session.objects.exclude(label="").values_list("ref", "label")) == [
        ("SE-CHA22-10", "10"),
        ("SE-CMQ25-05", "005-2025"),
        ("SE-COT16-04", "4"),
    ]
    assert Session.objects.logged().count() == 0


def test_sessions_that_were_not_held_say_why():
    held = {state: Session.objects.filter(held=state).count() for state in Held}
    failed = Session.objects.filter(held__in=(Held.FAILED, Held.POSTPONED)).order_by("ref")

    assert held == {Held.HELD: 26, Held.POSTPONED: 1, Held.FAILED: 3, Held.UNKNOWN: 2}
    assert list(failed.values_list("ref", "not_held_reason", "quorum")) == [
        ("SE-CHA16-00", NotHeldReason.NO_DECISION_MAKERS, ""),
        ("SE-COT15-02", NotHeldReason.ACCREDITATION, ""),
        ("SE-COT16-04", NotHeldReason.NO_QUORUM, "no"),
        ("SE-COT19-02", NotHeldReason.ACCREDITATION, ""),
    ]


def test_dates_keep_their_span_and_their_words():
    session = Session.objects.get(ref="SE-COT16-05")

    assert (session.day, session.end, session.next_day) == (
        PartialDate.on(datetime.date(2016, 9, 7), "Dos días: 7 y 8 de setiembre"),
        PartialDate.on(datetime.date(2016, 9, 8)),
        PartialDate.on(datetime.date(2016, 10, 6), "6 y 7 de octubre de 2016"),
    )


def test_agenda_items_are_set_apart():
    items = AgendaItem.objects.values_list("session__label", "order", "text", "proposer")

    assert list(items) == [
        ("005-2025", 1, "Compromisos 18 y 22 (represas Coralaque y Cuturi)", None),
        ("005-2025", 2, "Cronograma de la represa Asana", None),
    ]
    assert list(Session.objects.filter(agenda_known="si").values_list("label", flat=True)) == ["005-2025"]


def test_working_groups_come_from_the_mesa_and_from_its_sessions():
    espinar = Mesa.objects.get(code="ESP-2021")

    assert list(espinar.working_groups.values_list("order", "name")) == [
        (1, "Inversiones y desarrollo"),
        (2, "Salud y metales pesados, contaminación y saneamiento"),
        (3, "Coroccohuayco"),
    ]
    assert str(Session.objects.get(ref="SE-COT22-02").working_group) == "Huancuire"


def test_an_agreement_is_a_document_and_what_it_agrees():
    assert list(Agreement.objects.order_by("ref").values_list("ref", flat=True)) == list(
        Document.objects.order_by("ref").values_list("ref", flat=True)
    )
    framework = Agreement.objects.get(ref="AG-CHU-01")
    assert framework.text == framework.document.summary
    assert list(framework.document.sessions.values_list("ref", flat=True)) == ["SE-CHU21-01"]
    assert Document.objects.filter(sessions__isnull=True).count() == 11


def test_an_empty_signature_is_not_known():
    assert {mark: Document.objects.filter(mark=mark).count() for mark in DocumentMark} == {
        DocumentMark.UNKNOWN: 10,
        DocumentMark.UNSIGNED: 0,
        DocumentMark.SIGNED: 13,
        DocumentMark.COLLATED: 0,
    }
    kinds = set(Document.objects.values_list("kind", flat=True))
    assert kinds == {
        DocumentKind.ACTA,
        DocumentKind.REPORT,
        DocumentKind.PLAN,
        DocumentKind.MATRIX,
        DocumentKind.FRAMEWORK,
        DocumentKind.SPECIFIC,
        DocumentKind.ACCORD,
        DocumentKind.FINAL_ACCORD,
        DocumentKind.CONTRACT,
    }


def test_a_demand_names_its_party_only_where_the_source_does():
    known = Demand.objects.filter(raised_by__isnull=False)

    assert list(known.values_list("ref", "raised_by__short_name")) == [("DE-019", "FUDICHA")]
    assert Demand.objects.exclude(raised_by_text="").count() == 22
    assert Demand.objects.get(ref="DE-020").raised == PartialDate.unknown()


def test_codes():
    commitment = Commitment.objects.get(source_code="CM-043")

    assert (commitment.code, commitment.ref, commitment.source_label) == ("MOQ-2011-03", "CM-043", "003")
    assert Commitment.objects.exclude(source_code="").count() == 40


@pytest.mark.parametrize(
    ("code", "number"),
    [("ESP-2016", 5), ("COT-2022", 3), ("MOQ-2011", 9), ("COT-2012", 3), ("PUM-2022", 3), ("CMQ", 0)],
)
def test_the_next_code_of_a_mesa_was_never_used_by_a_figure(code, number):
    assert Mesa.objects.get(code=code).last_commitment_number == number


def test_who_owes():
    """One party leads; of several the files do not say who does, so nobody does."""
    duties = CommitmentParty.objects.order_by("commitment__code", "party__short_name")

    assert list(duties.filter(commitment__code="COT-2013-01").values_list("party__short_name", "duty")) == [
        ("MD Cotabambas", Duty.CO_OBLIGOR),
        ("MEF", Duty.CO_OBLIGOR),
        ("MINEM", Duty.CO_OBLIGOR),
        ("MP Cotabambas", Duty.CO_OBLIGOR),
    ]
    assert list(duties.filter(commitment__code="ESP-2020-01").values_list("party__short_name", "duty")) == [
        ("Antapaccay", Duty.LEAD)
    ]
    assert set(duties.values_list("duty", flat=True)) == {Duty.LEAD, Duty.CO_OBLIGOR}
    assert Commitment.objects.get(code="ESP-2021-01").obligor_text == "Poder Ejecutivo"
    assert Commitment.objects.without_obligor().count() == 19


def test_a_date():
    row = Commitment.objects.get(code="ESP-2016-04")

    assert (row.deadline_kind, row.deadline_basis, row.due, row.first_due) == (
        DeadlineKind.DATE,
        DeadlineBasis.INFERRED,
        PartialDate.month(2017, 2),
        PartialDate.month(2017, 2),
    )
    assert row.deadline_text == "En febrero"


def test_a_term_of_months_with_its_end():
    row = Commitment.objects.get(code="ESP-2021-03")

    assert (row.deadline_kind, row.term, row.trigger, row.triggered.iso) == (
        DeadlineKind.MONTHS,
        3,
        Trigger.DATE,
        "2022-09-20",
    )
    assert (row.due.iso, row.deadline_basis) == ("2022-12-20", DeadlineBasis.COMPUTED)


def test_a_term_without_its_end_is_counted_from_the_month_it_names():
    row = Commitment.objects.get(code="COT-2015-07")

    assert (row.deadline_kind, row.term, row.triggered) == (DeadlineKind.MONTHS, 60, PartialDate.month(2016, 12))
    assert (row.due, row.due.precision, row.deadline_basis) == (
        PartialDate.month(2021, 12),
        Precision.MONTH,
        DeadlineBasis.COMPUTED,
    )
    assert str(row.due) == "diciembre de 2021"


def test_a_stage_has_no_date_yet():
    rows = Commitment.objects.filter(deadline_kind=DeadlineKind.STAGE).order_by("code")

    assert list(rows.values_list("code", "trigger_text", "due_on")) == [
        ("ESP-2016-02", "", None),
        ("MOQ-2011-03", "construcción; operación", None),
    ]


def test_a_commitment_was_agreed_on_the_day_of_its_document():
    row = Commitment.objects.get(code="CHL-2015-01")

    assert row.agreed == PartialDate.year(2016, "Antes de octubre de 2016")
    assert (row.amount_pen, row.amount_text) == (Decimal(516_000_000), "Más de S/ 516 millones")


def test_events_hang_on_what_they_tell_about():
    assert {incident.ref: incident.episode.ref for incident in Incident.objects.filter(episode__isnull=False)}[
        "EV-002"
    ] == "EP-ESP-2012"
    on_mesas = Incident.objects.filter(mesas__isnull=False)
    on_agreements = Incident.objects.filter(agreements__isnull=False)
    on_commitments = Incident.objects.filter(commitments__isnull=False)
    assert [rows.count() for rows in (on_mesas, on_agreements, on_commitments)] == [18, 7, 3]
    assert list(on_commitments.order_by("ref").values_list("ref", "commitments__code")) == [
        ("EV-008", "ESP-2016-02"),
        ("EV-012", "ESP-2020-01"),
        ("EV-043", "MOQ-2011-02"),
    ]
    assert Incident.objects.filter(episode__isnull=False).count() == 16


def test_words_of_events_are_spelled():
    kinds = set(Incident.objects.values_list("kind", flat=True))

    assert len(kinds) == 29
    assert {"inicio de paro", "detención de autoridad", "prórroga", "acta no firmada", "firma parcial"} <= kinds
    assert not [kind for kind in kinds if "_" in kind]


def test_a_commitment_is_found_by_who_owes_it():
    found = Commitment.objects.filter(search_text__contains="ministerio de energia y minas")

    assert sorted(found.values_list("code", flat=True)) == ["COT-2013-01", "COT-2015-03"]


def test_every_term_that_the_files_count_ends_where_the_product_counts_it():
    rows = Commitment.objects.filter(deadline_kind=DeadlineKind.MONTHS)
    counted_here = {row.code: counted(row.term, Unit.MONTHS, row.triggered, "").due for row in rows}

    assert counted_here == {row.code: row.due for row in rows}
    assert len(counted_here) == 7
