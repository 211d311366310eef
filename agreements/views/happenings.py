"""`/compromisos/<code>/fechar/` and `…/hitos/…`: a thing happened on a day, and here is what shows it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from agreements.forms.happenings import DateTriggerForm, MilestoneForm, ReachForm
from agreements.models import Commitment, Milestone
from agreements.policies import standing_of
from agreements.services.milestones import (
    ONLY_WHO_REACHES,
    ONLY_WHO_SETS,
    reach_milestone,
    require_open,
    require_unreached,
    set_milestone,
)
from agreements.services.triggers import ONLY_WHO_DATES, date_trigger, require_waiting
from agreements.views.asking import Page, named, refusal_of, sent, show, step, visible

DATE = Page(_("Poner fecha"), "agreements/commitment_date_trigger.html", date_trigger)
SET = Page(_("Agregar un hito"), "agreements/milestone_new.html", set_milestone)
REACH = Page(_("Hito alcanzado"), "agreements/milestone_reach.html", reach_milestone)


@login_required
@step
def commitment_date_trigger(request: HttpRequest, code: str) -> HttpResponse:
    """The day of the event or the stage from which the deadline runs."""
    commitment = visible(request, code)
    standing = standing_of(request.user, commitment)
    if not standing.may_date:
        raise PermissionDenied(ONLY_WHO_DATES)
    form = DateTriggerForm(*sent(request), suppliers=named(standing.may_name_as_supplier), commitment=commitment)
    if request.method == "POST" and form.submit(date_trigger, commitment, by=request.user):
        messages.success(request, _("La fecha quedó puesta y el plazo, contado."))
        return redirect(commitment)
    return show(request, DATE, commitment, form, refusal=refusal_of(require_waiting, commitment))


@login_required
@step
def milestone_new(request: HttpRequest, code: str) -> HttpResponse:
    """A step on the way, with its day."""
    commitment = visible(request, code)
    if not standing_of(request.user, commitment).may_set_milestones:
        raise PermissionDenied(ONLY_WHO_SETS)
    form = MilestoneForm(sent(request)[0], version=commitment.version)
    if request.method == "POST" and form.submit(set_milestone, commitment, by=request.user):
        messages.success(request, _("El hito quedó agregado."))
        return redirect(commitment)
    return show(request, SET, commitment, form, refusal=refusal_of(require_open, commitment))


@login_required
@step
def milestone_reach(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """That it was reached, and what shows it."""
    commitment = visible(request, code)
    milestone = get_object_or_404(Milestone, commitment=commitment, number=number)
    standing = standing_of(request.user, commitment)
    if not standing.may_reach_milestones:
        raise PermissionDenied(ONLY_WHO_REACHES)
    form = ReachForm(*sent(request), suppliers=named(standing.may_name_as_supplier), commitment=commitment)
    if request.method == "POST" and form.submit(reach_milestone, milestone, by=request.user):
        messages.success(request, _("Quedó registrado que el hito se alcanzó."))
        return redirect(commitment)
    refusal = refusal_of(whether_reachable, commitment, milestone)
    return show(request, REACH, commitment, form, refusal=refusal, milestone=milestone)


def whether_reachable(commitment: Commitment, milestone: Milestone) -> None:
    require_open(commitment)
    require_unreached(milestone)
