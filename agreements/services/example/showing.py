"""What people bring along: files, papers, and in whose name they speak."""

from __future__ import annotations

from agreements.services.consents import Consent
from agreements.services.evidence import NewEvidence
from agreements.services.example.reading import Saying, Writing
from agreements.services.example.stage import Stage
from conflicts.models import Party
from mesas.choices import DocumentKind, DocumentMark
from mesas.services.papers import NewPaper


def speaker(stage: Stage, saying: Saying) -> Party:
    return stage.parties[saying.party] if saying.party else stage.voices[saying.by]


def shown(stage: Stage, saying: Saying) -> list[NewEvidence]:
    """Photos, papers and sounds. Who keeps the records says from whom they come."""
    told = [(caption, "") for caption in (*saying.photos, *saying.sounds)]
    told += [(title, saying.proves) for title in (*saying.pdfs, *saying.office)]
    return [
        NewEvidence(
            file=stage.files[caption],
            caption=caption,
            place=saying.place,
            proves=proves,
            taken=stage.span(saying.day if saying.saw is None else saying.saw, saying.precision),
            supplied_by=stage.parties[saying.party] if saying.party else None,
        )
        for caption, proves in told
    ]


def new_paper(stage: Stage, writing: Writing) -> NewPaper:
    return NewPaper(
        kind=DocumentKind(writing.kind),
        title=writing.title,
        dated=stage.span(writing.dated),
        mark=DocumentMark(writing.mark),
        file=stage.files[writing.title] if writing.pdf else None,
    )


def agreed(stage: Stage, saying: Saying) -> list[Consent]:
    """Who agrees, by which paper."""
    consents = []
    for writing in saying.papers:
        paper = new_paper(stage, writing)
        consents += [Consent(party, paper) for party in stage.named(writing.signed)]
    return consents
