"""Other tables of the same conflict: an earlier one that ended, of which the mesa took over only a part of what was
promised there; and one that goes on by name, but no longer meets."""

from __future__ import annotations

from typing import Any

from agreements.choices import Kind
from agreements.models import Inherited
from agreements.services.example.accounts import ADMINISTRATOR
from agreements.services.example.meetings import deadline_of, duties_of, measurable_of
from agreements.services.example.reading import Before, Beside, Vow
from agreements.services.example.setting import BEFORE, put, values
from agreements.services.example.stage import Stage
from agreements.services.records import create_inherited
from agreements.services.registration import NewCommitment, register_commitments
from conflicts.choices import Grade, Theme
from mesas.choices import DocumentKind, DocumentMark
from mesas.models import Document, Mandate, Mesa, MesaLink
from mesas.services.files import undone_on_failure
from mesas.services.papers import NewPaper, register_paper
from mesas.services.records import create_mesa


def put_earlier_mesa(stage: Stage, told: Before) -> None:
    """The mesa with its paper, its promises, and the link that lists what goes on."""
    who: dict[str, Any] = {"by": stage.accounts[ADMINISTRATOR], "at": stage.moment(BEFORE, 9)}
    mesa = put_other_mesa(stage, told, **who)
    paper = put_paper(stage, mesa, told, **who)
    rows = [promise(stage, mesa, paper, told, vow) for vow in told.vows]
    stage.promises |= zip((vow.key for vow in told.vows), register_commitments(rows, **who), strict=True)
    link = put(stage, MesaLink(mesa=stage.mesa, predecessor=mesa, **values(stage, told.link)))
    for key in told.inherited:
        create_inherited(Inherited(link=link, commitment=stage.promises[key]), **who)


def put_other_mesa(stage: Stage, told: Before | Beside, **who: Any) -> Mesa:
    """The mesa with its mandate."""
    mesa = create_mesa(Mesa(conflict=stage.mesa.conflict, **values(stage, told.mesa)), **who)
    put(stage, Mandate(mesa=mesa, **values(stage, told.mandate)))
    return mesa


def put_mesa_beside(stage: Stage, told: Beside) -> Mesa:
    return put_other_mesa(stage, told, by=stage.accounts[ADMINISTRATOR], at=stage.moment(BEFORE, 9))


def put_paper(stage: Stage, mesa: Mesa, told: Before, **who: Any) -> Document:
    dated = stage.span(told.signed)
    parties = stage.named(dict.fromkeys(key for vow in told.vows for key in (vow.lead, *vow.to)))
    with undone_on_failure() as keep:
        return register_paper(
            mesa,
            NewPaper(
                kind=DocumentKind.ACTA,
                title=told.title,
                dated=dated,
                mark=DocumentMark.SIGNED,
                file=stage.files[told.title],
                signed_by=parties,
            ),
            keep=keep,
            **who,
        )


def promise(stage: Stage, mesa: Mesa, paper: Document, told: Before, vow: Vow) -> NewCommitment:
    deadline = deadline_of(stage, vow)
    return NewCommitment(
        mesa=mesa,
        title=vow.title,
        text=vow.text.format(due=deadline.due),
        deadline=deadline,
        grade=Grade(vow.grade),
        duties=duties_of(stage, vow),
        document=paper,
        agreed=stage.span(told.signed),
        clause=vow.clause,
        theme=Theme(vow.theme),
        kind=Kind(vow.kind),
        measurable=measurable_of(vow),
        means_text=vow.means,
    )
