"""Stories of sides that do not agree, told from the first word to the last.

Stories of dates are in `test_stories_of_dates`. Four stand beside what they are about: closing the State's debt in
`test_closings`, an acta corrected in `test_transcription`, a mesa that inherits in `test_cover`, sessions in `session`.
"""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import ConfirmedBy, Duty, NoticeKind, State, Timing
from agreements.hearing import hear
from agreements.lateness import timing_of
from agreements.models import Assessment, Commitment, Notice
from agreements.policies import standing_of
from agreements.services.assessments import record_claim, record_verification
from conflicts.choices import Role, Sector
from conflicts.models import Membership
from mesas.choices import DocumentKind
from tests import factories
from tests.agreements.breaking import letter
from tests.agreements.closing import close, consents, new_paper, refused
from tests.agreements.scene import Scene, day, shown
from tests.agreements.speaking import claim, refusal, verdict, verification

pytestmark = pytest.mark.django_db


def noon(text):
    """That day at noon in Lima."""
    return datetime.datetime.fromisoformat(f"{text}T17:00:00+00:00")


def acta(dated):
    return new_paper("Acta de asamblea", dated)


def standing(scene, user, on):
    return standing_of(user, scene.fresh(), on=datetime.date.fromisoformat(on))


def levels(scene):
    """What each of the three says today."""
    row = scene.fresh()
    return row.claim_level, row.verdict_level, row.finding_level


def test_company_refuses_the_system():
    scene = Scene(due_on=datetime.date(2026, 10, 31))
    Membership.objects.filter(user=scene.delegate).delete()

    # It never signs in and claims nothing. What the community sees counts all the same, and silence is no answer.
    verdict(scene, level=1, observed=day("2026-10-20"), at=noon("2026-10-20"))
    verdict(scene, level=3, observed=day("2026-11-10"), evidence=[shown(b"agua")], at=noon("2026-11-10"))
    assert (scene.fresh().state, levels(scene)) == (State.IN_PROGRESS, (None, 3, None))

    # Nobody says in its name what it did not write; a third party who saw it complete needs no word of it.
    assert refusal("claim", scene, by=scene.registrar, at=noon("2026-11-12")) == "document"
    verification(scene, observed=day("2026-11-12"), at=noon("2026-11-12"))
    row = scene.fresh()
    assert (row.state, row.confirmed_by, row.fulfilled_on, row.done_in_time) == (
        State.FULFILLED, ConfirmedBy.VERIFIER, datetime.date(2026, 11, 12), False,
    )  # fmt: skip
    assert not Notice.objects.filter(user=scene.delegate).exists()


def test_two_communities_disagree():
    scene = Scene()
    bamba = factories.PartyFactory(short_name="Bamba")
    scene.duty(bamba, Duty.BENEFICIARY)
    rosa = scene.member(Role.REPRESENTATIVE, bamba)
    claim(scene)

    verdict(scene, level=3, observed=day("2026-11-15"), evidence=[shown(b"agua")])
    assert scene.fresh().state == State.CLAIMED  # 1 of 2 says yes, and the other is silent
    verdict(scene, party=bamba, by=rosa, level=2, observed=day("2026-11-15"))

    # Neither outvotes the other: it is a dispute until the one that says less says otherwise.
    assert scene.fresh().state == State.DISPUTED
    said = hear([scene.commitment], on=datetime.date(2026, 11, 20))[scene.commitment.pk].said
    assert said.verdict_counts() == {3: 1, 2: 1}
    assert refused(close, scene, State.CLOSED_PARTIAL, consents=consents(scene.community)) == (
        "consent", "Falta el documento con que está de acuerdo: Bamba.",
    )  # fmt: skip
    verdict(
        scene, party=bamba, by=rosa, level=3, observed=day("2026-11-20"), evidence=[shown(b"agua en Bamba")],
        at=noon("2026-11-21"),
    )  # fmt: skip
    assert (scene.fresh().state, scene.fresh().confirmed_by) == (State.FULFILLED, ConfirmedBy.BENEFICIARY)


def test_two_delegates_of_one_community_disagree():
    scene = Scene()
    julio = scene.member(Role.REPRESENTATIVE, scene.community)
    claim(scene, at=noon("2026-11-12"))

    # One says yes and one says half: the community says half, whoever spoke last.
    verdict(scene, by=julio, level=2, observed=day("2026-11-13"), at=noon("2026-11-13"))
    verdict(scene, level=3, observed=day("2026-11-14"), evidence=[shown(b"agua")], at=noon("2026-11-14"))
    assert (scene.fresh().state, levels(scene)) == (State.DISPUTED, (3, 2, None))

    # Julio's term ends. What he said stays said, and his neighbour's second yes does not speak over it.
    Membership.objects.filter(user=julio).update(ends_on=datetime.date(2026, 11, 14))
    verdict(scene, level=3, observed=day("2026-11-15"), evidence=[shown(b"mas agua")], at=noon("2026-11-15"))
    assert scene.fresh().state == State.DISPUTED

    # The assembly does: it speaks for all of them.
    verdict(scene, by=scene.registrar, level=3, observed=day("2026-11-16"), document=acta("2026-11-16"))
    assert (scene.fresh().state, levels(scene)) == (State.FULFILLED, (3, 3, None))


