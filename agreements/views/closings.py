"""`/compromisos/<code>/cerrar/`: how a debt ends without being kept, one question at a time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, State
from agreements.forms.closings import ClosingForm, SuccessorsForm
from agreements.models import Commitment
from agreements.policies import Standing, standing_of
from agreements.services.closing_rules import backing_of
from agreements.services.closings import close_commitment, require_coordinator
from agreements.services.consents import who_must_agree
from agreements.services.replacements import replace_commitments
from agreements.showing.closing import consequences, ways
from agreements.views.agreeing import not_now, signed_by
from agreements.views.asking import Page, named, sent, show, step, trail, visible
from agreements.workflow.steps import CLOSINGS, may_close


@login_required
@step
def commitment_close(request: HttpRequest, code: str) -> HttpResponse:
    """First how; of a replacement, by what; then who agrees and by which paper."""
    commitment, on = visible(request, code), timezone.localdate()
    standing = standing_of(request.user, commitment, on=on)
    require_coordinator(standing)
    if request.method != "POST" and not may_close(commitment.state):
        why = _("Ya no está abierto: %(state)s.") % {"state": commitment.get_state_display()}
        return not_now(request, commitment, _("Cerrar"), why)
    asked = request.GET.get("forma", "")
    if asked not in CLOSINGS:
        context = {"commitment": commitment, "ways": ways(commitment), "trail": trail(commitment, _("Cerrar"))}
        return render(request, "agreements/commitment_close.html", context)
    way = State(asked)
    if not CLOSINGS[way].needs_successor:
        return agreed(request, commitment, standing, way, on)
    is_chosen = "por" in request.GET or "tambien" in request.GET
    chosen = SuccessorsForm(request.GET if is_chosen else None, candidates=candidates(request, commitment))
    if not chosen.is_valid():
        return pick(request, commitment, chosen)
    return replaced(request, commitment, chosen, on)


def candidates(request: HttpRequest, commitment: Commitment) -> Any:
    """What could replace it or be replaced along with it, the latest first."""
    rows = Commitment.objects.visible_to(request.user).filter(
        mesa__conflict=commitment.mesa.conflict_id, state__in=OPEN_STATES
    )
    return rows.exclude(pk=commitment.pk).order_by("-registered_at", "-pk")


def pick(request: HttpRequest, commitment: Commitment, chosen: SuccessorsForm) -> HttpResponse:
    if not chosen.fields["por"].queryset.exists():
        why = _(
            "En este conflicto no hay otro compromiso abierto que lo reemplace. Registre primero el nuevo, con el acta "
            "en que consta."
        )
        return not_now(request, commitment, _("Reemplazar"), why)
    context = {"commitment": commitment, "form": chosen, "trail": trail(commitment, _("Reemplazar"))}
    return render(request, "agreements/commitment_replace.html", context)


def agreed(
    request: HttpRequest, commitment: Commitment, standing: Standing, way: State, on: datetime.date
) -> HttpResponse:
    """One way of closing: its form, the service that does it, and back to the commitment."""
    rule = CLOSINGS[way]
    backing = backing_of(commitment, by=request.user, on=on) if rule.or_verification else []
    try:
        must = who_must_agree(standing, beneficiary=rule.needs_beneficiary, obligor=rule.needs_obligor)
    except ValidationError as refusal:
        if not backing:
            return not_now(request, commitment, way.label, refusal.messages[0])
        must = frozenset()
    parties = list(named(must))
    form = ClosingForm(
        *sent(request),
        closes_as=way,
        parties=parties,
        signed=signed_by(request, commitment, standing, parties),
        backing=backing,
        on=on,
        initial={"version": commitment.version},
    )
    if request.method == "POST" and form.submit(close_commitment, commitment, by=request.user):
        messages.success(request, _("El compromiso quedó cerrado. Se avisó a quien debe y a quien recibe."))
        return redirect(commitment)
    return show(request, page_of(way), commitment, form, will=consequences([commitment], way, on=on))


def replaced(request: HttpRequest, commitment: Commitment, chosen: SuccessorsForm, on: datetime.date) -> HttpResponse:
    """The same for several at once: all that owe and receive each must agree."""
    old = [commitment, *chosen.cleaned_data["tambien"]]
    new = list(chosen.cleaned_data["por"])
    standings = {row.pk: standing_of(request.user, row, on=on) for row in old}
    try:
        must = frozenset().union(
            *(who_must_agree(standing, beneficiary=True, obligor=True) for standing in standings.values())
        )
    except ValidationError as refusal:
        return not_now(request, commitment, State.REPLACED.label, refusal.messages[0])
    parties = list(named(must))
    form = ClosingForm(
        *sent(request),
        closes_as=State.REPLACED,
        parties=parties,
        signed=signed_by(request, commitment, standings[commitment.pk], parties),
        on=on,
        initial={"version": commitment.version},
    )
    if request.method == "POST" and form.submit(replace_commitments, old, by=request.user, successors=new):
        messages.success(request, closed_words(old))
        return redirect(commitment)
    will = consequences(old, State.REPLACED, on=on, successors=new)
    return show(request, page_of(State.REPLACED), commitment, form, will=will)


def closed_words(old: Sequence[Commitment]) -> str:
    if len(old) == 1:
        return _("El compromiso quedó reemplazado. Se avisó a quien debe y a quien recibe.")
    codes = ", ".join(row.code for row in old)
    return _("Quedaron reemplazados: %(codes)s. Se avisó a quienes deben y reciben.") % {"codes": codes}


def page_of(way: State) -> Page:
    return Page(way.label, "agreements/commitment_close_as.html", close_commitment)
