"""What a person who said something takes away: its number, its moment, and what follows from it."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import AssessmentKind, AssessmentLevel, NoticeKind
from agreements.models import Assessment, Commitment, Notice
from agreements.showing.evidence import counted
from agreements.showing.mine import next_question, promised_to, roles_of
from agreements.showing.reader import Reader
from agreements.showing.sharing import Share, is_public, share_of
from agreements.showing.status import statuses_of
from conflicts.wording import in_short
from mesas.plazos import period_named


def receipt_of(said: Assessment, commitment: Commitment, request: HttpRequest, on: datetime.date) -> dict[str, Any]:
    """All that the page of the receipt shows."""
    proof = counted(Counter(row.kind for row in said.evidence.all()))
    period = period_named(said.occurrence.period) if said.occurrence else None
    rows = [
        {"label": _("Recibido"), "value": moment(said)},
        *([{"label": _("Periodo"), "value": str(period)}] if period else []),
        {
            "label": _("De qué día") if said.kind == AssessmentKind.CLAIM else _("Visto"),
            "value": in_short(said.observed),
        },
        {"label": _("Prueba"), "value": proof or _("ninguna")},
        *([{"label": _("Documento"), "value": said.document.title}] if said.document else []),
        *([{"label": _("Agregó"), "value": said.note}] if said.note else []),
        {"label": _("Recibo número"), "value": number_of(said), "role": "total"},
    ]
    lacks_proof = said.kind == AssessmentKind.VERDICT and said.level == AssessmentLevel.COMPLETE and not proof
    return {
        "who": who_says(said),
        "level": level_words(said),
        "rows": rows,
        "lacks_proof": lacks_proof and said.document is None,
        "again": answer_again(said),
        "what_now": what_now(said),
        "next": question_left(said, request, on),
        "share": shared(commitment, request, on),
        "others": links(commitment),
    }


def answer_again(said: Assessment) -> str:
    """Where a *sí* without proof is said again with some: of the same period."""
    if said.occurrence:
        return reverse("period_verdict", args=[said.commitment.code, said.occurrence.period])
    return reverse("commitment_verdict", args=[said.commitment.code])


def number_of(said: Assessment) -> str:
    """By which it can be found again: "ESP-2012-07-418"."""
    return f"{said.commitment.code}-{said.pk}"


def moment(said: Assessment) -> str:
    at = timezone.localtime(said.recorded_at)
    return f"{in_short(at.date())}, {at:%H:%M}"


def who_says(said: Assessment) -> str:
    says = {
        AssessmentKind.CLAIM: _("%(party)s declara:"),
        AssessmentKind.VERDICT: _("%(party)s dice:"),
        AssessmentKind.VERIFICATION: _("%(party)s encontró:"),
    }
    return says[AssessmentKind(said.kind)] % {"party": said.party}


def level_words(said: Assessment) -> str:
    if said.kind == AssessmentKind.VERDICT:
        answers = {
            3: _("sí, se cumplió"),
            2: _("a medias"),
            1: _("poco"),
            0: _("no se cumplió"),
            None: _("no se pudo ver"),
        }
        return answers[said.level]
    return _("no se puede decir") if said.level is None else str(AssessmentLevel(said.level).label)


def what_now(said: Assessment) -> list[str]:
    """The state that the row made and who was told of it. What came later is on the page of the commitment."""
    step = said.transitions.first()
    if step is None or said.level is None:
        return [_("El compromiso sigue como estaba: lo que no se pudo ver no cuenta como respuesta.")]
    state = {"state": step.get_to_state_display()}
    changed = step.from_state != step.to_state
    first = _("El compromiso pasa a «%(state)s».") if changed else _("El compromiso sigue en «%(state)s».")
    told = Notice.objects.filter(commitment=said.commitment, cause=f"{said.kind}:{said.pk}").first()
    return [first % state, *([TOLD[NoticeKind(told.kind)]()] if told else [])]


TOLD = {
    NoticeKind.CLAIM_TO_CHECK: lambda: _("Se avisó a quien recibe y a la coordinación."),
    NoticeKind.VERDICT: lambda: _("Se avisó a quien debe y a la coordinación."),
    NoticeKind.DISPUTE: lambda: _("Se avisó a las dos partes y a la coordinación."),
}


def shared(commitment: Commitment, request: HttpRequest, on: datetime.date) -> Share | None:
    """How the commitment stands now, as far as anybody may read it. The receipt itself is hers alone."""
    if not is_public(commitment):
        return None
    user = request.user
    status = statuses_of([commitment], user=user, reader=Reader.of(user), on=on)[commitment.pk]
    return share_of(commitment, status, request, on)


def question_left(said: Assessment, request: HttpRequest, on: datetime.date) -> dict[str, str]:
    """After a verdict, the most urgent other commitment that waits for one."""
    if said.kind != AssessmentKind.VERDICT:
        return {}
    roles = roles_of(request.user, on)
    left = next_question(request.user, roles, promised_to(request.user, roles), on=on, besides=said.commitment_id)
    if left is None:
        return {}
    return {"title": left.title, "href": reverse("commitment_verdict", args=[left.code])}


def links(commitment: Commitment) -> list[dict[str, str]]:
    """Where to go from here."""
    return [
        {"label": _("Ver el compromiso"), "href": commitment.get_absolute_url()},
        {"label": _("Volver a mis compromisos"), "href": reverse("my_commitments")},
    ]
