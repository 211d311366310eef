"""What each voice needs before it is written; a post sent twice; a paper that speaks for a party."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import (
    DeadlineKind,
    State,
)
from agreements.models import Assessment, Evidence, Transition
from conflicts.choices import Sector
from mesas.choices import DocumentKind, DocumentMark
from mesas.models import Document
from mesas.services.papers import NewPaper
from tests import factories
from tests.agreements.closing import new_paper
from tests.agreements.scene import NOON, Scene, day, shown
from tests.agreements.speaking import VOICES, claim, fields, refusal, verdict, verification

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [DocumentKind.LETTER, DocumentKind.ASSEMBLY_ACTA, DocumentKind.CALL_NOTE])
def test_staff_records_on_behalf_with_the_paper(kind):
    scene = Scene()
    paper = scene.paper(kind)

    row = verdict(scene, by=scene.registrar, document=paper)

    assert fields(row, "is_on_behalf", "party_id", "document") == {
        "is_on_behalf": True,
        "party_id": scene.community.pk,
        "document": paper,
    }


def test_a_paper_not_yet_on_record_is_registered_with_what_it_backs():
    scene = Scene()
    note = shown(b"%PDF").file
    paper = NewPaper(
        kind=DocumentKind.LETTER, title="Oficio 045", dated=day("2026-11-12"), mark=DocumentMark.SIGNED, file=note
    )

    row = claim(scene, by=scene.coordinator, document=paper)

    document = Document.objects.get()
    assert row.document == document
    assert fields(document, "mesa", "kind", "title", "dated", "mark", "original_name", "sha256", "registered_by") == {
        "mesa": scene.mesa,
        "kind": DocumentKind.LETTER,
        "title": "Oficio 045",
        "dated": day("2026-11-12"),
        "mark": DocumentMark.SIGNED,
        "original_name": "foto.jpg",
        "sha256": note.sha256,
        "registered_by": scene.coordinator,
    }
    assert document.original.read() == b"%PDF"


def test_an_acta_that_proves_itself_is_shown():
    """Anybody could write the name of one; a letter of a community proves nothing and needs no more than its name."""
    scene = Scene()
    claim(scene)
    acta = new_paper("Acta de asamblea", dated="2026-11-18")
    named = {"by": scene.registrar, "level": 3, "document": replace(acta, file=None)}

    assert refusal("verdict", scene, **named) == "paper_file"
    verdict(scene, **{**named, "document": replace(acta, file=None, kind=DocumentKind.LETTER)})
    verdict(scene, **{**named, "level": 2})
    assert scene.fresh().state == State.DISPUTED
    verdict(scene, **{**named, "document": acta})
    assert scene.fresh().state == State.DISPUTED  # of two papers of one day the lower stands
    verdict(scene, **{**named, "document": replace(acta, dated=day("2026-11-19"), title="Acta siguiente")})
    assert scene.fresh().state == State.FULFILLED


@pytest.mark.parametrize("voice", ["claim", "verdict"])
def test_a_paper_does_not_speak_of_what_was_seen_after_it(voice):
    scene = Scene()
    told = {"by": scene.registrar, "level": 2, "document": scene.paper(dated="2026-11-10")}

    assert refusal(voice, scene, observed=day("2026-11-11"), **told) == "observed"
    VOICES[voice](scene, observed=day("2026-11"), **told)


def test_what_a_paper_says_was_said_on_its_day():
    """The acta of the 18th is recorded after the representative spoke on the 20th: she spoke last."""
    scene = Scene()
    claim(scene)
    verdict(scene, level=2)

    verdict(
        scene,
        by=scene.registrar,
        level=3,
        document=scene.paper(DocumentKind.ASSEMBLY_ACTA),
        at=NOON + timedelta(days=1),
    )

    assert scene.fresh().state == State.DISPUTED


def test_an_assembly_acta_confirms_and_replaces_what_single_people_said_before():
    scene = Scene()
    claim(scene)
    verdict(scene, level=2)

    acta = scene.paper(DocumentKind.ASSEMBLY_ACTA, dated="2026-11-21")
    verdict(scene, by=scene.registrar, level=3, document=acta, at=NOON + timedelta(days=1))

    assert scene.fresh().state == State.FULFILLED


@pytest.mark.parametrize(
    ("sector", "mark", "state"),
    [
        (Sector.DISTRICT, DocumentMark.SIGNED, State.FULFILLED),
        (Sector.DISTRICT, DocumentMark.COLLATED, State.FULFILLED),
        (Sector.DISTRICT, DocumentMark.UNSIGNED, State.CLAIMED),
        (Sector.COMMUNITY, DocumentMark.SIGNED, State.CLAIMED),
    ],
)
def test_a_signed_letter_speaks_for_an_institution_as_an_assembly_does_for_a_community(sector, mark, state):
    scene = Scene()
    type(scene.community).objects.filter(pk=scene.community.pk).update(sector=sector)
    claim(scene)

    verdict(scene, by=scene.registrar, level=3, document=scene.paper(DocumentKind.LETTER, mark=mark))

    assert scene.fresh().state == state


def elsewhere(scene):
    return factories.DocumentFactory(kind=DocumentKind.LETTER, dated=day("2026-11-18"))


@pytest.mark.parametrize(
    ("document", "level", "code"),
    [
        (lambda scene: None, 2, "document"),
        (lambda scene: scene.paper(DocumentKind.ACTA), 2, "document"),
        (elsewhere, 2, "document"),
        (lambda scene: scene.paper(dated=""), 2, "document_date"),
        (lambda scene: scene.paper(dated="2026-11-21"), 2, "document_date"),
        (lambda scene: scene.paper(DocumentKind.CALL_NOTE), 3, "call_note"),
    ],
    ids=["none", "of another kind", "of another conflict", "without date", "of tomorrow", "a call that says complete"],
)
@pytest.mark.parametrize("voice", ["claim", "verdict"])
def test_what_speaks_for_somebody_else_must_be_a_paper_of_its_time(voice, document, level, code):
    scene = Scene()

    assert refusal(voice, scene, by=scene.registrar, document=document(scene), level=level) == code


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"level": 4}, "level"),
        ({"level": -1}, "level"),
        ({"observed": day("2026-11-21")}, "observed"),
        ({"observed": day("2027")}, "observed"),
        ({"evidence": [shown(taken=day("2026-12"))]}, "taken"),
    ],
    ids=["level 4", "level -1", "seen tomorrow", "seen next year", "a photo of next month"],
)
def test_no_voice_says_what_cannot_be(voice, change, code):
    assert refusal(voice, Scene(), **change) == code


@pytest.mark.parametrize("voice", ["claim", "verdict"])
@pytest.mark.parametrize("observed", ["2026-11-20", "2026-11", "2026", "", "2012-06"])
def test_a_day_may_be_as_vague_as_memory(voice, observed):
    row = VOICES[voice](Scene(), observed=day(observed))

    assert row.observed == day(observed)


@pytest.mark.parametrize("observed", ["2026-11", "2026", ""])
def test_who_verifies_knows_the_day(observed):
    assert refusal("verification", Scene(), observed=day(observed)) == "observed"


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize(
    "state", [State.CLOSED_PARTIAL, State.REPLACED, State.WITHDRAWN, State.CLOSED_UNMET], ids=lambda state: state.value
)
def test_a_closed_commitment_is_reopened_before_anything_is_said(voice, state):
    assert refusal(voice, Scene(state=state)) == "closed"


@pytest.mark.parametrize("voice", VOICES)
def test_a_recurring_commitment_takes_nothing_itself(voice):
    assert refusal(voice, Scene(deadline_kind=DeadlineKind.RECURRING)) == "recurring"


@pytest.mark.parametrize("voice", VOICES)
def test_what_is_fulfilled_can_be_contradicted(voice):
    scene = Scene()
    claim(scene)
    verdict(scene, level=3, evidence=[shown(b"lleno")])
    assert scene.fresh().state == State.FULFILLED

    VOICES[voice](scene, level=1, at=NOON + timedelta(hours=1), evidence=[shown(b"otra")])

    assert scene.commitment.transitions.count() == 3


def test_a_claim_shows_something():
    assert refusal("claim", Scene(), evidence=[]) == "evidence"
    assert refusal("claim", Scene(), evidence=[], level=1) == "evidence"


def test_saying_less_than_before_or_nothing_at_all_needs_no_proof():
    scene = Scene()

    claim(scene, level=0, evidence=[])
    claim(scene, level=None, evidence=[], at=NOON + timedelta(minutes=1))
    claim(scene, level=3, at=NOON + timedelta(minutes=2))
    claim(scene, level=1, evidence=[], at=NOON + timedelta(minutes=3))
    assert refusal("claim", scene, level=1, evidence=[], at=NOON + timedelta(minutes=4)) == "evidence"

    assert list(Assessment.objects.values_list("level", flat=True)) == [0, None, 3, 1]


def test_who_verifies_brings_something_that_does_not_come_from_who_owes():
    scene = Scene()
    office = factories.PartyFactory(parent=scene.company)
    claim(scene, evidence=[shown(b"de la empresa")])

    assert refusal("verification", scene, evidence=[]) == "evidence"
    assert refusal("verification", scene, evidence=[shown(supplied_by=scene.company)]) == "evidence"
    assert refusal("verification", scene, evidence=[shown(b"de la empresa")]) == "evidence"
    row = verification(scene, evidence=[shown(b"visita"), shown(b"plano", supplied_by=scene.company)])

    suppliers = set(row.evidence.values_list("supplied_by", flat=True))
    assert suppliers == {scene.church.pk, scene.company.pk}
    with pytest.raises(PermissionDenied):
        verification(scene, evidence=[shown(b"x", supplied_by=office)])


def test_nobody_gives_evidence_in_anothers_name():
    scene = Scene()

    row = claim(scene, evidence=[shown(supplied_by=scene.community)])

    assert row.evidence.get().supplied_by == scene.company


@pytest.mark.parametrize("voice", VOICES)
def test_the_same_post_again_answers_as_the_first_and_doubles_nothing(voice):
    scene, key = Scene(), uuid.uuid4()

    first = VOICES[voice](scene, client_id=key, evidence=[shown(b"foto")])
    again = VOICES[voice](scene, client_id=key, evidence=[shown(b"foto")], at=NOON + timedelta(minutes=5))

    assert again == first
    assert (Assessment.objects.count(), Evidence.objects.count(), Transition.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    "change", [{"level": 1}, {"note": "otra cosa"}, {"observed": day("2026-11-01")}, {"evidence": [shown(b"otra")]}]
)
def test_the_same_key_with_other_content_is_refused_and_nothing_is_lost(change):
    scene, key = Scene(), uuid.uuid4()
    claim(scene, client_id=key)

    assert refusal("claim", scene, client_id=key, **change) == "stale"


def test_the_key_of_somebody_elses_post_is_refused():
    scene, other, key = Scene(), Scene(), uuid.uuid4()
    claim(other, client_id=key)

    assert refusal("claim", scene, client_id=key) == "stale"


def test_files_do_not_stay_behind_when_the_row_is_refused(tmp_path):
    scene = Scene()
    paper = NewPaper(kind=DocumentKind.LETTER, title="x" * 300, dated=day("2026-11-12"), file=shown().file)

    class Broken(Exception):
        pass

    def fails(*_args, **_more):
        raise Broken

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("agreements.services.assessments.settle_state", fails)
        with pytest.raises(Broken):
            claim(scene, by=scene.registrar, document=NewPaper(**{**paper.__dict__, "title": "Oficio"}))

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert (Assessment.objects.count(), Evidence.objects.count(), Document.objects.count()) == (0, 0, 0)
