"""Each of the three voices saying the usual thing, so that a test names only what differs."""

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Assessment, Evidence, Notice, Transition
from agreements.services.assessments import record_claim, record_verdict, record_verification
from mesas.models import Document
from tests.agreements.scene import NOON, day, shown


def claim(scene, **more):
    """The company's delegate says that it is complete, with a photo."""
    told = {
        "party": scene.company, "by": scene.delegate, "level": 3, "observed": day("2026-11-10"),
        "evidence": [shown(b"obra")], "at": NOON,
    }  # fmt: skip
    return record_claim(scene.commitment, **{**told, **more})


def verdict(scene, **more):
    """The community's representative says what she saw, without proof."""
    told = {
        "party": scene.community, "by": scene.representative, "level": 2, "observed": day("2026-11-15"), "at": NOON,
    }  # fmt: skip
    return record_verdict(scene.commitment, **{**told, **more})


def verification(scene, **more):
    """The vicariate's verifier found it complete, with a photo of her own."""
    told = {
        "party": scene.church, "by": scene.verifier, "level": 3, "observed": day("2026-11-16"),
        "evidence": [shown(b"visita")], "at": NOON,
    }  # fmt: skip
    return record_verification(scene.commitment, **{**told, **more})


VOICES = {"claim": claim, "verdict": verdict, "verification": verification}


def refusal(voice, scene, **more):
    """Code of the refusal, having made sure that nothing was written."""
    before = [model.objects.count() for model in (Assessment, Evidence, Document, Transition, Notice)]
    with pytest.raises(ValidationError) as refused:
        VOICES[voice](scene, **more)
    assert [model.objects.count() for model in (Assessment, Evidence, Document, Transition, Notice)] == before
    return refused.value.code


def fields(row, *names):
    return {name: getattr(row, name) for name in names}
