"""What happened to a commitment, and how its deadline was counted, stay in sight on its page."""

import datetime

import pytest

from agreements.choices import DeadlineKind, RescheduleReason, State, Step, Trigger
from agreements.models import Reschedule, SessionReview, Transition
from agreements.services.assessments import record_claim, record_verdict, record_verification
from agreements.services.evidence import begin_work
from conflicts.choices import Role
from tests import factories
from tests.agreements.reading import at, moves, read
from tests.agreements.scene import Scene, day, shown

pytestmark = pytest.mark.django_db


def test_the_calendar_is_counted_line_by_line(open_page, scene):
    scene.commitment.__class__.objects.filter(pk=scene.commitment.pk).update(
        deadline_kind=DeadlineKind.DAYS,
        term=30,
        trigger=Trigger.SIGNATURE,
        triggered_on=datetime.date(2026, 9, 14),
        triggered_precision="day",
        deadline_text="a los treinta días",
    )

    response = open_page()

    assert [(line.label, line.value or line.note, line.role) for line in response.context["deadline"]] == [
        ("Dice el documento", "«a los treinta días»", ""),
        ("Día cero", "la firma del documento, lunes 14 de setiembre de 2026", ""),
        ("Plazo", "30 días calendario", ""),
        ("Vence", "miércoles 14 de octubre de 2026", ""),
        ("Hoy", "martes 24 de noviembre de 2026", ""),
        ("Días de atraso", "41", "total"),
    ]
    assert response.context["deadline_moves"] == "Nadie ha pedido cambiar la fecha."


def test_a_date_moves_only_with_the_consent_of_who_receives(open_page, scene):
    asked = {
        "commitment": scene.commitment,
        "asked_by_party": scene.company,
        "asked_by": scene.delegate,
        "old_due": day("2026-10-14"),
        "reason": RescheduleReason.MORE_TIME,
    }
    Reschedule.objects.create(**asked, asked_at=at("2026-10-01"), new_due=day("2027-05"))
    refused = open_page()
    agreed = Reschedule.objects.create(
        **asked, asked_at=at("2026-10-05"), new_due=day("2026-12-31"), is_unilateral=False, accepted_at=at("2026-10-06")
    )
    agreed.answers.create(
        party=scene.community, accepts=True, recorded_by=scene.representative, recorded_at=at("2026-10-06")
    )
    scene.commitment.__class__.objects.filter(pk=scene.commitment.pk).update(due_on=datetime.date(2026, 12, 31))
    moved = open_page()

    assert refused.context["deadline_moves"] == (
        "Se pidió una vez cambiar la fecha y quien recibe no lo ha aceptado: la fecha no cambia."
    )
    assert [(line.label, line.value) for line in moved.context["deadline"]] == [
        ("Primer plazo", "miércoles 14 de octubre de 2026"),
        ("Nueva fecha, aceptada por quien recibe", "jueves 31 de diciembre de 2026"),
        ("Vence", "jueves 31 de diciembre de 2026"),
        ("Hoy", "martes 24 de noviembre de 2026"),
        ("Días que faltan", "37"),
    ]
    assert moves(moved)[:3] == [
        ("6 de octubre de 2026", "Anta aceptó el plazo nuevo: 31 de diciembre de 2026.", "Cambia el plazo"),
        ("5 de octubre de 2026", "Minera pidió pasar el plazo a: 31 de diciembre de 2026.", ""),
        ("1 de octubre de 2026", "Minera pidió pasar el plazo a: mayo de 2027.", ""),
    ]


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        ({"deadline_kind": DeadlineKind.NONE}, ("Plazo", "el documento no fija ninguno")),
        ({"deadline_kind": DeadlineKind.UNKNOWN}, ("Plazo", "la fuente leída no lo dice")),
        ({"deadline_kind": DeadlineKind.STAGE, "trigger_text": "la licencia"}, ("Plazo", "Una etapa: la licencia")),
        ({"deadline_kind": DeadlineKind.MONTHS, "term": 6}, ("Día cero", "el inicio: sin fecha aún")),
    ],
)  # fmt: skip
def test_without_a_date_the_reason_stands_in_its_place(open_page, columns, line):
    scene = Scene(code="ESP-2016-07", due_on=None)
    scene.commitment.__class__.objects.filter(pk=scene.commitment.pk).update(**columns)

    first = open_page().context["deadline"][0]

    assert (first.label, first.value or first.note) == line


