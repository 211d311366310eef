"""Who hears that a date was not accepted, or that a deadline has a date at last; and in which words."""

import datetime

import pytest

from agreements.choices import DeadlineKind, NoticeKind, Record, State, Trigger
from agreements.models import Commitment, Notice
from agreements.services.deadlines import Deadline
from agreements.services.overdue import flag_overdue
from agreements.services.reasons import reasons_for
from agreements.services.records.grounds import correct_document
from agreements.services.triggers import date_trigger
from agreements.showing.notices import rows_of
from conflicts.choices import Role
from mesas.choices import DocumentKind
from tests.agreements.moving import DUE, answer, ask
from tests.agreements.promising import promise
from tests.agreements.scene import NOON, TODAY, Scene, day, shown
from tests.agreements.speaking import verdict, verification
from tests.agreements.test_reschedules import letter
from tests.agreements.test_transcription import correct, dated, of_an_acta

pytestmark = pytest.mark.django_db

WEEK = datetime.timedelta(weeks=1)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("user", flat=True))


def keys(*users):
    return sorted(user.pk for user in users)


def words(user, kind, on=TODAY):
    """Head, text and reason of her only notice of that kind."""
    notices = list(Notice.objects.filter(user=user, kind=kind).select_related("commitment", "mesa__conflict"))
    [row] = rows_of(notices, reasons_for(user, notices, on), user=user, on=on)
    return row.label, row.text, row.reason


# Another date, not accepted


def test_who_asked_hears_that_the_date_was_not_accepted_and_the_coordinator_too():
    scene = Scene()
    colleague = scene.member(Role.DELEGATE, scene.company)
    asked = ask(scene)
    answer(scene, asked, accepts=False)

    assert told(NoticeKind.DATE_REFUSED) == keys(scene.delegate, colleague, scene.coordinator)
    assert told(NoticeKind.DATE_MOVED) == []
    assert words(scene.delegate, NoticeKind.DATE_REFUSED) == (
        "No se aceptó otra fecha",
        "Quien recibe no aceptó la fecha que se pidió. El plazo no cambia.",
        "Se lo contamos porque usted habla por Minera, que lo debe.",
    )


def test_the_registrar_who_asked_on_behalf_hears_it_as_well():
    scene = Scene()
    asked = ask(scene, by=scene.registrar, document=letter())
    answer(scene, asked, accepts=False)

    assert told(NoticeKind.DATE_REFUSED) == keys(scene.delegate, scene.coordinator, scene.registrar)
    reason = words(scene.registrar, NoticeKind.DATE_REFUSED)[2]
    assert reason == f"Se lo contamos porque usted lleva el registro del conflicto «{scene.conflict.name}»."


def test_who_asked_and_has_left_the_conflict_hears_nothing_more():
    scene = Scene()
    asked = ask(scene)
    scene.delegate.memberships.update(ends_on=TODAY - datetime.timedelta(days=1))
    answer(scene, asked, accepts=False)

    assert told(NoticeKind.DATE_REFUSED) == keys(scene.coordinator)


def test_the_same_no_again_tells_nobody_twice_and_another_no_is_news():
    scene = Scene()
    asked = ask(scene)
    answer(scene, asked, accepts=False)
    answer(scene, asked, accepts=False)
    assert told(NoticeKind.DATE_REFUSED) == keys(scene.delegate, scene.coordinator)

    answer(scene, asked, accepts=False, note="Ni un día más", at=NOON + WEEK)
    assert told(NoticeKind.DATE_REFUSED) == sorted(2 * keys(scene.delegate, scene.coordinator))


def test_an_older_no_put_on_record_after_a_later_yes_is_no_news():
    scene = Scene()
    neighbours = scene.town
    scene.duty(neighbours, "beneficiario")
    asked = ask(scene)
    answer(scene, asked)
    answer(
        scene, asked, by=scene.registrar, accepts=False, at=NOON + WEEK,
        document=letter(kind=DocumentKind.CALL_NOTE, dated="2026-11-12"),
    )  # fmt: skip

    assert told(NoticeKind.DATE_REFUSED) == []


def test_a_no_that_becomes_a_yes_says_so_in_the_old_notice_too():
    scene = Scene()
    asked = ask(scene)
    answer(scene, asked, accepts=False)
    answer(scene, asked, at=NOON + WEEK)

    assert words(scene.delegate, NoticeKind.DATE_REFUSED)[1] == (
        "Quien recibe no aceptó la fecha que se pidió. El plazo no cambia. "
        "Desde entonces la fecha se movió al 15 de febrero de 2027."
    )


# A deadline that has a date at last


def chained(scene, **more):
    first = Deadline(DeadlineKind.DAYS, term=14, trigger=Trigger.COMMITMENT, trigger_commitment=scene.commitment)
    return promise(scene, first, **more)


