"""The sentences over each band, for none, one, few and all."""

import datetime

import pytest

from conflicts.choices import Side
from mesas.choices import MesaStatus
from monitoring.findings import conflicts, mesas, parties
from monitoring.findings.words import listed, sentence
from monitoring.indicators.tally import Tally

TODAY = datetime.date(2026, 11, 24)


def plain(text):
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "", "b"], "a y b"), (["a", "b", "c"], "a, b y c")]
)
def test_parts_are_put_together(parts, text):
    assert listed(parts) == text


@pytest.mark.parametrize(
    ("text", "whole"), [("", ""), (" violencia ", "Violencia."), ("¿Quién?", "¿Quién?"), ("ya está.", "Ya está.")]
)
def test_words_of_a_source_become_a_sentence(text, whole):
    assert sentence(text) == whole


@pytest.mark.parametrize(
    ("sides", "text"),
    [
        ({}, "No consta quiénes participan"),
        (
            {Side.STATE: 1},
            "Consta 1 actor: 1 del Estado, ninguno de la empresa y ninguno de la sociedad",
        ),
        (
            {Side.STATE: 23, Side.COMPANY: 3, Side.SOCIETY: 1, Side.COMPANIONS: 1, None: 2},
            "Constan 30 actores: 23 del Estado, 3 de la empresa, 1 de la sociedad, 1 que acompaña y 2 sin lado",
        ),
        (
            {Side.COMPANIONS: 2},
            "Constan 2 actores: ninguno del Estado, ninguno de la empresa, ninguno de la sociedad y 2 que acompañan",
        ),
    ],
)
def test_who_takes_part(sides, text):
    assert plain(conflicts.who_takes_part(sides)) == text


@pytest.mark.parametrize(
    ("episodes", "incidents", "year", "text"),
    [
        (0, 0, None, "No consta ningún hecho"),
        (1, 0, None, "1 episodio"),
        (1, 1, 2012, "1 episodio y 1 hecho desde 2012"),
        (4, 16, 2003, "4 episodios y 16 hechos desde 2003"),
        (0, 2, 2016, "2 hechos desde 2016"),
    ],
)
def test_how_it_came(episodes, incidents, year, text):
    assert plain(conflicts.how_it_came(episodes, incidents, year)) == text


@pytest.mark.parametrize(
    ("deaths", "figures", "text"),
    [
        ([], 0, "Ninguna fuente da cifras de víctimas"),
        ([], 2, "Lo que dice cada fuente de las víctimas"),
        ([(2, 2)], 1, "Lo que dice cada fuente de las víctimas"),
        ([(2, 4), (1, 1)], 6, "Las fuentes no coinciden: entre 2 y 4 muertos en un mismo episodio"),
        ([(2, 4), (3, 4)], 6, "Las fuentes no coinciden en cuántas personas murieron"),
    ],
)
def test_figures_of_victims_are_compared_and_never_added(deaths, figures, text):
    assert conflicts.what_it_cost(deaths, figures) == text


@pytest.mark.parametrize(
    ("statuses", "text"),
    [
        ([], "Todavía no hay ninguna mesa que usted pueda ver"),
        ([MesaStatus.ACTIVE], "1 mesa: 1 activa"),
        (
            [MesaStatus.CLOSED, MesaStatus.CLOSED, MesaStatus.UNKNOWN],
            "3 mesas: 2 cerradas y 1 de situación no conocida",
        ),
        ([MesaStatus.EXPIRED, MesaStatus.ACTIVE], "2 mesas: 1 activa y 1 vencida"),
    ],
)
def test_mesas_in_order(statuses, text):
    assert plain(conflicts.mesas_in_order(statuses)) == text


def test_what_is_asked_what_comes_from_before_and_sources():
    assert [conflicts.what_is_asked(count) for count in (0, 1, 6)] == [
        "No consta ninguna demanda",
        "1 demanda planteada",
        "6 demandas planteadas",
    ]
    assert conflicts.what_comes_from_before(1, 0) == "De antes de las mesas: 1 documento"
    assert conflicts.what_comes_from_before(2, 1) == "De antes de las mesas: 2 documentos y 1 compromiso"
    assert [conflicts.sources_read(count) for count in (0, 1, 24)] == [
        "Sin fuentes públicas",
        "1 fuente pública",
        "24 fuentes públicas",
    ]


@pytest.mark.parametrize(
    ("tally", "text"),
    [
        (Tally(), "Ningún compromiso con reporte de miembros"),
        (Tally(total=1, still_open=1, overdue=1), "De 1 compromiso, 1 sigue abierto y 1 está vencido"),
        (Tally(total=64, still_open=42, overdue=11), "De 64 compromisos, 42 siguen abiertos y 11 están vencidos"),
        (Tally(total=2, still_open=2), "De 2 compromisos, 2 siguen abiertos y ninguno está vencido"),
        (Tally(total=1200), "De 1,200 compromisos, ninguno sigue abierto y ninguno está vencido"),
    ],
)
def test_what_was_promised_at_a_mesa(tally, text):
    assert plain(mesas.promises(tally)) == text


