"""`/compromisos/<code>/{requerir,incumplimiento,descargo}/`: a promise broken, demanded, found and answered."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from agreements.forms.breach import BreachForm, DemandForm, ReplyForm
from agreements.policies import standing_of
from agreements.services.breach import (
    ONLY_INDEPENDENT,
    ONLY_WHO_OWES,
    ONLY_WHO_RECEIVES,
    demand_in_writing,
    find_breach,
    reply_to_breach,
    require_breakable,
    require_owed,
)
from agreements.showing.breach import breach_of
from agreements.views.asking import Page, named, papers, refusal_of, sent, show, signed_papers, step, visible

DEMAND = Page(_("Requerir por escrito"), "agreements/commitment_demand.html", demand_in_writing)
BREACH = Page(_("Constatar el incumplimiento"), "agreements/commitment_breach.html", find_breach)
REPLY = Page(_("Responder a lo constatado"), "agreements/commitment_reply.html", reply_to_breach)


@login_required
@step
def commitment_demand(request: HttpRequest, code: str) -> HttpResponse:
    """The written demand of who receives."""
    commitment = visible(request, code)
    standing = standing_of(request.user, commitment, on=timezone.localdate())
    if not standing.demands_for:
        raise PermissionDenied(ONLY_WHO_RECEIVES)
    form = DemandForm(
        *sent(request),
        parties=named(standing.demands_for),
        papers=signed_papers(request, commitment, standing.judges),
    )
    if request.method == "POST" and form.submit(demand_in_writing, commitment, by=request.user):
        messages.success(request, _("El requerimiento quedó registrado. Se avisó a quien debe y a la coordinación."))
        return redirect(commitment)
    return show(request, DEMAND, commitment, form, refusal=refusal_of(require_owed, commitment))


@login_required
@step
def commitment_breach(request: HttpRequest, code: str) -> HttpResponse:
    """What an independent verifier found short of complete."""
    commitment, on = visible(request, code), timezone.localdate()
    standing = standing_of(request.user, commitment, on=on)
    if not standing.finds_breach_for:
        raise PermissionDenied(ONLY_INDEPENDENT)
    form = BreachForm(*sent(request), parties=named(standing.finds_breach_for), on=on, kind=commitment.kind)
    if request.method == "POST" and form.submit(find_breach, commitment, by=request.user):
        messages.success(request, _("El incumplimiento quedó constatado. Se avisó a ambas partes."))
        return redirect(commitment)
    return show(request, BREACH, commitment, form, refusal=refusal_of(require_breakable, commitment, on))


@login_required
@step
def commitment_reply(request: HttpRequest, code: str) -> HttpResponse:
    """What who owes answers to the last finding of breach."""
    commitment, on = visible(request, code), timezone.localdate()
    standing = standing_of(request.user, commitment, on=on)
    if not standing.replies_for:
        raise PermissionDenied(ONLY_WHO_OWES)
    breach = breach_of(commitment)
    form = ReplyForm(
        *sent(request),
        asked=standing.is_staff,
        parties=named(standing.replies_for),
        papers=papers(request, commitment),
    )
    given = {"by": request.user, "finding": breach and breach.finding}
    if request.method == "POST" and form.submit(reply_to_breach, commitment, **given):
        messages.success(request, _("La respuesta quedó publicada junto a lo que se constató."))
        return redirect(commitment)
    refusal = "" if breach else now("Nadie ha constatado un incumplimiento de este compromiso.")
    return show(request, REPLY, commitment, form, refusal=refusal, breach=breach)
