"""Where facts were read: titles of public sources, never their addresses as words."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from conflicts.models import Source
from conflicts.wording import in_words


def sources_of(*rows: QuerySet) -> list[Source]:
    """Sources that any of these rows cites, by title. One query."""
    cited = (
        row.model.sources.through.objects.filter(**{f"{row.model._meta.model_name}__in": row.order_by().values("pk")})
        for row in rows
    )
    any_of_them = reduce(or_, (Q(pk__in=links.values("source")) for links in cited))
    return list(Source.objects.filter(any_of_them).order_by("title", "pk"))


def when_read(sources: list[Source]) -> str:
    """When somebody last looked at them."""
    days = sorted(source.accessed_on for source in sources if source.accessed_on)
    if not days:
        return ""
    if days[0] == days[-1]:
        return _("Se consultaron el %(day)s.") % {"day": in_words(days[0])}
    return _("Se consultaron entre el %(first)s y el %(last)s.") % {
        "first": in_words(days[0]),
        "last": in_words(days[-1]),
    }
