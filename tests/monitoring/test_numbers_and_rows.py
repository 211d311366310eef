"""Every number of the dashboard leads to exactly its rows: the same count, whatever is asked and whoever reads."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone

from agreements.filters import CommitmentFilter
from agreements.services.real_cases import load_real_cases
from conflicts.choices import Role
from monitoring.indicators.dashboard import measured
from monitoring.indicators.records import Scope
from monitoring.showing.dashboard import dashboard_page
from tests.factories import MembershipFactory, UserFactory
from tests.monitoring.mixes import Mix
from tests.monitoring.numbers import links_to_lists, numbers_of, rows_at

pytestmark = pytest.mark.django_db

QUESTIONS = [
    "",
    "mesa=uno",
    "mesa=uno&mesa=ejemplo",
    "conflicto=ejemplo",
    "tema=agua&tema=salud&tema=sin-tema",
    "q=agua",
    "estado=abierto",
    "estado=cumplido&estado=declarado",
    "plazo=vencido&plazo=por-vencer",
    "plazo=muy-vencido",
    "plazo=sin-plazo",
    "atraso=31-90&atraso=366-",
    "alerta=sin-seguimiento",
    "alerta=estancado&alerta=sin-verificar",
    "falta=plazo",
    "falta=seguimiento&falta=responsable",
    "registro=fuentes",
    "registro=miembros&registro=fuentes",
    "segun-fuentes=cumplido",
    "segun-fuentes=pendiente&segun-fuentes=permanente",
    "responsable=p1",
    "responsable=p1-antes&responsable=p3",
    "participa=p0",
    "sector=comunidad",
    "lado=estado&lado=empresa",
    "declaracion=3",
    "veredicto=ninguna&veredicto=2",
    "verificacion=3",
    "a-tiempo=declarado",
    "hasta=2026&fecha=vence",
    "orden=codigo&mesa=dos",
]


def page_for(question, user, on):
    asked = CommitmentFilter(QueryDict(question), user=user, on=on)
    scope = Scope(user, asked.asked.get("mesa", []), asked.asked.get("conflicto", []))
    return dashboard_page(measured(asked.qs, scope, on), asked.query)


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_asked_each_number_has_its_rows(seed):
    """The readers take turns with the questions, and with another seed each takes those of his neighbour."""
    on = timezone.localdate()
    mix = Mix(seed, on)
    readers = [
        AnonymousUser(),
        UserFactory(is_staff=True),
        MembershipFactory(conflict=mix.mesas[2].conflict, role=Role.OBSERVER).user,
        MembershipFactory(conflict=mix.mesas[3].conflict, role=Role.OBSERVER).user,
    ]
    wrong, asked = [], 0
    for turn, question in enumerate(QUESTIONS):
        user = readers[(turn + seed) % len(readers)]
        for address, number in numbers_of(page_for(question, user, on)):
            asked += 1
            rows = rows_at(address, user, on)
            wrong += [(user.pk, question, address, number, rows)] if rows != number else []

    assert wrong == []
    assert asked > 500


def test_the_page_shows_no_link_to_a_list_that_was_not_counted(client):
    on = timezone.localdate()
    Mix(3, on)

    response = client.get("/tablero/")
    numbers = numbers_of(response.context["page"])

    assert links_to_lists(response) == {address for address, _number in numbers}
    for address, number in sorted(numbers)[:12]:
        assert client.get(address).context["page"].paginator.count == number


def test_of_the_real_cases_every_link_leads_to_its_rows(client, settings):
    load_real_cases(settings.BASE_DIR / "data" / "real_cases", at=timezone.now())

    response = client.get("/tablero/")
    numbers = numbers_of(response.context["page"])

    assert links_to_lists(response) == {address for address, _number in numbers}
    assert ("/compromisos/?registro=fuentes", 38) in numbers
    for address, number in numbers:
        assert client.get(address).context["page"].paginator.count == number


def test_the_home_page_counts_as_its_lists_do(client):
    on = timezone.localdate()
    for load in (lambda: None, lambda: Mix(4, on)):
        load()
        shown = client.get("/").context["figures"].shown
        numbers = [(one.href, one.numerator) for one in shown if one.href]

        assert [(address, client.get(address).context["page"].paginator.count) for address, _ in numbers] == numbers
