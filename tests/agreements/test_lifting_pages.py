"""The pages that object, reopen and settle: what is asked, what is kept, what follows."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.choices import Duty, State, Step
from agreements.models import Transition
from conflicts.choices import Role
from tests import factories
from tests.agreements.closing import close, consents, new_paper, signed
from tests.agreements.filling import TODAY, pages, paper, send
from tests.agreements.scene import Scene, shown
from tests.agreements.speaking import claim, verdict, verification
from tests.hostile.reading import Page
from tests.mesas import files

pytestmark = pytest.mark.django_db


# Objecting and reopening


def test_who_receives_objects_with_one_button(client):
    scene = Scene()
    close(scene, at=timezone.now(), reason="Ya no hace falta.")
    client.force_login(scene.representative)

    page = client.get(pages(scene)[1])
    assert set(Page(page).controls) == {"reason", "version"}
    assert "Ya no hace falta." in page.content.decode()
    answer = send(client, scene, "commitment_object", by="representative")

    assert (answer.status_code, scene.fresh().state) == (302, State.PENDING)
    words = client.get(answer.headers["Location"]).content.decode()
    assert "El cierre quedó sin efecto. El compromiso vuelve a «Pendiente»" in words


def test_the_register_brings_the_paper_of_who_objects(client):
    scene = Scene()
    close(scene, at=timezone.now())

    answer = send(client, scene, "commitment_object", by="registrar")
    assert "indique la carta, acta de asamblea o nota de llamada" in Page(answer).fault("document")
    typed = {
        "paper_kind": "nota-de-llamada", "paper_title": "Llamada", "paper_dated_day": TODAY.day,
        "paper_dated_month": TODAY.month, "paper_dated_year": TODAY.year,
    }  # fmt: skip
    assert send(client, scene, "commitment_object", by="registrar", **typed).status_code == 302
    assert Transition.objects.get(step=Step.OBJECTED).documents.get().title == "Llamada"


def test_who_represents_two_says_for_which(client):
    scene = Scene()
    neighbours = factories.PartyFactory(short_name="Bamba")
    scene.duty(neighbours, Duty.BENEFICIARY)
    scene.member(Role.REPRESENTATIVE, neighbours, user=scene.representative)
    close(scene, at=timezone.now(), consents=consents(scene.company, scene.community, neighbours, paper=new_paper()))

    assert "Diga en nombre de quién habla." in Page(
        send(client, scene, "commitment_object", by="representative")
    ).fault("party")
    send(client, scene, "commitment_object", by="representative", party=neighbours.pk)
    assert Transition.objects.get(step=Step.OBJECTED).party == neighbours


def long_closed(days):
    scene = Scene()
    when = timezone.now() - datetime.timedelta(days=days)
    long_ago = (when - datetime.timedelta(days=1)).date().isoformat()
    close(scene, at=when, consents=consents(scene.company, scene.community, paper=new_paper(dated=long_ago)))
    return scene


def test_after_thirty_days_the_page_leads_to_reopening_and_before_them_to_objecting(client):
    late, soon = long_closed(31), long_closed(30)
    client.force_login(late.representative)
    page = client.get(pages(late)[1]).content.decode()
    assert "El cierre podía objetarse hasta el" in page
    assert reverse("commitment_reopen", args=[late.commitment.code]) in page

    client.force_login(soon.representative)
    page = client.get(pages(soon)[2]).content.decode()
    assert "basta con que quien recibe objete el cierre" in page
    assert reverse("commitment_object", args=[soon.commitment.code]) in page


def test_it_is_reopened_for_an_error_or_with_what_is_new(client):
    scene = long_closed(40)

    answer = send(client, scene, "commitment_reopen", by="verifier", why="evidencia", reason="Hay fotos.")
    assert "Agregue la evidencia nueva" in Page(answer).fault("evidence")
    answer = send(client, scene, "commitment_reopen", by="verifier")
    assert Page(answer).fault("why") == "Elija una respuesta."
    typed = {"why": "evidencia", "reason": "Hay fotos.", "evidence": files.upload(files.photo())}
    assert send(client, scene, "commitment_reopen", by="verifier", **typed).status_code == 302
    row = Transition.objects.get(step=Step.REOPENED)
    assert (row.party, row.evidence.supplied_by, scene.fresh().state) == (scene.church, scene.church, State.PENDING)


def test_the_coordinator_reopens_an_error_in_nobodys_name(client):
    scene = long_closed(40)

    send(client, scene, "commitment_reopen", why="error", reason="Era otro compromiso.")

    assert Transition.objects.get(step=Step.REOPENED).party is None


# Settling


@pytest.fixture
def disputed():
    scene = Scene()
    claim(scene, evidence=[shown(b"1")])
    verdict(scene)
    return scene


def test_one_paper_of_both_settles_it(client, disputed):
    answer = send(
        client, disputed, "commitment_settle", by="registrar", level="2", sure="on",
        **paper(disputed.company, disputed.community),
    )  # fmt: skip

    assert answer.status_code == 302
    row = Transition.objects.get(step=Step.SETTLED)
    assert (row.level, row.day.last, disputed.fresh().state) == (2, TODAY, State.IN_PROGRESS)


def test_what_settles_it_is_asked_beside_its_field(client, disputed):
    month = {"dated_day": ""}

    answer = send(client, disputed, "commitment_settle", **paper(disputed.company, **month))

    page = Page(answer)
    assert page.fault("level") == "Elija una respuesta."
    assert page.fault("paper_1_dated_day") == "Escriba el día, el mes y el año."
    assert page.fault("sure") != ""
    answer = send(client, disputed, "commitment_settle", level="2", sure="on", **paper(disputed.company))
    assert Page(answer).fault("paper_1_signers") == "Falta el documento con que está de acuerdo: Anta."


def test_a_paper_on_record_that_all_signed_is_offered_and_of_one_it_is_not(client, disputed):
    both = signed(disputed, disputed.company, disputed.community, title="Acuerdo de las dos partes", dated="2026-11-20")
    one = signed(disputed, disputed.company, title="Carta de una sola")
    client.force_login(disputed.registrar)

    page = client.get(pages(disputed)[3]).content.decode()
    assert both.title in page
    assert one.title not in page
    send(client, disputed, "commitment_settle", level="1", sure="on", signed_all=both.pk)
    assert list(Transition.objects.get(step=Step.SETTLED).documents.all()) == [both]


def test_by_whom_both_named(client, disputed):
    assert "?por=verificador" not in client_page(client, disputed)
    finding = verification(disputed, level=1)
    assert "?por=verificador" in client_page(client, disputed)

    query = "?por=verificador"
    answer = send(client, disputed, "commitment_settle", query=query, sure="on")
    assert "obligatorio" in Page(answer).fault("verification")
    send(
        client, disputed, "commitment_settle", query=query, sure="on", verification=finding.pk,
        **paper(disputed.company), **paper(disputed.community, number=2),
    )  # fmt: skip
    row = Transition.objects.get(step=Step.SETTLED)
    assert (row.by_verifier, row.level, row.documents.count()) == (True, 1, 2)


def client_page(client, scene):
    client.force_login(scene.registrar)
    return client.get(pages(scene)[3]).content.decode()
