"""/alertas/: the steps to which it leads, whose it is, how much it costs, and its number in the menu."""

import pytest
from django.core.cache import cache

from agreements.choices import Duty, State, Step
from conflicts.choices import Grade, Role
from conflicts.partial_dates import PartialDate
from mesas.choices import EndKind
from tests import factories
from tests.agreements.reading import read
from tests.monitoring.needing import (
    DAY,
    TODAY,
    a_scene,
    asked_date,
    asked_to_verify,
    breach,
    change,
    claim,
    due,
    groups,
    keys,
    late_breach,
    milestone,
    period,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return a_scene()


# Steps that open


@pytest.mark.parametrize(
    ("what", "steps"),
    [
        (lambda s: due(s, -91), {
            "coordinator": ("Proponer constatar incumplimiento", "pedir-verificacion/"),
            "delegate": ("Decir qué se hizo", "declarar/"),
            "representative": ("Requerir por escrito", "requerir/"),
            "verifier": ("Constatar el incumplimiento", "incumplimiento/"),
        }),
        (lambda s: due(s, -5), {
            "coordinator": ("Registrar lo que informe", "declarar/"),
            "delegate": ("Decir qué se hizo", "declarar/"),
            "representative": ("Decir si se cumplió", "veredicto/"),
        }),
        (lambda s: change(s, state=State.DISPUTED), {
            "registrar": ("Pedir una verificación", "pedir-verificacion/"),
            "delegate": ("Pedir una verificación", "pedir-verificacion/"),
        }),
        (lambda s: claim(s), {"representative": ("Decir si se cumplió", "veredicto/")}),
        (lambda s: late_breach(s), {"delegate": ("Responder a lo constatado", "descargo/")}),
        (lambda s: asked_to_verify(s), {"verifier": ("Registrar lo que vio", "verificar/")}),
        (lambda s: period(s), {
            "registrar": ("Registrar lo que informe", "periodos/2026-01/declarar/"),
            "delegate": ("Decir qué se hizo", "periodos/2026-01/declarar/"),
            "representative": ("Decir si se cumplió", "periodos/2026-01/veredicto/"),
        }),
        (lambda s: milestone(s), {
            "coordinator": ("Mostrar que se alcanzó", "hitos/1/alcanzar/"),
            "delegate": ("Mostrar que se alcanzó", "hitos/1/alcanzar/"),
            "representative": ("Requerir por escrito", "requerir/"),
        }),
    ],
)  # fmt: skip
def test_the_step_is_hers_to_take_and_its_page_opens(client, scene, what, steps):
    what(scene)

    for name, (label, page) in steps.items():
        item = groups(client, getattr(scene, name))[0].items[0]
        assert (item.action, item.action_href) == (label, f"/compromisos/{scene.commitment.code}/{page}")
        assert client.get(item.action_href).status_code == 200


@pytest.mark.parametrize(
    ("what", "step_left"),
    [
        (lambda s: (due(s, -91), asked_to_verify(s)), ("Registrar lo que informe", "declarar/")),
        (
            lambda s: (due(s, -91), step(s, Step.REPLIED, assessment=breach(s))),
            ("Registrar lo que informe", "declarar/"),
        ),
        (lambda s: (change(s, state=State.DISPUTED), asked_to_verify(s)), ("Anotar cómo se resolvió", "resolver/")),
    ],
    ids=["asked already", "found already", "disputed and asked"],
)
def test_nobody_is_sent_to_ask_for_what_was_asked_or_found_already(client, scene, what, step_left):
    what(scene)

    item = groups(client, scene.coordinator)[0].items[0]
    assert (item.action, item.action_href) == (step_left[0], f"/compromisos/{scene.commitment.code}/{step_left[1]}")
    assert client.get(item.action_href).status_code == 200


def test_a_date_asked_for_is_answered_on_its_own_page(client, scene):
    asked = asked_date(scene)

    [item] = groups(client, scene.representative)[0].items
    assert item.action_href == f"/compromisos/{scene.commitment.code}/reprogramaciones/{asked.pk}/aceptar/"
    assert client.get(item.action_href).status_code == 200


# Whose, and how much it costs


def test_only_what_she_may_see_of_her_own_conflicts(client, scene):
    due(scene, -5)
    factories.CommitmentFactory(mesa__conflict=factories.ConflictFactory(), due_on=TODAY - DAY)
    hidden = factories.CommitmentFactory(mesa=scene.mesa, due_on=TODAY - DAY, grade=Grade.INTERNAL)
    factories.CommitmentPartyFactory(commitment=hidden, party=scene.community, duty=Duty.BENEFICIARY)

    assert [item.title for item in groups(client, scene.representative)[0].items] == [scene.commitment.title]
    assert len(groups(client, scene.coordinator)[0].items) == 2
    ended_role = scene.member(Role.COORDINATOR, ends_on=TODAY - DAY)
    assert keys(client, ended_role) == []


def test_an_unknown_group_or_mesa_shows_everything_or_nothing_hidden(client, scene):
    due(scene, -5)

    assert [group.key for group in groups(client, scene.coordinator, "?grupo=nada")] == ["vencido"]
    assert groups(client, scene.coordinator, "?grupo=sin-plazo")[0].items == []
    assert "Ver todas las alertas" in read(client.get("/alertas/?grupo=sin-plazo&mesa=xx&pagina=zz"))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [("coordinator", 42), ("representative", 50), ("verifier", 36)])
def test_it_costs_the_same_for_one_or_many(client, scene, count, role, queries, django_assert_num_queries):
    for number in range(count):
        late = factories.CommitmentFactory(mesa=scene.mesa, due_on=TODAY - (95 + number) * DAY, claim_level=2)
        factories.CommitmentPartyFactory(commitment=late, party=scene.company)
        factories.CommitmentPartyFactory(commitment=late, party=scene.community, duty=Duty.BENEFICIARY)
        mesa = factories.MesaFactory(conflict=scene.conflict)
        factories.MandateFactory(
            mesa=mesa, starts=PartialDate.year(2020), ends=PartialDate.on(TODAY + 5 * DAY), end_kind=EndKind.STATED
        )
        factories.SessionFactory(mesa=mesa, day=PartialDate.on(TODAY - 70 * DAY))
        factories.CommitmentFactory(mesa=mesa, due_on=None)
    client.force_login(getattr(scene, role))
    client.get("/alertas/")

    with django_assert_num_queries(queries):
        client.get("/alertas/")


# In the menu


def test_the_menu_says_how_many_and_counts_anew_after_a_while(client, scene, settings):
    settings.MESAS_ALERTS_MINUTES = 10
    cache.clear()
    due(scene, -5)
    client.force_login(scene.coordinator)

    assert "Alertas <b>1</b>" in client.get("/mesas/").content.decode()
    due(scene, 200)
    assert "Alertas <b>1</b>" in client.get("/mesas/").content.decode()  # not yet counted anew
    client.get("/alertas/")
    assert "Alertas <b>" not in client.get("/mesas/").content.decode()
    client.logout()
    assert "Alertas" not in client.get("/mesas/").content.decode()
    cache.clear()
