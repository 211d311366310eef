"""Who signs in. What they may see or do depends on their membership of a conflict."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language, NoticeFrequency


class User(AbstractUser):
    """A person with a user name and a password; an e-mail is never required.

    Names are personal data: screens show the party and the post instead.
    """

    language = models.CharField(_("idioma"), max_length=2, choices=Language, default=Language.SPANISH)
    notice_frequency = models.CharField(
        _("frecuencia de avisos"), max_length=12, choices=NoticeFrequency, default=NoticeFrequency.AT_ONCE
    )
    can_open_case = models.BooleanField(
        _("puede abrir un caso"),
        default=False,
        help_text=_("Puede registrar un conflicto nuevo y queda como su coordinador."),
    )

    class Meta:
        verbose_name = _("usuario")
        verbose_name_plural = _("usuarios")