def test_both_ends_and_the_coordinator_hear_when_a_chain_is_counted_also_who_kept_the_other():
    scene = Scene()
    row = chained(scene)
    verification(scene)  # done on 16 November

    assert told(NoticeKind.DATE_KNOWN) == keys(scene.delegate, scene.representative, scene.coordinator)
    assert set(Notice.objects.filter(kind=NoticeKind.DATE_KNOWN).values_list("commitment", "cause", "due_on")) == {
        (row.pk, f"cadena:{scene.commitment.pk}:2026-11-16", DUE)
    }
    assert words(scene.representative, NoticeKind.DATE_KNOWN) == (
        "Ya tiene fecha",
        "Se cumplió el compromiso del que dependía su plazo. Vence el 30 de noviembre de 2026, en 10\xa0días.",
        "Se lo contamos porque usted habla por Anta, que lo recibe.",
    )


def test_who_keeps_the_first_by_her_own_word_is_told_of_the_second():
    scene = Scene()
    chained(scene)
    verification(scene, level=2)
    verdict(scene, level=3, evidence=[shown(b"la nuestra")])
    assert scene.fresh().state != State.FULFILLED
    verification(scene, observed=day("2026-11-18"), evidence=[shown(b"otra visita")])

    assert told(NoticeKind.DATE_KNOWN) == keys(scene.delegate, scene.representative, scene.coordinator)


def test_the_sweep_that_counts_a_chain_tells_it_once():
    scene = Scene()
    chained(scene)
    Commitment.objects.filter(pk=scene.commitment.pk).update(
        state=State.FULFILLED, fulfilled_on=datetime.date(2026, 11, 16)
    )
    flag_overdue(TODAY, at=NOON)
    flag_overdue(TODAY, at=NOON)

    assert told(NoticeKind.DATE_KNOWN) == keys(scene.delegate, scene.representative, scene.coordinator)


def test_who_dates_an_event_need_not_be_told_and_the_others_are():
    scene = Scene()
    event = Deadline(DeadlineKind.DAYS, term=3, trigger=Trigger.EVENT, trigger_text="la licencia")
    row = promise(scene, event)
    date_trigger(row, by=scene.delegate, day=datetime.date(2026, 11, 16), evidence=[shown(b"licencia")], at=NOON)

    assert told(NoticeKind.DATE_KNOWN) == keys(scene.representative, scene.coordinator)
    assert words(scene.coordinator, NoticeKind.DATE_KNOWN)[:2] == (
        "Ya tiene fecha",
        "Se puso fecha al hecho del que dependía su plazo. Venció el 19 de noviembre de 2026, ayer.",
    )


def test_a_signature_noted_late_tells_that_the_term_runs():
    scene = Scene()
    acta = scene.paper(DocumentKind.ACTA, "2026-11-04", mark="sin-firmar")
    signing = Deadline(DeadlineKind.DAYS, term=30, trigger=Trigger.SIGNATURE)
    promise(scene, signing, document=acta)
    correct_document(
        acta, by=scene.admin, changes={"signed": day("2026-11-18"), "mark": "firmada"}, reason="Llegó firmada.", at=NOON
    )

    assert told(NoticeKind.DATE_KNOWN) == keys(scene.delegate, scene.representative, scene.coordinator)
    assert words(scene.delegate, NoticeKind.DATE_KNOWN)[1] == (
        "Se firmó el documento desde el que se cuenta su plazo. Vence el 18 de diciembre de 2026, en 28\xa0días."
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"due_on": datetime.date(2027, 1, 15), "due_precision": "day"},
        {"state": State.WITHDRAWN},
        {"record": Record.SOURCES},
    ],
    ids=["agreed meanwhile", "ended", "told by sources"],
)
def test_what_changes_for_nobody_is_not_told(changed):
    scene = Scene()
    row = chained(scene)
    Commitment.objects.filter(pk=row.pk).update(**changed)
    verification(scene)

    assert Commitment.objects.get(pk=row.pk).first_due.iso == "2026-11-30"
    assert told(NoticeKind.DATE_KNOWN) == []


# A deadline that was copied wrongly


def test_both_ends_hear_that_a_deadline_was_corrected_and_nobody_that_words_were():
    scene = of_an_acta()
    correct(scene, title="Agua")
    correct(scene, deadline=dated(datetime.date(2026, 12, 31)))

    assert told(NoticeKind.DATE_MOVED) == keys(scene.delegate, scene.representative)
    assert words(scene.delegate, NoticeKind.DATE_MOVED)[:2] == (
        "Se movió la fecha",
        "Se corrigió el plazo para que diga lo mismo que el documento. "
        "Vence el 31 de diciembre de 2026, en 41\xa0días.",
    )


def test_a_deadline_that_was_copied_where_there_is_none_is_told_without_a_date():
    scene = of_an_acta()
    correct(scene, deadline=Deadline(DeadlineKind.NONE))

    assert words(scene.representative, NoticeKind.DATE_MOVED)[1] == (
        "Se corrigió el plazo para que diga lo mismo que el documento."
    )
