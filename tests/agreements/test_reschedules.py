"""A date moves only with the word of all who receive; asked for by one side alone it stays where it was."""

import datetime
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import DeadlineKind, Duty, RescheduleReason, State, Step
from agreements.models import Notice, Reschedule, RescheduleAnswer
from conflicts.choices import Role, Sector
from conflicts.partial_dates import PartialDate
from mesas.choices import Answer, DocumentKind, DocumentMark
from mesas.models import Signature
from tests import factories
from tests.agreements.closing import new_paper
from tests.agreements.moving import DUE, LATER, answer, ask, deadline, refused, suspend
from tests.agreements.scene import NOON, Scene, day

pytestmark = pytest.mark.django_db

WEEK, HOUR = datetime.timedelta(days=7), datetime.timedelta(hours=1)


def letter(title="Oficio 12", dated="2026-11-18", kind=DocumentKind.LETTER):
    return new_paper(title, dated, kind)


def told(scene, kind):
    return {notice.user for notice in Notice.objects.filter(kind=kind)}


def test_asked_by_who_owes_it_is_kept_as_unilateral_and_moves_no_clock():
    scene = Scene()

    asked = ask(scene, note=" Faltan tuberías ")

    assert (asked.asked_by_party, asked.asked_by, asked.asked_document) == (scene.company, scene.delegate, None)
    assert (asked.old_due, asked.new_due) == (PartialDate.on(DUE), PartialDate.on(LATER))
    assert (asked.reason, asked.note) == (RescheduleReason.MORE_TIME, "Faltan tuberías")
    assert (asked.is_unilateral, asked.accepted_at) == (True, None)
    assert deadline(scene) == (DUE, DUE)
    assert scene.timeline() == []
    assert scene.fresh().version == 2
    assert told(scene, "piden-fecha") == {scene.representative, scene.coordinator}


def test_accepted_by_who_receives_it_moves_the_deadline_and_never_the_first_one():
    scene = Scene(overdue_since=datetime.date(2026, 12, 1))

    asked = ask(scene)
    said = answer(scene, asked, note="Hasta febrero, no más")

    asked.refresh_from_db()
    assert (asked.is_unilateral, asked.accepted_at, asked.was_moved_late) == (False, NOON, False)
    assert (said.party, said.accepts, said.recorded_by, said.document) == (
        scene.community, True, scene.representative, None,
    )  # fmt: skip
    assert deadline(scene) == (DUE, LATER)
    assert scene.fresh().overdue_since is None
    step = scene.commitment.transitions.get()
    assert (step.step, step.from_state, step.to_state, step.reschedule, step.party) == (
        Step.RESCHEDULED, State.PENDING, State.PENDING, asked, scene.company,
    )  # fmt: skip
    assert (step.old_value, step.new_value) == ("30 de noviembre de 2026", "15 de febrero de 2027")
    assert told(scene, "fecha-movida") == {scene.delegate, scene.coordinator}
    assert {notice.due_on for notice in Notice.objects.filter(kind="fecha-movida")} == {LATER}


def test_accepted_once_the_old_deadline_had_passed_it_is_known_to_have_moved_late():
    scene = Scene()
    asked = ask(scene)

    answer(scene, asked, at=NOON + 3 * WEEK)

    asked.refresh_from_db()
    assert asked.was_moved_late
    assert deadline(scene) == (DUE, LATER)


def test_refused_it_stays_unilateral_and_the_last_word_of_a_party_is_the_one_that_counts():
    scene = Scene()
    asked = ask(scene)

    answer(scene, asked, accepts=False, note="Ya esperamos bastante")
    assert deadline(scene) == (DUE, DUE)
    answer(scene, asked, at=NOON + WEEK)

    assert deadline(scene) == (DUE, LATER)
    assert list(RescheduleAnswer.objects.values_list("accepts", flat=True)) == [False, True]


