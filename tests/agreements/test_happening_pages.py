"""The pages of periods, milestones and day zero: who gets in, what is asked, what the commitment then shows."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.choices import DeadlineKind, Duty, State, Trigger
from agreements.models import Assessment, Commitment, Evidence, Milestone, Occurrence
from agreements.services.deadlines import Deadline
from agreements.showing.periods import Periods
from conflicts.choices import Grade
from conflicts.partial_dates import PartialDate
from tests.agreements.promising import every, promise
from tests.agreements.scene import Scene
from tests.mesas import files

pytestmark = pytest.mark.django_db

#: Status of each page: day zero, a new milestone, one reached; of a period, the three voices.
TABLE = {
    "coordinator": (200, 200, 200, 200, 200, 403),
    "registrar": (200, 200, 200, 200, 200, 403),
    "delegate": (200, 200, 200, 200, 403, 403),
    "representative": (200, 403, 403, 403, 200, 403),
    "verifier": (200, 403, 200, 403, 403, 200),
    "observer": (403, 403, 403, 403, 403, 403),
    "admin": (403, 403, 403, 403, 403, 403),
    "stranger": (403, 403, 403, 403, 403, 403),
    "signed out": (302, 302, 302, 302, 302, 302),
}


def now():
    return timezone.now()


@pytest.fixture
def scene():
    """Each quarter, since a year ago; beside it a term that waits for a licence, with a milestone."""
    scene = Scene()
    start = PartialDate.on(timezone.localdate() - datetime.timedelta(days=365))
    scene.rounds = promise(scene, every("trimestral"), starts=start, agreed=start, title="Limpiar el canal", at=now())
    licence = Deadline(DeadlineKind.WORKING_DAYS, term=10, trigger=Trigger.EVENT, trigger_text="la licencia de agua")
    scene.waits = promise(scene, licence, agreed=start, title="Empezar la obra", at=now())
    due = PartialDate.on(timezone.localdate() - datetime.timedelta(days=3))
    scene.milestone = Milestone.objects.create(commitment=scene.waits, number=1, text="Plan aprobado", due=due)
    return scene


def over(scene):
    """The latest period that is over."""
    return scene.rounds.occurrences.filter(due_on__lt=timezone.localdate()).order_by("due_on").last()


def pages(scene):
    waits, rounds = scene.waits.code, scene.rounds.code
    return [
        reverse("commitment_date_trigger", args=[waits]),
        reverse("milestone_new", args=[waits]),
        reverse("milestone_reach", args=[waits, 1]),
        *(reverse(f"period_{voice}", args=[rounds, over(scene).period]) for voice in ("claim", "verdict", "verify")),
    ]


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_page_is_open_to_whom_the_table_says(client, scene, method):
    found = {"signed out": tuple(getattr(client, method)(page).status_code for page in pages(scene))}
    for name, user in scene.people().items():
        client.force_login(user)
        found[name] = tuple(getattr(client, method)(page).status_code for page in pages(scene))

    assert found == TABLE
    assert not Assessment.objects.exists()
    assert not Evidence.objects.exists()
    assert Milestone.objects.count() == 1


def test_what_is_hidden_is_not_found(client, scene):
    Commitment.objects.update(grade=Grade.INTERNAL)
    client.force_login(scene.delegate)
    assert [client.get(page).status_code for page in pages(scene)] == [404] * 6


def test_a_period_or_a_milestone_that_is_not_there_is_not_found(client, scene):
    client.force_login(scene.registrar)
    missing = [
        reverse("period_claim", args=[scene.rounds.code, "2016-T1"]),
        reverse("period_claim", args=[scene.rounds.code, "x" * 40]),
        reverse("period_claim", args=[scene.waits.code, over(scene).period]),
        reverse("milestone_reach", args=[scene.waits.code, 2]),
        reverse("milestone_reach", args=[scene.rounds.code, 1]),
    ]
    assert [client.get(page).status_code for page in missing] == [404] * 5


def read(page):
    return page.content.decode()


def test_the_event_is_dated_with_a_photo_and_the_page_then_counts(client, scene):
    client.force_login(scene.delegate)
    here, _new, _reach, *_voices = pages(scene)
    assert "la licencia de agua" in read(client.get(here))
    day = timezone.localdate() - datetime.timedelta(days=1)
    typed = {"day": f"{day}", "note": "Salió ayer", "version": scene.waits.version}

    assert client.post(here, typed).context["form"].errors.keys() == {"evidence"}
    response = client.post(here, {**typed, "photo": files.upload(files.photo(), "licencia.jpg")}, follow=True)

    assert response.redirect_chain == [(scene.waits.get_absolute_url(), 302)]
    assert "La fecha quedó puesta y el plazo, contado." in read(response)
    assert Commitment.objects.get(pk=scene.waits.pk).triggered == PartialDate.on(day)
    assert "El plazo de este compromiso no espera que se le ponga fecha." in read(client.get(here))


def test_an_older_form_comes_back_with_what_was_typed_and_may_be_sent_again(client, scene):
    client.force_login(scene.delegate)
    here = pages(scene)[0]
    typed = {"day": f"{timezone.localdate()}", "note": "Salió hoy", "version": 99}

    page = client.post(here, {**typed, "photo": files.upload(files.photo(), "licencia.jpg")})
    assert (page.status_code, page.context["form"]["note"].value()) == (409, "Salió hoy")
    assert page.context["form"]["version"].value() == str(scene.waits.version)


def test_a_milestone_is_set_and_reached_and_shows_on_the_page(client, scene):
    client.force_login(scene.delegate)
    _date, new, reach, *_voices = pages(scene)
    page = client.get(scene.waits.get_absolute_url())
    shown = page.context["milestones"]
    assert [(row.text, row.state, row.kind, row.act.href) for row in shown.rows] == [
        ("Plan aprobado", "Vencido hace 3\N{NO-BREAK SPACE}días", "late", reach)
    ]
    assert shown.add == new

    typed = {"text": "Obra licitada", "due_year": "2099", "version": scene.waits.version}
    assert client.post(new, typed).status_code == 302
    sent = {"day": f"{timezone.localdate()}", "photo": files.upload(files.photo(), "plan.jpg")}
    assert client.post(reach, sent).status_code == 302

    page = read(client.get(scene.waits.get_absolute_url()))
    assert list(Milestone.objects.order_by("number").values_list("number", "text", "reached_on")) == [
        (1, "Plan aprobado", timezone.localdate()),
        (2, "Obra licitada", None),
    ]
    assert "Alcanzado:" in page
    assert "Se agregó un hito: Obra licitada (2099)." in page


def test_one_speaks_of_a_period_and_takes_away_a_receipt_that_names_it(client, scene):
    client.force_login(scene.representative)
    period = over(scene)
    here = pages(scene)[4]
    assert str(client.get(here).context["period"]) in read(client.get(here))

    response = client.post(here, {"level": "2", "when": "hoy"})
    said = Assessment.objects.get()
    assert (said.occurrence, said.level, response.url) == (period, 2, f"{here}?recibo={said.pk}")
    assert "Periodo" in read(client.get(response.url))
    assert Occurrence.objects.get(pk=period.pk).state == State.IN_PROGRESS

    response = client.post(here, {"level": "3", "when": "hoy"})
    assert f'href="{here}?respuesta=si">Responder de nuevo, con una foto' in client.get(response.url).content.decode()


def test_the_page_shows_periods_and_offers_to_speak_of_the_one_that_is_over(client, scene):
    client.force_login(scene.representative)
    page = client.get(scene.rounds.get_absolute_url())
    periods, step = page.context["periods"], page.context["next"]

    assert step.href == pages(scene)[4]
    assert step.action.startswith("Decir si se cumplió: ")
    assert (periods.kept, periods.late) == (0, scene.rounds.occurrences.filter(due_on__lt=timezone.localdate()).count())
    assert {row.state for row in periods.rows} == {"Pendiente"}
    assert f"No se cumplió ningún periodo hasta hoy; {periods.late} están vencidos" in read(page)
    assert "Se cumple por periodos" in read(page)
    assert "no ha informado" not in read(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_what_comes_round_costs_the_same_for_few_and_many_periods(
    client, scene, count, django_assert_num_queries
):
    client.force_login(scene.representative)
    Occurrence.objects.exclude(pk__in=scene.rounds.occurrences.order_by("due_on")[:count].values("pk")).delete()
    address = scene.rounds.get_absolute_url()
    client.get(address)

    with django_assert_num_queries(40):
        client.get(address)


def test_what_depends_on_another_commitment_leads_to_it_where_the_reader_may_see_that_one(client, scene):
    after = {"trigger": Trigger.COMMITMENT, "trigger_commitment": scene.waits}
    chained = promise(scene, Deadline(DeadlineKind.MONTHS, term=2, **after), title="Capacitar", at=now())
    page = client.get(chained.get_absolute_url())
    assert page.context["deadline"][0].href == scene.waits.get_absolute_url()

    Commitment.objects.filter(pk=scene.waits.pk).update(grade=Grade.INTERNAL)
    page = read(client.get(chained.get_absolute_url()))
    assert scene.waits.code not in page
    assert "el cumplimiento de otro compromiso: sin fecha aún" in page


def test_the_day_of_a_verdict_on_a_period_is_for_members(client, scene):
    client.force_login(scene.representative)
    client.post(pages(scene)[4], {"level": "0", "when": "hoy"})
    told = f"Anta respondió sobre {client.get(pages(scene)[4]).context['period']}."
    moves = {
        name: {move.text: move.on.precision for move in page.context["moves"]}[told]
        for name, page in [
            ("member", client.get(scene.rounds.get_absolute_url())),
            ("anybody", _as_anybody(client, scene)),
        ]
    }
    assert moves == {"member": "day", "anybody": "month"}


def _as_anybody(client, scene):
    client.logout()
    return client.get(scene.rounds.get_absolute_url())


def test_the_lead_may_be_joined_by_others_in_a_period_too(client, scene):
    scene.commitment = scene.rounds
    scene.duty(scene.town, Duty.CO_OBLIGOR)
    client.force_login(scene.registrar)
    parties = client.get(pages(scene)[3]).context["form"].fields["party"].queryset

    assert [str(party) for party in parties] == ["Minera", "Municipalidad"]


@pytest.mark.parametrize(
    ("begun", "kept", "late", "finding"),
    [
        (0, 0, 0, "Aún no empieza ningún periodo"),
        (1, 0, 0, "No se cumplió ningún periodo hasta hoy"),
        (1, 1, 0, "Se cumplió el único periodo hasta hoy"),
        (4, 4, 0, "Se cumplieron los 4 periodos hasta hoy"),
        (4, 1, 2, "Se cumplió 1 de los 4 periodos hasta hoy; 2 están vencidos"),
        (4, 2, 1, "Se cumplieron 2 de los 4 periodos hasta hoy; 1 está vencido"),
    ],
)
def test_the_finding_of_periods_is_a_sentence_made_of_counts(begun, kept, late, finding):
    assert Periods([], begun=begun, kept=kept, late=late).finding == finding
