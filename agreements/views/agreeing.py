"""What pages share of steps to which others agree in writing: who must, and which papers they already signed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from agreements.models import Commitment
from agreements.policies import Standing
from agreements.views.asking import trail
from conflicts.models import Party
from mesas.choices import Answer, DocumentKind
from mesas.models import Document, Signature


def signed_by(
    request: HttpRequest, commitment: Commitment, standing: Standing, parties: Collection[Party]
) -> dict[int, set[int]]:
    """Papers of this conflict, later than the commitment, by key of the party that signed each."""
    papers = Document.objects.visible_to(request.user).filter(
        mesa__conflict=commitment.mesa.conflict_id, dated_on__isnull=False
    )
    if commitment.agreed.last:
        papers = papers.filter(dated_on__gt=commitment.agreed.last)
    kin = standing.kin
    bodies = kin.same([party.pk for party in parties])
    signatures = Signature.objects.filter(
        document__in=papers.exclude(kind=DocumentKind.CALL_NOTE), party__in=bodies, signed=Answer.YES
    )
    found: dict[int, set[int]] = defaultdict(set)
    for document, party in signatures.values_list("document", "party"):
        found[kin.heir(party)].add(document)
    return found


def not_now(request: HttpRequest, commitment: Commitment, name: str | Promise, why: Any, **more: Any) -> HttpResponse:
    """The page of a step that cannot be taken, and why. `more`: `href` and `action`, what can be done instead."""
    context = {"commitment": commitment, "name": name, "why": why, "trail": trail(commitment, name), **more}
    return render(request, "agreements/step_not_now.html", context)
