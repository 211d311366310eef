"""Conflicts and their facts."""

from django.db import models
from django.db.models import Q

from conflicts.choices import Grade
from conflicts.querysets.access import conflicts_of, in_totals, is_administrator, may_see


class ConflictQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A conflict shows if one of its mesas is public, and always to those who have a role on it."""
        if is_administrator(user):
            return self.all()
        with_public_mesa = self.model.objects.filter(mesas__grade=Grade.PUBLIC).values("pk")
        return self.filter(Q(pk__in=with_public_mesa) | Q(pk__in=conflicts_of(user)))

    def in_totals(self, user):
        """Without the fictitious example, unless the user belongs to it."""
        return self.filter(in_totals(user))


class IncidentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Facts of a conflict that shows, of a grade that the user may see."""
        conflicts = self.model._meta.get_field("conflict").related_model.objects.visible_to(user)
        return self.filter(may_see(user, "grade", conflict="conflict"), conflict__in=conflicts)
