"""`/compromisos/<code>/{pedir-verificacion,corregir,visibilidad}/`: asking somebody to look, and the record itself."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.forms.record import AskToVerifyForm, VisibilityForm
from agreements.forms.session import Options
from agreements.forms.transcription import CorrectionForm
from agreements.models import Commitment
from agreements.policies import standing_of
from agreements.services.transcription import ONLY_COORDINATION as ONLY_COORDINATION_CORRECTS
from agreements.services.transcription import correct_transcription, require_document
from agreements.services.verifying import WHO_MAY_ASK, ask_to_verify, require_unasked
from agreements.services.visibility import ONLY_COORDINATION, change_visibility
from agreements.views.asking import Page, refusal_of, sent, show, step, visible

ASK = Page(_("Pedir verificación"), "agreements/commitment_ask_to_verify.html", ask_to_verify)
CORRECT = Page(_("Corregir la transcripción"), "agreements/commitment_correct.html", correct_transcription)
VISIBILITY = Page(_("Quién puede verlo"), "agreements/commitment_visibility.html", change_visibility)


@login_required
@step
def commitment_ask_to_verify(request: HttpRequest, code: str) -> HttpResponse:
    """That somebody who is no part of it goes and looks."""
    commitment = visible(request, code)
    if not standing_of(request.user, commitment, on=timezone.localdate()).may_ask_to_verify:
        raise PermissionDenied(WHO_MAY_ASK)
    form = AskToVerifyForm(*sent(request))
    if request.method == "POST" and form.submit(ask_to_verify, commitment, by=request.user):
        messages.success(request, _("El pedido quedó registrado. Se avisó a quienes verifican y a la coordinación."))
        return redirect(commitment)
    return show(request, ASK, commitment, form, refusal=refusal_of(require_unasked, commitment))


@login_required
@step
def commitment_correct(request: HttpRequest, code: str) -> HttpResponse:
    """What was copied wrongly from the document."""
    commitment = visible(request, code)
    if not standing_of(request.user, commitment, on=timezone.localdate()).is_coordinator:
        raise PermissionDenied(ONLY_COORDINATION_CORRECTS)
    options = Options(commitment.mesa, timezone.localdate(), request.user)
    form = CorrectionForm(
        *sent(request),
        commitment=commitment,
        parties=options.parties,
        groups=options.party_choices,
        commitments=Commitment.objects.visible_to(request.user).filter(mesa__conflict=commitment.mesa.conflict_id),
    )
    if request.method == "POST" and form.submit(correct_transcription, commitment, by=request.user):
        messages.success(request, _("Quedó corregido. Lo que decía antes está a la vista."))
        return redirect(commitment)
    return show(request, CORRECT, commitment, form, refusal=refusal_of(require_document, commitment))


@login_required
@step
def commitment_visibility(request: HttpRequest, code: str) -> HttpResponse:
    """Fewer people, or as many as see its mesa."""
    commitment = visible(request, code)
    if not standing_of(request.user, commitment, on=timezone.localdate()).is_coordinator:
        raise PermissionDenied(ONLY_COORDINATION)
    form = VisibilityForm(*sent(request), commitment=commitment)
    if request.method == "POST" and form.submit(change_visibility, commitment, by=request.user):
        messages.success(request, _("Cambió quién puede ver este compromiso."))
        return redirect(commitment)
    return show(request, VISIBILITY, commitment, form)
