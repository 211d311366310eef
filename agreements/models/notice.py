"""What a person was told, and why she."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import NoticeKind
from agreements.models.commitment import Commitment
from agreements.querysets import NoticeQuerySet
from mesas.models import Mesa


class Notice(models.Model):
    """One row per notice, person and cause; not yet told, it is the outbox.

    `cause` names what gave rise to it (for a deadline, with the due date), so that a late or a second
    run doubles nothing. A summary speaks of a mesa and of `count` commitments at once.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name=_("para"), related_name="notices"
    )
    kind = models.CharField(_("aviso"), max_length=16, choices=NoticeKind)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, verbose_name=_("mesa"), related_name="notices")
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("compromiso"),
        related_name="notices",
    )
    cause = models.CharField(_("causa"), max_length=60)
    count = models.PositiveIntegerField(_("cuántos"), default=1)
    due_on = models.DateField(_("plazo"), null=True, blank=True)
    created_at = models.DateTimeField(_("creado el"))
    seen_at = models.DateTimeField(_("visto el"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("tomado para enviar el"), null=True, blank=True)
    told_at = models.DateTimeField(_("enviado el"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("aviso")
        verbose_name_plural = _("avisos")
        ordering = ("-created_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("user", "kind", "commitment", "cause"),
                name="notice_once",
                violation_error_message=_("Ese aviso ya se dio."),
            ),
            models.UniqueConstraint(
                fields=("user", "kind", "mesa", "cause"),
                condition=Q(commitment__isnull=True),
                name="notice_of_mesa_once",
                violation_error_message=_("Ese aviso ya se dio."),
            ),
        ]
        indexes = [
            models.Index(fields=("created_at",), condition=Q(told_at__isnull=True), name="notice_untold"),
            models.Index(fields=("user", "-created_at"), name="notice_of_user"),
            models.Index(fields=("user",), condition=Q(seen_at__isnull=True), name="notice_unseen"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class LastLook(models.Model):
    """When a person last read her commitments, so that her page can say what changed since."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name=_("de"), related_name="last_look"
    )
    at = models.DateTimeField(_("miró por última vez el"))

    class Meta:
        verbose_name = _("última lectura")
        verbose_name_plural = _("últimas lecturas")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.at:%Y-%m-%d}"
