"""Mesas, and the rows that show when their mesa shows."""

from django.db import models

from conflicts.querysets.access import in_totals, may_see


class MesaQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Public mesas, and those that a role on their conflict opens."""
        return self.filter(may_see(user, "grade", conflict="conflict"))

    def in_totals(self, user):
        """Without the fictitious example, unless the user belongs to it."""
        return self.filter(in_totals(user, conflict="conflict"))


class ThroughMesaQuerySet(models.QuerySet):
    """Rows that hang on a mesa through `path` and show with it."""

    path = "mesa"

    def visible_to(self, user):
        return self.filter(may_see(user, f"{self.path}__grade", conflict=f"{self.path}__conflict"))

    def in_totals(self, user):
        """Without the fictitious example, unless the user belongs to it."""
        return self.filter(in_totals(user, conflict=f"{self.path}__conflict"))


class ThroughSessionQuerySet(ThroughMesaQuerySet):
    path = "session__mesa"


class ThroughDocumentQuerySet(ThroughMesaQuerySet):
    path = "document__mesa"
