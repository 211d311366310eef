"""The page of a commitment answers: was it done, who says so, and how do they know?"""

import datetime

import pytest

from agreements.choices import Duty, Record, Recurrence, State, Step
from agreements.models import ReportedStatus, SessionReview, Transition
from agreements.services.assessments import record_claim, record_verdict, record_verification
from agreements.services.publishing import publish_copy, redact_evidence
from conflicts.choices import Grade, Role, Sector
from conflicts.models import Incident, Source
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind, DocumentMark
from mesas.models import ReportedFigure
from tests import factories
from tests.agreements.promising import every, promise
from tests.agreements.reading import at, moves, read
from tests.agreements.scene import Scene, day, shown
from tests.agreements.speaking import verification

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def spoken(scene):
    """The company says complete by letter; the community says half, with a photo; nobody else looked."""
    letter = scene.paper(title="Oficio 045-2026", dated="2026-10-10")
    record_claim(
        scene.commitment, party=scene.company, by=scene.registrar, level=3, observed=day("2026-10-09"),
        note="Sistema operativo", document=letter, at=at("2026-10-11"), evidence=[shown(b"1", caption="Reservorio")],
    )  # fmt: skip
    record_verdict(
        scene.commitment, party=scene.community, by=scene.representative, level=2, observed=day("2026-10-18"),
        note="Llega a 51 de 84 casas", at=at("2026-10-19"),
        evidence=[shown(b"2", caption="Caños secos", taken=day("2026-10-17"))],
    )  # fmt: skip
    return scene


def test_a_member_reads_who_says_what_when_and_with_what(open_page, spoken):
    page = read(open_page(spoken.observer))

    assert (
        "Agua potable Estado al 24 de noviembre de 2026 : En disputa La empresa dice que cumplió "
        "( 10 oct 2026 , Oficio 045-2026, 1 foto). La comunidad dice: a medias ( 19 oct 2026 , 1 foto). "
        f"Nadie más lo verificó. Venció hace 41{NBSP}días ( 14 oct 2026 )."
    ) in page
    assert "A medias, 2 de 3. «Llega a 51 de 84 casas». 19 oct 2026, 1 foto." in page


def test_everybody_else_reads_of_a_verdict_its_party_and_month(open_page, spoken):
    response = open_page()
    page = read(response)

    assert "La comunidad dice: a medias ( oct 2026 )." in page
    assert "La empresa dice que cumplió ( 10 oct 2026 , Oficio 045-2026, 1 foto)." in page
    assert [word for word in ("19 oct", "18 oct", "17 oct", "Caños secos", "51 de 84") if word in page] == []
    assert ("octubre de 2026", "Anta dice: a medias.", "Pasa a «En disputa»") in moves(response)


def test_who_tried_and_could_not_see_is_named_so_though_it_is_no_answer(open_page, scene):
    record_verdict(
        scene.commitment, party=scene.community, by=scene.representative, level=None, observed=day("2026-10-18"),
        note="El disco no abre.", at=at("2026-10-19"),
    )  # fmt: skip

    def second(page):
        row = page.context["voices"][1]
        return (row.who, row.level, row.word, row.note)

    assert second(open_page(scene.observer)) == (
        "Anta", None, "Dice que no pudo ver", "«El disco no abre». 19 oct 2026."
    )  # fmt: skip
    assert second(open_page()) == ("Anta", None, "Dice que no pudo ver", "oct 2026.")


def test_who_owes_who_receives_and_that_nobody_follows_up(open_page, scene):
    scene.duty(scene.town, Duty.CO_OBLIGOR)

    facts = open_page().context["parties"]

    assert [(fact.label, fact.value, fact.kind) for fact in facts] == [
        ("Responsable principal", scene.company.name, ""),
        ("Corresponsable", scene.town.name, ""),
        ("Beneficiario", scene.community.name, ""),
        ("Encargado de seguimiento", "Sin encargado", "wait"),
        ("Quién pregunta", "No se sabe si alguien pregunta", "none"),
    ]


def test_where_nobody_is_written_down_the_communities_at_the_table_answer(open_page):
    commitment = factories.CommitmentFactory(code="ESP-2016-07", obligor_text="El Ejecutivo")
    factories.SeatFactory(mesa=commitment.mesa, party=factories.PartyFactory(short_name="Huisa"))

    facts = open_page().context["parties"]

    assert [(fact.value, fact.note) for fact in facts] == [
        ("El Ejecutivo", "con las palabras del documento"),
        ("Nadie está nombrado", "responden las comunidades de la mesa: Huisa"),
        ("Sin encargado", "el documento no nombra a nadie"),
        ("No se sabe si alguien pregunta", ""),
    ]


def files(response):
    return [
        (group.title, [(file.label, file.about.partition(" · ")[0]) for file in group.files])
        for group in response.context["evidence"]
    ]