@pytest.mark.parametrize(
    ("tally", "oldest", "text"),
    [
        (Tally(), None, "Nada sigue abierto"),
        (Tally(still_open=3), datetime.date(2027, 1, 1), "Nada de lo que sigue abierto está vencido"),
        (Tally(still_open=3, overdue=1), datetime.date(2026, 11, 23), "Lo más atrasado venció ayer"),
        (Tally(still_open=3, overdue=1), datetime.date(2025, 10, 8), "Lo más atrasado venció hace 412 días"),
    ],
)
def test_what_is_most_urgent(tally, oldest, text):
    assert plain(mesas.most_urgent(tally, oldest, TODAY)) == text


def test_what_only_sources_tell_is_counted():
    assert plain(mesas.told_by_sources(Tally(told=1))) == "Las fuentes públicas cuentan 1 compromiso"
    assert plain(mesas.told_by_sources(Tally(told=8))) == "Las fuentes públicas cuentan 8 compromisos"


@pytest.mark.parametrize(
    ("sides", "are_places", "text"),
    [
        ({}, True, "No consta quiénes participan"),
        (
            {Side.STATE: 6, Side.COMPANY: 2, Side.SOCIETY: 7},
            True,
            "15 asientos: 6 del Estado, 2 de la empresa y 7 de la sociedad",
        ),
        (
            {Side.STATE: 1, Side.COMPANY: 0, Side.SOCIETY: 1},
            False,
            "Participan 2 actores: 1 del Estado, ninguno de la empresa y 1 de la sociedad",
        ),
    ],
)
def test_who_sits(sides, are_places, text):
    assert plain(mesas.seats(sides, are_places=are_places)) == text


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((0, 0, 0, 0, 0), "No consta ninguna sesión"),
        ((1, 0, 0, 0, 1), "1 sesión realizada; 1 sin agenda"),
        ((9, 1, 0, 0, 3), "9 sesiones realizadas y 1 fallida; 3 sin agenda"),
        ((5, 1, 1, 1, 0), "5 sesiones realizadas, 1 fallida, 1 postergada y 1 que no se sabe si se realizó"),
    ],
)
def test_sessions(counts, text):
    assert plain(mesas.sessions(*counts)) == text


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((0, 0, 0), "No consta ninguna demanda"),
        ((0, 0, 1), "Consta 1 demanda; no se conoce qué fue de ella"),
        ((0, 0, 2), "Constan 2 demandas; no se conoce qué fue de ellas"),
        ((38, 17, 1), "17 de 38 demandas llegaron a acuerdo"),
        ((3, 1, 0), "1 de 3 demandas llegó a acuerdo"),
        ((3, 0, 0), "Ninguna de las 3 demandas llegó a acuerdo"),
        ((1, 0, 0), "Lo pedido no llegó a acuerdo"),
    ],
)
def test_demands(counts, text):
    assert plain(mesas.demands(*counts)) == text


def test_chain_papers_and_figures_of_sources():
    assert plain(mesas.chain(1, 1)) == "No consta otra mesa antes ni después"
    assert plain(mesas.chain(4, 8)) == "Es la mesa 4 de una cadena de 8"
    assert [plain(mesas.documents(count)) for count in (0, 1, 3)] == [
        "No consta ningún documento",
        "1 documento",
        "3 documentos",
    ]
    assert plain(mesas.reported_figures(3)) == "3 cifras según fuente"


@pytest.mark.parametrize(
    ("tally", "takes_part", "receives", "said"),
    [
        (Tally(), 0, 0, ["No consta que deba nada ni que se le deba"]),
        (Tally(total=1, still_open=1), 1, 0, ["Debe 1 compromiso (1 sigue abierto)"]),
        (
            Tally(total=12, still_open=7, overdue=3),
            14,
            2,
            [
                "Debe 12 compromisos (7 siguen abiertos y 3 están vencidos)",
                "Participa en 14, como responsable principal o no",
                "Se le deben 2 compromisos",
            ],
        ),
        (Tally(total=2), 2, 0, ["Debe 2 compromisos (ninguno sigue abierto)"]),
        (Tally(told=3), 3, 1, ["Según fuentes públicas, debe 3 compromisos", "Se le debe 1 compromiso"]),
    ],
)
def test_what_an_actor_owes_and_what_is_owed_to_it(tally, takes_part, receives, said):
    parts = parties.opening(tally, takes_part, receives)

    assert [f"{part.text} ({part.source})" if part.source else part.text for part in parts] == said


@pytest.mark.parametrize(
    ("tally", "text"),
    [
        (Tally(total=1), "Lo que debe se cumple por periodos, y cada uno se juzga aparte"),
        (Tally(judged=1), "No ha declarado cumplido su único compromiso"),
        (Tally(judged=12), "De 12 compromisos, no ha declarado cumplido ninguno"),
        (Tally(judged=12, claimed=1), "Declara cumplido 1 de 12; un tercero no verificó ninguno"),
        (Tally(judged=12, claimed=6, verified=2), "Declara cumplidos 6 de 12; un tercero verificó 2"),
    ],
)
def test_what_it_says_beside_what_was_seen(tally, text):
    assert plain(parties.kept(tally)) == text


def test_where_an_actor_sits():
    assert plain(parties.sits(0, 0)) == "No consta que participe en una mesa"
    assert plain(parties.sits(1, 0)) == "Participa en 1 mesa"
    assert plain(parties.sits(7, 2)) == "Participa en 7 mesas y convocó 2 sesiones"
    assert plain(parties.sits(0, 1)) == "Convocó 1 sesión"
