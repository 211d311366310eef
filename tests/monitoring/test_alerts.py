"""/alertas/: what needs me today, by urgency, nothing twice, each with its next step."""

import pytest

from agreements.choices import Duty, State, Step
from agreements.models import Occurrence, Reschedule, RescheduleAnswer
from conflicts.choices import Role, Sector
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentMark
from tests import factories
from tests.agreements.reading import read
from tests.monitoring.needing import (
    DAY,
    EVERYBODY,
    FAR,
    NOW,
    STAFF,
    TODAY,
    a_scene,
    answered,
    asked_date,
    asked_to_verify,
    breach,
    change,
    claim,
    client_of,
    due,
    ended,
    groups,
    keys,
    late_breach,
    milestone,
    old_claim,
    period,
    session,
    step,
    undated,
    who_sees,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return a_scene()


def test_signed_out_it_leads_to_the_sign_in(client):
    assert client.get("/alertas/").headers["Location"] == "/cuenta/entrar/?next=/alertas/"


def test_nothing_needs_anybody_where_all_is_well(client, scene):
    assert {name: keys(client, getattr(scene, name)) for name in EVERYBODY} == {name: [] for name in EVERYBODY}
    assert "Cuando algo venza, falte un acta" in read(client_of(client, scene.coordinator))
    assert "Las alertas son para quien coordina" in read(client_of(client, scene.observer))


@pytest.mark.parametrize(
    ("cause", "what", "who"),
    [
        ("por-responder", lambda s: claim(s), {"representative"}),
        ("piden-fecha", lambda s: asked_date(s), STAFF | {"representative"}),
        ("por-verificar", lambda s: asked_to_verify(s), {"verifier"}),
        ("sin-descargo", lambda s: late_breach(s), STAFF | {"delegate"}),
        ("en-disputa", lambda s: change(s, state=State.DISPUTED), STAFF | {"delegate", "representative"}),
        ("muy-vencido", lambda s: due(s, -91), STAFF | {"delegate", "representative", "verifier"}),
        ("vencido", lambda s: due(s, -90), STAFF | {"delegate", "representative"}),
        ("periodo-vencido", lambda s: period(s), STAFF | {"delegate", "representative"}),
        ("hito-vencido", lambda s: milestone(s), STAFF | {"delegate", "representative"}),
        ("sin-verificar", lambda s: old_claim(s), STAFF),
        ("por-vencer", lambda s: due(s, 14), STAFF | {"delegate"}),
        ("huerfano", lambda s: ended(s, -1), STAFF | {"representative"}),
        ("quedara-huerfano", lambda s: ended(s, 90), STAFF | {"representative"}),
        ("sin-plazo", lambda s: undated(s), STAFF | {"representative"}),
        ("mandatos", lambda s: ended(s, 60), STAFF | {"representative"}),
        ("actas", lambda s: session(s, 3), STAFF),
        ("mesas-calladas", lambda s: session(s, 60, DocumentMark.SIGNED), STAFF),
    ],
)
def test_each_cause_needs_some_and_nobody_else(client, scene, cause, what, who):
    what(scene)

    assert who_sees(scene, cause) == who


# What was done needs nobody any more


def test_a_date_that_one_accepts_waits_for_the_others(client, scene):
    answered(scene, asked_date(scene), accepts=True)
    assert who_sees(scene, "piden-fecha") == STAFF
    Reschedule.objects.update(accepted_at=NOW, is_unilateral=False)
    assert who_sees(scene, "piden-fecha") == set()


def test_a_date_that_one_refuses_waits_for_nobody(client, scene):
    answered(scene, asked_date(scene), accepts=False)

    assert who_sees(scene, "piden-fecha") == set()


def test_a_date_asked_of_another_deadline_waits_for_nobody(client, scene):
    asked_date(scene)
    due(scene, 200)

    assert who_sees(scene, "piden-fecha") == set()


def test_a_request_to_verify_ends_with_an_independent_finding(client, scene):
    asked_to_verify(scene)
    factories.AssessmentFactory(
        commitment=scene.commitment, party=scene.church, kind="verificacion", level=2, is_independent=True,
        recorded_at=NOW + DAY,
    )  # fmt: skip

    assert who_sees(scene, "por-verificar") == set()


def test_a_breach_that_was_found_needs_no_second_finding(client, scene):
    due(scene, -91)
    breach(scene)
    assert keys(client, scene.verifier) == []


def test_a_breach_that_was_answered_needs_no_answer(client, scene):
    step(scene, Step.REPLIED, assessment=late_breach(scene))

    assert who_sees(scene, "sin-descargo") == set()


def test_a_breach_before_a_date_that_was_accepted_later_needs_no_answer_and_the_next_one_is_found_anew(client, scene):
    late_breach(scene)
    due(scene, 100)

    assert who_sees(scene, "sin-descargo") == set()


def test_of_two_breaches_the_last_one_is_to_be_answered(client, scene):
    late_breach(scene)
    step(scene, Step.REPLIED, assessment=breach(scene))

    assert who_sees(scene, "sin-descargo") == set()


@pytest.mark.parametrize("sector", [Sector.COMPANY, Sector.COMMUNITY])
def test_who_is_not_apart_from_who_owes_or_receives_is_not_sent_to_look(client, scene, sector):
    due(scene, -91)
    asked_to_verify(scene)
    near = factories.PartyFactory(sector=sector, parent=scene.community if sector == Sector.COMMUNITY else None)
    verifier = scene.member(Role.VERIFIER, party=near)

    assert keys(client, verifier) == []
    assert keys(client, scene.verifier) == ["por-verificar"]


def test_who_spoke_for_one_end_is_not_sent_to_look(client, scene):
    due(scene, -91)
    factories.AssessmentFactory(commitment=scene.commitment, party=scene.company, level=1, recorded_by=scene.verifier)

    assert keys(client, scene.verifier) == []


def test_a_date_waits_for_each_of_the_communities_for_which_she_speaks(client, scene):
    """Also where another conflict gives her a voice for the one that has answered."""
    other = factories.PartyFactory(sector=Sector.COMMUNITY)
    factories.CommitmentPartyFactory(commitment=scene.commitment, party=other, duty=Duty.BENEFICIARY)
    factories.MembershipFactory(user=scene.representative, role=Role.REPRESENTATIVE, party=other)
    RescheduleAnswer.objects.create(
        reschedule=asked_date(scene), party=other, accepts=True, recorded_by=scene.registrar, recorded_at=NOW
    )

    assert who_sees(scene, "piden-fecha") == STAFF | {"representative"}


def test_of_what_comes_round_she_answers_for_the_period_that_was_declared(client, scene):
    change(scene, deadline_kind="periodico", due=PartialDate.unknown(), first_due=PartialDate.unknown())
    row = Occurrence.objects.create(
        commitment=scene.commitment, period="2026-01", due_on=FAR, claim_level=3, state=State.CLAIMED
    )
    factories.AssessmentFactory(
        commitment=scene.commitment, occurrence=row, party=scene.company, recorded_by=scene.delegate
    )

    [item] = groups(client, scene.representative)[0].items
    assert item.action_href == f"/compromisos/{scene.commitment.code}/periodos/2026-01/veredicto/"
    assert client.get(item.action_href).status_code == 200


def test_who_declared_it_done_is_not_reminded_of_its_date(client, scene):
    claim(scene)
    due(scene, -5)

    assert who_sees(scene, "vencido") == STAFF  # the community has it among what waits for its word
    assert keys(client, scene.representative) == ["por-responder"]


# Once each


def test_a_commitment_stands_once_under_its_most_urgent_cause_and_names_the_others(client, scene):
    change(scene, state=State.DISPUTED)
    due(scene, -91)
    milestone(scene)
    ended(scene, -1)

    [first] = groups(client, scene.coordinator)
    assert (first.key, first.title.replace("\xa0", " "), first.count) == (
        "en-disputa",
        "Las partes no coinciden en 1",
        1,
    )
    assert [(item.title, item.text) for item in first.items] == [
        (scene.commitment.title, "También: muy vencido, con un hito vencido y sin quien pregunte.")
    ]


def test_what_has_no_deadline_is_told_by_mesa_and_listed_one_by_one_on_its_own_page(client, scene):
    undated(scene)
    more = factories.CommitmentFactory.create_batch(2, mesa=scene.mesa, due_on=None)
    disputed = factories.CommitmentFactory(mesa=scene.mesa, due_on=None, state=State.DISPUTED)

    first, second = groups(client, scene.coordinator)
    assert [item.title for item in first.items] == [disputed.title]
    [item] = second.items
    address = f"/alertas/?grupo=sin-plazo&mesa={scene.mesa.slug}"
    assert (item.title, item.text.replace("\xa0", " "), item.action_href) == (
        scene.mesa.name, "3 compromisos abiertos sin plazo.", address,
    )  # fmt: skip
    [whole] = groups(client, scene.coordinator, address.removeprefix("/alertas/"))
    assert [one.title for one in whole.items] == [scene.commitment.title, *(one.title for one in more)]
    assert [one.action for one in whole.items] == ["Fijar una fecha", "Ver el compromiso", "Ver el compromiso"]


def test_a_long_group_shows_its_most_urgent_and_where_the_rest_is(client, scene):
    late = [factories.CommitmentFactory(mesa=scene.mesa, due_on=TODAY - days * DAY) for days in range(1, 31)]

    [group] = groups(client, scene.coordinator)
    assert (group.count, [item.title for item in group.items]) == (30, [one.title for one in late[:-6:-1]])
    response = client.get(group.href)
    assert [item.title for item in response.context["found"].groups[0].items] == [one.title for one in late[:4:-1]]
    [rest] = groups(client, scene.coordinator, "?grupo=vencido&pagina=2")
    assert [item.title for item in rest.items] == [one.title for one in late[4::-1]]
    assert "?grupo=vencido&amp;pagina=2" in response.content.decode()


def test_the_whole_is_counted_and_one_button_is_pressing(client, scene):
    due(scene, -5)
    session(scene, 3)
    session(scene, 5, DocumentMark.UNSIGNED)
    ended(scene, 30)

    response = client_of(client, scene.coordinator)
    found = response.context["found"]
    assert (found.opening.replace("\xa0", " "), found.total) == ("4 asuntos necesitan de usted hoy", 4)
    assert [item.is_pressing for group in found.groups for item in group.items] == [True, False, False, False]
    assert "no tiene acta" in read(response)
    assert "el acta está sin firmar" in read(response)
