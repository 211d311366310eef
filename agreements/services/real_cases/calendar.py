"""The days that decrees of the State declared non-working, from `data/dias_no_laborables.csv`.

The file names the decree of each day and the page that tells of it. What no page confirms is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.services.real_cases import words
from agreements.services.real_cases.cells import Reader, readers
from agreements.services.real_cases.files import Files, read_file
from conflicts.models import Source
from conflicts.services.sources import Fact, Shelf, Tally, links_of, take_over
from mesas.models import NonWorkingDay

NAME = "dias_no_laborables"
COLUMNS = "day decree source_url source_title publisher kind reliability accessed"


@dataclass(frozen=True)
class PagesOfDecrees(Shelf):
    """Pages that tell of decrees: another file tells of the other sources, and neither forgets what the other says."""

    @property
    def label(self) -> str:
        return "conflicts.source/decretos"


def load_days(path: Path, *, at: datetime) -> Tally:
    """Take over what the file says. A second time changes nothing; a day that a person corrected or took back stays so.

    Counts that were made stay as they are. Raises ValidationError, with every fault named, and then nothing is stored.
    """
    files = Files()
    files.rows[NAME] = list(read_file(path, NAME, files.faults, COLUMNS))
    days = once_each(day_of(row) for row in readers(files, NAME))
    pages = once_each(page_of(row) for row in readers(files, NAME))
    files.require_good()
    with transaction.atomic():
        take_over(PagesOfDecrees(Source), pages, at=at)
        return take_over(Shelf(NonWorkingDay, hanging=links_of(NonWorkingDay, "sources")), days, at=at)


def once_each(facts: Iterable[Fact]) -> list[Fact]:
    """By key: several days have one decree."""
    return list({fact.ref: fact for fact in facts}.values())


def day_of(row: Reader) -> Fact:
    day = row.day("day")
    if day is None:
        row.fault("day", _("falta el día"))
    values = row.texts(NonWorkingDay, decree="decree") | {"day": day}
    return Fact(f"DNL-{row['day']}", values, sets={"sources": [(ref_of(row),)]})


def page_of(row: Reader) -> Fact:
    """The page that tells of the decree, by the number of the decree."""
    texts = row.texts(Source, url="source_url", title="source_title", publisher="publisher")
    judged = {
        "kind": row.word("kind", words.SOURCE_KIND),
        "reliability": row.word("reliability", words.CONFIDENCE),
        "accessed_on": row.day("accessed"),
    }
    return Fact(ref_of(row), texts | judged)


def ref_of(row: Reader) -> str:
    return row["decree"].replace(" ", "-")
