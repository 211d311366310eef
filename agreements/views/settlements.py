"""`/compromisos/<code>/resolver/`: how a dispute was settled."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import AssessmentKind, State
from agreements.forms.settlements import SettlementForm
from agreements.models import Assessment, Commitment
from agreements.policies import Standing, standing_of
from agreements.services.consents import who_must_agree
from agreements.services.settlements import settle_dispute
from agreements.views.agreeing import not_now, signed_by
from agreements.views.asking import Page, named, sent, show, step, visible

SETTLE = Page(gettext_lazy("Resolver la disputa"), "agreements/commitment_settle.html", settle_dispute)
DOCUMENT, VERIFIER = "documento", "verificador"


@login_required
@step
def commitment_settle(request: HttpRequest, code: str) -> HttpResponse:
    """By one paper of both sides, or by whom both named: `?por=verificador`."""
    commitment, on = visible(request, code), timezone.localdate()
    standing = standing_of(request.user, commitment, on=on)
    if not standing.is_staff:
        raise PermissionDenied(_("Solo el registro o la coordinación anotan cómo se resolvió una disputa."))
    if request.method != "POST" and commitment.state != State.DISPUTED:
        why = _("Este compromiso no está en disputa: %(state)s.") % {"state": commitment.get_state_display()}
        return not_now(request, commitment, SETTLE.name, why)
    try:
        form = form_of(request, commitment, standing, on)
    except ValidationError as refusal:
        return not_now(request, commitment, SETTLE.name, refusal.messages[0])
    if request.method == "POST" and form.submit(settle_dispute, commitment, by=request.user):
        messages.success(
            request,
            _("Quedó anotado lo acordado: el compromiso pasa a «%(state)s» y se avisó a todos.")
            % {"state": form.result.get_to_state_display()},
        )
        return redirect(commitment)
    return show(request, SETTLE, commitment, form, ways=ways(form))


def form_of(request: HttpRequest, commitment: Commitment, standing: Standing, on: datetime.date) -> SettlementForm:
    parties = list(named(who_must_agree(standing, beneficiary=True, obligor=True)))
    findings = Assessment.objects.filter(
        commitment=commitment, occurrence=None, kind=AssessmentKind.VERIFICATION, is_independent=True
    ).exclude(level=None)
    found = list(findings)
    return SettlementForm(
        *sent(request),
        parties=parties,
        signed=signed_by(request, commitment, standing, parties),
        findings=found,
        by_verifier=bool(found) and request.GET.get("por") == VERIFIER,
        on=on,
        initial={"version": commitment.version},
    )


def ways(form: SettlementForm) -> list[dict[str, object]]:
    """Both, where somebody independent has looked."""
    if not form.findings:
        return []
    labels = {DOCUMENT: _("Un documento que firmaron todos"), VERIFIER: _("Alguien a quien ambos nombraron")}
    return [
        {"label": label, "href": f"?por={way}", "is_current": form.by_verifier == (way == VERIFIER)}
        for way, label in labels.items()
    ]
