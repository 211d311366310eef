"""Values a user chooses for herself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """Languages of the screens. Spanish is the source; the others follow."""

    SPANISH = "es", _("Español")
    QUECHUA = "qu", _("Quechua")
    ENGLISH = "en", _("Inglés")


class NoticeFrequency(models.TextChoices):
    """How often a person wants to be told by mail."""

    AT_ONCE = "al-momento", _("Al momento")
    DAILY = "diario", _("Una vez al día")
    WEEKLY = "semanal", _("Una vez a la semana")
    ESSENTIAL = "esencial", _("Solo lo indispensable")