def test_obligor_dissolved_with_an_heir():
    scene = Scene()
    claim(scene, level=2, at=noon("2026-10-05"), observed=day("2026-10-01"))
    heir = factories.PartyFactory(short_name="Minera Nueva", sector=Sector.COMPANY)
    scene.company.succeeded_by, scene.company.succeeded = heir, day("2026-11-01")
    scene.company.save()
    lawyer = scene.member(Role.DELEGATE, heir)

    # Until that day nobody of the heir speaks for it; from then on she does, and what it had said is hers.
    assert standing(scene, lawyer, "2026-10-31").claims_for == set()
    assert standing(scene, lawyer, "2026-11-01").claims_for == {heir.pk}
    assert levels(scene) == (2, None, None)
    claim(scene, party=heir, by=lawyer, observed=day("2026-11-10"), at=noon("2026-11-11"))
    assert (scene.fresh().state, levels(scene)) == (State.CLAIMED, (3, None, None))

    # An heir judges no more than its predecessor did, and the debt does not end because who owed it did.
    inspector = scene.member(Role.VERIFIER, heir)
    with pytest.raises(PermissionDenied):
        verification(scene, party=heir, by=inspector)
    dissolved = {"closing_reason": "responsable-disuelto", "consents": consents(scene.community)}
    assert refused(close, scene, State.CLOSED_UNMET, **dissolved) == (
        "closing_reason", "A Minera le sucede Minera Nueva, que ahora debe este compromiso. Elija otro motivo.",
    )  # fmt: skip


def test_claim_withdrawn():
    scene = Scene()
    claim(scene, at=noon("2026-11-10"))
    assert scene.fresh().claimed_on == datetime.date(2026, 11, 10)

    # Before anybody answered, the company says that it was only half: nothing to show is asked for saying less.
    claim(scene, level=1, observed=day("2026-11-11"), evidence=(), at=noon("2026-11-12"))

    assert (scene.fresh().state, levels(scene)) == (State.IN_PROGRESS, (1, None, None))
    assert [row.level for row in Assessment.objects.order_by("recorded_at")] == [3, 1]  # both stay in sight
    # A community that confirms the first now confirms nothing; the second claim of completion has a day of its own.
    verdict(scene, level=3, observed=day("2026-11-13"), evidence=[shown(b"agua")], at=noon("2026-11-13"))
    assert scene.fresh().state == State.IN_PROGRESS
    claim(scene, observed=day("2026-11-18"), evidence=[shown(b"terminada")], at=noon("2026-11-18"))
    assert scene.fresh().state == State.CLAIMED
    verdict(scene, level=1, observed=day("2026-11-19"), at=noon("2026-11-19"))
    verdict(scene, level=3, observed=day("2026-11-20"), evidence=[shown(b"ahora")], at=noon("2026-11-20"))
    row = scene.fresh()
    assert (row.state, row.fulfilled_on, row.done_in_time) == (State.FULFILLED, datetime.date(2026, 11, 18), True)


def test_verifier_is_obligor_elsewhere_or_a_sister_body():
    scene = Scene()
    ministry = factories.PartyFactory(short_name="Ministerio", sector=Sector.NATIONAL)
    sister, owner = (
        factories.PartyFactory(short_name=name, sector=Sector.NATIONAL, parent=ministry)
        for name in ("Programa Agua", "Programa Vías")
    )
    scene.commitment.duties.filter(duty=Duty.LEAD).update(party=owner)
    colleague = scene.member(Role.VERIFIER, sister)

    # A sister body may look and is shown; sitting on the side of who owes, what it finds moves nothing.
    sees = {"observed": day("2026-11-16"), "evidence": [shown(b"visita")], "level": 3}
    seen = record_verification(scene.commitment, party=sister, by=colleague, at=noon("2026-11-16"), **sees)
    assert (seen.is_independent, scene.fresh().state, levels(scene)) == (False, State.PENDING, (None, None, None))
    # The ministry that both depend on is one party with who owes.
    with pytest.raises(PermissionDenied):
        record_verification(scene.commitment, party=ministry, by=scene.member(Role.VERIFIER, ministry), **sees)

    # Who owes something else, on another side, verifies this as anybody independent; of its own debt it does not.
    elsewhere = factories.CommitmentFactory(mesa=scene.mesa)
    for party, duty in ((scene.church, Duty.LEAD), (scene.community, Duty.BENEFICIARY)):
        factories.CommitmentPartyFactory(commitment=elsewhere, party=party, duty=duty)
    assert verification(scene, observed=day("2026-11-17")).is_independent
    assert scene.fresh().state == State.FULFILLED
    with pytest.raises(PermissionDenied):
        record_verification(elsewhere, party=scene.church, by=scene.verifier, **sees)


