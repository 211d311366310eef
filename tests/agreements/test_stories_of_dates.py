"""Stories of dates and broken promises, told from the first word to the last."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import DeadlineKind, Duty, Kind, NoticeKind, Proof, Record, State, Timing
from agreements.lateness import timing_of
from agreements.models import Commitment, Notice, Reschedule
from agreements.services.assessments import record_claim, record_verdict
from agreements.services.overdue import Swept, flag_overdue
from agreements.services.visibility import change_visibility
from agreements.showing.breach import breach_of
from conflicts.choices import Grade, Role
from mesas.choices import DocumentKind
from tests.agreements.breaking import breach, demand, letter, reply
from tests.agreements.moving import answer, ask, deadline, refused, suspend
from tests.agreements.reading import read
from tests.agreements.scene import Scene, day, shown
from tests.agreements.speaking import claim, verdict

pytestmark = pytest.mark.django_db


def noon(text):
    """That day at noon in Lima."""
    return datetime.datetime.fromisoformat(f"{text}T17:00:00+00:00")


def timing(scene, on):
    commitment = scene.fresh()
    return timing_of(
        due_on=commitment.due.last,
        deadline_kind=commitment.deadline_kind,
        is_open=commitment.state in (State.PENDING, State.IN_PROGRESS, State.CLAIMED, State.DISPUTED),
        on=datetime.date.fromisoformat(on),
        kind=commitment.kind,
    )


def test_date_moved_after_the_communitys_silence(open_page):
    scene = Scene(code="ESP-2016-07", due_on=datetime.date(2026, 9, 30), registered_at=noon("2026-03-01"))

    # The company asks for two more months. Nobody answers; it goes on as if the date had moved.
    asked = ask(scene, new_due=datetime.date(2026, 11, 30), at=noon("2026-09-15"))
    assert flag_overdue(datetime.date(2026, 10, 1)).flagged == 1
    assert timing(scene, "2026-10-01") == Timing.OVERDUE
    claim(scene, observed=day("2026-11-10"), at=noon("2026-11-12"))
    verdict(scene, level=3, observed=day("2026-11-20"), evidence=[shown(b"agua")], at=noon("2026-11-21"))

    asked.refresh_from_db()
    commitment = scene.fresh()
    assert (asked.is_unilateral, asked.accepted_at) == (True, None)
    assert deadline(scene) == (datetime.date(2026, 9, 30), datetime.date(2026, 9, 30))
    assert (commitment.state, commitment.fulfilled_on, commitment.done_in_time) == (
        State.FULFILLED, datetime.date(2026, 11, 20), False,
    )  # fmt: skip
    page = read(open_page(scene.observer))
    assert "Se pidió una vez cambiar la fecha y quien recibe no lo ha aceptado: la fecha no cambia." in page
    assert "Se cumplió después del primer plazo" in page
    # And afterwards nobody can make it good: what ended has no date to move.
    assert refused(answer, scene, asked, at=noon("2026-11-22"))[0] == "ended"


def test_clock_stopped_while_the_worker_sleeps():
    scene = Scene(due_on=datetime.date(2026, 11, 30), registered_at=noon("2026-03-01"))

    # The worker stops on 25 November. By a letter and an assembly acta of that week both agree to stop the clock for
    # thirty days; the registrar puts it on record on 5 December, when every screen already says that it is late.
    assert timing(scene, "2026-12-05") == Timing.OVERDUE
    asked = suspend(
        scene, datetime.date(2026, 11, 20), datetime.date(2026, 12, 19), by=scene.registrar,
        document=letter("Oficio de la minera", dated="2026-11-19"), at=noon("2026-12-05"),
    )  # fmt: skip
    acta = letter("Acta de asamblea", dated="2026-11-22", kind=DocumentKind.ASSEMBLY_ACTA)
    answer(scene, asked, by=scene.registrar, document=acta, at=noon("2026-12-05"))

    assert deadline(scene) == (datetime.date(2026, 11, 30), datetime.date(2026, 12, 30))
    assert timing(scene, "2026-12-05") == Timing.ON_COURSE
    asked.refresh_from_db()
    assert asked.was_moved_late
    # The worker wakes up: nothing is late, nobody is told that it is, and what it finds late later is the new date.
    assert flag_overdue(datetime.date(2026, 12, 8)) == Swept()
    assert flag_overdue(datetime.date(2026, 12, 31)).flagged == 1
    assert flag_overdue(datetime.date(2026, 12, 31)).flagged == 0
    assert scene.fresh().overdue_since == datetime.date(2026, 12, 31)
    told = Notice.objects.filter(kind=NoticeKind.OVERDUE)
    assert {notice.due_on for notice in told} == {datetime.date(2026, 12, 30)}
    assert {notice.user for notice in told} == {scene.delegate, scene.representative, scene.coordinator}


def test_a_clock_stopped_after_it_was_told_late_forgets_that_and_tells_anew():
    scene = Scene(due_on=datetime.date(2026, 11, 30), registered_at=noon("2026-03-01"))
    flag_overdue(datetime.date(2026, 12, 1))
    asked = suspend(
        scene, datetime.date(2026, 11, 25), datetime.date(2026, 12, 24), by=scene.registrar,
        document=letter(dated="2026-11-24"), at=noon("2026-12-05"),
    )  # fmt: skip

    answer(scene, asked, at=noon("2026-12-06"))

    assert scene.fresh().overdue_since is None
    flag_overdue(datetime.date(2026, 12, 31))
    due = Notice.objects.filter(kind=NoticeKind.OVERDUE, user=scene.delegate).values_list("due_on", flat=True)
    assert sorted(due) == [datetime.date(2026, 11, 30), datetime.date(2026, 12, 30)]


def test_no_deadline_for_eight_years(open_page):
    scene = Scene(code="ESP-2016-07", due_on=None, agreed=day("2018-05-10"), registered_at=noon("2018-05-12"))

    # Nobody ever calls it late, and nobody may find it broken.
    for year in range(2019, 2027):
        assert timing(scene, f"{year}-05-10") == Timing.NO_DEADLINE
        assert flag_overdue(datetime.date(year, 5, 10)) == Swept()
    visit = {"observed": day("2026-08-20"), "at": noon("2026-08-20")}
    assert refused(breach, scene, **visit)[0] == "too_early"

    # In 2026 the community demands it in writing; thirty days later the vicariate finds a ditch and no water.
    oficio = letter("Oficio 031-2026 de Anta", dated="2026-09-01")
    demand(scene, document=oficio, received_on=datetime.date(2026, 9, 3), at=noon("2026-09-04"))
    assert refused(breach, scene, observed=day("2026-10-02"), at=noon("2026-10-02"))[0] == "too_early"
    found = breach(scene, level=1, observed=day("2026-10-03"), at=noon("2026-10-03"))
    reply(scene, found, text="No hubo presupuesto.", at=noon("2026-10-30"))

    assert scene.fresh().state == State.IN_PROGRESS
    assert breach_of(scene.fresh()).stands
    assert timing(scene, "2026-11-24") == Timing.NO_DEADLINE
    page = read(open_page())
    for words in (
        "Incumplimiento constatado el 3 de octubre de 2026", "Minera: «No hubo presupuesto.»",
        "Después de los quince días que tenía.", "el documento no fija ninguno",
    ):  # fmt: skip
        assert words in page
    # A first date, agreed afterwards, is a date like any other and no drift.
    answer(scene, ask(scene, reason="primera-fecha", new_due=datetime.date(2027, 3, 31), at=noon("2026-11-01")),
           at=noon("2026-11-02"))  # fmt: skip
    assert deadline(scene) == (None, datetime.date(2027, 3, 31))
    assert breach_of(scene.fresh()).stands is False


def test_a_community_as_obligor():
    scene = Scene(kind=Kind.COMMUNITY, due_on=datetime.date(2026, 11, 30))
    scene.commitment.duties.all().delete()
    scene.duty(scene.community, Duty.LEAD)
    scene.duty(scene.company, Duty.BENEFICIARY)
    manager = scene.member(Role.REPRESENTATIVE, scene.company)

    # It asks for another date like anybody who owes; a delegate, who does not represent the company, accepts nothing.
    asked = ask(scene, party=scene.community, by=scene.representative)
    with pytest.raises(PermissionDenied):
        answer(scene, asked, party=scene.company, by=scene.delegate)
    answer(scene, asked, party=scene.company, by=manager)
    assert deadline(scene) == (datetime.date(2026, 11, 30), datetime.date(2027, 2, 15))

    # What is about protest is for members only.
    change_visibility(
        scene.commitment, by=scene.coordinator, grade=Grade.MEMBERS, reason="Trata de una medida de protesta",
        version=scene.fresh().version,
    )  # fmt: skip
    assert not Commitment.objects.visible_to(scene.stranger).exists()
    assert Commitment.objects.visible_to(scene.representative).exists()

    # It says so with its assembly's record, and the company confirms: as with any other debt, both have to speak.
    record_claim(
        scene.commitment, party=scene.community, by=scene.representative, level=3, observed=day("2026-11-18"),
        evidence=[shown(b"acta de asamblea", proves=Proof.ASSEMBLY)],
    )  # fmt: skip
    assert scene.fresh().state == State.CLAIMED
    record_verdict(
        scene.commitment, party=scene.company, by=manager, level=3, observed=day("2026-11-19"),
        evidence=[shown(b"informe")],
    )  # fmt: skip
    commitment = scene.fresh()
    assert (commitment.state, commitment.done_in_time, commitment.record) == (State.FULFILLED, True, Record.MEMBERS)
    assert Reschedule.objects.get().asked_by_party == scene.community
    assert commitment.deadline_kind == DeadlineKind.DATE
