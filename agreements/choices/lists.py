"""What lists and figures ask for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Alert(models.TextChoices):
    """What deserves attention beside the timing. Computed on reading."""

    ORPHAN = "huerfano", _("Sin quien pregunte")
    STALLED = "estancado", _("Estancado")
    UNVERIFIED = "sin-verificar", _("Sin verificar")
    NO_LEAD = "sin-responsable", _("Sin responsable")
    NO_FOLLOW_UP = "sin-seguimiento", _("Sin seguimiento")
    LATE_MILESTONE = "hito-vencido", _("Hito vencido")


class Lack(models.TextChoices):
    """What the document left open, whatever became of the commitment since. Told by members only."""

    DEADLINE = "plazo", _("Sin plazo en el acta")
    FOLLOW_UP = "seguimiento", _("Sin encargado de seguimiento")
    LEAD = "responsable", _("Sin responsable principal")


class Lateness(models.TextChoices):
    """Age of what is late: days since the deadline in force."""

    MONTH = "1-30", _("De 1 a 30 días")
    QUARTER = "31-90", _("De 31 a 90 días")
    YEAR = "91-365", _("De 91 a 365 días")
    LONGER = "366-", _("Más de un año")

    @property
    def days(self) -> tuple[int, int | None]:
        """Fewest and most days, both included; the oldest have no most."""
        fewest, _dash, most = self.value.partition("-")
        return int(fewest), int(most) if most else None


class InTime(models.TextChoices):
    """Whether the first deadline was kept. A claim that nobody checked is neither yes nor no."""

    YES = "si", _("Cumplido a tiempo")
    NO = "no", _("Cumplido fuera del primer plazo")
    CLAIMED = "declarado", _("Declarado a tiempo, sin verificar")


class WhichDate(models.TextChoices):
    """Of which date a list asks from when to when."""

    DUE = "vence", _("El plazo vigente")
    FIRST_DUE = "primer-plazo", _("El primer plazo")
    AGREED = "acordado", _("El día del acuerdo")
    CLOSED = "cierre", _("El día del cierre")


class Order(models.TextChoices):
    """Order of a list."""

    LATENESS = "atraso", _("Más atrasados")
    DUE = "vence", _("Vencen primero")
    DUE_LAST = "-vence", _("Vencen al final")
    MOVEMENT = "movimiento", _("Último movimiento")
    CODE = "codigo", _("Código")