def test_every_party_that_receives_has_to_accept():
    scene = Scene()
    neighbours = factories.PartyFactory(short_name="Bamba")
    scene.duty(neighbours, Duty.BENEFICIARY)
    theirs = scene.member(Role.REPRESENTATIVE, neighbours)
    asked = ask(scene)

    answer(scene, asked)
    assert deadline(scene) == (DUE, DUE)
    answer(scene, asked, party=neighbours, by=theirs, accepts=False)
    assert deadline(scene) == (DUE, DUE)
    answer(scene, asked, party=neighbours, by=theirs, at=NOON + WEEK)
    assert deadline(scene) == (DUE, LATER)


def test_where_no_beneficiary_is_recorded_every_community_seated_has_to_accept():
    scene = Scene()
    scene.commitment.duties.filter(duty=Duty.BENEFICIARY).delete()
    other = factories.PartyFactory(sector=Sector.COMMUNITY)
    for party in (scene.community, other):
        factories.SeatFactory(mesa=scene.mesa, party=party)
    asked = ask(scene)

    answer(scene, asked)
    assert deadline(scene) == (DUE, DUE)
    answer(scene, asked, party=other, by=scene.member(Role.REPRESENTATIVE, other))
    assert deadline(scene) == (DUE, LATER)


def test_an_heir_asks_and_accepts_in_its_predecessors_place():
    scene = Scene()
    heirs = {
        party: factories.PartyFactory(short_name=f"Nueva {party}", sector=party.sector)
        for party in (scene.company, scene.community)
    }
    for party, heir in heirs.items():
        party.succeeded_by, party.succeeded = heir, day("2026-11-01")
        party.save()
    asked = ask(scene, by=scene.member(Role.DELEGATE, heirs[scene.company]))

    said = answer(scene, asked, by=scene.member(Role.REPRESENTATIVE, heirs[scene.community]))

    assert (asked.asked_by_party, said.party) == (heirs[scene.company], heirs[scene.community])
    assert deadline(scene) == (DUE, LATER)


def test_both_may_be_recorded_on_behalf_with_their_papers():
    scene = Scene()

    asked = ask(scene, by=scene.registrar, document=letter("Oficio de la minera"))
    said = answer(
        scene, asked, by=scene.registrar, document=letter("Acta de asamblea", kind=DocumentKind.ASSEMBLY_ACTA)
    )

    assert (asked.asked_document.title, said.document.title) == ("Oficio de la minera", "Acta de asamblea")
    assert said.document.mark == DocumentMark.SIGNED
    assert list(said.document.signatures.values_list("party", "signed")) == [(scene.community.pk, Answer.YES)]
    assert deadline(scene) == (DUE, LATER)


def test_a_paper_by_which_somebody_accepts_on_behalf_is_shown():
    scene = Scene()
    asked = ask(scene)
    named = replace(letter("Acta de asamblea", kind=DocumentKind.ASSEMBLY_ACTA), file=None)

    assert refused(answer, scene, asked, by=scene.registrar, document=named) == (
        "paper_file", "Adjunte el documento firmado: basta una foto en que se lea bien.",
    )  # fmt: skip
    assert answer(scene, asked, by=scene.registrar, accepts=False, document=named).accepts is False


def test_a_paper_on_record_accepts_for_whoever_signed_it():
    scene = Scene()
    acta = scene.paper(DocumentKind.ACTA, title="Acta de la sesión 8")
    asked = ask(scene)

    code, words = refused(answer, scene, asked, by=scene.registrar, document=acta)
    assert (code, words) == ("consent", "En ese documento no consta la firma de Anta.")
    Signature.objects.create(document=acta, party=scene.community, signed=Answer.YES)
    answer(scene, asked, by=scene.registrar, document=acta)

    assert deadline(scene) == (DUE, LATER)


