"""`/compromisos/<code>/reprogramar/` and `…/reprogramaciones/<pk>/aceptar/`: another date, asked for and answered."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.forms.dates import RescheduleAnswerForm, RescheduleForm
from agreements.models import Reschedule
from agreements.policies import standing_of
from agreements.services.reschedules import (
    ONLY_WHO_OWES,
    ONLY_WHO_RECEIVES,
    answer_reschedule,
    ask_reschedule,
    require_movable,
    require_pending,
)
from agreements.showing.dates import Asked
from agreements.views.asking import Page, named, papers, refusal_of, sent, show, signed_papers, step, visible

ASK = Page(_("Pedir otra fecha"), "agreements/commitment_reschedule.html", ask_reschedule)
ANSWER = Page(_("Responder a la fecha nueva"), "agreements/reschedule_answer.html", answer_reschedule)


@login_required
@step
def commitment_reschedule(request: HttpRequest, code: str) -> HttpResponse:
    """Another date than the one in force, or a first one."""
    commitment = visible(request, code)
    standing = standing_of(request.user, commitment, on=timezone.localdate())
    if not standing.asks_date_for:
        raise PermissionDenied(ONLY_WHO_OWES)
    form = RescheduleForm(
        *sent(request),
        commitment=commitment,
        asked=standing.is_staff,
        parties=named(standing.asks_date_for),
        papers=papers(request, commitment),
    )
    if request.method == "POST" and form.submit(ask_reschedule, commitment, by=request.user):
        messages.success(request, _("El pedido quedó registrado. La fecha no cambia hasta que quien recibe la acepte."))
        return redirect(commitment)
    return show(request, ASK, commitment, form, refusal=refusal_of(require_movable, commitment))


@login_required
@step
def reschedule_answer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Whether who receives accepts the date."""
    commitment = visible(request, code)
    asked = get_object_or_404(Reschedule.objects.select_related("asked_by_party"), pk=pk, commitment=commitment)
    standing = standing_of(request.user, commitment, on=timezone.localdate())
    if not standing.answers_date_for:
        raise PermissionDenied(ONLY_WHO_RECEIVES)
    form = RescheduleAnswerForm(
        *sent(request),
        asked=standing.is_staff,
        parties=named(standing.answers_date_for),
        papers=signed_papers(request, commitment, standing.judges),
    )
    if request.method == "POST" and form.submit(answer_reschedule, asked, by=request.user):
        asked.refresh_from_db()
        messages.success(request, _("La respuesta quedó registrada.") if asked.is_unilateral else _("La fecha cambió."))
        return redirect(commitment)
    refusal = refusal_of(require_pending, asked, commitment)
    return show(request, ANSWER, commitment, form, refusal=refusal, asked=Asked.of(asked, commitment))
