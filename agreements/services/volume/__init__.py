"""Invented rows in great number, to measure with: the one bulk writer of the house.

What it writes is a world of its own, recognisable by its names, in proportions like those of real mesas. The same seed
on the same day gives the same rows. Nobody can sign in as one of its people, and no file is written. It stands only in
an installation in which nobody keeps records yet; there is no way to take it out again but to begin anew.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from random import Random

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.choices import Record
from agreements.models import Commitment
from agreements.services.volume.fates import promises_of
from agreements.services.volume.people import PREFIX
from agreements.services.volume.setting import set_tables
from agreements.services.volume.writing import Writer
from conflicts.models import Conflict
from mesas.models import Session

MOST_MESAS = 2_000
MOST_COMMITMENTS = 1_000_000


@dataclass(frozen=True)
class Loaded:
    """Rows written."""

    conflicts: int
    mesas: int
    commitments: int


@transaction.atomic
def generate_load(*, mesas: int, commitments: int, seed: int = 1, on: datetime.date) -> Loaded:
    """So many mesas with so many commitments among them, of the years before `on`; all of it, or nothing.

    The largest mesa has about six times as many as the smallest. Nobody in particular does this, so there is no `by`.
    """
    require_sense(mesas, commitments)
    require_unused()
    dice = Random(seed)
    tables = set_tables(mesas, commitments, on=on, dice=dice)
    writer = Writer()
    for table in tables:
        writer.add(promises_of(table, on=on, dice=dice))
    writer.finish()
    return Loaded(len({table.conflict.pk for table in tables}), mesas, writer.written)


def require_sense(mesas: int, commitments: int) -> None:
    if not 1 <= mesas <= MOST_MESAS:
        raise ValidationError(_("Las mesas van de 1 a %(most)d.") % {"most": MOST_MESAS}, code="mesas")
    if not 1 <= commitments <= MOST_COMMITMENTS:
        raise ValidationError(
            _("Los compromisos van de 1 a %(most)d.") % {"most": MOST_COMMITMENTS}, code="commitments"
        )


def require_unused() -> None:
    """Real cases and the example do no harm beside it; what members wrote would be lost among it."""
    if Conflict.objects.filter(slug__startswith=PREFIX).exists():
        raise ValidationError(
            _("Ya hay datos de carga. Para otros, empiece con una base de datos vacía."), code="loaded"
        )
    real = {"mesa__conflict__is_example": False}
    kept = Commitment.objects.filter(**real, record=Record.MEMBERS), Session.objects.logged().filter(**real)
    if any(rows.exists() for rows in kept):
        raise ValidationError(
            _("Aquí hay registros de personas. Los datos de carga van en una instalación aparte."), code="in_use"
        )
