"""A question to the commitments finds exactly its rows; what cannot be read takes nothing away and is named."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from agreements.choices import DeadlineKind, Duty, Record, State
from agreements.filters import CommitmentFilter
from agreements.filters.chips import address_without_filters, chips, refusals
from agreements.models import ReportedStatus
from conflicts.choices import Grade, Role, Sector, SlugKind, Theme
from conflicts.models import OldSlug, Territory
from conflicts.partial_dates import PartialDate
from mesas.choices import ReportedState
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    ConflictFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)


def day(days):
    return TODAY + datetime.timedelta(days=days)


def ask(question="", user=None):
    return CommitmentFilter(QueryDict(question), user=user or AnonymousUser(), on=TODAY)


def found(question, user=None):
    return {commitment.code for commitment in ask(question, user).qs}


@pytest.fixture
def espinar():
    return MesaFactory(slug="esp-2012", name="Mesa de Espinar", conflict__slug="espinar")


@pytest.fixture
def company():
    return PartyFactory(slug="minera", short_name="Minera Cerro Claro", sector=Sector.COMPANY)


@pytest.fixture
def ministry():
    return PartyFactory(slug="minsa", short_name="MINSA", sector=Sector.NATIONAL)


def owed(code, party=None, duty=Duty.LEAD, **more):
    commitment = CommitmentFactory(code=code, **more)
    if party:
        CommitmentPartyFactory(commitment=commitment, party=party, duty=duty)
    return commitment


def test_without_a_question_everything_that_shows_is_listed(espinar):
    owed("A", mesa=espinar)
    owed("B")
    owed("SECRET", mesa=MesaFactory(grade=Grade.INTERNAL))
    owed("NARROW", mesa=espinar, grade=Grade.MEMBERS)

    assert found("") == {"A", "B"}


def test_words_are_found_however_they_are_typed():
    owed("A", search_text="a construir el reservorio de qquello qquello")
    owed("B", search_text="b agua para espinar")

    assert found("q=RESERVORIO construír") == {"A"}
    assert found("q=Qquello&q=agua") == {"A", "B"}
    assert found("q=100%25") == set()


def test_mesas_and_cases_are_named_by_their_address_also_by_an_old_one(espinar):
    OldSlug.objects.create(kind=SlugKind.MESA, slug="espinar-vieja", target_id=espinar.pk)
    owed("A", mesa=espinar)
    owed("B")

    assert found("mesa=esp-2012") == found("mesa=ESP-2012") == found("mesa=espinar-vieja") == {"A"}
    assert found("conflicto=espinar") == {"A"}
    assert found("mesa=esp-2012&conflicto=otro-que-no-existe") == {"A"}


def test_who_answers_for_it_and_who_takes_part(company, ministry):
    owed("LEADS", company)
    owed("HELPS", company, Duty.CO_OBLIGOR)
    owed("RECEIVES", company, Duty.BENEFICIARY)
    owed("OTHER", ministry)

    assert found("responsable=minera") == {"LEADS"}
    assert found("participa=minera") == {"LEADS", "HELPS"}
    assert found("responsable=minera&responsable=minsa") == {"LEADS", "OTHER"}
    assert found("lado=empresa") == {"LEADS"}
    assert found("lado=estado&lado=sociedad") == found("sector=estado-nacional") == {"OTHER"}


def test_a_duplicate_and_what_it_was_merged_into_are_one(company):
    duplicate = PartyFactory(slug="minera-2", sector=Sector.OTHER, merged_into=company)
    owed("A", company)
    owed("B", duplicate)

    assert found("responsable=minera") == found("responsable=minera-2") == found("lado=empresa") == {"A", "B"}


def test_an_heir_answers_for_what_its_predecessor_owed(ministry):
    gone = PartyFactory(slug="inrena", sector=Sector.REGIONAL, succeeded_by=ministry)
    coming = PartyFactory(slug="pronto", sector=Sector.COMPANY, succeeded_by=ministry, succeeded=PartialDate.year(2099))
    owed("A", ministry)
    owed("B", gone)
    owed("C", coming)

    assert found("responsable=minsa") == found("participa=minsa") == found("lado=estado") == {"A", "B"}
    assert (found("responsable=inrena"), found("sector=gobierno-regional")) == ({"B"}, set())
    assert found("sector=empresa") == {"C"}


def test_themes_and_the_want_of_one():
    owed("A", theme=Theme.WATER)
    owed("B", theme=Theme.HEALTH)
    owed("C")

    assert found("tema=agua&tema=salud") == {"A", "B"}
    assert found("tema=sin-tema") == {"C"}


def test_a_place_is_its_own_or_else_the_one_of_the_case(espinar):
    district = Territory.objects.create(inei="080801", level="distrito", region="Cusco")
    province = Territory.objects.create(inei="080700", level="provincia", region="Cusco", province="Chumbivilcas")
    espinar.conflict.territories.add(district)
    owed("OF_THE_CASE", mesa=espinar)
    owed("ITS_OWN", mesa=espinar, territory=province)
    owed("ELSEWHERE")

    assert found("territorio=08") == {"OF_THE_CASE", "ITS_OWN"}
    assert found("territorio=0808") == {"OF_THE_CASE"}
    assert found("territorio=0807") == {"ITS_OWN"}
    assert [chip.label for chip in chips(ask("territorio=0807"), "/")] == ["Lugar: Chumbivilcas, Cusco"]


def test_a_state_is_what_members_reported_and_open_is_any_of_four():
    for state in State:
        owed(state.value, state=state)
    owed("SOURCE", state=State.PENDING, record=Record.SOURCES)

    assert found("estado=pendiente") == {"pendiente"}
    assert found("estado=abierto") == {"pendiente", "en-ejecucion", "declarado", "en-disputa"}
    assert found("estado=abierto&estado=cumplido") == {*found("estado=abierto"), "cumplido"}
    assert found("registro=fuentes") == {"SOURCE"}


def test_the_calendar_speaks_of_open_debts_also_of_those_that_only_sources_tell():
    owed("FAR", due_on=day(100))
    owed("SOON", due_on=day(14))
    owed("LATE", due_on=day(-1))
    owed("VERY_LATE", due_on=day(-91))
    owed("DONE", due_on=day(-91), state=State.FULFILLED)
    owed("NONE", due_on=None)
    owed("UNKNOWN", due_on=None, deadline_kind=DeadlineKind.UNKNOWN)
    owed("STAGE", due_on=None, deadline_kind=DeadlineKind.STAGE)
    owed("SOURCE", due_on=day(-400), record=Record.SOURCES)
    given = owed("GIVEN_AS_DONE", due_on=day(-400), record=Record.SOURCES)
    ReportedStatus.objects.create(commitment=given, state=ReportedState.FULFILLED)

    assert found("plazo=en-plazo") == {"FAR", "SOON"}
    assert found("plazo=por-vencer") == {"SOON"}
    assert found("plazo=vencido") == {"LATE", "VERY_LATE", "SOURCE"}
    assert found("plazo=muy-vencido") == {"VERY_LATE", "SOURCE"}
    assert found("plazo=sin-plazo&plazo=plazo-no-conocido") == {"NONE", "UNKNOWN"}
    assert found("plazo=sin-fecha") == {"STAGE"}
    assert found("atraso=1-30") == {"LATE"}
    assert found("atraso=91-365&atraso=366-") == {"VERY_LATE", "SOURCE"}


@pytest.mark.parametrize(
    ("days", "age"),
    [(1, "1-30"), (30, "1-30"), (31, "31-90"), (90, "31-90"), (91, "91-365"), (365, "91-365"), (366, "366-")],
)
def test_every_day_late_has_one_age(days, age):
    owed("A", due_on=day(-days))

    assert [one for one in ("1-30", "31-90", "91-365", "366-") if found(f"atraso={one}")] == [age]


def test_alarms_speak_of_open_debts_that_members_follow(company):
    follower = PartyFactory()

    def followed(code, **more):
        commitment = owed(code, company, **{"last_moved_on": TODAY, **more})
        CommitmentPartyFactory(commitment=commitment, party=follower, duty=Duty.FOLLOW_UP)
        return commitment

    followed("FINE")
    followed("STALLED", last_moved_on=day(-60))
    followed("UNVERIFIED", state=State.CLAIMED, claim_level=3, claimed_on=day(-31))
    followed("ENDED", state=State.FULFILLED, last_moved_on=day(-400))
    followed("SOURCE", record=Record.SOURCES, last_moved_on=day(-400))
    owed("ALONE", company, last_moved_on=TODAY)
    owed("NOBODYS", last_moved_on=TODAY)

    assert found("alerta=estancado") == {"STALLED"}
    assert found("alerta=sin-verificar") == {"UNVERIFIED"}
    assert found("alerta=sin-responsable") == {"NOBODYS"}
    assert found("alerta=sin-seguimiento") == {"ALONE", "NOBODYS"}
    assert found("alerta=sin-verificar&alerta=estancado") == {"STALLED", "UNVERIFIED"}


def test_each_voice_is_asked_by_its_level():
    owed("CLAIMED", claim_level=3, verdict_level=2)
    owed("DENIED", claim_level=3, verdict_level=0, finding_level=1)
    owed("SILENT")

    assert found("declaracion=3") == {"CLAIMED", "DENIED"}
    assert found("veredicto=0&veredicto=ninguna") == {"DENIED", "SILENT"}
    assert found("verificacion=ninguna&declaracion=3") == {"CLAIMED"}


def test_in_time_is_kept_kept_late_or_only_declared():
    owed("KEPT", state=State.FULFILLED, done_in_time=True)
    owed("LATE", state=State.FULFILLED, done_in_time=False)
    owed("NOBODY_KNOWS", state=State.FULFILLED)
    claimed = {"state": State.CLAIMED, "claim_level": 3, "due_on": day(-5)}
    owed("DECLARED", **claimed, claimed_on=day(-5))
    owed("DECLARED_LATE", **claimed, claimed_on=day(-4))
    owed("SOMEBODY_SAYS_LESS", **claimed, claimed_on=day(-5), verdict_level=2)

    assert found("a-tiempo=si") == {"KEPT"}
    assert found("a-tiempo=no") == {"LATE"}
    assert found("a-tiempo=declarado") == {"DECLARED"}


def test_days_are_asked_of_one_date_from_and_to():
    owed("A", due_on=datetime.date(2026, 1, 31), agreed=PartialDate.month(2025, 6))
    moved = owed("B", due_on=datetime.date(2026, 2, 1), agreed=PartialDate.on(datetime.date(2025, 7, 1)))
    type(moved).objects.filter(pk=moved.pk).update(due_on=datetime.date(2027, 2, 1))
    owed("UNDATED", due_on=None)

    assert found("desde=2026-01-31&hasta=2026-12-31") == {"A"}
    assert found("desde=2026&hasta=2026&fecha=primer-plazo") == {"A", "B"}
    assert found("hasta=2025-06&fecha=acordado") == {"A"}


def test_of_different_questions_all_must_hold(espinar, company):
    owed("A", company, mesa=espinar, theme=Theme.WATER)
    owed("B", company, mesa=espinar, theme=Theme.HEALTH)
    owed("C", company, theme=Theme.WATER)

    assert found("mesa=esp-2012&tema=agua&responsable=minera&estado=abierto") == {"A"}


@pytest.fixture
def example():
    conflict = ConflictFactory(slug="ejemplo", is_example=True)
    mesa = MesaFactory(slug="ejemplo", conflict=conflict)
    owed("EJEMPLO-01", mesa=mesa)
    return conflict


def test_the_example_is_nowhere_unless_it_is_named_or_one_belongs_to_it(example):
    member = MembershipFactory(conflict=example, role=Role.OBSERVER).user
    owed("REAL")

    assert found("") == {"REAL"}
    assert found("mesa=ejemplo") == found("conflicto=ejemplo") == {"EJEMPLO-01"}
    assert found("", member) == {"REAL", "EJEMPLO-01"}
    assert (ask("").names_example, ask("mesa=ejemplo").names_example) == (False, True)


def test_what_one_may_not_see_is_as_unknown_as_what_does_not_exist():
    hidden = MesaFactory(slug="interna", grade=Grade.INTERNAL)
    member = MembershipFactory(conflict=hidden.conflict, role=Role.COORDINATOR).user
    owed("SECRET", mesa=hidden)
    owed("A")

    assert refusals(ask("mesa=interna")) == ["Mesa, «interna»: no existe o no está a su alcance."]
    assert refusals(ask("mesa=nada")) == ["Mesa, «nada»: no existe o no está a su alcance."]
    assert found("mesa=interna") == {"A"}
    assert found("mesa=interna", member) == {"SECRET"}


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        ("estado=vencido", "Estado, «vencido»: no es un valor de este filtro."),
        ("estado=<script>", "Estado, «<script>»: no es un valor de este filtro."),
        ("plazo=%00", None),
        ("territorio=٠٨", "Lugar, «٠٨»: no es un ubigeo: lleva 2, 4 o 6 cifras."),
        ("territorio=080", "Lugar, «080»: no es un ubigeo: lleva 2, 4 o 6 cifras."),
        ("desde=2026-02-31", "Desde, «2026-02-31»: El 31 de febrero de 2026 no existe: ese mes tiene 28 días."),
        ("hasta=0205-01-01", "Hasta, «0205-01-01»: El año 0205 no puede ser: escriba uno entre 1900 y 2100."),
        ("q=¨", "Buscar, «¨»: no lleva ninguna letra ni cifra."),
        (f"q={'a' * 10_000}", f"Buscar, «{'a' * 40}…»: es muy largo: escriba hasta 200 letras."),
        ("q=a%00b", None),
        ("orden=precio", "Orden, «precio»: no es un valor de este filtro."),
        ("responsable=%2e%2e%2f", "Quién debe, «../»: no existe o no está a su alcance."),
        (f"mesa={'m' * 9_000}", f"Mesa, «{'m' * 40}…»: no existe o no está a su alcance."),
        ("atraso=1-30' OR 1=1", "Días de atraso, «1-30' OR 1=1»: no es un valor de este filtro."),
        ("estado=&mesa=&desde=&q=", None),
        ("utm_source=boletin", None),
    ],
)
def test_what_cannot_be_read_is_named_and_takes_nothing_away(question, refusal):
    owed("A", search_text="ab")

    asked = ask(question)

    assert {commitment.code for commitment in asked.qs} == {"A"}
    assert refusals(asked) == ([refusal] if refusal else [])


def test_a_good_value_beside_a_bad_one_still_holds():
    owed("A")
    owed("B", state=State.CLAIMED)

    asked = ask("estado=nada&estado=pendiente")

    assert {commitment.code for commitment in asked.qs} == {"A"}
    assert asked.query.urlencode() == "estado=pendiente"


def test_a_flood_of_values_is_cut():
    owed("A")

    asked = ask("&".join(f"mesa=mesa-{number}" for number in range(500)))

    assert {commitment.code for commitment in asked.qs} == {"A"}
    assert refusals(asked)[0] == "Mesa: se leyeron solo los primeros 40 valores."


def test_each_filter_in_force_can_be_taken_off(espinar, company):
    asked = ask("mesa=esp-2012&responsable=minera&estado=abierto&estado=cumplido&tema=agua&desde=2026-01&orden=codigo")
    owed("A", company, mesa=espinar)

    labels = [chip.label for chip in chips(asked, "/compromisos/")]
    hrefs = [chip.href for chip in chips(asked, "/compromisos/")]

    assert labels == [
        "Mesa de Espinar",
        "Debe: Minera Cerro Claro",
        "Tema: Agua",
        "Abiertos",
        "Cumplido",
        "Vence desde: enero de 2026",
    ]
    assert hrefs[3] == (
        "/compromisos/?mesa=esp-2012&responsable=minera&tema=agua&estado=cumplido&desde=2026-01&orden=codigo"
    )
    assert address_without_filters(asked, "/compromisos/") == "/compromisos/?orden=codigo"


def test_which_date_goes_with_the_last_of_its_days():
    asked = ask("hasta=2026-01-31&fecha=acordado")

    assert [(chip.label, chip.href) for chip in chips(asked, "/compromisos/")] == [
        ("Acordado hasta: 31 de enero de 2026", "/compromisos/")
    ]


@pytest.mark.parametrize(
    ("order", "codes"),
    [
        ("atraso", ["OLD", "LATE", "SOURCE", "DONE", "FUTURE", "UNDATED"]),
        ("vence", ["SOURCE", "DONE", "OLD", "LATE", "FUTURE", "UNDATED"]),
        ("-vence", ["FUTURE", "LATE", "OLD", "DONE", "SOURCE", "UNDATED"]),
        ("movimiento", ["LATE", "FUTURE", "UNDATED", "DONE", "OLD", "SOURCE"]),
        ("codigo", ["DONE", "FUTURE", "LATE", "OLD", "SOURCE", "UNDATED"]),
    ],
)
def test_orders_put_what_is_not_known_at_the_end(order, codes):
    owed("FUTURE", due_on=day(9), last_moved_on=day(-2))
    owed("UNDATED", due_on=None, last_moved_on=day(-3))
    owed("DONE", due_on=day(-50), state=State.FULFILLED, last_moved_on=day(-4))
    owed("OLD", due_on=day(-40), last_moved_on=day(-5))
    owed("LATE", due_on=day(-3), last_moved_on=day(-1))
    owed("SOURCE", due_on=day(-500), record=Record.SOURCES)

    asked = ask(f"orden={order}")

    assert list(asked.qs.in_order(asked.order, TODAY).values_list("code", flat=True)) == codes
