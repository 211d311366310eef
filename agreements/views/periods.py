"""`/compromisos/<code>/periodos/<period>/{declarar,veredicto,verificar}/`: the three voices about one period."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from agreements.choices import AssessmentKind
from agreements.views.asking import step
from agreements.views.steps import voice_page


@login_required
@step
def period_claim(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What who owes says it did in that period."""
    return voice_page(request, code, AssessmentKind.CLAIM, period)


@login_required
@step
def period_verdict(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What who receives saw in that period."""
    return voice_page(request, code, AssessmentKind.VERDICT, period)


@login_required
@step
def period_verify(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What a third party found of that period."""
    return voice_page(request, code, AssessmentKind.VERIFICATION, period)
