"""`/compromisos/<code>/{iniciar,declarar,veredicto,verificar,evidencia}/`: what people do about one commitment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.choices import AssessmentKind, DeadlineKind
from agreements.forms.evidence import BeginForm, EvidenceForm
from agreements.forms.voices import BehalfForm, ClaimForm, VerdictForm, VerificationForm, VoiceForm
from agreements.models import Assessment, Commitment, Occurrence
from agreements.policies import Standing, standing_of
from agreements.services.assessments import VOICES, record_claim, record_verdict, record_verification
from agreements.services.evidence import attach_evidence, begin_work
from agreements.showing.own import said_before
from agreements.showing.receipt import receipt_of
from agreements.showing.status import Status
from agreements.views.asking import Page, named, papers, sent, show, step, trail, visible
from mesas.plazos import period_named

BY_PERIODS = _("Este compromiso se cumple por periodos: lo que se dice, se dice de cada periodo.")
#: What a link to the verdict page may carry: the answer that was tapped before.
TAPPED = {"si": "3", "a-medias": "2", "no": "0"}


@dataclass(frozen=True)
class VoicePage(Page):
    form: type[VoiceForm]


@dataclass(frozen=True)
class EvidencePage(Page):
    form: type[EvidenceForm]
    allowed: Callable[[Standing], bool]
    refusal: Promise
    done: Promise


VOICE_PAGES = {
    AssessmentKind.CLAIM: VoicePage(_("Declarar"), "agreements/commitment_claim.html", record_claim, ClaimForm),
    AssessmentKind.VERDICT: VoicePage(
        _("¿Se cumplió?"), "agreements/commitment_verdict.html", record_verdict, VerdictForm
    ),
    AssessmentKind.VERIFICATION: VoicePage(
        _("Verificar"), "agreements/commitment_verify.html", record_verification, VerificationForm
    ),
}
BEGIN = EvidencePage(
    _("Empezó el trabajo"),
    "agreements/commitment_begin.html",
    begin_work,
    BeginForm,
    lambda standing: standing.may_begin,
    _("Solo quien debe, el registro o quien verifica puede mostrar que empezó el trabajo."),
    _("Quedó registrado que el trabajo empezó."),
)
ADD = EvidencePage(
    _("Agregar evidencia"),
    "agreements/commitment_evidence.html",
    attach_evidence,
    EvidenceForm,
    lambda standing: standing.may_add_evidence,
    _("Usted no participa en este compromiso, por eso no puede agregarle evidencia."),
    _("La evidencia quedó agregada."),
)


@login_required
@step
def commitment_claim(request: HttpRequest, code: str) -> HttpResponse:
    """What who owes says it did."""
    return voice_page(request, code, AssessmentKind.CLAIM)


@login_required
@step
def commitment_verdict(request: HttpRequest, code: str) -> HttpResponse:
    """What who receives saw."""
    return voice_page(request, code, AssessmentKind.VERDICT)


@login_required
@step
def commitment_verify(request: HttpRequest, code: str) -> HttpResponse:
    """What a third party found."""
    return voice_page(request, code, AssessmentKind.VERIFICATION)


@login_required
@step
def commitment_begin(request: HttpRequest, code: str) -> HttpResponse:
    """Evidence that work began."""
    return evidence_page(request, code, BEGIN)


@login_required
@step
def commitment_evidence(request: HttpRequest, code: str) -> HttpResponse:
    """One more thing to see."""
    return evidence_page(request, code, ADD)


def voice_page(request: HttpRequest, code: str, kind: AssessmentKind, period: str = "") -> HttpResponse:
    """Ask, hand over, and show a receipt that can be opened again; of one period where the promise comes round."""
    commitment = visible(request, code)
    occurrence = get_object_or_404(Occurrence, commitment=commitment, period=period) if period else None
    if request.method != "POST" and "recibo" in request.GET:
        return receipt(request, commitment, kind, occurrence)
    page, on = VOICE_PAGES[kind], timezone.localdate()
    standing = standing_of(request.user, commitment, on=on)
    allowed = VOICES[kind].allowed(standing)
    if not allowed:
        raise PermissionDenied(VOICES[kind].refusal)
    more: dict[str, Any] = {"parties": named(allowed), "on": on, "initial": tapped(request), "kind": commitment.kind}
    if issubclass(page.form, BehalfForm):
        more |= {"standing": standing, "papers": papers(request, commitment)}
    if request.method != "POST" and occurrence is None and commitment.deadline_kind == DeadlineKind.RECURRING:
        messages.info(request, BY_PERIODS)
        return redirect(f"{commitment.get_absolute_url()}#h-periodos")
    form = page.form(*sent(request), **more)
    if request.method == "POST" and form.submit(page.service, commitment, by=request.user, occurrence=occurrence):
        return redirect(f"{request.path}?recibo={form.result.pk}")
    return show(
        request, page, commitment, form, tell=teller(request, standing, kind, occurrence), period=period_named(period)
    )


def teller(
    request: HttpRequest, standing: Standing, kind: AssessmentKind, occurrence: Occurrence | None
) -> Callable[[Status], dict[str, Any]]:
    """Of a verdict, what the party said before; single answers are for its own people and the coordinator."""
    if kind != AssessmentKind.VERDICT:
        return lambda _status: {}
    parties = standing.judges if standing.is_coordinator else standing.own_judging

    def tell(status: Status) -> dict[str, Any]:
        about = status if occurrence is None else status.of_period(occurrence)
        return {"before": said_before(about, parties, request.user)}

    return tell


def receipt(
    request: HttpRequest, commitment: Commitment, kind: AssessmentKind, occurrence: Occurrence | None
) -> HttpResponse:
    """What this person said, with its number and moment. For nobody else."""
    number = request.GET["recibo"]
    said = get_object_or_404(
        Assessment.objects.select_related("party", "document", "commitment__mesa", "occurrence").prefetch_related(
            "evidence"
        ),
        pk=int(number) if number.isascii() and number.isdigit() else None,
        commitment=commitment,
        occurrence=occurrence,
        kind=kind,
        recorded_by=request.user,
    )
    on = timezone.localdate()
    context = {
        "commitment": commitment,
        "receipt": receipt_of(said, commitment, request, on),
        "trail": trail(commitment, _("Recibo")),
        "address": request.build_absolute_uri(commitment.get_absolute_url()),
        "on": on,
    }
    return render(request, "agreements/receipt.html", context)


def evidence_page(request: HttpRequest, code: str, page: EvidencePage) -> HttpResponse:
    """Ask for files, hand them over, and go back to the commitment."""
    commitment = visible(request, code)
    standing = standing_of(request.user, commitment)
    if not page.allowed(standing):
        raise PermissionDenied(page.refusal)
    form = page.form(*sent(request), suppliers=named(standing.may_name_as_supplier), commitment=commitment)
    if request.method == "POST" and form.submit(page.service, commitment, by=request.user):
        messages.success(request, page.done)
        return redirect(commitment)
    return show(request, page, commitment, form)


def tapped(request: HttpRequest) -> dict[str, str]:
    """The answer already given on the page before, if any."""
    answer = TAPPED.get(request.GET.get("respuesta", ""))
    return {"level": answer} if answer else {}
