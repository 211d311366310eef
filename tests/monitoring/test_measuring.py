"""On the page of a mesa: how many of its promises can be measured, of those of which it is known, and which."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from agreements.choices import Record, State
from agreements.models import Commitment
from conflicts.choices import Grade
from monitoring.filters.narrowing import address_of_rows
from monitoring.findings.measuring import measurable
from monitoring.indicators.completion import COMPLETION
from monitoring.indicators.figure import measure
from monitoring.indicators.measuring import MEASURABLE, SIX
from monitoring.indicators.tally import tally_of
from tests.agreements.reading import read
from tests.factories import CommitmentFactory, MesaFactory

YES = {"measurable_what": "si", "measurable_who": "si", "measurable_means": "si"}


@pytest.fixture
def mesa(db):
    """Two that can be measured, one that cannot, one of which nobody knows, and one that only the press tells."""
    mesa = MesaFactory(slug="uno", code="UNO")
    CommitmentFactory(mesa=mesa, **YES, measurable_when="si")
    CommitmentFactory(mesa=mesa, **YES, measurable_when="no")
    CommitmentFactory(mesa=mesa, **{**YES, "measurable_means": "no"})
    CommitmentFactory(mesa=mesa)
    CommitmentFactory(mesa=mesa, record=Record.SOURCES, ref="C-1", **YES)
    return mesa


def test_unknown_and_sources_stand_outside_of_the_whole(mesa):
    figures = measure([MEASURABLE, *SIX], Commitment.objects.filter(mesa=mesa), timezone.localdate())

    assert {
        key: (one.numerator, one.denominator, [out.count for out in one.left_out]) for key, one in figures.items()
    } == {
        "medibles": (2, 3, [1, 1]),
        "dice_que": (3, 3, [1, 1]),
        "dice_quien": (3, 3, [1, 1]),
        "dice_cuando": (1, 2, [2, 1]),
        "dice_donde": (None, 0, [4, 1]),
        "dice_como": (2, 3, [1, 1]),
        "dice_seguimiento": (None, 0, [4, 1]),
    }


def test_the_mesa_says_it_with_its_denominator_and_each_bar_leads_to_exactly_its_rows(client, mesa):
    CommitmentFactory(mesa=mesa, grade=Grade.MEMBERS, **YES)  # not for this reader

    response = client.get("/mesas/uno/")
    band = response.context["page"].promises.measuring

    assert band.finding.replace("\xa0", " ") == "Se pueden medir 2 de 3 compromisos"
    assert band.left_out == "No entran: 1 del que nadie dijo si es medible; 1 que solo cuentan fuentes públicas."
    assert [(row.said, row.is_known) for row in band.measures] == [
        ("2 de 3", True), ("3 de 3", True), ("3 de 3", True), ("1 de 2", True), ("sin datos", False), ("2 de 3", True),
        ("sin datos", False),
    ]  # fmt: skip
    counts = [client.get(row.href).context["page"].paginator.count if row.href else None for row in band.measures]
    assert counts == [2, 3, 3, 1, None, 2, None]
    assert client.get(band.others_href).context["page"].paginator.count == 1
    assert "quién lo hará y cómo se comprobará" in read(response)


def test_what_cannot_be_measured_leaves_the_rates_and_is_told_beside_them(client, mesa):
    kept = {"state": State.FULFILLED, "claim_level": 3, "verdict_level": 3, "finding_level": 3, "done_in_time": True}
    CommitmentFactory(mesa=mesa, **YES, **kept)
    CommitmentFactory(mesa=mesa, measurable_what="no", **kept)

    figures = measure(COMPLETION, Commitment.objects.filter(mesa=mesa), timezone.localdate())

    rates = ("declarados", "confirmados", "verificados")
    assert [(figures[key].numerator, figures[key].denominator) for key in rates] == [(1, 4)] * 3
    assert [[out.count for out in figures[key].left_out] for key in rates] == [[2, 1]] * 3
    assert "los que no se pueden medir como están escritos" in str(figures["declarados"].left_out[0].reason)
    assert (figures["cumplidos_a_tiempo"].numerator, figures["cumplidos_a_tiempo"].denominator) == (1, 1)
    tally = tally_of(Commitment.objects.filter(mesa=mesa), timezone.localdate())
    assert (tally.claimed, tally.judged, tally.kept_in_time, tally.timed, tally.fulfilled) == (1, 4, 1, 1, 2)
    for figure in figures.values():
        rows = client.get(address_of_rows(QueryDict("mesa=uno"), figure.indicator.page, figure.ask))
        assert rows.context["page"].paginator.count == figure.count


def test_where_nobody_answered_anything_the_band_is_not_there(client, db):
    CommitmentFactory(mesa=MesaFactory(slug="uno", code="UNO"))

    assert client.get("/mesas/uno/").context["page"].promises.measuring is None


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "No se sabe si los compromisos se pueden medir"),
        (0, 1, "El compromiso no se puede medir como está escrito"),
        (0, 3, "Ninguno de los 3 compromisos se puede medir como está escrito"),
        (1, 1, "El único compromiso se puede medir"),
        (1, 4, "Se puede medir 1 de 4 compromisos"),
        (1200, 1200, "Se pueden medir 1,200 de 1,200 compromisos"),
    ],
)
def test_the_finding_is_made_from_the_figures(part, whole, said):
    assert measurable(part, whole).replace("\xa0", " ") == said
