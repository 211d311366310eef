"""Records of every kind that were taken from public sources: how many, of what a reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from conflicts.models import Conflict
from conflicts.querysets.access import in_totals
from mesas.models import Demand, Document, Mesa, Session

#: A row taken from the files of public sources keeps the key that it has there.
FROM_SOURCES = Q(ref__isnull=False)


@dataclass(frozen=True)
class Kind:
    """One kind of record. `conflict` is the path to its conflict, `mesa` that to its mesa; `page` lists them all."""

    key: str
    label: Any
    rows: Any
    conflict: str
    mesa: str
    page: str = ""


KINDS = (
    Kind("conflictos", _("Conflictos"), Conflict, "", "mesas", "conflict_list"),
    Kind("mesas", _("Mesas y otros espacios"), Mesa, "conflict", "", "mesa_list"),
    Kind("sesiones", _("Sesiones"), Session, "mesa__conflict", "mesa", "session_list"),
    Kind("demandas", _("Demandas"), Demand, "conflict", "mesa", "demand_list"),
    Kind("documentos", _("Documentos"), Document, "mesa__conflict", "mesa"),
)


@dataclass(frozen=True)
class Scope:
    """Who looks, and at which mesas and conflicts; of other filters these records know nothing."""

    user: Any
    mesas: Sequence[Mesa] = ()
    conflicts: Sequence[Conflict] = ()
    is_for_file: bool = False

    def of(self, kind: Kind) -> QuerySet:
        """The fictitious example is left out unless named; on a page, which has a banner, its members keep it."""
        rows = kind.rows.objects.visible_to(self.user)
        mesa, conflict = kind.mesa or "pk", kind.conflict or "pk"
        examples = [one.pk for one in self.conflicts if one.is_example]
        examples += [one.conflict_id for one in self.mesas if one.conflict.is_example]
        reader = AnonymousUser() if self.is_for_file else self.user
        shown = in_totals(reader, conflict=kind.conflict) | Q(**{f"{conflict}__in": examples})
        found = rows.filter(pk__in=rows.filter(shown).values("pk"))
        if self.mesas:
            found = found.filter(**{f"{mesa}__in": [one.pk for one in self.mesas]})
        if self.conflicts:
            found = found.filter(**{f"{conflict}__in": [one.pk for one in self.conflicts]})
        return found


@dataclass(frozen=True)
class Records:
    """How many records of a kind public sources tell. `is_all`: the list of that kind shows these and no others."""

    kind: Kind
    count: int
    is_all: bool


def told(scope: Scope) -> tuple[Records, ...]:
    """One query for each kind."""
    found = []
    for kind in KINDS:
        counted = scope.of(kind).aggregate(
            told=Count("pk", filter=FROM_SOURCES, distinct=True), all=Count("pk", distinct=True)
        )
        found.append(Records(kind, counted["told"], counted["told"] == counted["all"]))
    return tuple(found)
