"""The page of one commitment: was it done, and who says so?"""

import datetime
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements.models import Commitment, Evidence, ReportedStatus, Reschedule, SessionReview, Transition
from agreements.policies import file_key_for, standing_of
from agreements.showing.closing import carried_facts, ended
from agreements.showing.cover import cover_facts
from agreements.showing.deadline import deadline_lines
from agreements.showing.deadline import moves_of as moves_of_deadline
from agreements.showing.evidence import groups_of, papers_of
from agreements.showing.links import address, address_at
from agreements.showing.milestones import milestones_of
from agreements.showing.next_step import next_step
from agreements.showing.offers import Around
from agreements.showing.periods import periods_of
from agreements.showing.reader import Reader, own_answers
from agreements.showing.record import measurable_facts, measurable_finding, party_facts, subject_facts
from agreements.showing.sharing import share_of
from agreements.showing.status import Status, statuses_of
from agreements.showing.timeline import Story, moves_of
from agreements.showing.timeline.endings import ENDINGS
from agreements.showing.voices import voice_rows
from conflicts.models import Incident, Party
from mesas.models import Document, ReportedFigure, Session

#: Where the page of a mesa shows what sources count for many commitments at once.
FIGURES = "cifras"


@require_safe
def commitment(request: HttpRequest, code: str) -> HttpResponse:
    """`/compromisos/<code>/`. Codes of sources, and any case, lead to the code; codes of aggregates to the mesa."""
    found = visible(request.user).filter(code=code).first()
    if found is None:
        return elsewhere(request.user, code)
    on = timezone.localdate()
    return render(request, "agreements/commitment.html", page_of(found, request, on))


def visible(user: Any) -> Any:
    return (
        Commitment.objects.visible_to(user)
        .select_related("mesa__conflict", "document", "session__mesa", "territory")
        .prefetch_related("duties__party__merged_into", "sources")
    )


def elsewhere(user: Any, code: str) -> HttpResponse:
    """The page that this code stands for, if the reader may see it."""
    spelled = code.strip().upper()
    named = Commitment.objects.visible_to(user)
    found = named.filter(code=spelled).first() or named.filter(source_code=spelled).order_by("pk").first()
    if found is not None and spelled:
        return redirect(found, permanent=True)
    figures = ReportedFigure.objects.visible_to(user).filter(Q(code=spelled) | Q(ref=spelled))
    figure = figures.select_related("mesa").first()
    if figure is not None:
        return redirect(f"{address('mesa', figure.mesa.slug)}#{FIGURES}", permanent=True)
    raise Http404


def page_of(found: Commitment, request: HttpRequest, on: datetime.date) -> dict[str, Any]:
    user = request.user
    reader = Reader.of(user)
    conflict = found.mesa.conflict_id
    evidence = list(
        Evidence.objects.filter(commitment=found)
        .select_related("supplied_by", "redacted_by", "occurrence")
        .prefetch_related("assessments")
    )
    status = statuses_of([found], user=user, reader=reader, on=on)[found.pk]
    documents = documents_of(status, user)
    status = status.with_papers(papers_of(status.heard.rows, evidence, documents))
    reschedules = list(
        Reschedule.objects.filter(commitment=found).select_related("asked_by_party").prefetch_related("answers__party")
    )
    transitions = transitions_of(found)
    judges = status.told.said.judges
    own = own_answers(reader, judges, conflict, Party.objects.kin(on)) if reader.belongs_to(conflict) else frozenset()
    around = Around.of(found, status, transitions, reschedules)
    standing = standing_of(user, found, on=on) if user.is_authenticated else None
    story = Story(
        commitment=found,
        status=status,
        transitions=transitions,
        reschedules=reschedules,
        reviews=reviews_of(found, user),
        reported=list(ReportedStatus.objects.filter(commitment=found)),
        incidents=list(Incident.objects.visible_to(user).filter(commitments=found)),
        own_answers=own,
        on=on,
    )
    return {
        "commitment": found,
        "on": on,
        "status": status,
        "voices": voice_rows(status, own),
        "breach": around.breach if around.breach and around.breach.stands else None,
        "next": next_step(user, found, status, on=on, around=around, standing=standing),
        "ended": ended(around.closing, user, on),
        "carried": carried_facts(found, user),
        "parties": [*party_facts(found, status), *cover_facts(found, user, on)],
        "subject": subject_facts(found),
        "deadline": deadline_lines(
            found, reschedules, on, is_alarm=status.told.by_members, after=depends_on(found, user)
        ),
        "deadline_moves": moves_of_deadline(found, reschedules),
        "periods": periods_of(found, standing, on),
        "milestones": milestones_of(found, standing, on),
        "evidence": groups_of(evidence, status, file_key_for(user, conflict, on=on), documents),
        "moves": moves_of(story),
        "measurable": measurable_facts(found),
        "measurable_finding": measurable_finding(found),
        "method_href": address_at("methodology", "medible"),
        "document": document_of(found),
        "sources": list(found.sources.all()),
        "trail": trail_of(found),
        "address": request.build_absolute_uri(found.get_absolute_url()),
        "share": share_of(found, status, request, on),
        "meets": Session.objects.visible_to(user).filter(mesa=found.mesa_id).announcing(on).first(),
    }


def transitions_of(found: Commitment) -> list[Transition]:
    """With the parties that each names: who agreed is asked only of steps that others agree to."""
    rows = list(Transition.objects.filter(commitment=found).select_related("party", "assessment__party", "occurrence"))
    prefetch_related_objects([row for row in rows if row.step in ENDINGS], "consenting")
    return rows


def documents_of(status: Status, user: Any) -> dict[int, str]:
    """Titles of the documents in which something was said, by key, as far as this reader may know of them."""
    keys = [row.document_id for row in status.heard.rows if row.document_id]
    return dict(Document.objects.visible_to(user).filter(pk__in=keys).values_list("pk", "title"))


def reviews_of(found: Commitment, user: Any) -> list[SessionReview]:
    """What was said of it in sessions that the reader may see."""
    sessions = Session.objects.visible_to(user)
    rows = SessionReview.objects.filter(commitment=found, session__in=sessions)
    return list(rows.select_related("session", "said_by"))


def document_of(found: Commitment) -> dict[str, str]:
    """Where its words stand: title and clause, an address, and how far one may trust the paper."""
    document = found.document
    if document is None:
        session = found.session
        return {"title": str(session), "href": address("session", session.pk), "note": ""} if session else {}
    title = _("%(title)s, %(clause)s") % {"title": document.title, "clause": found.clause}
    return {
        "title": title if found.clause else document.title,
        "href": address("document", document.pk),
        "note": f"{document.get_mark_display()}.",
    }


def depends_on(found: Commitment, user: Any) -> Commitment | None:
    """The commitment from which its term runs, if the reader may see that one."""
    key = found.trigger_commitment_id
    return Commitment.objects.visible_to(user).filter(pk=key).first() if key else None


def trail_of(found: Commitment) -> list[dict[str, str]]:
    return [
        {"label": _("Compromisos"), "href": address("commitment_list")},
        {"label": found.mesa.name, "href": address("mesa", found.mesa.slug)},
        {"label": found.code, "href": ""},
    ]
