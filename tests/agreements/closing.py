"""Ending a debt in each way, with papers that say what the test is about."""

import hashlib

import pytest
from django.core.exceptions import ValidationError

from agreements.choices import ClosingReason, State
from agreements.models import Notice, Transition
from agreements.services.closings import close_commitment
from agreements.services.consents import Consent
from agreements.services.liftings import object_to_closing, reopen
from agreements.services.replacements import replace_commitments
from agreements.services.settlements import settle_dispute
from mesas.choices import Answer, DocumentKind, FileKind
from mesas.models import Document, Signature
from mesas.services.papers import NewPaper
from mesas.uploads import CheckedFile
from tests import factories
from tests.agreements.scene import NOON, day
from tests.mesas import files


def new_paper(
    title="Acta de conformidad", dated="2026-11-19", kind=DocumentKind.ASSEMBLY_ACTA, content=b"%PDF-"
) -> NewPaper:
    file = CheckedFile(
        kind=FileKind.PDF, original=files.upload(content, "acta.pdf"), name="acta.pdf", extension=".pdf",
        sha256=hashlib.sha256(content).hexdigest(), size=len(content), shown=None,
    )  # fmt: skip
    return NewPaper(kind=kind, title=title, dated=day(dated), file=file)


def signed(scene, *parties, **more) -> Document:
    """A letter on record that these parties signed."""
    paper = scene.paper(**more)
    for party in parties:
        Signature.objects.create(document=paper, party=party, signed=Answer.YES)
    return paper


def consents(*parties, paper=None):
    """All of them by one paper."""
    paper = paper or new_paper()
    return [Consent(party, paper) for party in parties]


def close(scene, closes_as=State.WITHDRAWN, **more):
    """The coordinator puts it on record, with one new paper that both ends signed."""
    told = {
        "by": scene.coordinator, "closes_as": closes_as, "at": NOON,
        "consents": consents(scene.company, scene.community),
    }  # fmt: skip
    if closes_as == State.CLOSED_UNMET:
        told |= {"closing_reason": ClosingReason.IMPOSSIBLE, "reason": "El manantial se secó."}
    return close_commitment(scene.commitment, **{**told, **more})


def replace(scene, *successors, also=(), **more):
    told = {
        "by": scene.coordinator, "successors": successors, "at": NOON,
        "consents": consents(scene.company, scene.community),
    }  # fmt: skip
    return replace_commitments([scene.commitment, *also], **{**told, **more})


def another(scene, **more):
    """One more commitment of the same two."""
    row = factories.CommitmentFactory(**{"mesa": scene.mesa, **more})
    factories.CommitmentPartyFactory(commitment=row, party=scene.company)
    factories.CommitmentPartyFactory(commitment=row, party=scene.community, duty="beneficiario")
    return row


def objection(scene, **more):
    return object_to_closing(
        scene.commitment, **{"party": scene.community, "by": scene.representative, "at": NOON, **more}
    )


def reopening(scene, **more):
    told = {"by": scene.coordinator, "reason": "Se cerró otro por equivocación.", "is_error": True, "at": NOON}
    return reopen(scene.commitment, **{**told, **more})


def settlement(scene, **more):
    told = {
        "by": scene.registrar, "consents": consents(scene.company, scene.community), "level": 2, "at": NOON,
    }  # fmt: skip
    return settle_dispute(scene.commitment, **{**told, **more})


def refused(call, *args, **more):
    """Code and words of the refusal, having made sure that nothing was written."""
    counted = (Transition, Notice, Document, Signature)
    before = [list(model.objects.order_by("pk").values()) for model in counted]
    with pytest.raises(ValidationError) as refusal:
        call(*args, **more)
    assert [list(model.objects.order_by("pk").values()) for model in counted] == before
    [error] = refusal.value.error_list
    return error.code, str(error.message)
