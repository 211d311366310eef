"""What the files warn of, one test for each warning."""

import pytest
from django.contrib.auth.models import AnonymousUser

from agreements.choices import DeadlineKind, Duty, Record, State
from agreements.models import Agreement, Assessment, Commitment, CommitmentParty, ReportedStatus
from conflicts.choices import Grade
from conflicts.models import Casualty, Incident, Source
from conflicts.partial_dates import PartialDate
from mesas.choices import EndKind, MandateKind, MesaStatus, ReportedState, SaidBy
from mesas.models import Document, Mandate, Mesa, ReportedFigure, Session
from tests.factories import MembershipFactory

pytestmark = [pytest.mark.usefixtures("real_cases"), pytest.mark.django_db]


def test_an_end_that_nobody_gives_is_not_without_end():
    open_ended = Mandate.objects.filter(ends_on__isnull=True)

    assert set(open_ended.values_list("end_kind", flat=True)) == {EndKind.UNKNOWN}
    assert open_ended.count() == 12


def test_antecedents_are_no_mandates_of_the_mesa():
    antecedents = Mandate.objects.filter(kind=MandateKind.ANTECEDENT)

    assert list(antecedents.order_by("ref").values_list("instrument", flat=True)) == [
        "RM 165-2019-PCM",
        "RM 423-2019-PCM",
        "RM 447-2019-PCM",
    ]


def test_aggregates_are_figures_of_their_mesa_and_never_commitments():
    figures = ReportedFigure.objects.values_list("mesa__code", "code", "ref", "quantity", "state")

    assert list(figures) == [
        ("COT-2012", "COT-2012-02", "CM-050", 7, ""),
        ("COT-2012", "COT-2012-03", "CM-051", 10, ""),
        ("COT-2022", "COT-2022-01", "CM-025", 143, "cumplido"),
        ("COT-2022", "COT-2022-02", "CM-026", 66, "permanente"),
        ("COT-2022", "COT-2022-03", "CM-027", 55, "pendiente"),
        ("MOQ-2011", "MOQ-2011-07", "CM-047", 8, "cumplido"),
        ("MOQ-2011", "MOQ-2011-08", "CM-048", 14, "en-ejecucion"),
        ("MOQ-2011", "MOQ-2011-09", "CM-049", 4, "pendiente"),
        ("PUM-2022", "PUM-2022-01", "CM-028", 63, "cumplido"),
        ("PUM-2022", "PUM-2022-02", "CM-029", 13, "en-ejecucion"),
        ("PUM-2022", "PUM-2022-03", "CM-030", 35, "pendiente"),
    ]
    codes = set(ReportedFigure.objects.values_list("code", flat=True))
    assert not codes & set(Commitment.objects.values_list("code", flat=True))


def test_the_figures_of_moquegua_include_its_six_commitments():
    """8 + 14 + 4 are the 26 of the agreement: the six that are known one by one are among them."""
    moquegua = Mesa.objects.get(code="MOQ-2011")

    assert sum(figure.quantity for figure in moquegua.reported_figures.all()) == 26
    assert moquegua.commitments.count() == 6
    assert moquegua.documents.get().title == "26 compromisos de la Mesa de Diálogo de Moquegua"


def test_anexo_k_is_background_of_the_mesa_it_hangs_from():
    document = Document.objects.get(is_background=True)

    assert (document.ref, document.mesa.code, document.dated.iso) == ("AG-EXT-K", "COT-2012", "2003")
    assert sorted(document.reported_figures.values_list("code", flat=True)) == ["COT-2012-02", "COT-2012-03"]
    assert Agreement.objects.get(document=document).commitments.count() == 0


