"""`/cierres/`: every closed commitment in exactly one public list, with who agreed, why, and for how long to object."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.choices import CLOSED_STATES, State
from agreements.models import Commitment
from conflicts.choices import Grade
from tests import factories
from tests.agreements.closing import another, close, consents, new_paper, objection, reopening, replace
from tests.agreements.reading import read
from tests.agreements.scene import Scene
from tests.agreements.speaking import verification

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAYS = datetime.timedelta(days=1)


def listed(client, **asked):
    response = client.get(reverse("closure_list"), asked)
    assert response.status_code == 200
    return [row.commitment.code for row in response.context["rows"]]


def ended(code, closes_as=State.WITHDRAWN, at=NOW, **more):
    scene = Scene(code=code, title=f"Agua {code}", **more)
    if closes_as == State.REPLACED:
        replace(scene, another(scene, code=f"{code}-N"), at=at)
    else:
        paper = new_paper(dated=(at - DAYS).date().isoformat())
        close(scene, closes_as, at=at, consents=consents(scene.company, scene.community, paper=paper))
    return scene


def test_each_closed_commitment_is_in_exactly_one_list(client):
    for number, state in enumerate(CLOSED_STATES):
        ended(f"C-{number}", state, at=NOW - number * DAYS)
    lifted = ended("C-9")
    objection(lifted, at=NOW)
    Scene(code="C-OPEN")

    lists = {state: listed(client, estado=state.value) for state in CLOSED_STATES}

    assert lists == {state: [f"C-{number}"] for number, state in enumerate(CLOSED_STATES)}
    assert listed(client) == ["C-0", "C-1", "C-2", "C-3"]
    assert sorted(code for codes in lists.values() for code in codes) == sorted(
        Commitment.objects.filter(state__in=CLOSED_STATES).values_list("code", flat=True)
    )
    assert listed(client, estado="levantado") == ["C-9"]


def test_the_tabs_count_each_list_under_the_other_filters(client):
    ended("C-1")
    other = ended("C-2", State.CLOSED_UNMET)
    objection(ended("C-3"), at=NOW)

    tabs = client.get(reverse("closure_list"), {"mesa": other.mesa.slug}).context["tabs"]

    assert [tab["label"] for tab in tabs] == [
        "Todos (1)", "Cerrado con cumplimiento parcial (0)", "Reemplazado (0)", "Retirado de común acuerdo (0)",
        "Cerrado sin cumplimiento (1)", "Objetados o reabiertos (0)",
    ]  # fmt: skip
    assert [tab["is_current"] for tab in tabs] == [True, False, False, False, False, False]
    assert tabs[4]["href"] == f"/cierres/?mesa={other.mesa.slug}&estado=cerrado-sin-cumplimiento"


def test_a_line_says_who_owed_who_agreed_why_when_and_how_long_one_may_object(client):
    ended("C-1", State.CLOSED_UNMET, at=NOW - 10 * DAYS)
    ended("C-2", at=NOW - 40 * DAYS)

    page = client.get(reverse("closure_list"))
    first, second = page.context["rows"]

    assert (first.owes, first.agreed, first.reason, first.words, first.left) == (
        "Minera", "Anta", "Es imposible de cumplir", "El manantial se secó.", "quedan 20 días",
    )  # fmt: skip
    assert (second.state, second.agreed, second.left) == ("Retirado de común acuerdo", "Anta, Minera", "")
    assert "Agua C-1 C-1 · debía Minera" in read(page)


@pytest.mark.parametrize(
    ("days", "left"), [(0, "quedan 30 días"), (29, "queda 1 día"), (30, "hoy es el último día"), (31, "")]
)
def test_the_days_left_are_counted_to_the_thirtieth(client, days, left):
    ended("C-1", at=NOW - days * DAYS)

    [row] = client.get(reverse("closure_list")).context["rows"]

    assert row.left == left


def test_where_a_finding_stood_in_for_who_receives_it_is_named(client):
    scene = Scene(code="C-1")
    finding = verification(scene, level=0, note="No hay agua.")
    close(scene, State.CLOSED_UNMET, consents=(), verification=finding, at=NOW)

    [row] = client.get(reverse("closure_list")).context["rows"]

    assert row.agreed == "verificación de Vicaría"


def test_what_was_lifted_says_by_whom_and_stays_in_sight(client):
    objection(ended("C-1", at=NOW - DAYS), at=NOW)
    reopening(ended("C-2", at=NOW - 40 * DAYS), at=NOW)

    rows = client.get(reverse("closure_list"), {"estado": "levantado"}).context["rows"]

    assert [row.lift.split(" el ")[0] for row in rows] == ["Lo objetó Anta", "Se reabrió"]


def test_a_replacement_leads_to_what_the_reader_may_see(client):
    scene = Scene(code="C-1")
    replace(scene, another(scene, code="C-2"), another(scene, code="C-3", grade=Grade.INTERNAL), at=NOW)

    def successors(user=None):
        if user:
            client.force_login(user)
        [row] = client.get(reverse("closure_list")).context["rows"]
        return [new.code for new in row.successors]

    assert successors() == ["C-2"]
    assert successors(scene.registrar) == ["C-2", "C-3"]


def test_what_is_hidden_is_in_no_list_of_hers(client):
    scene = ended("C-1", grade=Grade.INTERNAL)

    assert listed(client) == []
    client.force_login(scene.representative)
    assert listed(client) == []
    client.force_login(scene.registrar)
    assert listed(client) == ["C-1"]


def test_the_fictitious_example_only_where_it_is_named(client):
    scene = ended("C-1")
    scene.conflict.is_example = True
    scene.conflict.save()
    ended("C-2")

    assert listed(client) == ["C-2"]
    assert listed(client, conflicto=scene.conflict.slug) == ["C-1"]
    page = client.get(reverse("closure_list"), {"mesa": scene.mesa.slug})
    assert "Ejemplo ficticio" in page.content.decode()


def test_it_can_be_asked_by_words_mesa_conflict_and_reason(client):
    one, two = ended("C-1", State.CLOSED_UNMET), ended("C-2")
    Commitment.objects.filter(code="C-2").update(search_text="posta medica")

    assert listed(client, mesa=one.mesa.slug) == ["C-1"]
    assert listed(client, conflicto=two.conflict.slug) == ["C-2"]
    assert listed(client, motivo="imposible") == ["C-1"]
    assert listed(client, q="Posta médica") == ["C-2"]
    assert listed(client, estado=["retirado", "cerrado-sin-cumplimiento"]) == ["C-2", "C-1"]
    page = client.get(reverse("closure_list"), {"estado": "cumplido", "mesa": "nada"})
    assert len(page.context["head"].refusals) == 2


def test_the_pages_keep_what_was_asked(client):
    scene = Scene()
    for number in range(26):
        row = another(scene, code=f"C-{number:02}", state=State.WITHDRAWN)
        row.transitions.create(step="cierre", from_state="pendiente", to_state="retirado", at=NOW - number * DAYS)

    second = client.get(reverse("closure_list"), {"estado": "retirado", "pagina": 2})

    assert [row.commitment.code for row in second.context["rows"]] == ["C-25"]
    assert "estado=retirado&amp;pagina=1" in second.content.decode()


def test_it_is_taken_away_as_the_list_of_commitments_with_day_and_reason(client):
    scene = ended("C-1", State.CLOSED_UNMET)
    ended("C-2")
    Scene(code="C-3")

    page = client.get(reverse("closure_list"), {"mesa": scene.mesa.slug})
    [csv, *_others] = page.context["downloads"]
    lines = b"".join(client.get(csv["href"])).decode().splitlines()

    assert len(lines) == 2
    head, [line] = lines[0].lstrip("\ufeff").split(","), lines[1:]
    told = dict(zip(head, line.split(","), strict=True))
    assert {name: told[name] for name in ("codigo", "cerrado_el", "motivo_de_cierre", "cierre_con_acuerdo_de")} == {
        "codigo": "C-1", "cerrado_el": timezone.localdate(NOW).isoformat(), "motivo_de_cierre": "imposible",
        "cierre_con_acuerdo_de": "Anta",
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_or_many(client, count, django_assert_num_queries):
    for number in range(count):
        ended(f"C-{number}", State.REPLACED)

    with django_assert_num_queries(11):
        assert len(listed(client)) == count


def test_an_empty_list_says_what_comes(client):
    factories.CommitmentFactory()

    assert "Todavía no se ha cerrado ningún compromiso" in client.get(reverse("closure_list")).content.decode()
    assert client.post(reverse("closure_list")).status_code == 405


# By the day of the closing, in every list of commitments


def test_commitments_are_asked_by_the_day_on_which_they_were_closed(client):
    first = datetime.datetime(2026, 8, 1, 5, tzinfo=datetime.UTC)  # midnight in Lima
    ended("C-1", at=first)
    ended("C-2", at=first - datetime.timedelta(minutes=1))
    lifted = ended("C-3", at=first)
    objection(lifted, at=first)

    def codes(**asked):
        rows = client.get("/compromisos/", {"fecha": "cierre", **asked}).context["rows"]
        return sorted(row.commitment.code for row in rows)

    assert codes(desde="2026-08-01") == ["C-1"]
    assert codes(hasta="2026-07-31") == ["C-2"]
    assert codes(desde="2026-07-31", hasta="2026-08-01") == ["C-1", "C-2"]
    assert codes(desde="2026-07", hasta="2026-07") == ["C-2"]
    page = client.get("/compromisos/", {"fecha": "cierre", "desde": "2026-08-01"})
    assert "Cerrado desde: 1 de agosto de 2026" in read(page)
