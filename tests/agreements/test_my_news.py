"""What changed since one last looked: read without changing anything, and remembered when one says so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from agreements.choices import Duty, RescheduleReason, State
from agreements.models import LastLook
from agreements.services.assessments import record_claim, record_verdict
from agreements.services.looks import remember_look
from agreements.services.reschedules import answer_reschedule, ask_reschedule
from conflicts.choices import Grade, Role
from conflicts.partial_dates import PartialDate
from tests import factories
from tests.agreements.reading import read
from tests.agreements.scene import Scene, shown
from tests.hostile.inputs import LONG, MARKED, SCRIPT, stored

pytestmark = pytest.mark.django_db

ADDRESS = "/mis-compromisos/"


@pytest.fixture
def scene():
    return Scene(title="Reservorio", due_on=timezone.localdate() + timedelta(days=30))


def ago(days):
    return timezone.now() - timedelta(days=days)


def claimed(scene, *, days, level=3):
    at = ago(days)
    record_claim(
        scene.commitment, party=scene.company, by=scene.delegate, level=level,
        observed=PartialDate.on(timezone.localdate(at)), evidence=[shown(f"{days}".encode())], at=at,
    )  # fmt: skip


def answered(scene, *, days, level=2, by=None, party=None):
    at = ago(days)
    record_verdict(
        scene.commitment, party=party or scene.community, by=by or scene.representative, level=level,
        observed=PartialDate.on(timezone.localdate(at)), at=at,
    )  # fmt: skip


def looked(user, *, days):
    remember_look(by=user, until=ago(days), at=ago(days))


def news(client, user):
    """Lines as they are read: what happened, and what it changed."""
    client.force_login(user)
    found = client.get(ADDRESS).context["news"]
    return [" ".join(filter(None, [line.title, line.text, line.state])) for line in found.lines]


def test_reading_the_page_changes_nothing_however_often(client, scene):
    claimed(scene, days=3)
    client.force_login(scene.representative)
    before = stored()

    pages = [read(client.get(ADDRESS)) for _ in range(3)]

    assert stored() == before
    assert [page.count("Minera dice que cumplió") for page in pages] == [1, 1, 1]
    assert "Qué cambió en los últimos 30 días" in pages[0]


def test_what_others_did_since_is_told_the_latest_first_and_pressing_puts_it_behind(client, scene):
    looked(scene.representative, days=20)
    claimed(scene, days=25, level=1)
    claimed(scene, days=10)
    asked = ask_reschedule(
        scene.commitment, party=scene.company, by=scene.delegate, new_due=date(2027, 6, 30), at=ago(5),
        reason=RescheduleReason.MORE_TIME, note="Faltan cañerías",
    )  # fmt: skip

    assert news(client, scene.representative) == [
        "Reservorio Minera pidió pasar el plazo a: 30 de junio de 2027.",
        "Reservorio Minera dice que cumplió. Pasa a «Declarado cumplido»",
    ]
    page = client.get(ADDRESS)
    response = client.post(ADDRESS, {"until": page.context["at"]})
    assert response.headers["Location"] == ADDRESS
    assert news(client, scene.representative) == []
    assert "Nada cambió desde que dijo «Ya lo vi»" in read(client.get(ADDRESS))

    answer_reschedule(asked, party=scene.community, by=scene.representative, accepts=True)
    assert news(client, scene.delegate) == [
        "Reservorio Anta aceptó el plazo nuevo: 30 de junio de 2027. Cambia el plazo",
    ]


def test_what_came_before_her_own_last_word_on_it_is_no_news_of_it(client, scene):
    looked(scene.representative, days=20)
    claimed(scene, days=10)
    answered(scene, days=5)
    assert news(client, scene.representative) == []

    claimed(scene, days=2)

    assert news(client, scene.representative) == ["Reservorio Minera dice que cumplió."]
    assert LastLook.objects.get(user=scene.representative).at < ago(19)


def test_what_came_while_she_read_stays_new(client, scene):
    client.force_login(scene.representative)
    at = client.get(ADDRESS).context["at"]
    claimed(scene, days=0)

    client.post(ADDRESS, {"until": at})

    assert news(client, scene.representative) == ["Reservorio Minera dice que cumplió. Pasa a «Declarado cumplido»"]


def test_another_delegate_reads_the_answer_of_her_neighbour_and_another_community_only_what_the_party_says(
    client, scene
):
    other = factories.PartyFactory(short_name="Bamba")
    scene.duty(other, Duty.BENEFICIARY)
    neighbour = scene.member(Role.REPRESENTATIVE, scene.community)
    of_bamba = scene.member(Role.REPRESENTATIVE, other)
    for user in (neighbour, of_bamba):
        looked(user, days=20)
    answered(scene, days=6, level=2)
    answered(scene, days=4, level=3, by=scene.member(Role.REPRESENTATIVE, scene.community))

    assert news(client, neighbour) == [
        "Reservorio Una persona de Anta dice: sí.",
        "Reservorio Anta dice: a medias. Pasa a «En ejecución»",
    ]
    assert news(client, of_bamba) == ["Reservorio Anta dice: a medias. Pasa a «En ejecución»"]


def test_what_became_internal_and_what_is_of_others_is_no_news(client, scene):
    looked(scene.representative, days=20)
    claimed(scene, days=3)
    elsewhere = Scene(title="De otros")
    claimed(elsewhere, days=3)
    type(scene.commitment).objects.filter(pk=scene.commitment.pk).update(grade=Grade.INTERNAL)

    assert news(client, scene.representative) == []


def test_many_new_promises_are_one_line_and_a_session_another(client, scene):
    looked(scene.representative, days=20)
    for number in range(3):
        row = factories.CommitmentFactory(mesa=scene.mesa, title=f"Nuevo {number}")
        factories.CommitmentPartyFactory(commitment=row, party=scene.community, duty=Duty.BENEFICIARY)
        row.transitions.create(step="registro", to_state=State.PENDING, by=scene.registrar, at=ago(2))
    session = factories.SessionFactory(mesa=scene.mesa, logged_by=scene.registrar, logged_at=ago(1))

    assert news(client, scene.representative) == [
        f"{session} Se registró una sesión de {scene.mesa.name}.",
        f"{scene.mesa.name} Se registraron 3 compromisos nuevos.",
    ]


@pytest.mark.parametrize("value", ["", "ayer", SCRIPT, LONG, MARKED, "2026-02-31T00:00:00", "9" * 40])
def test_a_moment_that_is_none_is_told_and_nothing_is_remembered(client, scene, value):
    client.force_login(scene.representative)
    before = stored()

    response = client.post(ADDRESS, {"until": value})

    assert (response.status_code, stored() == before) == (200, True)
    assert "Vuelva a pulsar «Ya lo vi»" in read(response)
    assert SCRIPT not in response.content.decode()


@pytest.mark.parametrize(
    "value", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00", "2999-01-01"]
)
def test_no_moment_is_remembered_that_is_to_come_or_lost_in_time(client, scene, value):
    client.force_login(scene.representative)

    response = client.post(ADDRESS, {"until": value})

    assert response.status_code == 302
    assert ago(367) < LastLook.objects.get(user=scene.representative).at <= timezone.now()


def test_a_look_never_goes_back_and_is_ones_own(scene):
    remember_look(by=scene.delegate, until=datetime(2026, 11, 20, tzinfo=UTC), at=datetime(2026, 11, 24, tzinfo=UTC))
    remember_look(by=scene.delegate, until=datetime(2026, 11, 1, tzinfo=UTC), at=datetime(2026, 11, 24, tzinfo=UTC))

    assert list(LastLook.objects.values_list("user", "at")) == [
        (scene.delegate.pk, datetime(2026, 11, 20, tzinfo=UTC)),
    ]
