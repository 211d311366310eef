"""What is handed on: only what anybody may read, in a text to copy, a link that opens WhatsApp, and on paper."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from agreements.choices import AssessmentKind, Duty, Record
from agreements.models import Commitment
from agreements.services.assessments import record_claim, record_verdict
from agreements.showing.sharing import is_public
from conflicts.choices import Grade, Role
from conflicts.partial_dates import PartialDate
from conflicts.wording import in_short
from tests import factories
from tests.agreements.reading import read
from tests.agreements.scene import Scene, shown

pytestmark = pytest.mark.django_db

MINE = "/mis-compromisos/"
SECRET = "Lo vi con Rosa"


def ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def scene():
    scene = Scene(title="Agua & desagüe «100 %»", code="ANT-2020-01", due_on=timezone.localdate() - timedelta(days=41))
    at = ago(60)
    record_claim(
        scene.commitment, party=scene.company, by=scene.delegate, level=3, at=at,
        observed=PartialDate.on(timezone.localdate(at)), evidence=[shown()],
    )  # fmt: skip
    record_verdict(
        scene.commitment, party=scene.community, by=scene.representative, level=2, at=ago(40), note=SECRET,
        observed=PartialDate.on(timezone.localdate(ago(40))),
    )  # fmt: skip
    return scene


def shared(response):
    """The text behind the link, having made sure that the link and the text to copy are one."""
    page = response.content.decode()
    share = response.context.get("share") or response.context["receipt"]["share"]
    parts = urlsplit(share.href)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/")
    assert parse_qs(parts.query) == {"text": [share.text]}
    assert f'href="{share.href}" rel="noopener noreferrer"' in page
    return share.text


@pytest.mark.parametrize("who", [None, "observer", "representative", "coordinator", "admin"])
def test_everybody_hands_on_the_same_words_those_that_anybody_may_read(client, scene, who):
    if who:
        client.force_login(getattr(scene, who))
    claimed, month = ago(60), ago(40)

    text = shared(client.get("/compromisos/ANT-2020-01/"))

    title, said, where = text.split("\n")
    assert title == "Agua & desagüe «100 %» (ANT-2020-01)"
    assert said.startswith(f"La empresa dice que cumplió ({PartialDate.on(timezone.localdate(claimed)).earliest.day} ")
    assert f"La comunidad dice: a medias ({spoken(month)})." in said
    assert "Venció hace 41 días" in said
    assert where.endswith(": http://testserver/compromisos/ANT-2020-01/")
    assert SECRET not in text


def spoken(moment):
    """Its month, as in short."""
    day = timezone.localdate(moment)
    return in_short(PartialDate.month(day.year, day.month))


@pytest.mark.parametrize(("grade", "mesa"), [(Grade.MEMBERS, Grade.PUBLIC), (Grade.INTERNAL, Grade.PUBLIC)])
def test_what_not_everybody_may_read_offers_nothing_to_hand_on(client, scene, grade, mesa):
    Commitment.objects.update(grade=grade)
    client.force_login(scene.coordinator)

    response = client.get("/compromisos/ANT-2020-01/")

    assert (response.status_code, response.context["share"]) == (200, None)
    assert "wa.me" not in response.content.decode()


def test_the_rule_is_that_of_who_is_not_signed_in():
    for grade in Grade.values:
        for of_mesa in Grade.values:
            factories.CommitmentFactory(mesa=factories.MesaFactory(grade=of_mesa), grade=grade)

    public = {one.pk for one in Commitment.objects.select_related("mesa") if is_public(one)}

    assert public == set(Commitment.objects.visible_to(AnonymousUser()).values_list("pk", flat=True))
    assert len(public) == 1


def test_of_what_only_sources_tell_the_words_of_the_sources_are_handed_on(client, scene):
    Commitment.objects.update(record=Record.SOURCES, ref="C-1")
    client.force_login(scene.coordinator)

    assert "la única fuente es la de la firma" in shared(client.get("/compromisos/ANT-2020-01/")).lower()


def test_the_receipt_has_its_number_what_was_added_the_way_to_the_next_and_nothing_of_it_in_what_is_shared(
    client, scene
):
    other = factories.CommitmentFactory(mesa=scene.mesa, title="Botiquín")
    factories.CommitmentPartyFactory(commitment=other, party=scene.company, duty=Duty.LEAD)
    factories.CommitmentPartyFactory(commitment=other, party=scene.community, duty=Duty.BENEFICIARY)
    record_claim(
        other, party=scene.company, by=scene.delegate, level=3, observed=PartialDate.on(timezone.localdate()),
        evidence=[shown(b"otra")],
    )  # fmt: skip
    said = scene.commitment.assessments.get(kind=AssessmentKind.VERDICT)
    client.force_login(scene.representative)

    response = client.get(f"/compromisos/ANT-2020-01/veredicto/?recibo={said.pk}")

    page = read(response)
    assert f"ANT-2020-01-{said.pk}" in page
    assert SECRET in page
    assert "Responder otro: Botiquín" in page
    assert "Imprimir el recibo" in page
    assert SECRET not in shared(response)


def test_the_list_hands_on_what_is_public_of_it_with_each_address(client, scene):
    kept = factories.CommitmentFactory(mesa=scene.mesa, title="Lo reservado", grade=Grade.MEMBERS)
    factories.CommitmentPartyFactory(commitment=kept, party=scene.community, duty=Duty.BENEFICIARY)
    client.force_login(scene.representative)

    text = shared(client.get(MINE))

    head, line = text.split("\n")
    assert head.startswith("Lo que le prometieron a Anta, al ")
    assert line == ("- Agua & desagüe «100 %». Venció hace 41 días. http://testserver/compromisos/ANT-2020-01/")


def test_a_list_names_no_party_that_stands_on_nothing_that_anybody_may_see(client, scene):
    hidden = factories.PartyFactory(short_name="Reservada")
    factories.MembershipFactory(user=scene.representative, role=Role.REPRESENTATIVE, party=hidden)
    client.force_login(scene.representative)

    assert "Reservada" not in shared(client.get(MINE))


def test_who_owes_hands_on_no_list(client, scene):
    client.force_login(scene.delegate)

    assert client.get(MINE).context["share"] is None


def test_the_sheet_for_the_wall_leaves_out_what_is_not_public_and_the_days_of_verdicts(client, scene):
    kept = factories.CommitmentFactory(mesa=scene.mesa, title="Lo reservado", grade=Grade.MEMBERS)
    factories.CommitmentPartyFactory(commitment=kept, party=scene.community, duty=Duty.BENEFICIARY)
    nobody = scene.member(Role.REPRESENTATIVE, factories.PartyFactory(short_name="Nadie"))
    factories.SessionFactory(mesa=scene.mesa, next_day=PartialDate.on(date(2099, 1, 15)))
    client.force_login(scene.representative)

    sheets = {name: client.get(f"{MINE}?hoja={name}") for name in ("publica", "todo", "<script>", "")}

    told = {name: [line.commitment.title for line in sheet.context["sheet"].lines] for name, sheet in sheets.items()}
    public = ["Agua & desagüe «100 %»"]
    assert told == {"publica": public, "todo": [*public, "Lo reservado"], "<script>": public, "": public}
    page, whole = read(sheets["publica"]), read(sheets["todo"])
    assert "se dejó fuera 1 compromiso" in page
    assert "Lo reservado" not in page
    assert "La comunidad dice: a medias" in page
    day = in_short(timezone.localdate(ago(40)))
    assert (spoken(ago(40)) in page, day in page, day in whole) == (True, False, True)
    assert f"Próxima sesión de {scene.mesa.name}: 15 de enero de 2099." in page
    assert "Lleva 1 compromiso que no es público." in whole
    assert "No es público" in whole
    assert sheets["publica"].context["sheet"].address.endswith(f"/actores/{scene.community.slug}/")
    client.force_login(nobody)
    assert "Nada que poner en la hoja." in read(client.get(f"{MINE}?hoja=publica"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_costs_the_same_for_one_or_many(client, django_assert_num_queries, scene, count):
    for number in range(count):
        row = factories.CommitmentFactory(mesa=scene.mesa, title=f"Becas {number}")
        factories.CommitmentPartyFactory(commitment=row, party=scene.community, duty=Duty.BENEFICIARY)
    client.force_login(scene.representative)
    client.get(MINE)

    with django_assert_num_queries(20):
        client.get(f"{MINE}?hoja=publica")
