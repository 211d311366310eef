"""Where a record is found today by an address that it has or had."""

from django.apps import apps
from django.db.models import Q, QuerySet


def current_slug(kind: str, slug: str, *, among: QuerySet) -> str | None:
    """The address in use of the record that has or had this one; of a duplicate, that of what it was merged into.

    None where no record ever had it, or the one that had is not `among` those that the reader may see: the answer
    must not give away that it is there. `kind` is a `SlugKind`. A page redirects to the answer where it differs::

        mesa = Mesa.objects.visible_to(user).filter(slug=slug).first()
        if mesa is None and (found := current_slug(SlugKind.MESA, slug, among=Mesa.objects.visible_to(user))):
            return redirect("mesa", found, permanent=True)
    """
    rows = among.model._default_manager
    moved = apps.get_model("conflicts", "OldSlug").objects.filter(kind=kind, slug=slug).values("target_id")
    found = list(rows.filter(Q(slug=slug) | Q(pk__in=moved)))
    # An address in use says more than one that was given up.
    row = next((each for each in found if each.slug == slug), found[0] if found else None)
    seen = set()
    while row and getattr(row, "merged_into_id", None) and row.pk not in seen:
        seen.add(row.pk)
        row = row.merged_into
    return row.slug if row and among.filter(pk=row.pk).exists() else None
