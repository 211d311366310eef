"""What a user may do on one conflict, and until when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conflicts.choices import PARTY_ROLES, Role
from conflicts.models.conflict import Conflict
from conflicts.models.party import Party
from conflicts.querysets import MembershipQuerySet


class Membership(models.Model):
    """A role of a user on a conflict. A role that speaks for a party names it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name=_("usuario"), related_name="memberships"
    )
    conflict = models.ForeignKey(
        Conflict, on_delete=models.CASCADE, verbose_name=_("conflicto"), related_name="memberships"
    )
    role = models.CharField(_("rol"), max_length=13, choices=Role)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("actor"), related_name="memberships"
    )
    starts_on = models.DateField(_("desde"))
    ends_on = models.DateField(
        _("hasta"), null=True, blank=True, help_text=_("Último día en que vale. Vacío: sin término.")
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("lo dio"),
    )

    never_corrected: ClassVar = frozenset({"user", "conflict", "role", "party", "starts_on"})

    history = HistoricalRecords()
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("rol en un conflicto")
        verbose_name_plural = _("roles en los conflictos")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("La fecha «hasta» no puede ser anterior a «desde»."),
            ),
            models.CheckConstraint(
                condition=~Q(role__in=PARTY_ROLES) | Q(party__isnull=False),
                name="membership_of_a_voice_names_its_party",
                violation_error_message=_("Indique en nombre de qué actor habla."),
            ),
            models.UniqueConstraint(
                fields=("user", "conflict", "role", "party", "starts_on"),
                name="membership_once",
                violation_error_message=_("Esa persona ya tiene ese rol desde ese día."),
            ),
            models.UniqueConstraint(
                fields=("user", "conflict", "role", "starts_on"),
                condition=Q(party__isnull=True),
                name="membership_without_party_once",
                violation_error_message=_("Esa persona ya tiene ese rol desde ese día."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.conflict}"
