"""Partial dates on models: three ordinary columns read and written as one value."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from conflicts.partial_dates.value import FIRST_YEAR, LAST_YEAR, PartialDate, Precision

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


class PartialDateField(property):
    """Gives a model a partial date: the columns ``<name>_on`` (last day), ``<name>_precision`` and ``<name>_words``,
    and a property ``<name>`` that reads and writes them as one ``PartialDate``::

        class Demand(models.Model):
            raised = PartialDateField(_("presentada"))

        Demand(raised=PartialDate.month(2012, 6))

    The columns are ordinary ones: filter, sort, migrate and keep history by their names.
    """

    def __init__(self, verbose_name: _StrOrPromise | None = None, *, index: bool = False) -> None:
        super().__init__(self._read, self._write)
        # Made here, not when the class is built, so that the columns keep their place among the model's fields.
        self.columns: tuple[models.Field[Any, Any], ...] = (
            models.DateField(verbose_name, null=True, blank=True, db_index=index),
            models.CharField(
                verbose_name and format_lazy("{} ({})", verbose_name, _("precisión")),
                max_length=7,
                choices=Precision.choices,
                default=Precision.UNKNOWN,
            ),
            models.CharField(
                verbose_name and format_lazy("{} ({})", verbose_name, _("en palabras de la fuente")),
                max_length=200,
                blank=True,
            ),
        )

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        self.name = name
        for ending, column in zip(("on", "precision", "words"), self.columns, strict=True):
            column.contribute_to_class(cls, f"{name}_{ending}")
        setattr(cls, name, self)

    def _read(self, row: models.Model) -> PartialDate:
        last, precision, words = (getattr(row, f"{self.name}_{ending}") for ending in ("on", "precision", "words"))
        return PartialDate.unknown(words) if last is None else PartialDate.spanning(last, precision, words)

    def _write(self, row: models.Model, value: PartialDate | None) -> None:
        value = PartialDate.unknown() if value is None else value
        setattr(row, f"{self.name}_on", value.last)
        setattr(row, f"{self.name}_precision", value.precision)
        setattr(row, f"{self.name}_words", value.words)


def whole(name: str) -> models.CheckConstraint:
    """The three columns tell one date: known, with its last day in a possible year, or not known, with none."""
    known = {
        f"{name}_precision__in": [precision for precision in Precision if precision != Precision.UNKNOWN],
        f"{name}_on__isnull": False,
        f"{name}_on__range": (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
    }
    unknown = {f"{name}_precision": Precision.UNKNOWN, f"{name}_on__isnull": True}
    return models.CheckConstraint(
        condition=models.Q(**known) | models.Q(**unknown),
        name=f"%(app_label)s_%(class)s_{name}_whole",
        violation_error_code="partial_date",
        violation_error_message=_(
            "Una fecha conocida lleva su día y su precisión; una no conocida no lleva día. El año va de 1900 a 2100."
        ),
    )
