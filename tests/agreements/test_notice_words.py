"""What a notice says, read on the day or long after."""

import datetime

import pytest

from agreements.choices import NoticeKind
from agreements.sentences.notices import SIGNALS, because, saying, since_then
from conflicts.wording import NBSP

TODAY = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(days=1)
DELIVERED = {"count": 1, "on": TODAY}


@pytest.mark.parametrize(
    ("kind", "days", "said"),
    [
        (NoticeKind.DUE_SOON, 6, f"Vence en 6{NBSP}días, el 30 de noviembre de 2026."),
        (NoticeKind.DUE_SOON, 0, "Vence hoy, el 24 de noviembre de 2026."),
        (NoticeKind.DUE_SOON, -1, "Vencía el 23 de noviembre de 2026."),
        (NoticeKind.OVERDUE, -1, "Venció el 23 de noviembre de 2026, ayer."),
        (NoticeKind.OVERDUE, -41, f"Venció el 14 de octubre de 2026, hace 41{NBSP}días."),
        (NoticeKind.CLAIM_TO_CHECK, 6, "Quien debe declaró cuánto hizo. Falta comprobarlo."),
        (NoticeKind.VERDICT, 6, "Quien recibe respondió qué vio."),
        (NoticeKind.DISPUTE, 6, "Lo que dice quien debe y lo que otros vieron no coincide."),
    ],
)
def test_each_kind_says_its_own(kind, days, said):
    assert saying(kind, due_on=TODAY + days * DAY, count=1, on=TODAY) == said


def test_a_summary_says_how_many_and_since_when():
    assert saying(NoticeKind.SUMMARY, due_on=datetime.date(2024, 3, 3), count=1234, on=TODAY) == (
        "1,234 compromisos ya habían vencido antes de que pudiéramos avisarle. "
        "El plazo más antiguo era el 3 de marzo de 2024."
    )


@pytest.mark.parametrize(
    ("kind", "days", "more", "said"),
    [
        (NoticeKind.MANDATE_ENDING, 7, {"named": "El mandato de la RM 12"},
         f"El mandato de la RM 12 termina el 1 de diciembre de 2026, en 7{NBSP}días."),
        (NoticeKind.MANDATE_ENDING, 0, {}, "Su último mandato termina el 24 de noviembre de 2026, hoy."),
        (NoticeKind.MANDATE_ENDING, -1, {}, "Su último mandato terminó el 23 de noviembre de 2026."),
        (NoticeKind.PAPER_MISSING, -3, {"named": "Sesión 9"},
         "Sesión 9, del 21 de noviembre de 2026: falta el acta o su firma."),
        (NoticeKind.PAPER_MISSING, -3, {}, "A la sesión del 21 de noviembre de 2026 le falta el acta o su firma."),
        (NoticeKind.PAPER_MISSING, -3, {"count": 4},
         "A 4 sesiones les falta el acta o su firma. La más antigua es del 21 de noviembre de 2026."),
        (NoticeKind.MESA_SILENT, -60, {},
         f"No se reúne desde el 25 de setiembre de 2026, hace 60{NBSP}días, y le quedan compromisos abiertos."),
        (NoticeKind.DEMAND_AGREED, 0, {"named": "Agua para Pampa Clara"},
         "Su organización pidió: «Agua para Pampa Clara». Quedó en un acuerdo."),
        (NoticeKind.DEMAND_AGREED, 0, {}, "Lo que su organización pidió quedó en un acuerdo."),
    ],
)  # fmt: skip
def test_what_is_told_of_a_mesa_names_which_and_when(kind, days, more, said):
    assert saying(kind, due_on=TODAY + days * DAY, **DELIVERED | more) == said


def test_every_kind_says_something_and_signals_are_known():
    assert all(saying(kind, due_on=TODAY, count=2, on=TODAY) for kind in NoticeKind)
    assert set(SIGNALS.values()) <= {"wait", "late", "clash"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"due_on": TODAY, "ended": ""}, ""),
        ({"due_on": TODAY, "ended": "Cumplido"}, "Desde entonces terminó: Cumplido."),
        ({"due_on": TODAY + DAY, "ended": ""}, "Desde entonces la fecha se movió al 25 de noviembre de 2026."),
        ({"due_on": None, "ended": ""}, "Desde entonces quedó sin fecha."),
    ],
)
def test_what_changed_since_is_said_too(changed, said):
    assert since_then(told_due_on=TODAY, **changed) == said


def test_what_never_had_a_date_has_not_moved():
    assert since_then(told_due_on=None, due_on=TODAY, ended="") == ""


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        ({"owing": ["Ministerio"]}, "Se lo contamos porque usted habla por Ministerio, que lo debe."),
        ({"receiving": ["A", "B", "C"]}, "Se lo contamos porque usted habla por A, B y C, que lo recibe."),
        ({"speaking": ["A"]}, "Se lo contamos porque usted habla por A."),
        ({"registering": "Espinar"}, "Se lo contamos porque usted lleva el registro del conflicto «Espinar»."),
        ({"coordinating": "Espinar"}, "Se lo contamos porque usted coordina el conflicto «Espinar»."),
        (
            {"receiving": ["A"], "coordinating": "Espinar"},
            "Se lo contamos porque usted habla por A, que lo recibe; además coordina el conflicto «Espinar».",
        ),
        ({}, "Se lo contamos por un papel que usted tenía entonces en este conflicto."),
    ],
)
def test_it_says_why_she_was_told(ties, said):
    nothing = {"owing": [], "receiving": [], "speaking": [], "coordinating": ""}
    assert because(**nothing | ties) == said
