"""A breach is found by who takes no side, once the promise should have been kept; who owes answers beside it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import DeadlineKind, State, Step
from agreements.models import Assessment, Commitment, Notice
from agreements.showing.breach import breach_of
from conflicts.choices import Role, Sector
from mesas.choices import Answer, DocumentKind, EndKind, Inheritance, LinkKind, MandateKind
from tests import factories
from tests.agreements.breaking import breach, demand, letter, reply
from tests.agreements.moving import answer, ask, refused
from tests.agreements.scene import NOON, TODAY, Scene, day, shown
from tests.agreements.speaking import claim, verification

pytestmark = pytest.mark.django_db

ONE_DAY = datetime.timedelta(days=1)
YESTERDAY = TODAY - ONE_DAY


def late(**more):
    return Scene(due_on=YESTERDAY, **more)


def told(kind):
    return {notice.user for notice in Notice.objects.filter(kind=kind)}


def test_a_demand_in_writing_keeps_its_paper_and_the_day_on_which_it_was_received():
    scene = Scene(due_on=None)

    step = demand(scene, note=" Que terminen el reservorio ")

    assert (step.step, step.party, step.day, step.reason, step.by) == (
        Step.DEMANDED, scene.community, day("2026-11-12"), "Que terminen el reservorio", scene.representative,
    )  # fmt: skip
    [paper] = step.documents.all()
    assert (paper.title, paper.kind) == ("Oficio 12", DocumentKind.LETTER)
    assert list(paper.signatures.values_list("party", "signed")) == [(scene.community.pk, Answer.YES)]
    assert scene.timeline() == [("requerimiento", "pendiente", "pendiente")]
    assert scene.fresh().last_moved_on is None  # a demand is no movement
    assert told("requerimiento") == {scene.delegate, scene.coordinator}


def test_a_demand_sent_twice_is_one():
    scene = Scene(due_on=None)

    assert demand(scene) == demand(scene)
    assert demand(scene, received_on=TODAY) != demand(scene)
    assert Notice.objects.filter(user=scene.delegate).count() == 2


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"received_on": TODAY + ONE_DAY}, ("received_on", "El día en que se recibió no puede ser posterior a hoy.")),
        (
            {"received_on": datetime.date(2026, 11, 9)},
            ("received_on", "No pudo recibirse antes de la fecha del documento."),
        ),
        (
            {"document": letter(kind=DocumentKind.CALL_NOTE)},
            ("consent", "Para esto, Anta tiene que decirlo por escrito: una nota de llamada no basta."),
        ),
        (
            {"document": letter(dated="2026-12-01")},
            ("document_date", "Indique la fecha del documento de Anta; no puede ser posterior a hoy."),
        ),
    ],
)
def test_a_demand_that_proves_nothing_is_refused(more, refusal):
    assert refused(demand, Scene(due_on=None), **more) == refusal


FULFILLED = ("not_open", "Este compromiso consta como cumplido. Si no es así, diga primero lo que ve.")
CLOSED = (
    "closed", "Este compromiso está cerrado. Para decir algo nuevo, pida a la coordinación que lo reabra.",
)  # fmt: skip
BY_PERIODS = (
    "recurring", "Este compromiso se cumple por periodos: lo que se dice, se dice de cada periodo.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        ({"state": State.FULFILLED}, FULFILLED),
        ({"state": State.WITHDRAWN}, CLOSED),
        ({"deadline_kind": DeadlineKind.RECURRING}, BY_PERIODS),
    ],
)
def test_only_an_open_debt_is_demanded_or_found_broken(columns, refusal):
    scene = late()
    Commitment.objects.filter(pk=scene.commitment.pk).update(**columns)

    assert refused(demand, scene) == refusal
    assert refused(breach, scene) == refusal


def test_a_breach_found_the_day_after_the_deadline_is_a_verification_and_a_mark_on_an_open_debt():
    scene = late()

    found = breach(scene, note="Solo hay una zanja")

    assert (found.kind, found.level, found.is_breach, found.is_independent) == ("verificacion", 1, True, True)
    assert scene.timeline() == [("incumplimiento", "pendiente", "en-ejecucion")]
    assert scene.fresh().finding_level == 1
    assert told("incumplimiento") == {scene.delegate, scene.representative, scene.coordinator}
    mark = breach_of(scene.fresh())
    assert (mark.finding, mark.stands, mark.replies, mark.found_on) == (found, True, (), TODAY)


def test_a_breach_against_a_claim_is_a_dispute_and_is_told_once():
    scene = late()
    claim(scene)

    breach(scene)

    assert scene.fresh().state == State.DISPUTED
    assert told("incumplimiento") == {scene.delegate, scene.representative, scene.coordinator}
    assert told("disputa") == set()


@pytest.mark.parametrize(
    ("due_on", "observed", "words"),
    [
        (
            TODAY, TODAY,
            "Todavía corre el plazo. El incumplimiento se constata con lo visto desde el 21 de noviembre de 2026.",
        ),
        (
            YESTERDAY, YESTERDAY,
            "Todavía corre el plazo. El incumplimiento se constata con lo visto desde el 20 de noviembre de 2026.",
        ),
        (
            None, TODAY,
            "Este compromiso no tiene una fecha de plazo. Para constatar que no se cumplió hace falta antes un "
            "requerimiento por escrito de quien recibe, con 30 días de espera, o que termine el último mandato de la "
            "mesa.",
        ),
    ],
    ids=["on the day it is due", "seen before it was late", "without a deadline"],
)  # fmt: skip
def test_what_was_not_due_yet_is_not_broken(due_on, observed, words):
    scene = Scene(due_on=due_on)

    assert refused(breach, scene, observed=day(observed.isoformat())) == ("too_early", words)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"level": 3}, ("level", "Si está completo no hay incumplimiento: registre una verificación.")),
        ({"level": None}, ("level", "Para constatar un incumplimiento hay que decir cuánto encontró hecho.")),
        ({"observed": day("2026-11")}, ("observed", "Indique el día exacto en que verificó.")),
        (
            {"evidence": []},
            ("evidence", "Agregue al menos una foto o un documento propio, que no venga de quien debe."),
        ),
    ],
)
def test_a_finding_keeps_the_rules_of_a_verification_and_says_that_something_is_missing(more, refusal):
    assert refused(breach, late(), **more) == refusal


def test_without_a_deadline_a_breach_may_be_found_thirty_days_after_the_demand_was_received():
    scene = Scene(due_on=None)
    demand(scene)  # received on 12 November
    last = NOON + datetime.timedelta(days=21)  # 11 December

    refusal = refused(breach, scene, observed=day("2026-12-11"), at=last)
    assert refusal == (
        "too_early",
        "Todavía no: sin fecha de plazo, el incumplimiento se constata con lo visto desde el 12 de diciembre de 2026.",
    )
    assert breach(scene, observed=day("2026-12-12"), at=last + ONE_DAY).is_breach


def test_without_a_deadline_a_breach_may_be_found_once_the_last_mandate_is_over():
    scene = Scene(due_on=None)
    order = {"mesa": scene.mesa, "end_kind": EndKind.STATED}
    factories.MandateFactory(**order, starts=day("2024-01-01"), ends=day("2025-12-31"))
    factories.MandateFactory(**order, starts=day("2026-01-01"), ends=day(YESTERDAY.isoformat()))
    factories.MandateFactory(mesa=scene.mesa, kind=MandateKind.ANTECEDENT)

    assert refused(breach, scene, observed=day(YESTERDAY.isoformat()))[0] == "too_early"
    assert breach(scene).is_breach


@pytest.mark.parametrize(("inheritance", "ripe"), [(Inheritance.ALL, False), (Inheritance.NONE, True)])
def test_the_last_mandate_is_that_of_the_mesa_that_took_it_over(inheritance, ripe):
    scene = Scene(due_on=None)
    later = factories.MesaFactory(conflict=scene.conflict)
    factories.MesaLinkFactory(mesa=later, predecessor=scene.mesa, kind=LinkKind.CONTINUES, inheritance=inheritance)
    for mesa, last in ((scene.mesa, "2013-12-31"), (later, "2027-12-31")):
        factories.MandateFactory(mesa=mesa, end_kind=EndKind.STATED, starts=day("2013-01-01"), ends=day(last))

    if ripe:
        assert breach(scene).is_breach
    else:
        assert refused(breach, scene) == (
            "too_early",
            "Todavía no: sin fecha de plazo, el incumplimiento se constata con lo visto desde el 1 de enero de 2028.",
        )


@pytest.mark.parametrize("end", [{"end_kind": EndKind.NONE}, {"end_kind": EndKind.UNKNOWN}])
def test_a_mandate_of_which_no_end_is_known_may_still_hold(end):
    scene = Scene(due_on=None)
    factories.MandateFactory(mesa=scene.mesa, starts=day("2024-01-01"), **end)

    assert refused(breach, scene)[0] == "too_early"


def test_only_an_independent_verifier_finds_a_breach():
    scene = late()
    ministry = factories.PartyFactory(sector=Sector.COMPANY, short_name="Otra minera")
    same_side = scene.member(Role.VERIFIER, ministry)

    assert verification(scene, party=ministry, by=same_side, level=1).is_independent is False
    for user in {**scene.people(), "same side": same_side}.values():
        if user != scene.verifier:
            with pytest.raises(PermissionDenied, match="Un incumplimiento lo constata solo quien verifica"):
                breach(scene, party=ministry if user == same_side else scene.church, by=user)
    assert breach(scene).is_breach


def test_only_who_receives_demands_and_only_who_owes_answers():
    scene = late()
    found = breach(scene)
    for name, user in scene.people().items():
        for allowed, act in (
            ({"representative", "coordinator", "registrar"}, lambda user=user: demand(scene, by=user)),
            (
                {"delegate", "coordinator", "registrar"},
                lambda user=user, name=name: reply(scene, found, by=user, text=name, document=letter()),
            ),
        ):
            if name in allowed:
                act()
            else:
                with pytest.raises(PermissionDenied):
                    act()


def test_the_answer_of_who_owes_is_published_beside_the_finding():
    scene = late()
    found = breach(scene)

    step = reply(scene, found)

    assert (step.step, step.assessment, step.party, step.reason) == (
        Step.REPLIED, found, scene.company, "La lluvia cortó la vía.",
    )  # fmt: skip
    assert (step.from_state, step.to_state) == (State.IN_PROGRESS, State.IN_PROGRESS)
    [said] = breach_of(scene.fresh()).replies
    assert (said.who, said.text, said.on, said.in_time) == ("Minera", "La lluvia cortó la vía.", TODAY, True)
    assert told("descargo") == {scene.representative, scene.coordinator}


@pytest.mark.parametrize(("days", "in_time"), [(15, True), (16, False)])
def test_after_fifteen_days_it_is_published_all_the_same_and_said_to_be_late(days, in_time):
    scene = late()

    reply(scene, breach(scene), at=NOON + days * ONE_DAY)

    assert [said.in_time for said in breach_of(scene.fresh()).replies] == [in_time]


def test_an_answer_needs_words_a_finding_and_on_behalf_a_paper():
    scene, other = late(), late()
    found = breach(scene)

    assert refused(reply, scene, found, text="  ") == ("text", "Escriba qué responde quien debe.")
    finding = "Eso no es un incumplimiento constatado de este compromiso."
    assert refused(reply, other, found) == ("finding", finding)
    assert refused(reply, scene, verification(scene, level=2)) == ("finding", finding)
    assert refused(reply, scene, found, by=scene.registrar) == (
        "document", "Habla en nombre de otro: indique la carta, acta de asamblea o nota de llamada que lo respalda.",
    )  # fmt: skip
    assert reply(scene, found) == reply(scene, found)
    assert [
        paper.title for paper in reply(scene, found, by=scene.registrar, text="Otra", document=letter()).documents.all()
    ] == ["Oficio 12"]


def test_the_mark_goes_with_the_debt_and_with_a_date_that_all_accept_afterwards():
    scene = late()
    asked = ask(scene, new_due=TODAY + 30 * ONE_DAY)
    breach(scene)

    answer(scene, asked)

    mark = breach_of(scene.fresh())
    assert mark.stands is False
    later = NOON + 31 * ONE_DAY
    breach(scene, observed=day("2026-12-21"), at=later, evidence=[shown(b"segunda visita")])
    assert breach_of(scene.fresh()).stands
    verification(
        scene, level=3, observed=day("2026-12-28"), at=NOON + 40 * ONE_DAY, evidence=[shown(b"tercera visita")]
    )
    assert (scene.fresh().state, breach_of(scene.fresh()).stands) == (State.FULFILLED, False)
    assert Assessment.objects.filter(is_breach=True).count() == 2
