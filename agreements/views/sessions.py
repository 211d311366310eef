"""Sessions: the list, and one of them."""

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from agreements.filters.meetings import SessionFilter
from agreements.models import Agreement, Commitment, SessionReview
from agreements.showing import document as papers
from agreements.showing import session as showing
from agreements.showing.links import address
from agreements.showing.listing import head_of
from agreements.showing.rows import rows_of
from conflicts.wording import thousands
from mesas.models import Demand, Document, Session
from mesas.policies import can_log_session
from mesas.querysets import personal_fields_for

PAGE_SIZE = 25


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """`/sesiones/`: those that this reader may see and asked for, the latest first. `agenda=no`: held without one."""
    asked = SessionFilter(
        request.GET, Session.objects.visible_to(request.user), user=request.user, on=timezone.localdate()
    )
    counted = asked.qs.select_related("mesa__conflict", "working_group").annotate(
        points=Count("agenda_items", distinct=True), papers=Count("documents", distinct=True)
    )
    counted = counted.order_by(F("day_on").desc(nulls_last=True), "-pk")
    page = Paginator(counted, PAGE_SIZE).get_page(request.GET.get("pagina"))
    head = head_of(asked, reverse("session_list"))
    number = page.paginator.count
    count = ngettext("%(number)s sesión", "%(number)s sesiones", number) % {"number": thousands(number)}
    context = {
        "head": head,
        "page": page,
        "query": asked.query,
        "rows": [showing.session_row(session) for session in page.object_list],
        "count": _("%(count)s con estos filtros") % {"count": count} if head.chips else count,
        "is_example": any(session.mesa.conflict.is_example for session in page.object_list),
    }
    return render(request, "agreements/session_list.html", context)


@require_safe
def session_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened in one session, as far as this reader may see."""
    related = ("mesa__conflict", "convened_by", "working_group")
    session = get_object_or_404(Session.objects.visible_to(request.user).select_related(*related), pk=pk)
    seen = all_of(session, request.user, timezone.localdate())
    context = {
        "session": session,
        "mesa": session.mesa,
        "heading": showing.heading(session),
        "facts": showing.facts_of(session),
        "notice_finding": showing.notice_finding(seen.notices),
        "notice_rows": showing.notice_rows(seen.notices, session.day),
        "agenda_finding": showing.agenda_finding(seen),
        "agenda": showing.agenda_rows(seen.items),
        "attendance_finding": showing.attendance_finding(seen),
        "attendance": showing.attendance_groups(seen),
        "agreements_finding": showing.agreements_finding(seen),
        "agreements": showing.agreement_rows(seen.agreements, seen.rows),
        "document_finding": papers.finding(seen.documents),
        "documents": [papers.line_of(document) for document in seen.documents],
        "lacks": showing.lacks_of(seen),
        "untold": showing.untold_of(seen),
        "reviews": SessionReview.objects.visible_to(request.user)
        .filter(session=session)
        .select_related("commitment", "said_by")
        .order_by("commitment__code"),
        "demands": Demand.objects.visible_to(request.user).filter(session=session).select_related("raised_by"),
        "sources": session.sources.all(),
        "can_log": request.user.is_authenticated and can_log_session(request.user, session.mesa),
        "is_own": session.logged_by_id is not None and session.logged_by_id == request.user.pk,
        "trail": trail_of(session),
    }
    return render(request, "agreements/session.html", context)


def all_of(session: Session, user: Any, on: datetime.date) -> showing.Seen:
    """Everything that hangs on the session, in as many queries for one row as for many."""
    owed = Commitment.objects.visible_to(user).filter(session=session)
    keys = owed.order_by("code").values_list("pk", flat=True)
    # An item may speak of a demand of another mesa, which need not show.
    demands = Prefetch("demand", Demand.objects.visible_to(user))
    return showing.Seen(
        session=session,
        notices=list(session.notices.all()),
        attendances=list(session.attendances.select_related("person", "party")),
        items=list(session.agenda_items.select_related("proposer").prefetch_related(demands).order_by("order")),
        documents=list(Document.objects.visible_to(user).filter(sessions=session)),
        agreements=list(Agreement.objects.readable_by(user).filter(session=session).order_by("order")),
        rows=rows_of(list(keys), user=user, on=on),
        without_means=owed.filter(means_text="").count(),
        key=personal_fields_for(user),
    )


def trail_of(session: Session) -> list[dict[str, Any]]:
    return [{"label": session.mesa.name, "href": address("mesa", session.mesa.slug)}, {"label": str(session)}]