def test_casualties_stand_side_by_side_by_source():
    """Espinar 2012: two, three or four dead. No figure is reconciled with another."""
    dead = Casualty.objects.filter(episode__ref="EP-ESP-2012", killed__isnull=False)

    assert list(dead.order_by("ref").values_list("killed", "happened_precision", "sources__publisher")) == [
        (2, "day", "Prensa, en vLex"),
        (2, "month", "No a la Mina"),
        (3, "month", "Red Muqui"),
        (3, "month", "Derechos Humanos Sin Fronteras"),
        (3, "month", "EJAtlas"),
        (4, "month", "Notimérica / Europa Press"),
    ]
    inside = Casualty.objects.get(ref="CA-012")
    assert (inside.group, inside.qualifier, inside.injured) == ("pnp", "al-menos", 80)
    assert inside.text == "Al menos 80 de los heridos eran policías (incluidos en los más de 100 de esta misma fuente)."


def test_what_the_source_does_not_state_is_not_known_and_never_without_deadline():
    kinds = Commitment.objects.values_list("deadline_kind", flat=True)

    assert list(kinds).count(DeadlineKind.UNKNOWN) == 28
    assert list(kinds).count(DeadlineKind.NONE) == 0
    assert not Commitment.objects.filter(deadline_kind=DeadlineKind.UNKNOWN, due_on__isnull=False).exists()
    assert not Commitment.objects.without_deadline().exists()


def test_empty_cells_stay_unknown():
    commitment = Commitment.objects.get(code="ESP-2016-05")
    answers = [name for name in vars(commitment) if name.startswith("measurable_")]

    assert {getattr(commitment, name) for name in answers} == {""}
    assert len(answers) == 6
    assert (commitment.kind, commitment.text, commitment.amount_pen, commitment.obligor_text) == ("", "", None, "")
    assert set(Session.objects.values_list("mode", "interpretation", "languages_needed")) == {("", "", "")}


def test_a_reported_status_is_no_claim_and_no_verification():
    assert Assessment.objects.count() == 0
    assert set(Commitment.objects.values_list("record", "state")) == {(Record.SOURCES, State.PENDING)}
    told = ReportedStatus.objects.order_by("commitment__code")
    assert list(told.values_list("commitment__code", "state", "said_by", "as_of_on", "as_of_precision")) == [
        (code, state, said_by, PartialDate.parse(day).last, PartialDate.parse(day).precision)
        for code, state, said_by, day in (
            ("CHA-2013-01", ReportedState.DISPUTED, SaidBy.BOTH, "2016-11"),
            ("CHA-2013-03", ReportedState.DISPUTED, SaidBy.PRESS, "2016-11"),
            ("COT-2015-01", ReportedState.IN_PROGRESS, SaidBy.PRESS, "2015-11"),
            ("ESP-2016-02", ReportedState.IN_PROGRESS, SaidBy.PRESS, "2020"),
            ("ESP-2020-01", ReportedState.IN_PROGRESS, SaidBy.PRESS, "2020-08-12"),
            ("ESP-2020-03", ReportedState.FULFILLED, SaidBy.PRESS, "2020-10-28"),
            ("MOQ-2011-02", ReportedState.FULFILLED, SaidBy.MIXED_COMMITTEE, "2023-09"),
            ("MOQ-2011-04", ReportedState.UNKNOWN, SaidBy.MIXED_COMMITTEE, "2025-12-15"),
            ("MOQ-2011-05", ReportedState.UNKNOWN, SaidBy.MIXED_COMMITTEE, "2025-12-15"),
        )
    ]


def test_the_committee_of_quellaveco_is_mixed_and_not_independent():
    statuses = ReportedStatus.objects.filter(commitment__mesa__code="MOQ-2011")
    figures = ReportedFigure.objects.filter(mesa__code="MOQ-2011")
    said = [*statuses.values_list("said_by", flat=True), *figures.values_list("said_by", flat=True)]

    assert said == [SaidBy.MIXED_COMMITTEE] * 6
    assert SaidBy.MIXED_COMMITTEE.label == "el comité de seguimiento mixto"
    told = Incident.objects.get(ref="EV-043")
    assert (told.kind, told.reported_by) == ("verificación, según la fuente", "CMQ")