def test_the_ngo_coordinator_alone_does_everything():
    scene = Scene(registered_at=noon("2026-10-01"), agreed=day("2026-09-28"))
    ngo = {"by": scene.coordinator}

    # Nobody else signs in. Each word comes with the paper of who said it, and without it nothing is written.
    assert refusal("claim", scene, **ngo) == "document"
    assert refusal("verdict", scene, **ngo) == "document"
    call = letter("Llamada al alcalde", dated="2026-11-12", kind=DocumentKind.CALL_NOTE)
    assert refusal("claim", scene, document=call, **ngo) == "call_note"
    claim(scene, document=letter("Carta de la minera", dated="2026-11-12"), at=noon("2026-11-13"), **ngo)
    verdict(scene, level=1, document=acta("2026-11-15"), observed=day("2026-11-15"), at=noon("2026-11-16"), **ngo)
    assert scene.fresh().state == State.DISPUTED

    # She may not verify what she writes down, nor end it without those whom it costs something.
    scene.member(Role.VERIFIER, scene.church, user=scene.coordinator)
    with pytest.raises(PermissionDenied):
        verification(scene, **ngo)
    for missing, told in (((), "Anta, Minera"), ((scene.company,), "Anta"), ((scene.community,), "Minera")):
        assert refused(close, scene, State.WITHDRAWN, consents=consents(*missing)) == (
            "consent", f"Falta el documento con que está de acuerdo: {told}.",
        )  # fmt: skip

    # A later assembly acta says yes, and it is kept: by the community's word, with hers nowhere in it.
    verdict(scene, level=3, document=acta("2026-11-18"), observed=day("2026-11-18"), at=noon("2026-11-19"), **ngo)
    row = scene.fresh()
    assert (row.state, row.confirmed_by, row.version) == (State.FULFILLED, ConfirmedBy.BENEFICIARY, 4)
    assert set(Assessment.objects.values_list("party__short_name", "recorded_by", "is_on_behalf")) == {
        ("Minera", scene.coordinator.pk, True), ("Anta", scene.coordinator.pk, True),
    }  # fmt: skip


def test_done_on_time_and_inspected_late():
    scene = Scene(due_on=datetime.date(2026, 9, 30), registered_at=noon("2026-03-01"))
    claim(scene, observed=day("2026-09-25"), at=noon("2026-09-28"))

    # Nobody comes to look. It is late all the same, and says that it was declared in time.
    row = scene.fresh()
    said = hear([row], on=datetime.date(2026, 11, 1))[row.pk].said
    assert timing_of(
        due_on=row.due.last, deadline_kind=row.deadline_kind, is_open=True, on=datetime.date(2026, 11, 1)
    ) == Timing.OVERDUE  # fmt: skip
    assert Commitment.objects.overdue(datetime.date(2026, 11, 1)).get() == row
    assert (said.claimed_on, said.says_less(), row.done_in_time) == (datetime.date(2026, 9, 28), [], None)

    # The verifier comes in November: it was done in September.
    verification(scene, observed=day("2026-11-16"))
    row = scene.fresh()
    assert (row.state, row.fulfilled_on, row.done_in_time) == (State.FULFILLED, datetime.date(2026, 9, 25), True)
    assert not Commitment.objects.overdue(datetime.date(2026, 11, 21)).exists()


@pytest.mark.parametrize("leads", [True, False])
def test_one_of_three_obligors_delivers(leads):
    scene = Scene()
    region = factories.PartyFactory(short_name="Región", sector=Sector.REGIONAL)
    if not leads:
        scene.commitment.duties.filter(duty=Duty.LEAD).update(duty=Duty.CO_OBLIGOR)
    people = {}
    for party in (scene.town, region):
        scene.duty(party, Duty.CO_OBLIGOR)
        people[party] = scene.member(Role.DELEGATE, party)

    def says(party, by, **more):
        return record_claim(
            scene.commitment, party=party, by=by, level=3, observed=day("2026-11-10"), at=noon("2026-11-12"),
            evidence=[shown(str(party).encode())], **more,
        )  # fmt: skip

    # The town did its part and says so. Who leads has not spoken, or nobody leads and two are silent.
    says(scene.town, people[scene.town])
    verdict(scene, level=3, observed=day("2026-11-15"), evidence=[shown(b"agua")], at=noon("2026-11-15"))
    assert (scene.fresh().state, levels(scene)) == (State.IN_PROGRESS, (None, 3, None))

    says(scene.company, scene.delegate)
    assert scene.fresh().state == (State.FULFILLED if leads else State.IN_PROGRESS)
    says(region, people[region])
    assert scene.fresh().state == State.FULFILLED
    kinds = {NoticeKind.CLAIM_TO_CHECK: 3, NoticeKind.VERDICT: 0}
    told = Notice.objects.filter(user=scene.representative)
    assert {kind: told.filter(kind=kind).count() for kind in kinds} == kinds
