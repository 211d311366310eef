"""What a claim and a verification must show, by kind of promise: the table, the services, and the question asked."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from agreements.choices import AssessmentKind, Kind, Proof
from agreements.models import Evidence
from agreements.workflow.proof import MINIMUM, accepted, in_words, is_enough, offered
from conflicts.partial_dates import PartialDate
from mesas.choices import FileKind
from tests.agreements.scene import Scene, shown
from tests.agreements.speaking import claim, refusal, verdict, verification
from tests.hostile.reading import Page
from tests.mesas import files

CLAIM, VERIFICATION, VERDICT = AssessmentKind.CLAIM, AssessmentKind.VERIFICATION, AssessmentKind.VERDICT
KINDS = [kind for kind in Kind if kind != Kind.UNKNOWN]
SEEN = datetime.date(2026, 11, 10)  # by who claims; who verifies came after it


def paper(content=b"un papel", proves="", **more):
    new = shown(content, proves=proves, **more)
    object.__setattr__(new.file, "kind", FileKind.PDF)
    return new


def test_every_kind_says_what_it_takes_and_what_has_no_kind_takes_anything():
    assert MINIMUM.keys() == set(KINDS)
    assert {voice: (accepted(Kind.UNKNOWN, voice), in_words(Kind.UNKNOWN, voice)) for voice in AssessmentKind} == (
        dict.fromkeys(AssessmentKind, ((), ""))
    )
    assert offered(Kind.UNKNOWN) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_enough_is_offered_in_the_form_and_said_in_its_hint(kind):
    for voice in (CLAIM, VERIFICATION):
        enough, words = accepted(kind, voice), in_words(kind, voice).lower()
        assert set(enough) < set(offered(kind, voice))
        assert [proof for proof in enough if str(proof.label).lower() not in words] == []
        assert accepted(kind, voice, None) == ()
    assert accepted(kind, VERDICT) == ()


def test_a_photo_shows_something_only_of_a_known_day():
    assert is_enough([(Proof.PHOTO, True)], [Proof.PHOTO])
    assert not is_enough([(Proof.PHOTO, False), (Proof.CONTRACT, True)], [Proof.PHOTO])
    assert is_enough([(Proof.CONTRACT, False)], [Proof.CONTRACT])


SAYING = {CLAIM: claim, VERIFICATION: verification}
VOICE_NAMES = {CLAIM: "claim", VERIFICATION: "verification"}


@pytest.mark.django_db
@pytest.mark.parametrize("voice", SAYING)
@pytest.mark.parametrize("kind", KINDS)
def test_a_service_takes_what_the_table_names_and_nothing_else(kind, voice):
    scene = Scene(kind=kind, due_on=SEEN)  # what was not done may be said to be kept once its time is over
    answers = {}
    for number, proof in enumerate(Proof):
        evidence = [paper(str(number).encode(), proves=proof)]
        if proof in accepted(kind, voice):
            SAYING[voice](scene, evidence=evidence)
            answers[proof] = "taken"
        else:
            answers[proof] = refusal(VOICE_NAMES[voice], scene, evidence=evidence)

    enough = accepted(kind, voice)
    assert answers == {proof: "taken" if proof in enough else "proof" for proof in Proof}
    assert set(Evidence.objects.values_list("proves", flat=True)) == set(enough)


@pytest.mark.django_db
def test_the_refusal_says_what_would_be_enough():
    scene = Scene(kind=Kind.MONEY)

    with pytest.raises(ValidationError) as refused:
        claim(scene, evidence=[paper()])

    assert refused.value.messages == [
        "Diga qué es lo que envía. Hace falta: constancia de transferencia, pago o servicio."
    ]


@pytest.mark.django_db
def test_a_photo_needs_no_word_where_a_photo_is_enough():
    works, study = Scene(kind=Kind.WORKS), Scene(kind=Kind.STUDY)

    claim(works)
    verification(works)
    verification(study)

    assert refusal("claim", study) == "proof"
    assert refusal("claim", works, observed=PartialDate.unknown(), evidence=[shown(b"otra")]) == "observed"
    claim(works, observed=PartialDate.unknown(), evidence=[shown(b"mas", taken=PartialDate.month(2026, 11))])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_part_of_it_is_shown_by_a_photo_or_a_report_of_progress(kind):
    scene = Scene(kind=kind)

    claim(scene, level=1)
    claim(scene, level=2, evidence=[paper(proves=Proof.PROGRESS)])

    assert scene.commitment.assessments.count() == 2


@pytest.mark.django_db
def test_nothing_of_a_kind_is_asked_of_who_receives_nor_of_who_takes_back_what_was_said():
    scene = Scene(kind=Kind.STUDY)

    verdict(scene, level=3, evidence=[shown(b"foto")])
    claim(scene, evidence=[paper(proves=Proof.STUDY)])
    claim(scene, level=1, evidence=[paper(b"carta")])
    claim(scene, level=0, evidence=())
    claim(scene, level=None, evidence=[paper(b"nota")])


@pytest.mark.django_db
def test_of_a_verification_the_proof_of_its_own_is_what_must_be_of_the_kind():
    scene = Scene(kind=Kind.RULE)
    claim(scene, evidence=[paper(b"resolucion", proves=Proof.RULE)])

    theirs = [paper(b"resolucion", proves=Proof.RULE), paper(b"mio")]
    assert refusal("verification", scene, evidence=theirs) == "proof"
    assert refusal("verification", scene, evidence=theirs[:1]) == "evidence"
    verification(scene, evidence=[theirs[0], paper(b"mio", proves=Proof.VISIT)])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "who", "kind", "first"),
    [
        ("declarar", "delegate", Kind.WORKS, "Foto con fecha"),
        ("declarar", "delegate", Kind.STUDY, "Elija uno"),
        ("verificar", "verifier", Kind.STUDY, "Foto con fecha"),
        ("evidencia", "registrar", Kind.WORKS, "Foto con fecha"),
        ("incumplimiento", "verifier", Kind.RULE, "Foto con fecha"),
        ("veredicto", "representative", Kind.WORKS, None),
        ("declarar", "delegate", Kind.UNKNOWN, None),
    ],
)
def test_the_question_is_asked_once_where_the_kind_of_promise_needs_it(client, step, who, kind, first):
    scene = Scene(kind=kind)
    client.force_login(getattr(scene, who))

    form = client.get(f"/compromisos/{scene.commitment.code}/{step}/").context["form"]

    asked = form.fields.get("proves")
    assert (asked.choices[0] if asked else None) == (("", first) if first else None)


@pytest.mark.django_db
def test_a_paper_that_nobody_named_comes_back_with_the_question(client):
    scene = Scene(kind=Kind.STUDY)
    client.force_login(scene.delegate)
    typed = {"level": "3", "when": "hoy", "evidence": files.upload(files.pdf(), "estudio.pdf")}
    address = f"/compromisos/{scene.commitment.code}/declarar/"

    answer = client.post(address, typed)

    assert (answer.status_code, Evidence.objects.count()) == (200, 0)
    assert "El estudio, plan o informe".lower() in Page(answer).fault("proves").lower()
    again = {**typed, "evidence": files.upload(files.pdf(), "estudio.pdf"), "proves": Proof.STUDY.value}
    assert client.post(address, again).status_code == 302
    assert Evidence.objects.get().proves == Proof.STUDY
