"""One's own page: what waits for one's word, in order of urgency, with the same queries for one and for many."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.choices import DeadlineKind, Duty, Kind, Record, State
from agreements.services.assessments import record_claim, record_verdict
from conflicts.choices import Grade, Role, Sector
from conflicts.partial_dates import PartialDate
from tests import factories
from tests.agreements.reading import read
from tests.agreements.scene import Scene, shown

pytestmark = pytest.mark.django_db

ADDRESS = "/mis-compromisos/"


def owed(scene, title, *, due=None, **more):
    """Another promise of the company to the community, due in so many days."""
    on = timezone.localdate()
    row = factories.CommitmentFactory(
        mesa=scene.mesa, title=title, due_on=None if due is None else on + timedelta(days=due), **more
    )
    factories.CommitmentPartyFactory(commitment=row, party=scene.company, duty=Duty.LEAD)
    factories.CommitmentPartyFactory(commitment=row, party=scene.community, duty=Duty.BENEFICIARY)
    return row


def claimed(scene, row, *, days_ago=10, level=3):
    at = timezone.now() - timedelta(days=days_ago)
    record_claim(
        row, party=scene.company, by=scene.delegate, level=level, observed=PartialDate.on(timezone.localdate(at)),
        evidence=[shown(f"{row.pk} {days_ago}".encode())], at=at,
    )  # fmt: skip


def answered(scene, row, *, days_ago=5, level=2):
    at = timezone.now() - timedelta(days=days_ago)
    record_verdict(
        row, party=scene.community, by=scene.representative, level=level,
        observed=PartialDate.on(timezone.localdate(at)), at=at,
    )  # fmt: skip


def seen(client, user, query=""):
    """Titles of each band: waiting, promised, owing."""
    client.force_login(user)
    found = client.get(ADDRESS + query).context["mine"]
    return {name: [line.commitment.title for line in getattr(found, name)] for name in ("waiting", "promised", "owing")}


def test_signed_out_one_is_asked_to_sign_in(client):
    assert client.get(ADDRESS).headers["Location"] == f"{reverse('account_login')}?next={ADDRESS}"


def test_what_waits_for_ones_word_comes_first_and_the_rest_by_urgency(client):
    scene = Scene(title="Reservorio")
    late, later = owed(scene, "Becas", due=-118), owed(scene, "Botiquín", due=-20)
    said, again = owed(scene, "Agua", due=-141), owed(scene, "Puente", due=-2)
    owed(scene, "Veterinario")
    owed(scene, "Cerco", due=3)
    owed(scene, "Posta", due=-500, state=State.FULFILLED)
    for row in (late, later, said):
        claimed(scene, row)
    answered(scene, said)
    answered(scene, again, days_ago=20, level=0)
    claimed(scene, again, days_ago=10)

    assert seen(client, scene.representative) == {
        "waiting": ["Becas", "Botiquín", "Puente"],
        "promised": ["Agua", "Cerco", "Reservorio", "Veterinario"],
        "owing": [],
    }


def test_a_claim_of_nothing_and_a_recurring_debt_ask_for_no_word(client):
    scene = Scene(title="Reservorio", due_on=timezone.localdate())
    claimed(scene, scene.commitment, level=0)
    recurring = owed(scene, "Monitoreo", due=5)
    claimed(scene, recurring)
    type(recurring).objects.filter(pk=recurring.pk).update(deadline_kind=DeadlineKind.RECURRING)

    assert seen(client, scene.representative)["waiting"] == []


def test_a_delegate_sees_what_is_owed_and_others_an_empty_page_that_says_why(client):
    scene = Scene(title="Reservorio")

    assert seen(client, scene.delegate) == {"waiting": [], "promised": [], "owing": ["Reservorio"]}
    for user, words in (
        (scene.coordinator, "Usted coordina o registra"),
        (scene.observer, "Usted no habla en nombre de una comunidad"),
        (scene.stranger, "Usted no habla en nombre de una comunidad"),
    ):
        client.force_login(user)
        assert words in client.get(ADDRESS).content.decode()


def test_not_doing_something_asks_for_no_progress_and_is_never_late(client):
    scene = Scene(title="Reservorio")
    for title, due in (("No abrir otro tajo", 5), ("No cercar el camino", -5)):
        owed(scene, title, due=due, kind=Kind.ABSTENTION)

    client.force_login(scene.delegate)
    page = read(client.get(ADDRESS))
    words = ("Declarar avance", "Decir si se respetó", "Vence", "Rige hasta", "El periodo terminó hace 5")
    assert [page.count(one) for one in words] == [1, 1, 1, 1, 1]  # the first and the third: of the reservoir
    client.force_login(scene.representative)
    assert client.get(ADDRESS).context["mine"].late == 0


def test_what_only_sources_tell_is_not_called_late(client):
    scene = Scene(title="Reservorio")
    owed(scene, "Becas", due=-5, record=Record.SOURCES)
    owed(scene, "Agua", due=-5)

    client.force_login(scene.representative)
    assert client.get(ADDRESS).context["mine"].late == 1


def test_a_community_at_a_table_that_names_no_beneficiary_receives_with_all(client):
    scene = Scene(title="Reservorio")
    scene.commitment.duties.filter(duty=Duty.BENEFICIARY).delete()
    assert seen(client, scene.representative)["promised"] == []

    factories.SeatFactory(mesa=scene.mesa, party=scene.community)

    assert seen(client, scene.representative)["promised"] == ["Reservorio"]


def test_an_heir_inherits_the_page_and_a_role_on_one_conflict_opens_no_other(client):
    scene, elsewhere = Scene(title="Reservorio"), Scene(title="Otro")
    heir = factories.PartyFactory()
    scene.community.succeeded_by = heir
    scene.community.save()
    its_own = scene.member(Role.REPRESENTATIVE, heir)
    factories.CommitmentPartyFactory(commitment=elsewhere.commitment, party=scene.community, duty=Duty.BENEFICIARY)
    claimed(scene, scene.commitment)

    assert seen(client, its_own)["waiting"] == ["Reservorio"]
    assert seen(client, scene.representative)["waiting"] == ["Reservorio"]


def test_what_became_internal_leaves_the_page(client):
    scene = Scene(title="Reservorio", grade=Grade.INTERNAL)

    assert seen(client, scene.representative)["promised"] == []


def test_the_three_answers_lead_to_the_question_with_the_answer_tapped(client):
    scene = Scene()
    claimed(scene, scene.commitment)
    client.force_login(scene.representative)

    page = client.get(ADDRESS).content.decode()

    ask = reverse("commitment_verdict", args=[scene.commitment.code])
    assert [f'href="{ask}?respuesta={answer}"' in page for answer in ("si", "a-medias", "no")] == [True] * 3


def test_many_are_shown_in_pages(client):
    scene = Scene(title="Compromiso 00", due_on=timezone.localdate())
    for number in range(1, 18):
        owed(scene, f"Compromiso {number:02}", due=number)

    assert seen(client, scene.representative)["promised"] == [f"Compromiso {number:02}" for number in range(15)]
    assert seen(client, scene.representative, "?pagina=2")["promised"] == [f"Compromiso {n:02}" for n in (15, 16, 17)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_or_many(client, django_assert_num_queries, count):
    scene = Scene()
    scene.member(Role.DELEGATE, scene.town, user=scene.representative)
    type(scene.town).objects.filter(pk=scene.town.pk).update(sector=Sector.DISTRICT)
    claimed(scene, scene.commitment)
    for number in range(count):
        claimed(scene, owed(scene, f"Becas {number}", due=-number))
        answered(scene, owed(scene, f"Agua {number}", due=number))
        debt = owed(scene, f"Terreno {number}")
        factories.CommitmentPartyFactory(commitment=debt, party=scene.town, duty=Duty.CO_OBLIGOR)
    client.force_login(scene.representative)
    client.get(ADDRESS)

    with django_assert_num_queries(51):
        client.get(ADDRESS)
