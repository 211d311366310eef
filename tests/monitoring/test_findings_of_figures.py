"""The sentence over each band is right for nothing known, none, one, few and all, and never says why."""

import pytest

from monitoring.findings import dashboard as findings
from monitoring.findings import home
from monitoring.findings.shares import part_of, percent, share


def said(text):
    """With plain spaces, so that the tables below can be read."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("part", "whole", "sentence"),
    [
        (0, 0, "sin datos"),
        (0, 3, "0 de 3"),
        (2, 3, "2 de 3"),
        (4, 4, "4 de 4"),
        (0, 5, "0 %"),
        (1, 5, "20 %"),
        (5, 5, "100 %"),
        (31, 64, "48 %"),
        (1, 8, "13 %"),
        (1, 1000, "menos de 1 %"),
        (999, 1000, "más de 99 %"),
        (0, 1000, "0 %"),
    ],
)
def test_a_share_is_a_percentage_only_of_five_or_more(part, whole, sentence):
    assert said(share(part, whole)) == sentence


def test_what_nobody_knows_is_not_zero():
    assert (part_of(0, 0), percent(0, 0)) == ("sin datos", "")


@pytest.mark.parametrize(
    ("total", "declared", "confirmed", "sentence"),
    [
        (0, 0, 0, "Todavía ningún miembro ha reportado si algo se cumplió"),
        (1, 0, 0, "El único compromiso no se declara ni se confirma cumplido"),
        (1, 1, 0, "El único compromiso se declara cumplido; quien recibe no lo confirma"),
        (1, 0, 1, "El único compromiso está confirmado por quien recibe"),
        (3, 0, 0, "De 3 compromisos, ninguno se declara ni se confirma cumplido"),
        (3, 1, 0, "De 3 compromisos, 1 se declara cumplido; quien recibe no confirma ninguno"),
        (3, 0, 1, "De 3 compromisos, ninguno se declara cumplido; quien recibe confirma 1"),
        (3, 3, 3, "Los 3 compromisos se declaran cumplidos; quien recibe los confirma todos"),
        (64, 31, 17, "De 64 compromisos, 31 se declaran cumplidos; quien recibe confirma 17"),
        (4258, 1000, 1, "De 4,258 compromisos, 1,000 se declaran cumplidos; quien recibe confirma 1"),
    ],
)
def test_completion(total, declared, confirmed, sentence):
    assert said(findings.completion(total, declared, confirmed)) == sentence


@pytest.mark.parametrize(
    ("count", "confirmed", "sentence"),
    [
        (0, 0, ""),
        (0, 5, ""),
        (1, 1, "Ningún tercero vio el único confirmado"),
        (2, 5, "2 de 5 confirmados no tienen la verificación de un tercero"),
        (1, 5, "1 de 5 confirmados no tiene la verificación de un tercero"),
        (5, 5, "Ninguno de los 5 confirmados tiene la verificación de un tercero"),
    ],
)
def test_confirmed_and_not_verified(count, confirmed, sentence):
    assert said(findings.unverified(count, confirmed)) == sentence


@pytest.mark.parametrize(
    ("total", "still_open", "sentence"),
    [
        (0, 0, "Ningún compromiso tiene todavía un estado"),
        (1, 1, "El único compromiso sigue abierto"),
        (1, 0, "El único compromiso ya terminó"),
        (3, 0, "Los 3 compromisos ya terminaron"),
        (3, 1, "1 de 3 sigue abierto"),
        (3, 2, "2 de 3 siguen abiertos"),
        (3, 3, "Los 3 compromisos siguen abiertos"),
    ],
)
def test_states(total, still_open, sentence):
    assert said(findings.states(total, still_open)) == sentence


@pytest.mark.parametrize(
    ("still_open", "undated", "sentence"),
    [
        (0, 0, "Ningún compromiso abierto con reporte de miembros"),
        (1, 0, "El único abierto tiene fecha de plazo"),
        (1, 1, "El único abierto no tiene fecha"),
        (4, 0, "Los 4 abiertos tienen fecha de plazo"),
        (4, 1, "1 de los 4 abiertos no tiene fecha"),
        (4, 3, "3 de los 4 abiertos no tienen fecha"),
        (4, 4, "Ninguno de los 4 abiertos tiene fecha"),
    ],
)
def test_timing(still_open, undated, sentence):
    assert said(findings.timing(still_open, undated)) == sentence


@pytest.mark.parametrize(
    ("still_open", "dated", "late", "worst", "sentence"),
    [
        (0, 0, 0, None, "Nada abierto que pueda vencer"),
        (2, 0, 0, None, "Sin fechas de plazo no se sabe qué está vencido"),
        (2, 1, 0, None, "El único abierto con fecha no está vencido"),
        (9, 9, 0, None, "Ninguno de los 9 abiertos con fecha está vencido"),
        (2, 1, 1, 1, "El único abierto con fecha está vencido; hace 1 día"),
        (9, 9, 1, 41, "De 9 abiertos con fecha, 1 está vencido; hace 41 días"),
        (9, 3, 3, 412, "Los 3 abiertos con fecha están vencidos; el peor, hace 412 días"),
        (42, 17, 11, 1412, "De 17 abiertos con fecha, 11 están vencidos; el peor, hace 1,412 días"),
    ],
)
def test_overdue(still_open, dated, late, worst, sentence):
    assert said(findings.overdue(still_open, dated, late, worst)) == sentence


@pytest.mark.parametrize(
    ("follow_up", "total", "deadline", "known", "sentence"),
    [
        (0, 0, 0, 0, "Sin reportes de miembros no hay con qué comparar"),
        (0, 1, 1, 1, "El único compromiso tiene quien lo siga"),
        (1, 1, 0, 1, "El único compromiso no tiene quien lo siga"),
        (0, 9, 0, 9, "Todos los compromisos tienen quien los siga; sin plazo, ninguno"),
        (1, 9, 9, 9, "1 de 9 no tiene quien lo siga; sin plazo, 9 de 9"),
        (9, 9, 3, 8, "Ninguno de los 9 compromisos tiene quien lo siga; sin plazo, 3 de 8"),
        (4, 9, 0, 0, "4 de 9 no tienen quien los siga"),
    ],
)
def test_lacks(follow_up, total, deadline, known, sentence):
    assert said(findings.lacks(follow_up, total, deadline, known)) == sentence


@pytest.mark.parametrize(
    ("parties", "sentence"),
    [
        ([], "Ningún responsable principal que comparar"),
        ([("MINSA", 1)], "MINSA es responsable de 1 compromiso"),
        ([("MINSA", 7)], "MINSA es responsable de 7 compromisos"),
        ([("MINSA", 7), ("MTC", 2)], "2 responsables principales; más compromisos: MINSA, 7"),
        ([("MINSA", 7), ("MTC", 7)], "2 responsables principales"),
    ],
)
def test_obligors(parties, sentence):
    assert said(findings.obligors(parties)) == sentence


@pytest.mark.parametrize(
    ("finding", "groups", "sentence"),
    [
        (findings.sectors, [], "Ningún sector que comparar"),
        (findings.sectors, [("Empresa", 2)], "Todo lo debe un solo sector: empresa"),
        (findings.sectors, [("Empresa", 2), ("Iglesia", 1)], "2 sectores deben; más compromisos: Empresa, 2"),
        (findings.themes, [], "Ningún tema que comparar"),
        (findings.themes, [("Agua", 2)], "Todo es de un solo tema: agua"),
        (findings.themes, [("Agua", 2), ("Salud", 2), ("Tierras", 1)], "3 temas"),
        (findings.mesas, [], "Ninguna mesa que comparar"),
        (findings.mesas, [("Espinar", 2)], "Todo es de una sola mesa"),
        (
            findings.mesas,
            [("Espinar", 9), ("Chamaca", 2)],
            "2 mesas con reporte de miembros; más compromisos: Espinar, 9",
        ),
    ],
)
def test_other_comparisons(finding, groups, sentence):
    assert said(finding(groups)) == sentence


@pytest.mark.parametrize(
    ("count", "done", "sentence"),
    [
        (0, 0, "Ningún compromiso se conoce solo por fuentes públicas"),
        (1, 0, "Las fuentes públicas cuentan 1 compromiso y no dan ninguno por cumplido"),
        (38, 1, "Las fuentes públicas cuentan 38 compromisos y dan 1 por cumplido"),
        (38, 38, "Las fuentes públicas cuentan 38 compromisos y dan 38 por cumplidos"),
    ],
)
def test_sources(count, done, sentence):
    assert said(findings.sources(count, done)) == sentence


@pytest.mark.parametrize(
    ("members", "told", "late", "dated", "sentence"),
    [
        (0, 0, 0, 0, "Todavía no hay compromisos publicados"),
        (0, 1, 0, 0, "Las fuentes públicas cuentan 1 compromiso; ningún miembro ha reportado todavía"),
        (0, 38, 0, 0, "Las fuentes públicas cuentan 38 compromisos; ningún miembro ha reportado todavía"),
        (1, 38, 0, 0, "1 compromiso con reporte de miembros; sin fecha de plazo, no se sabe si algo está vencido"),
        (4, 0, 0, 2, "4 compromisos con reporte de miembros; ninguno está vencido"),
        (4, 0, 1, 2, "4 compromisos con reporte de miembros; 1 está vencido"),
        (4, 0, 4, 4, "4 compromisos con reporte de miembros; 4 están vencidos"),
    ],
)
def test_home(members, told, late, dated, sentence):
    assert said(home.registry(members, told, late, dated)) == sentence


def test_movements():
    assert [home.movements(0), home.movements(3)] == ["Todavía no hay movimientos que mostrar", "Lo último que se supo"]


CAUSES = ("porque", "debido", "gracias a", "por culpa", "causa")


def test_no_sentence_says_why():
    sentences = [
        findings.completion(64, 31, 17),
        findings.overdue(42, 17, 11, 412),
        findings.lacks(52, 64, 35, 64),
        findings.obligors([("Minera", 22), ("MTC", 1)]),
        home.registry(64, 0, 11, 17),
    ]
    assert [text for text in sentences for cause in CAUSES if cause in text.lower()] == []
