"""What waits for one's own word, of both ends: each thing once, with the step that answers it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.choices import AssessmentKind, DeadlineKind, Duty, Kind, State
from agreements.models import Commitment, Occurrence
from agreements.services.assessments import record_claim, record_verdict, record_verification
from conflicts.choices import Role
from conflicts.partial_dates import PartialDate
from tests import factories
from tests.agreements import breaking, closing, moving
from tests.agreements.reading import read
from tests.agreements.scene import Scene, shown

pytestmark = pytest.mark.django_db

ADDRESS = "/mis-compromisos/"
VOICES = {AssessmentKind.CLAIM: record_claim, AssessmentKind.VERDICT: record_verdict}


@pytest.fixture
def scene():
    return Scene(title="Reservorio", kind=Kind.UNKNOWN, due_on=timezone.localdate() + timedelta(days=30))


def ago(days):
    return timezone.now() - timedelta(days=days)


def say(record, scene, party, by, *, level, days, **more):
    at = ago(days)
    evidence = [shown(f"{party.pk} {level} {days}".encode())]
    record(
        scene.commitment, party=party, by=by, level=level, observed=PartialDate.on(timezone.localdate(at)), at=at,
        evidence=evidence, **more,
    )  # fmt: skip


def claim(scene, days, level=3):
    say(record_claim, scene, scene.company, scene.delegate, level=level, days=days)


def verdict(scene, days, level, by=None):
    say(record_verdict, scene, scene.community, by or scene.representative, level=level, days=days)


def verify(scene, days, level):
    say(record_verification, scene, scene.church, scene.verifier, level=level, days=days)


def waiting(client, user):
    """Of each that waits: its title, whether it is asked if it was kept, and the steps that answer the rest."""
    client.force_login(user)
    found = client.get(ADDRESS).context["mine"]
    return [(line.commitment.title, line.question, [ask.link.label for ask in line.links]) for line in found.waiting]


def test_a_date_that_was_asked_for_waits_for_who_receives_until_each_has_said_yes_or_no(client, scene):
    other = factories.PartyFactory(short_name="Bamba")
    scene.duty(other, Duty.BENEFICIARY)
    of_bamba = scene.member(Role.REPRESENTATIVE, other)
    asked = moving.ask(scene, at=ago(3), new_due=timezone.localdate() + timedelta(days=90))
    both = [("Reservorio", False, ["Responder a la fecha que piden"])]
    assert [waiting(client, user) for user in (scene.representative, of_bamba, scene.delegate)] == [both, both, []]
    client.force_login(of_bamba)
    assert reverse("reschedule_answer", args=[scene.commitment.code, asked.pk]) in client.get(ADDRESS).content.decode()

    moving.answer(scene, asked, at=ago(2), accepts=False)

    assert [waiting(client, user) for user in (scene.representative, of_bamba)] == [[], both]


def test_a_claim_and_a_date_of_one_promise_stand_together(client, scene):
    claim(scene, 5, level=2)
    moving.ask(scene, at=ago(3), new_due=timezone.localdate() + timedelta(days=90))

    assert waiting(client, scene.representative) == [("Reservorio", True, ["Responder a la fecha que piden"])]
    page = read(client.get(ADDRESS))
    assert page.count("Minera pidió pasar el plazo a") == 2  # what waits, and what changed
    assert client.get(ADDRESS).context["mine"].promised == []


def test_who_saw_less_is_asked_again_once_a_third_party_found_it_complete(client, scene):
    claim(scene, 20)
    verdict(scene, 15, level=2)
    assert waiting(client, scene.representative) == []

    verify(scene, 5, level=3)

    assert waiting(client, scene.representative) == [("Reservorio", True, [])]
    verdict(scene, 1, level=2)
    assert waiting(client, scene.representative) == []


def on_both_ends(scene):
    return scene.member(Role.DELEGATE, scene.company, user=scene.representative)


def kin_of_who_owes(scene):
    scene.community.parent = scene.company
    scene.community.save()


@pytest.mark.parametrize("barred", [on_both_ends, kin_of_who_owes])
def test_nobody_is_asked_for_a_word_that_she_may_not_give(client, scene, barred):
    claim(scene, 3)
    assert waiting(client, scene.representative) == [("Reservorio", True, [])]
    barred(scene)

    assert waiting(client, scene.representative) == []
    lines = client.get(ADDRESS).context["mine"].promised
    assert [(line.may_answer, line.may_claim) for line in lines] == [(False, False)]
    assert client.get(f"/compromisos/{scene.commitment.code}/veredicto/").status_code == 403
    assert f"{scene.commitment.code}/veredicto/" not in client.get(ADDRESS).content.decode()


def test_of_two_delegates_who_has_answered_is_not_asked_again_and_the_other_is(client, scene):
    neighbour = scene.member(Role.REPRESENTATIVE, scene.community)
    verdict(scene, 20, level=2, by=neighbour)
    claim(scene, 10)
    verdict(scene, 5, level=3)

    assert [waiting(client, user) for user in (scene.representative, neighbour)] == [
        [], [("Reservorio", True, [])],
    ]  # fmt: skip


def test_who_owes_is_asked_how_it_stands_once_others_saw_less(client, scene):
    claim(scene, 20)
    assert waiting(client, scene.delegate) == []

    verdict(scene, 10, level=0)

    assert waiting(client, scene.delegate) == [("Reservorio", False, ["Decir cómo está ahora"])]
    assert client.get(ADDRESS).context["mine"].owing == []
    claim(scene, 2)
    assert waiting(client, scene.delegate) == []


def test_a_finding_of_breach_waits_for_the_answer_of_who_owes_with_its_last_day(client):
    scene = Scene(title="Reservorio", due_on=timezone.localdate() - timedelta(days=20))
    found = breaking.breach(scene, at=timezone.now(), observed=PartialDate.on(timezone.localdate()))

    assert waiting(client, scene.delegate) == [("Reservorio", False, ["Responder a lo que se constató"])]
    last = PartialDate.on(timezone.localdate() + timedelta(days=15))
    assert f"El plazo para responder es hasta el {last}." in read(client.get(ADDRESS))

    breaking.reply(scene, found, at=timezone.now())

    assert waiting(client, scene.delegate) == []


def test_a_closing_may_be_objected_to_for_thirty_days_and_says_who_figures_as_agreed(client, scene):
    closing.close(scene, at=ago(29), consents=closing.consents(scene.company, scene.community, paper=signed(scene)))
    client.force_login(scene.representative)

    page = read(client.get(ADDRESS))

    assert "Uno se cerró y aún se puede objetar" in page
    assert "Queda 1 día para objetar" in page
    assert "Figuran de acuerdo, por escrito: Anta, Minera." in page
    assert waiting(client, scene.delegate) == []
    assert client.get(ADDRESS).context["mine"].closed == []

    Commitment.objects.get().transitions.filter(step="cierre").update(at=ago(31))
    client.force_login(scene.representative)
    assert client.get(ADDRESS).context["mine"].closed == []


def signed(scene):
    return closing.signed(scene, scene.company, scene.community, dated="2026-10-05")


def test_on_the_last_day_it_says_so_and_leads_to_the_objection(client, scene):
    closing.close(scene, at=ago(30), consents=closing.consents(scene.company, scene.community, paper=signed(scene)))
    client.force_login(scene.representative)

    response = client.get(ADDRESS)

    assert "Hoy es el último día para objetar" in read(response)
    assert f'href="{reverse("commitment_object", args=[scene.commitment.code])}"' in response.content.decode()


def test_of_what_comes_round_each_period_that_was_declared_waits(client):
    scene = Scene(title="Veterinario", deadline_kind=DeadlineKind.RECURRING, recurs="mensual")
    on = timezone.localdate()
    period = Occurrence.objects.create(commitment=scene.commitment, period=f"{on:%Y-%m}", due_on=on)
    Occurrence.objects.create(commitment=scene.commitment, period="2026-01", due_on=on - timedelta(days=200))
    say(record_claim, scene, scene.company, scene.delegate, level=3, days=0, occurrence=period)

    [(title, question, [label])] = waiting(client, scene.representative)
    assert (title, question, label) == ("Veterinario", False, "Decir si se cumplió")
    here = reverse("period_verdict", args=[scene.commitment.code, period.period])
    assert f'href="{here}"' in client.get(ADDRESS).content.decode()

    say(record_verdict, scene, scene.community, scene.representative, level=2, days=0, occurrence=period)
    assert waiting(client, scene.representative) == []
    assert "Ver sus periodos" in read(client.get(ADDRESS))


def test_what_ended_waits_for_nobody(client, scene):
    claim(scene, 20)
    verdict(scene, 10, level=0)
    Commitment.objects.update(state=State.FULFILLED)

    assert [waiting(client, user) for user in (scene.representative, scene.delegate)] == [[], []]


@pytest.mark.parametrize("count", [1, 3])
def test_all_that_may_wait_costs_the_same_for_one_of_each_and_for_three(client, django_assert_num_queries, count):
    scene = Scene(due_on=timezone.localdate() - timedelta(days=20))
    user = scene.representative
    scene.member(Role.DELEGATE, scene.company, user=scene.member(Role.REPRESENTATIVE, scene.town, user=user))
    first = scene.commitment
    for number in range(count):
        scene.commitment = factories.CommitmentFactory(mesa=scene.mesa, title=f"{number}", due_on=first.due.last)
        scene.duty(scene.company, Duty.LEAD)
        scene.duty(scene.community, Duty.BENEFICIARY)
        breaking.breach(scene, at=ago(1), observed=PartialDate.on(timezone.localdate(ago(1))))
        moving.ask(scene, at=ago(1), new_due=timezone.localdate() + timedelta(days=9))
    for number in range(count):
        scene.commitment = factories.CommitmentFactory(mesa=scene.mesa, title=f"c{number}", due_on=first.due.last)
        scene.duty(scene.company, Duty.LEAD)
        scene.duty(scene.community, Duty.BENEFICIARY)
        paper = signed(scene)
        closing.close(scene, at=ago(2), consents=closing.consents(scene.company, scene.community, paper=paper))
    client.force_login(user)
    client.get(ADDRESS)

    with django_assert_num_queries(56):
        client.get(ADDRESS)
