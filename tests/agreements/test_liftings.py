"""How a closing is lifted: by who receives within 30 days, and later for evidence or an error."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import NoticeKind, State, Step
from agreements.models import Notice
from agreements.services.liftings import standing_closing
from conflicts.choices import Role, Sector
from mesas.choices import DocumentKind
from tests import factories
from tests.agreements.closing import close, consents, new_paper, objection, refused, reopening, signed
from tests.agreements.scene import NOON, Scene, day, shown
from tests.agreements.speaking import claim, refusal, verdict, verification

pytestmark = pytest.mark.django_db

DAY_30, DAY_31 = (NOON + datetime.timedelta(days=days) for days in (30, 31))
WAYS = (State.CLOSED_PARTIAL, State.WITHDRAWN, State.CLOSED_UNMET)


@pytest.fixture
def scene():
    """Claimed complete, then withdrawn by both: at noon of 20 November 2026."""
    scene = Scene(code="ESP-1")
    claim(scene)
    close(scene)
    return scene


@pytest.mark.parametrize("way", WAYS)
def test_who_receives_lifts_any_closing_without_saying_why(way):
    scene = Scene()
    claim(scene)
    closing = close(scene, way)

    row = objection(scene)

    assert (row.step, row.from_state, row.to_state) == (Step.OBJECTED, way, State.CLAIMED)
    assert (row.lifts, row.party, row.by, row.reason) == (closing, scene.community, scene.representative, "")
    commitment = scene.fresh()
    assert (commitment.state, standing_closing(commitment)) == (State.CLAIMED, None)
    told = Notice.objects.filter(kind=NoticeKind.OBJECTED).values_list("user", "cause")
    assert set(told) == {(user.pk, f"objecion:{row.pk}") for user in (scene.coordinator, scene.delegate)}


def test_on_the_thirtieth_day_yes_and_on_the_thirty_first_no_more(scene):
    assert refused(objection, scene, at=DAY_31) == (
        "too_late",
        "El cierre podía objetarse hasta el 20 de diciembre de 2026. Ahora se puede pedir que se reabra, con evidencia "
        "nueva o por un error.",
    )

    objection(scene, at=DAY_30)

    assert scene.fresh().state == State.CLAIMED


def test_the_last_day_ends_at_midnight_in_lima(scene):
    last_minute = datetime.datetime(2026, 12, 21, 4, 59, tzinfo=datetime.UTC)

    assert refused(objection, scene, at=last_minute + datetime.timedelta(minutes=1))[0] == "too_late"
    objection(scene, at=last_minute)


def test_only_who_receives_objects_or_the_register_in_its_name(scene):
    for who, user in scene.people().items():
        if who not in ("representative", "coordinator", "registrar"):
            with pytest.raises(PermissionDenied, match="Solo objeta el cierre quien recibe"):
                objection(scene, by=user)
    with pytest.raises(PermissionDenied):
        objection(scene, party=scene.company)

    assert scene.fresh().state == State.WITHDRAWN


def test_on_behalf_with_the_paper_whose_day_counts(scene):
    noted = new_paper(kind=DocumentKind.CALL_NOTE, dated="2026-12-19")
    late = {"by": scene.registrar, "at": DAY_31 + datetime.timedelta(days=20)}

    assert refused(objection, scene, **late) == (
        "document", "Habla en nombre de otro: indique la carta, acta de asamblea o nota de llamada que lo respalda.",
    )  # fmt: skip
    row = objection(scene, **late, document=noted)

    [paper] = row.documents.all()
    assert (paper.kind, paper.dated, scene.fresh().state) == (
        DocumentKind.CALL_NOTE,
        day("2026-12-19"),
        State.CLAIMED,
    )


PAPERS = {
    "earlier than the closing": ({"dated": "2026-11-19"}, "document_date",
        "El documento es anterior al cierre del 20 de noviembre de 2026: no pudo objetarlo."),
    "after the thirtieth day": ({"dated": "2026-12-21"}, "too_late", None),
    "not written yet": ({"dated": "2027-02-01"}, "document_date",
        "La fecha del documento no puede ser posterior a hoy."),
    "a plan": ({"kind": DocumentKind.PLAN}, "document",
        "El respaldo debe ser una carta, un acta de asamblea o una nota de llamada."),
}  # fmt: skip


@pytest.mark.parametrize("what", PAPERS)
def test_a_paper_that_does_not_object_in_time_is_refused(scene, what):
    more, code, words = PAPERS[what]
    paper = new_paper(**{"dated": "2026-12-01", **more})

    found = refused(objection, scene, by=scene.registrar, document=paper, at=DAY_31 + datetime.timedelta(days=9))

    assert found == (code, words or found[1])


def test_a_paper_of_another_conflict_objects_to_nothing(scene):
    other = Scene().paper(dated="2026-11-20")

    assert refused(objection, scene, by=scene.registrar, document=other)[0] == "document"


def test_an_heir_objects_in_its_predecessors_place(scene):
    heir = factories.PartyFactory(short_name="Distrito de Anta", sector=Sector.DISTRICT)
    scene.community.succeeded_by = heir
    scene.community.save()

    row = objection(scene, by=scene.member(Role.REPRESENTATIVE, heir))

    assert row.party == heir


def test_what_is_open_has_no_closing_to_lift():
    scene = Scene()
    words = "Este compromiso no está cerrado: Pendiente. No hay cierre que levantar."

    assert refused(objection, scene) == refused(reopening, scene) == ("not_closed", words)


@pytest.mark.parametrize("step", [objection, reopening])
def test_fulfilled_is_contradicted_by_a_row_and_never_reopened(step):
    scene = Scene()
    verification(scene)

    assert scene.fresh().state == State.FULFILLED
    assert refused(step, scene)[0] == "not_closed"
    verdict(scene, level=0)
    assert scene.fresh().state == State.DISPUTED


def test_sent_twice_it_is_one_objection_and_a_second_person_is_told_that_it_came_late(scene):
    neighbour = scene.member(Role.REPRESENTATIVE, scene.community)

    assert objection(scene, version=3) == objection(scene, version=3)
    assert refused(objection, scene, by=neighbour, version=3)[0] == "stale"


def test_what_was_closed_takes_no_word_until_it_is_lifted(scene):
    assert refusal("verdict", scene) == "closed"

    objection(scene)
    verdict(scene)

    assert scene.fresh().state == State.DISPUTED


# Closing again


def test_after_an_objection_what_was_signed_before_ends_nothing_again(scene):
    paper = signed(scene, scene.company, scene.community, dated="2026-11-20")
    objection(scene, at=NOON + datetime.timedelta(days=9))
    later = NOON + datetime.timedelta(days=10)

    assert refused(close, scene, consents=consents(scene.company, scene.community, paper=paper), at=later) == (
        "document_date",
        "El cierre anterior se levantó el 29 de noviembre de 2026: hace falta un documento posterior de Minera.",
    )  # fmt: skip
    close(scene, consents=consents(scene.company, scene.community, paper=new_paper(dated="2026-11-29")), at=later)
    assert scene.fresh().state == State.WITHDRAWN


def test_a_paper_that_backed_a_lifted_closing_backs_no_other_on_the_same_day():
    scene = Scene()
    paper = signed(scene, scene.company, scene.community, dated="2026-11-20")
    close(scene, consents=consents(scene.company, scene.community, paper=paper))
    objection(scene)

    assert refused(close, scene, consents=consents(scene.company, scene.community, paper=paper))[0] == "document_date"


def test_after_an_objection_a_third_party_looks_again():
    scene = Scene()
    first = verification(scene, level=0, note="No hay agua.")
    close(scene, State.CLOSED_UNMET, consents=(), verification=first)
    objection(scene)

    assert refused(close, scene, State.CLOSED_UNMET, consents=(), verification=first)[0] == "verification"
    second = verification(
        scene, level=0, note="Sigue sin agua.", observed=day("2026-11-22"), evidence=[shown(b"otra visita")],
        at=NOON + datetime.timedelta(days=3),
    )  # fmt: skip
    close(scene, State.CLOSED_UNMET, consents=(), verification=second, at=NOON + datetime.timedelta(days=4))
    assert [step for step, *_ in scene.timeline()] == [
        Step.VERIFIED, Step.CLOSED, Step.OBJECTED, Step.VERIFIED, Step.CLOSED,
    ]  # fmt: skip


# Reopening


MAY_REOPEN = {"coordinator": None, "representative": "community", "verifier": "church"}


@pytest.mark.parametrize("who", MAY_REOPEN)
def test_later_it_is_reopened_for_an_error_or_new_evidence_with_a_public_reason(scene, who):
    party = getattr(scene, MAY_REOPEN[who]) if MAY_REOPEN[who] else None

    row = reopening(
        scene, by=getattr(scene, who), party=party, is_error=False, evidence=[shown(b"nueva")], reason=" Hay fotos. ",
        at=DAY_31,
    )  # fmt: skip

    assert (row.step, row.to_state, row.party, row.reason) == (Step.REOPENED, State.CLAIMED, party, "Hay fotos.")
    assert (row.lifts.step, row.evidence.supplied_by) == (Step.CLOSED, party)
    people = {scene.coordinator, scene.delegate, scene.representative} - {row.by}
    assert {each.user for each in Notice.objects.filter(kind=NoticeKind.REOPENED)} == people


def test_nobody_else_reopens(scene):
    for who, user in scene.people().items():
        if who != "coordinator":
            with pytest.raises(PermissionDenied, match="Reabre un compromiso quien recibe, quien verifica"):
                reopening(scene, by=user, at=DAY_31)
    with pytest.raises(PermissionDenied):
        reopening(scene, by=scene.delegate, party=scene.company, at=DAY_31)


REFUSED = {
    "no words": ({"reason": " "}, "reason", "Explique el motivo: lo leerá todo el mundo."),
    "nothing new": (
        {"is_error": False}, "evidence",
        "Agregue la evidencia nueva: al menos una foto o un documento que no estuviera antes.",
    ),
    "what was there before": ({"is_error": False, "evidence": [shown(b"obra")]}, "evidence", None),
    "evidence of tomorrow": ({"evidence": [shown(b"x", taken=day("2027-02-01"))]}, "taken", None),
    "while who receives may object": (
        {"at": DAY_30}, "too_early",
        "Hasta el 20 de diciembre de 2026 basta con que quien recibe objete el cierre, sin dar motivo. Después se "
        "puede reabrir.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_reopening_without_cause_or_too_early_is_refused(scene, what):
    more, code, words = REFUSED[what]

    found = refused(reopening, scene, **{"at": DAY_31, **more})

    assert found == (code, words or found[1])


def test_where_nobody_is_known_to_receive_it_is_reopened_at_once():
    scene = Scene()
    finding = verification(scene, level=0, note="No hay agua.")
    scene.commitment.duties.filter(party=scene.community).delete()
    close(scene, State.CLOSED_UNMET, consents=(), verification=finding)

    reopening(scene)

    assert scene.fresh().state == State.PENDING


def test_closings_objections_and_reopenings_stay_on_the_timeline(scene):
    objection(scene, at=NOON + datetime.timedelta(days=1))
    paper = new_paper(dated="2026-11-22")
    close(scene, consents=consents(scene.company, scene.community, paper=paper), at=NOON + datetime.timedelta(days=2))
    reopening(scene, at=NOON + datetime.timedelta(days=40))

    assert scene.timeline()[1:] == [
        (Step.CLOSED, State.CLAIMED, State.WITHDRAWN),
        (Step.OBJECTED, State.WITHDRAWN, State.CLAIMED),
        (Step.CLOSED, State.CLAIMED, State.WITHDRAWN),
        (Step.REOPENED, State.WITHDRAWN, State.CLAIMED),
    ]
