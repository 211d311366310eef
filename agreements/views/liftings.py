"""`/compromisos/<code>/{objetar,reabrir}/`: how a closing is lifted."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.forms.liftings import ObjectionForm, ReopenForm
from agreements.models import Commitment, Transition
from agreements.policies import standing_of
from agreements.services.liftings import (
    last_day_to_object,
    object_to_closing,
    reopen,
    speaker_of,
    standing_closing,
)
from agreements.showing.closing import lifting_facts
from agreements.showing.links import address
from agreements.views.agreeing import not_now
from agreements.views.asking import Page, named, papers, sent, show, step, visible
from agreements.workflow.steps import may_object
from conflicts.wording import in_words

OBJECT = Page(gettext_lazy("Objetar el cierre"), "agreements/commitment_object.html", object_to_closing)
REOPEN = Page(gettext_lazy("Reabrir"), "agreements/commitment_reopen.html", reopen)


@login_required
@step
def commitment_object(request: HttpRequest, code: str) -> HttpResponse:
    """Who receives does not accept a closing."""
    commitment, on = visible(request, code), timezone.localdate()
    standing = standing_of(request.user, commitment, on=on)
    if not standing.objects_for:
        raise PermissionDenied(_("Solo objeta el cierre quien recibe este compromiso, o el registro en su nombre."))
    closing = standing_closing(commitment)
    is_late = closing is not None and not may_object(timezone.localdate(closing.at), on)
    if request.method != "POST" and (closing is None or (is_late and not standing.is_staff)):
        return too_late(request, commitment, closing)
    form = ObjectionForm(
        *sent(request),
        parties=named(standing.objects_for),
        papers=papers(request, commitment),
        asked=standing.is_staff,
        initial={"version": commitment.version},
    )
    if request.method == "POST" and form.submit(object_to_closing, commitment, by=request.user):
        messages.success(request, lifted_words(form.result))
        return redirect(commitment)
    return show(request, OBJECT, commitment, form, facts=lifting_facts(closing))


def too_late(request: HttpRequest, commitment: Commitment, closing: Transition | None) -> HttpResponse:
    if closing is None:
        why = _("Este compromiso no está cerrado: no hay cierre que objetar.")
        return not_now(request, commitment, OBJECT.name, why)
    why = _("El cierre podía objetarse hasta el %(day)s. Ahora se puede reabrir, con evidencia nueva o por un error.")
    return not_now(
        request,
        commitment,
        OBJECT.name,
        why % {"day": in_words(last_day_to_object(closing))},
        href=address("commitment_reopen", commitment.code),
        action=_("Reabrir el compromiso"),
    )


@login_required
@step
def commitment_reopen(request: HttpRequest, code: str) -> HttpResponse:
    """New evidence, or an error."""
    commitment, on = visible(request, code), timezone.localdate()
    standing = standing_of(request.user, commitment, on=on)
    mine = standing.own_judging | standing.verifies_for
    if not mine:
        speaker_of(standing, None)
    closing = standing_closing(commitment)
    if request.method != "POST" and closing is None:
        return not_now(request, commitment, REOPEN.name, _("Este compromiso no está cerrado: no hay qué reabrir."))
    if request.method != "POST" and standing.judges and may_object(timezone.localdate(closing.at), on):
        why = _(
            "Hasta el %(day)s basta con que quien recibe objete el cierre, sin dar motivo. Después se puede reabrir."
        )
        more = {"href": address("commitment_object", commitment.code), "action": OBJECT.name}
        return not_now(
            request,
            commitment,
            REOPEN.name,
            why % {"day": in_words(last_day_to_object(closing))},
            **(more if standing.objects_for else {}),
        )
    form = ReopenForm(*sent(request), parties=named(mine), initial={"version": commitment.version})
    if request.method == "POST" and form.submit(reopen, commitment, by=request.user):
        messages.success(request, lifted_words(form.result))
        return redirect(commitment)
    return show(request, REOPEN, commitment, form, facts=lifting_facts(closing))


def lifted_words(lift: Transition) -> str:
    return _("El cierre quedó sin efecto. El compromiso vuelve a «%(state)s» y se avisó a todos.") % {
        "state": lift.get_to_state_display()
    }