def test_nobody_knows_the_words_of_the_acta():
    """The files sum up each promise; of two of Moquegua not even the subject is known for sure."""
    assert set(Commitment.objects.values_list("text", flat=True)) == {""}
    unsure = Commitment.objects.filter(code__in=("MOQ-2011-04", "MOQ-2011-05"))
    assert set(unsure.values_list("source_note", flat=True)) == {
        "No se ha verificado qué represa corresponde a cada número."
    }


def test_the_end_of_a_last_term_is_not_a_closing():
    mesa = Mesa.objects.get(code="COT-2022")

    assert (mesa.status, mesa.closed) == (
        MesaStatus.UNKNOWN,
        PartialDate.unknown("Fin del último plazo conocido; no consta un cierre formal."),
    )
    assert mesa.mandates.get(kind=MandateKind.EXTENSION).ends == PartialDate.month(2022, 12)
    assert set(Mesa.objects.filter(closed_on__isnull=False).values_list("status", flat=True)) == {MesaStatus.CLOSED}


def test_the_year_of_a_label_is_no_date():
    assert list(Mesa.objects.filter(code__in=("TIN", "CMQ", "CHA-2022")).values_list("code", "installed_on")) == [
        ("CHA-2022", None),
        ("CMQ", None),
        ("TIN", None),
    ]


def test_a_source_is_named_by_its_title():
    """Some addresses hold names of persons; the town Héctor Tejada is a place."""
    assert not [source for source in Source.objects.all() if str(source).startswith("http") or not source.title]


def test_obligations_about_protest_are_for_members():
    hidden = ["COT-2015-04", "ESP-2020-03"]
    seen = Commitment.objects.visible_to(AnonymousUser())
    member = MembershipFactory(conflict=Commitment.objects.get(code="ESP-2020-03").mesa.conflict).user

    assert seen.count() == 38
    assert not seen.filter(code__in=hidden).exists()
    assert list(Commitment.objects.filter(code__in=hidden).values_list("grade", flat=True)) == [Grade.MEMBERS] * 2
    shown_to_her = Commitment.objects.visible_to(member).filter(code__in=hidden)
    assert list(shown_to_her.values_list("code", flat=True)) == ["ESP-2020-03"]


def test_what_is_told_of_a_hidden_commitment_is_hidden_too():
    hidden = ReportedStatus.objects.filter(commitment__code="ESP-2020-03")

    assert (hidden.count(), hidden.visible_to(AnonymousUser()).count()) == (1, 0)
    assert not CommitmentParty.objects.filter(commitment__code="COT-2015-04", duty=Duty.LEAD).exists()


@pytest.mark.parametrize(
    ("model", "keys"),
    [
        (Session, ["SE-COT19-01", "SE-COT19-02"]),
        (Document, ["AG-CHA-02", "AG-CHA-03", "AG-COT-06", "AG-EXT-K"]),
    ],
)
def test_facts_out_of_the_dates_of_their_mesa_carry_a_mark(model, keys):
    marked = model.objects.filter(source_note__contains="Su fecha queda fuera de las que se conocen de la mesa.")

    assert sorted(marked.values_list("ref", flat=True)) == keys


def test_the_other_facts_that_break_a_rule_carry_their_mark():
    other_mesa = Commitment.objects.filter(source_note__contains="El acuerdo del que sale es de otra mesa.")
    undated = Session.objects.filter(source_note__contains="la fuente no da la fecha completa")
    called = Mesa.objects.filter(mechanism_note__contains="El nombre dice «negociación»")

    assert list(other_mesa.values_list("code", "mesa__code", "document__mesa__code")) == [
        ("COT-2013-01", "COT-2013", "COT-2012")
    ]
    assert [(session.ref, str(session.day)) for session in undated] == [
        ("SE-CHA22-10", "19 de octubre; la fuente no dice el año (2022 o 2023)")
    ]
    assert list(called.values_list("code", "mechanism")) == [("CHU-2017", "mesa-de-dialogo")]
