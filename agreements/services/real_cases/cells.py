"""Cells of a row, read into what the models hold. What cannot be is noted with its place, and reading goes on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from agreements.services.real_cases import words
from agreements.services.real_cases.files import Fault, Files, Row
from conflicts.partial_dates import ImpossibleDate, PartialDate, Precision

Word = TypeVar("Word")

BETWEEN = " | "  # values of one cell
WHOLE = re.compile(r"\d{1,15}", re.ASCII)
#: What the columns hold in PostgreSQL. SQLite would take more.
LARGEST = {"PositiveSmallIntegerField": 2**15 - 1, "PositiveIntegerField": 2**31 - 1}
DEGREES = re.compile(r"-?\d{1,3}\.\d{1,6}", re.ASCII)


class Reader:
    """One row of one file, asked for its cells."""

    def __init__(self, files: Files, file: str, row: Row) -> None:
        self.files, self.file, self.row = files, file, row

    def __getitem__(self, column: str) -> str:
        return self.row.cells[column]

    def fault(self, column: str, message: str) -> None:
        """Note what is wrong with a cell."""
        self.files.faults.append(Fault(self.file, self.row.number, column, message))

    # Words and numbers

    def texts(self, model: type[Model], **columns: str) -> dict[str, str]:
        """Texts by the name of the field that holds them; several values are set apart by semicolons."""
        texts = {name: "; ".join(self.parts(column)) for name, column in columns.items()}
        for name, column in columns.items():
            self.check(model, name, column, texts[name])
        return texts

    def numbers(self, model: type[Model], **columns: str) -> dict[str, int | None]:
        """Whole numbers by the name of their field; an empty cell is not known."""
        return {name: self._number(model, name, column, WHOLE, int) for name, column in columns.items()}

    def amounts(self, model: type[Model], **columns: str) -> dict[str, Decimal | None]:
        """Amounts in whole units; "more than" and "about" are words of another column."""
        return {name: self._number(model, name, column, WHOLE, Decimal) for name, column in columns.items()}

    def degrees(self, model: type[Model], **columns: str) -> dict[str, Decimal | None]:
        return {name: self._number(model, name, column, DEGREES, Decimal) for name, column in columns.items()}

    def _number(self, model: type[Model], name: str, column: str, form: re.Pattern[str], made_by: Any) -> Any:
        written = self[column]
        value = made_by(written) if form.fullmatch(written) else None
        largest = LARGEST.get(model._meta.get_field(name).get_internal_type())
        if written and value is None:
            self.fault(column, _("«%(text)s» no es un número") % {"text": written})
        elif value is not None and largest and value > largest:
            self.fault(column, _("«%(text)s» es demasiado grande") % {"text": written})
        else:
            self.check(model, name, column, value)
        return value

    def check(self, model: type[Model], name: str, column: str, value: Any) -> None:
        """Note what the model's field would refuse: too long, too large, or missing."""
        held_by = model._meta.get_field(name)
        if not isinstance(held_by, Field):
            raise TypeError(f"{name} is no column of {model.__name__}.")
        if value in ("", None):
            if not (held_by.blank or held_by.null):
                self.fault(column, _("falta"))
            return
        if isinstance(value, str) and held_by.max_length and len(value) > held_by.max_length:
            message = _("tiene %(found)d caracteres y caben %(most)d")
            self.fault(column, message % {"found": len(value), "most": held_by.max_length})
            return
        try:
            held_by.run_validators(value)
        except ValidationError as problem:
            self.fault(column, " ".join(problem.messages))

    def word(self, column: str, known: Mapping[str, Word]) -> Word:
        """The product's word for one of the file's."""
        if self[column] not in known:
            options = ", ".join(sorted(filter(None, known)))
            message = _("«%(text)s» no se conoce; se admite: %(options)s") if self[column] else _("falta: %(options)s")
            self.fault(column, message % {"text": self[column], "options": options})
        return known.get(self[column], next(iter(known.values())))

    def flag(self, column: str) -> bool:
        return self.word(column, words.FLAG)

    def parts(self, column: str) -> list[str]:
        """The values of a cell."""
        return [part.strip() for part in self[column].split(BETWEEN.strip()) if part.strip()]

    # Dates

    def date(self, column: str, precision: str, note: str = "") -> PartialDate:
        """A date as well as it is known, with the words that say more."""
        said = self[note] if note else ""
        exactness = self[precision]
        if exactness not in ("", *Precision.values):
            self.fault(precision, _("«%(text)s» no es una precisión") % {"text": exactness})
            return PartialDate.unknown()
        try:
            return PartialDate.parse(self[column], Precision(exactness) if exactness else None, said)
        except ImpossibleDate as problem:
            self.fault(column, str(problem))
            return PartialDate.unknown()

    def day(self, column: str) -> datetime.date | None:
        """A whole day, or nothing."""
        known = self.date_of_day(column)
        return known.last if known.precision == Precision.DAY else None

    def date_of_day(self, column: str) -> PartialDate:
        try:
            known = PartialDate.parse(self[column])
        except ImpossibleDate as problem:
            self.fault(column, str(problem))
            return PartialDate.unknown()
        if known.is_known and known.precision != Precision.DAY:
            self.fault(column, _("falta el día"))
        return known

    # Other rows

    def to(self, column: str, file: str, *, needed: bool = True) -> str | None:
        """Key of a row of another file, which must be there."""
        if not self[column]:
            if needed:
                self.fault(column, _("falta"))
            return None
        return self[column] if self._is_there(column, file, self[column]) else None

    def many(self, column: str, file: str) -> list[tuple[str]]:
        """Keys of several rows of another file."""
        return [(part,) for part in dict.fromkeys(self.parts(column)) if self._is_there(column, file, part)]

    def _is_there(self, column: str, file: str, key: str) -> bool:
        if key in self.files.keys(file):
            return True
        self.fault(column, _("«%(key)s» no está en %(file)s.csv") % {"key": key, "file": file})
        return False

    def sources(self) -> list[tuple[str]]:
        """Keys of the sources whose addresses the row gives."""
        known = {row.cells["url"]: row.cells["source_id"] for row in self.files.rows["sources"]}
        keys = []
        for address in dict.fromkeys(self.parts("source_url")):
            if address in known:
                keys.append((known[address],))
            else:
                self.fault("source_url", _("esta dirección no está en sources.csv: %(url)s") % {"url": address})
        return keys


def readers(files: Files, file: str) -> list[Reader]:
    """The rows of a file, ready to be asked."""
    return [Reader(files, file, row) for row in files.rows[file]]
