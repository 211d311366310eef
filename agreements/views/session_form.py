"""The page on which a whole session is logged."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from agreements.forms.session import Options, SessionForm
from agreements.forms.session.changes import change_rows
from agreements.forms.session.held import hold, mark_of, take
from agreements.forms.session.lacks import lacks_of, links_of, sections_of
from agreements.forms.session.mending import mend
from agreements.forms.session.options import side_name
from agreements.services.sessions import log_typed_session
from agreements.showing.links import address
from mesas.models import Mesa, Session
from mesas.policies import can_log_session

WAITED = _(
    "Se había cerrado su ingreso. Aquí está lo que escribió: falta revisarlo y guardarlo. Los nombres de personas "
    "nuevas y los archivos no se guardan: vuelva a ponerlos."
)


@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: HttpRequest, slug: str) -> HttpResponse:
    """One form for everything. "Añadir…" and "Quitar" are posts too, which show the page with a row more or less."""
    if not request.user.is_authenticated:
        if request.method == "POST":
            hold(request)
        return redirect_to_login(request.get_full_path())
    mesa = get_object_or_404(Mesa.objects.visible_to(request.user).select_related("conflict"), slug=slug)
    if not can_log_session(request.user, mesa):
        if request.method == "POST":
            hold(request)
        raise PermissionDenied(now("Solo la coordinación o el registro de este conflicto puede registrar sesiones."))
    form = form_for(request, Options(mesa, timezone.localdate(), request.user))
    if request.method == "POST" and not form.is_quiet and form.submit(log_typed_session, mesa, by=request.user):
        received = timezone.localtime(form.result.logged_at)
        messages.success(
            request,
            now("%(session)s, recibida a las %(hour)s.") % {"session": form.result, "hour": f"{received:%H:%M}"},
        )
        return redirect(form.result)
    return render(request, "agreements/session_new.html", context_of(request, mesa, form), status=form.status)


def form_for(request: HttpRequest, options: Options) -> SessionForm:
    """The form as the page asks for it: new, with a row more or less, waiting since the sign-in expired, or sent."""
    if request.method != "POST":
        waiting = take(request)
        if waiting is None:
            return SessionForm(options)
        messages.warning(request, WAITED)
        return SessionForm(options, waiting, quiet=True)
    data = request.POST.copy()
    is_broken = mend(data)
    if "add" in data or "remove" in data:
        change_rows(data, options)
        return SessionForm(options, data, request.FILES, quiet=True)
    form = SessionForm(options, data, request.FILES, quiet=is_broken)
    if is_broken:
        form.add_error(
            None, now("El formulario llegó dañado y no se guardó. Revise lo que escribió y guarde otra vez.")
        )
    return form


def context_of(request: HttpRequest, mesa: Mesa, form: SessionForm) -> dict[str, Any]:
    """The form with what stands beside it, and one empty row of each kind for the script to copy."""
    options = form.options
    shown = {row.key for row in form.rows["reviews"]}
    listed = {row.key for row in form.rows["attendees"]}
    return {
        "mesa": mesa,
        "form": form,
        "options": options,
        "sections": sections_of(form),
        "lacks": lacks_of(form),
        "links": links_of(form),
        "who": mark_of(request.user),
        "next_number": options.next_number,
        "other_reviews": [(row, options.origin_of(row)) for key, row in options.owed.items() if key not in shown],
        "sides": by_side_of(form),
        "other_people": [person for key, person in options.people.items() if key not in listed],
        "accords": [(accord, form.promises_of(accord)) for accord in form.rows["accords"]],
        "blank": form.blank_rows(),
        "received": Session.objects.filter(pk=form.received).first() if form.received else None,
        "trail": [
            {"label": mesa.name, "href": address("mesa", mesa.slug)},
            {"label": now("Registrar sesión")},
        ],
    }


def by_side_of(form: SessionForm) -> list[tuple[str, list[Any]]]:
    """People already known, under the name of their side."""
    known = [row for row in form.rows["attendees"] if row.is_known]
    return [(name, list(rows)) for name, rows in groupby(known, key=lambda row: side_name(row.person.party))]