def test_who_may_open_a_file_reads_what_it_shows_and_other_members_its_kind_and_month(open_page, spoken):
    letter = ("Oficio 045-2026", "Documento en que habló")
    spoken.commitment.evidence.update(place="Casa de la presidenta")
    whole = [("De Minera", [letter, ("Reservorio", "Foto")]), ("De Anta", [("Caños secos", "Foto")])]
    unread = [("De Minera", [letter, ("Foto sin publicar", "")]), ("De Anta", [("Foto sin publicar", "oct 2026")])]

    assert files(open_page(spoken.registrar)) == files(open_page(spoken.verifier)) == whole
    assert files(open_page(spoken.admin)) == whole
    assert files(open_page(spoken.observer)) == unread
    assert files(open_page(spoken.delegate)) == [whole[0], unread[1]]
    assert "presidenta" not in read(open_page(spoken.observer))


def test_everybody_sees_what_was_published(open_page, spoken):
    assert files(open_page()) == []

    spoken.commitment.evidence.filter(caption="Caños secos").update(published_at=at("2026-10-20"))

    assert files(open_page()) == [("De Anta", [("Caños secos", "Foto")])]
    assert "17 oct" not in read(open_page())
    assert files(open_page(spoken.observer))[1] == ("De Anta", [("Caños secos", "Foto")])


def test_who_spoke_in_an_assembly_gave_its_acta(open_page, scene):
    acta = scene.paper(DocumentKind.ASSEMBLY_ACTA, title="Acta de asamblea", dated="2026-10-18")
    record_verdict(
        scene.commitment, party=scene.community, by=scene.registrar, level=3, observed=day("2026-10-18"),
        document=acta, at=at("2026-10-19"),
    )  # fmt: skip

    page = open_page(scene.observer)
    assert files(page) == [("De Minera", []), ("De Anta", [("Acta de asamblea", "Documento en que habló")])]
    assert page.context["evidence"][1].files[0].href == acta.get_absolute_url()
    assert files(open_page()) == []


def test_an_empty_hand_is_shown_to_members_as_empty(open_page, scene):
    assert files(open_page(scene.observer)) == [("De Minera", []), ("De Anta", [])]


def test_of_what_comes_round_every_file_stands_here_with_its_period(open_page, scene):
    scene.commitment = promise(scene, every(Recurrence.MONTHLY), starts=day("2026-08-10"))
    august, september = scene.commitment.occurrences.order_by("due_on")[:2]
    verification(scene, occurrence=august, observed=day("2026-08-31"), evidence=[shown(b"1", caption="Agosto seco")])
    verification(scene, occurrence=september, observed=day("2026-09-30"), evidence=[shown(b"2", caption="Con agua")])

    [_owes, _receives, (who, pieces)] = files(open_page(scene.verifier, scene.commitment.code))
    assert (who, sorted(pieces)) == (
        "De Vicaría", [("Agosto seco", "agosto de 2026"), ("Con agua", "setiembre de 2026")]
    )  # fmt: skip


def test_a_file_that_was_taken_back_leaves_a_tombstone_to_members_and_to_all_who_saw_it(open_page, spoken):
    row = spoken.commitment.evidence.get(caption="Caños secos")
    publish_copy(row, by=spoken.registrar, at=at("2026-10-20"))
    redact_evidence(row, by=spoken.coordinator, reason="Se ve a una niña", at=at("2026-10-21"))

    left = "Retirada el 21 de octubre de 2026 por la coordinación"
    assert files(open_page(spoken.observer))[1] == ("De Anta", [("Foto", f"{left}: Se ve a una niña")])
    assert files(open_page()) == [("De Anta", [("Foto", f"{left}.")])]
    assert [word for word in ("Se ve a una niña", "Caños secos") if word in read(open_page())] == []


def test_who_is_not_independent_is_shown_and_named(open_page, scene):
    office = factories.PartyFactory(sector=Sector.COMPANY, short_name="Consultora")
    checker = scene.member(Role.VERIFIER, office)
    record_verification(
        scene.commitment, party=office, by=checker, level=3, observed=day("2026-11-10"), at=at("2026-11-11"),
        evidence=[shown(b"3")],
    )  # fmt: skip

    rows = [(row.who, row.level, row.note) for row in open_page().context["voices"]][-2:]

    assert rows == [
        ("Un tercero independiente", None, ""),
        ("Consultora, no independiente", 3, "10 nov 2026, 1 foto. No cuenta para el estado."),
    ]


@pytest.fixture
def told_by_sources():
    commitment = factories.CommitmentFactory(
        code="ESP-2016-02", source_code="CM-002", ref="CM-002", title="Perfil del hospital", record=Record.SOURCES,
        due_on=datetime.date(2016, 11, 30), source_note="La fuente no dice quién debe.",
    )  # fmt: skip
    press = Source.objects.create(ref="F", url="http://p.example/juan-perez", title="Los acuerdos", kind="prensa")
    commitment.sources.add(press)
    ReportedStatus.objects.create(
        commitment=commitment, state="en-ejecucion", as_of=PartialDate.year(2020), text="Sigue en licitación"
    )
    event = Incident.objects.create(
        conflict=commitment.mesa.conflict, kind="avance", happened=day("2021-03"), grade=Grade.PUBLIC, note="Se licitó"
    )
    hidden = Incident.objects.create(
        conflict=commitment.mesa.conflict, kind="oculto", happened=day("2024-01"), grade=Grade.INTERNAL
    )
    commitment.incidents.add(event, hidden)
    return commitment


