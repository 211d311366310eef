"""The page of an actor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conflicts.choices import SlugKind
from conflicts.models import Party
from monitoring.showing.parties import party_page
from monitoring.views.addresses import row_at


@require_safe
def party(request: HttpRequest, slug: str) -> HttpResponse:
    """`/actores/<slug>/`: its record. A duplicate stands under the name that it was merged into."""
    visible = Party.objects.shown_to(request.user).select_related("territory", "merged_into")
    found = real(row_at(visible, SlugKind.PARTY, slug))
    if found.slug != slug:
        return redirect(found, permanent=True)
    on = timezone.localdate()
    context = {
        "party": found,
        "page": party_page(found, request.user, on),
        "on": on,
        "trail": [{"label": _("Actores"), "href": reverse("party_list")}, {"label": found.short_name}],
        "address": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "monitoring/party.html", context)


def real(party: Party) -> Party:
    """The one that it was merged into in the end. Pointers that go in a circle end where they began."""
    seen: set[int] = set()
    while party.merged_into and party.pk not in seen:
        seen.add(party.pk)
        party = party.merged_into
    return party