def test_what_happened_stands_in_order_the_latest_first(open_page, scene):
    Transition.objects.create(
        commitment=scene.commitment, step=Step.REGISTERED, to_state=State.PENDING, at=at("2026-06-02")
    )
    begin_work(scene.commitment, by=scene.delegate, at=at("2026-07-01"), evidence=[shown(b"0")])
    record_claim(
        scene.commitment, party=scene.company, by=scene.delegate, level=3, observed=day("2026-10-09"),
        at=at("2026-10-11"), evidence=[shown(b"1")],
    )  # fmt: skip
    session = factories.SessionFactory(mesa=scene.mesa, number=7, day=day("2026-11-02"))
    SessionReview.objects.create(
        session=session, commitment=scene.commitment, outcome="avanza", said_by=scene.company, note="Falta la planta"
    )
    record_verification(
        scene.commitment, party=scene.church, by=scene.verifier, level=3, observed=day("2026-11-10"),
        at=at("2026-11-11"), evidence=[shown(b"3")],
    )  # fmt: skip

    assert moves(open_page()) == [
        ("11 de noviembre de 2026", "Vicaría verificó que se cumplió.", "Pasa a «Cumplido»"),
        ("2 de noviembre de 2026", "En la Sesión 7, Minera dijo que avanza.", ""),
        ("11 de octubre de 2026", "Minera dice que cumplió.", "Pasa a «Declarado cumplido»"),
        ("1 de julio de 2026", "Empezó el trabajo.", "Pasa a «En ejecución»"),
        ("2 de junio de 2026", "Se registró.", ""),
    ]


def test_a_correction_stays_in_sight(open_page, scene):
    Transition.objects.create(
        commitment=scene.commitment, step=Step.CORRECTED, from_state=State.PENDING, to_state=State.PENDING,
        at=at("2026-07-01"), old_value="48 conexiones", new_value="84 conexiones", reason="Error al copiar",
    )  # fmt: skip

    assert "Se corrigió la transcripción. Decía: «48 conexiones». Dice: «84 conexiones». Error al copiar" in read(
        open_page()
    )


@pytest.fixture
def two_voices(scene):
    """Two people of the community answer: yes, then half, then the second half again."""
    other = scene.member(Role.REPRESENTATIVE, scene.community)
    for user, level, when in (
        (scene.representative, 3, "2026-10-15"),
        (other, 2, "2026-10-16"),
        (scene.representative, 1, "2026-10-17"),
        (other, 3, "2026-10-18"),
    ):
        record_verdict(
            scene.commitment, party=scene.community, by=user, level=level, observed=day(when), at=at(when),
            evidence=[shown(when.encode())],
        )  # fmt: skip
    return scene


PARTY_SAYS = [
    ("17 de octubre de 2026", "Anta dice: poco.", ""),
    ("16 de octubre de 2026", "Anta dice: a medias.", ""),
    ("15 de octubre de 2026", "Anta dice: sí.", "Pasa a «En ejecución»"),
]
SINGLE = ("18 de octubre de 2026", "Una persona de Anta dice: sí.", "")


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("representative", [SINGLE, *PARTY_SAYS]),
        ("coordinator", [SINGLE, *PARTY_SAYS]),
        ("observer", PARTY_SAYS),
        ("delegate", PARTY_SAYS),
        (None, [("octubre de 2026", text, state) for _day, text, state in PARTY_SAYS]),
    ],
)
def test_single_answers_are_for_their_party_and_the_coordinator(open_page, two_voices, reader, expected):
    told = moves(open_page(reader and getattr(two_voices, reader)))

    assert [move for move in told if "Anta" in move[1]] == expected
