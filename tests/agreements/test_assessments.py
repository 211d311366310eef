"""The three voices: who speaks, what each leaves, and whom it is told to."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import (
    AssessmentKind,
    ConfirmedBy,
    Duty,
    NoticeKind,
    Record,
    State,
)
from agreements.hearing import hear
from agreements.models import Assessment, Evidence, Notice, Transition
from agreements.workflow import state_of
from conflicts.choices import Role, Sector
from tests import factories
from tests.agreements.scene import NOON, TODAY, Scene, day, shown
from tests.agreements.speaking import VOICES, claim, fields, verdict, verification

pytestmark = pytest.mark.django_db


def test_a_claim_is_written_with_its_proof_and_moves_the_commitment():
    scene = Scene(record=Record.SOURCES)

    row = claim(scene, note="  Se entregó el reservorio.  ")

    assert fields(row, "kind", "party_id", "recorded_by", "recorded_at", "is_on_behalf", "level", "note") == {
        "kind": AssessmentKind.CLAIM,
        "party_id": scene.company.pk,
        "recorded_by": scene.delegate,
        "recorded_at": NOON,
        "is_on_behalf": False,
        "level": 3,
        "note": "Se entregó el reservorio.",
    }
    [evidence] = row.evidence.all()
    assert fields(evidence, "supplied_by", "uploaded_by", "size", "original_name", "width", "height") == {
        "supplied_by": scene.company,
        "uploaded_by": scene.delegate,
        "size": 4,
        "original_name": "foto.jpg",
        "width": 4,
        "height": 3,
    }
    assert evidence.original.read() == b"obra"
    assert evidence.shown.read() == b"copia"
    assert "foto" not in evidence.original.name
    commitment = scene.fresh()
    assert fields(commitment, "state", "record", "last_moved_on", "version") == {
        "state": State.CLAIMED,
        "record": Record.MEMBERS,
        "last_moved_on": TODAY,
        "version": 2,
    }
    transition = Transition.objects.get()
    assert fields(transition, "step", "from_state", "to_state", "by", "at", "assessment") == {
        "step": "declaracion",
        "from_state": State.PENDING,
        "to_state": State.CLAIMED,
        "by": scene.delegate,
        "at": NOON,
        "assessment": row,
    }


def test_a_verdict_against_a_claim_is_a_dispute_that_names_it():
    scene = Scene()
    claim(scene)

    row = verdict(scene)

    assert scene.timeline() == [
        ("declaracion", State.PENDING, State.CLAIMED),
        ("veredicto", State.CLAIMED, State.DISPUTED),
    ]
    assert scene.commitment.transitions.last().assessment == row


def test_a_proven_yes_of_the_only_beneficiary_confirms():
    scene = Scene()
    claim(scene)

    verdict(scene, level=3, evidence=[shown(b"lleno")])

    assert fields(scene.fresh(), "state", "confirmed_by", "fulfilled_on") == {
        "state": State.FULFILLED,
        "confirmed_by": ConfirmedBy.BENEFICIARY,
        "fulfilled_on": day("2026-11-10").last,
    }


def test_a_yes_without_proof_is_kept_and_shown_and_confirms_nothing():
    scene = Scene()
    claim(scene)

    row = verdict(scene, level=3)

    assert Assessment.objects.filter(pk=row.pk, level=3).exists()
    assert fields(scene.fresh(), "state", "confirmed_by", "fulfilled_on") == {
        "state": State.CLAIMED,
        "confirmed_by": ConfirmedBy.NOBODY,
        "fulfilled_on": None,
    }


def test_a_third_party_fulfils_without_any_claim():
    scene = Scene()

    row = verification(scene)

    assert row.is_independent is True
    assert fields(scene.fresh(), "state", "confirmed_by", "fulfilled_on") == {
        "state": State.FULFILLED,
        "confirmed_by": ConfirmedBy.VERIFIER,
        "fulfilled_on": day("2026-11-16").last,
    }


def test_a_finding_from_the_obligors_side_is_kept_as_not_independent_and_counts_for_nothing():
    scene = Scene()
    mine = factories.PartyFactory(sector=Sector.COMPANY)
    user = scene.member(Role.VERIFIER, mine)

    row = verification(scene, party=mine, by=user)

    assert row.is_independent is False
    assert scene.fresh().state == State.PENDING


def test_what_could_not_be_assessed_is_no_movement_and_tells_nobody():
    scene = Scene(last_moved_on=TODAY - timedelta(days=40))

    verdict(scene, level=None, observed=day(""))

    assert fields(scene.fresh(), "state", "last_moved_on") == {
        "state": State.PENDING,
        "last_moved_on": TODAY - timedelta(days=40),
    }
    assert scene.timeline() == [("veredicto", State.PENDING, State.PENDING)]
    assert Notice.objects.count() == 0


def test_history_told_later_never_moves_the_last_movement_back():
    scene = Scene(last_moved_on=TODAY + timedelta(days=2))

    verdict(scene)

    assert scene.fresh().last_moved_on == TODAY + timedelta(days=2)


def test_the_stored_state_is_the_function_of_the_rows_whatever_the_order():
    scene = Scene()
    for step in (verdict, claim, verification, verdict, claim):
        step(scene, at=NOON + timedelta(minutes=Assessment.objects.count()))
        commitment = scene.fresh()
        assert commitment.state == state_of(hear([commitment], on=TODAY)[commitment.pk].said)


def test_what_is_said_is_read_with_the_same_queries_for_one_commitment_and_three(django_assert_num_queries):
    scenes = [Scene() for _ in range(3)]
    for scene in scenes:
        claim(scene)
        verdict(scene)
    for few in (scenes[:1], scenes):
        with django_assert_num_queries(6):
            hear([scene.commitment for scene in few], on=TODAY)


@pytest.mark.parametrize(
    ("voice", "by", "party"),
    [
        ("claim", "representative", "company"),
        ("claim", "delegate", "community"),
        ("claim", "verifier", "company"),
        ("claim", "observer", "company"),
        ("claim", "admin", "company"),
        ("claim", "stranger", "company"),
        ("verdict", "delegate", "community"),
        ("verdict", "delegate", "company"),
        ("verdict", "representative", "company"),
        ("verdict", "registrar", "company"),
        ("verdict", "verifier", "community"),
        ("verdict", "admin", "community"),
        ("verification", "representative", "community"),
        ("verification", "delegate", "company"),
        ("verification", "registrar", "church"),
        ("verification", "coordinator", "church"),
        ("verification", "observer", "church"),
        ("verification", "verifier", "community"),
        ("verification", "admin", "church"),
    ],
)
def test_the_wrong_person_or_party_is_refused_and_nothing_is_written(voice, by, party):
    scene = Scene()

    with pytest.raises(PermissionDenied):
        VOICES[voice](scene, by=getattr(scene, by), party=getattr(scene, party), evidence=[shown()])

    assert (Assessment.objects.count(), Evidence.objects.count()) == (0, 0)


def test_an_heir_speaks_under_its_own_name():
    scene = Scene()
    heir = factories.PartyFactory(sector=Sector.COMPANY)
    scene.company.succeeded_by = heir
    scene.company.save()

    row = claim(scene, party=scene.company)

    assert row.party_id == heir.pk
    assert scene.fresh().state == State.CLAIMED


def told():
    return sorted(Notice.objects.values_list("user__username", "kind"))


def test_a_claim_is_told_to_who_receives_and_a_verdict_to_who_owes_and_both_to_the_coordinator():
    scene = Scene()
    names = {name: user.username for name, user in scene.people().items()}

    claim(scene, level=1)
    assert told() == sorted((names[name], NoticeKind.CLAIM_TO_CHECK) for name in ("representative", "coordinator"))

    Notice.objects.all().delete()
    verdict(scene)
    assert told() == sorted((names[name], NoticeKind.VERDICT) for name in ("delegate", "coordinator"))


def test_a_new_dispute_is_told_once_to_all_but_who_opened_it():
    scene = Scene()
    claim(scene)
    Notice.objects.all().delete()

    verdict(scene)
    verdict(scene, level=1, at=NOON + timedelta(minutes=5))

    names = {name: user.username for name, user in scene.people().items()}
    assert told() == sorted(
        [(names[name], NoticeKind.DISPUTE) for name in ("delegate", "coordinator")]
        + [(names[name], NoticeKind.VERDICT) for name in ("delegate", "coordinator")]
    )


def test_silence_never_becomes_fulfilment():
    scene = Scene()
    claim(scene, observed=day("2012"))
    scene.duty(factories.PartyFactory(), Duty.BENEFICIARY)

    verdict(scene, level=3, evidence=[shown(b"lleno")])

    assert scene.fresh().state == State.CLAIMED


def test_nothing_that_one_side_does_alone_ends_a_debt():
    scene = Scene()
    for level in (1, 2, 3, 3):
        claim(scene, level=level, at=NOON + timedelta(minutes=Assessment.objects.count()))
    assert scene.fresh().state == State.CLAIMED

    other = Scene()
    for minute in range(3):
        verdict(other, level=3, evidence=[shown()], at=NOON + timedelta(minutes=minute))
    assert other.fresh().state == State.IN_PROGRESS


def test_rows_are_added_and_never_changed():
    scene = Scene()
    first = claim(scene)
    as_written = Assessment.objects.filter(pk=first.pk).values().get()

    verdict(scene)
    claim(scene, level=1, at=NOON + timedelta(minutes=1))

    assert Assessment.objects.filter(pk=first.pk).values().get() == as_written