def test_what_only_sources_tell_is_told_as_theirs_by_title(open_page, told_by_sources):
    response = open_page(code="ESP-2016-02")
    page = read(response)

    assert "Sin reporte de miembros Una fuente dice que está en ejecución ( 2020 )." in page
    assert f"Plazo vencido hace 3,646{NBSP}días; sin noticia posterior a marzo de 2021" in page
    assert [(text, state) for _day, text, state in moves(response)] == [
        ("Avance.", ""),
        ("Una fuente dice que está en ejecución.", ""),
    ]
    link = '<a class="rowlink" href="http://p.example/juan-perez" rel="external noreferrer nofollow">Los acuerdos</a>'
    assert link in response.content.decode()
    assert "perez" not in page
    assert "oculto" not in page.lower()


@pytest.mark.parametrize("asked", ["CM-002", "cm-002", "esp-2016-02", "Esp-2016-02"])
def test_other_spellings_and_codes_of_sources_lead_to_the_page(open_page, told_by_sources, asked):
    response = open_page(code=asked)

    assert (response.status_code, response["Location"]) == (301, "/compromisos/ESP-2016-02/")


def test_codes_of_aggregates_lead_to_the_figures_of_the_mesa(open_page, monkeypatch):
    monkeypatch.setattr("agreements.views.commitment.address", lambda name, *args: f"/{name}s/{args[0]}/")
    mesa = factories.MesaFactory(slug="cot-2022")
    ReportedFigure.objects.create(mesa=mesa, code="COT-2022-01", ref="CM-025", text="Cumplidos", quantity=143)

    assert [open_page(code=code)["Location"] for code in ("COT-2022-01", "cm-025")] == ["/mesas/cot-2022/#cifras"] * 2


@pytest.mark.parametrize("code", ["NADA-01", "' OR 1=1", "%00", "a" * 3000, "مرحبا", "CM-"])
def test_what_does_not_exist_is_not_found(open_page, told_by_sources, code):
    assert open_page(code=code).status_code == 404


def test_what_is_hidden_does_not_exist_and_its_codes_lead_nowhere(open_page):
    scene = Scene(code="SECRET-01", source_code="CM-900")
    scene.commitment.__class__.objects.filter(pk=scene.commitment.pk).update(grade=Grade.MEMBERS)

    assert [open_page(code=code).status_code for code in ("SECRET-01", "secret-01", "CM-900")] == [404] * 3
    assert open_page(scene.observer, code="SECRET-01").status_code == 200
    assert open_page(scene.stranger, code="SECRET-01").status_code == 404


def test_measurability_is_said_where_somebody_answered(open_page, scene):
    untouched = open_page().context["measurable_finding"]
    rows = scene.commitment.__class__.objects.filter(pk=scene.commitment.pk)
    rows.update(measurable_what="si", measurable_who="si", measurable_means="si")
    good = open_page().context["measurable_finding"]
    rows.update(measurable_means="no")
    bad = open_page().context["measurable_finding"]

    assert (untouched, good, bad) == (
        "No se sabe si es medible",
        "Es medible como está escrito",
        "No es medible: no dice cómo se comprobará",
    )


def test_the_example_stands_under_its_banner(open_page, scene):
    assert "Ejemplo ficticio." not in read(open_page())
    scene.conflict.__class__.objects.filter(pk=scene.conflict.pk).update(is_example=True)

    assert "Ejemplo ficticio." in read(open_page())


def fill(scene, count):
    """As many rows of every kind."""
    for number in range(count):
        scene.duty(factories.PartyFactory(), Duty.BENEFICIARY)
        letter = scene.paper(DocumentKind.LETTER, mark=DocumentMark.SIGNED)
        assessment = factories.AssessmentFactory(
            commitment=scene.commitment, party=scene.company, document=letter, recorded_at=at(f"2026-10-{number + 10}")
        )
        assessment.evidence.add(factories.EvidenceFactory(commitment=scene.commitment, supplied_by=scene.company))
        scene.commitment.sources.add(
            Source.objects.create(ref=f"F{number}", url=f"http://x.example/{number}", title="x", kind="prensa")
        )
        ReportedStatus.objects.create(commitment=scene.commitment, state="pendiente")
        session = factories.SessionFactory(mesa=scene.mesa)
        SessionReview.objects.create(session=session, commitment=scene.commitment, outcome="avanza")
        Transition.objects.create(
            commitment=scene.commitment, step=Step.REGISTERED, to_state=State.PENDING, at=at("2026-06-02")
        )
        incident = Incident.objects.create(conflict=scene.conflict, kind="hecho", grade=Grade.PUBLIC)
        scene.commitment.incidents.add(incident)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("reader", "queries"), [(None, 35), ("coordinator", 44)])
def test_the_page_costs_the_same_for_one_row_or_many(
    open_page, scene, reader, queries, count, django_assert_num_queries
):
    fill(scene, count)
    user = reader and getattr(scene, reader)
    open_page(user)

    with django_assert_num_queries(queries):
        open_page(user)