def test_a_call_is_enough_to_refuse_and_not_to_accept():
    scene = Scene()
    asked, call = ask(scene), letter("Llamada", kind=DocumentKind.CALL_NOTE)

    assert refused(answer, scene, asked, by=scene.registrar, document=call) == (
        "consent", "Para esto, Anta tiene que decirlo por escrito: una nota de llamada no basta.",
    )  # fmt: skip
    assert answer(scene, asked, by=scene.registrar, accepts=False, document=call).accepts is False


def test_an_older_paper_put_on_record_later_does_not_undo_what_the_party_said_since():
    scene = Scene()
    asked = ask(scene)
    answer(scene, asked, accepts=False)

    answer(scene, asked, by=scene.registrar, document=letter(dated="2026-11-10"), at=NOON + WEEK)

    assert deadline(scene) == (DUE, DUE)


def test_a_first_date_for_what_had_none_is_no_first_deadline():
    scene = Scene(due_on=None)

    asked = ask(scene, reason=RescheduleReason.FIRST_DATE)
    answer(scene, asked)

    commitment = scene.fresh()
    assert (asked.old_due, asked.was_moved_late) == (PartialDate.unknown(), False)
    assert (commitment.first_due, commitment.due) == (PartialDate.unknown(), PartialDate.on(LATER))
    assert commitment.deadline_kind == DeadlineKind.NONE
    assert (scene.commitment.transitions.get().old_value, scene.commitment.transitions.get().new_value) == (
        "", "15 de febrero de 2027",
    )  # fmt: skip


def test_a_suspension_names_its_days_and_what_was_left_is_counted_on_after_it():
    scene = Scene()

    asked = suspend(scene, datetime.date(2026, 11, 25), datetime.date(2026, 12, 24))
    answer(scene, asked)

    assert (asked.suspended_from, asked.suspended_until) == (datetime.date(2026, 11, 25), datetime.date(2026, 12, 24))
    assert deadline(scene) == (DUE, datetime.date(2026, 12, 30))


ASKS, ANSWERS = {"delegate", "coordinator", "registrar"}, {"representative", "coordinator", "registrar"}


def test_only_who_owes_asks_and_only_who_receives_answers():
    scene = Scene()
    scene.mine = scene.member(Role.REPRESENTATIVE, scene.community, user=scene.member(Role.REGISTRAR))
    asked = ask(scene)
    for name, user in scene.people().items():
        for allowed, act in (
            (name in ASKS, lambda user=user: ask(scene, by=user, document=letter(), new_due=LATER + WEEK)),
            (name in ANSWERS, lambda user=user: answer(scene, asked, by=user, accepts=False, document=letter())),
        ):
            if allowed:
                act()
            else:
                with pytest.raises(PermissionDenied):
                    act()
    with pytest.raises(PermissionDenied, match="Solo pide otra fecha quien debe"):
        ask(scene, by=scene.mine, document=letter())  # who speaks for one end records nothing for the other
    assert Reschedule.objects.count() == 1 + len(ASKS)


def test_nobody_asks_for_a_party_that_owes_nothing():
    scene = Scene()

    with pytest.raises(PermissionDenied):
        ask(scene, party=scene.town, by=scene.registrar, document=letter())
    with pytest.raises(PermissionDenied, match="Solo acepta otra fecha quien recibe este compromiso y no lo debe"):
        answer(scene, ask(scene), party=scene.town, by=scene.registrar, document=letter())


def test_the_same_post_twice_is_one_request_and_one_answer():
    scene, key = Scene(), uuid.uuid4()

    assert ask(scene, client_id=key) == ask(scene, client_id=key)
    asked = Reschedule.objects.get()
    assert answer(scene, asked, accepts=False, note="No") == answer(scene, asked, accepts=False, note="No")
    assert RescheduleAnswer.objects.count() == 1
    assert refused(ask, scene, client_id=key, note="Otra cosa") == (
        "stale",
        "Este pedido ya se recibió antes con otro contenido. Abra de nuevo la página si quiere pedir otra cosa.",
    )
    assert answer(scene, asked) == answer(scene, asked)
    assert deadline(scene) == (DUE, LATER)
