"""Sessions and demands."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

from conflicts.querysets.access import in_totals, may_see
from mesas.choices import Answer, DocumentMark, Held
from mesas.querysets.mesa import ThroughMesaQuerySet


class SessionQuerySet(ThroughMesaQuerySet):
    def held(self):
        """Sessions that took place."""
        return self.filter(held=Held.HELD)

    def logged(self):
        """Logged by members of the mesa, not told by a public source."""
        return self.filter(logged_at__isnull=False)

    def until(self, on: datetime.date):
        """Of a day known to be past or today."""
        return self.filter(day_on__lte=on)

    def announcing(self, on: datetime.date):
        """That name a next session, of that day or later; the nearest first."""
        return self.filter(next_day_on__gte=on).order_by("next_day_on", "pk")

    def without_agenda(self):
        """Held by members' record and without a single agenda item. What sources do not say is no alarm."""
        items = self.model.agenda_items.rel.related_model.objects.filter(session=OuterRef("pk"))
        return self.logged().held().exclude(agenda_known=Answer.YES).filter(~Exists(items))

    def without_signed_paper(self):
        """Held, and either without any document or with one known to be unsigned and none that is signed."""
        papers = (
            self.model._meta.get_field("documents").related_model.objects.filter(sessions=OuterRef("pk")).order_by()
        )
        unsigned = Exists(papers.filter(mark=DocumentMark.UNSIGNED))
        signed = Exists(papers.filter(mark__in=(DocumentMark.SIGNED, DocumentMark.COLLATED)))
        return self.held().filter(~Exists(papers) | (Q(unsigned) & ~Q(signed)))


class DemandQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With its mesa; without one, with its conflict."""
        conflicts = self.model._meta.get_field("conflict").related_model.objects.visible_to(user)
        with_mesa = Q(mesa__isnull=False) & may_see(user, "mesa__grade", conflict="conflict")
        return self.filter(with_mesa | Q(mesa__isnull=True, conflict__in=conflicts))

    def in_totals(self, user):
        """Without the fictitious example, unless the user belongs to it."""
        return self.filter(in_totals(user, conflict="conflict"))
