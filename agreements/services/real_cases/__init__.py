"""The real cases: public facts about mesas of Espinar, Cotabambas, Chamaca and others, from the files in `data/`.

The files are read whole before anything is written. What they say is taken over as they say it, and a person's
correction outlives them: see `conflicts.services.sources.taking`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from agreements.services import sources as of_agreements
from agreements.services.real_cases.about_agreements import about_agreements
from agreements.services.real_cases.about_conflicts import about_conflicts
from agreements.services.real_cases.about_mesas import about_mesas
from agreements.services.real_cases.events import read_events
from agreements.services.real_cases.files import BadFiles, read_files
from agreements.services.real_cases.left_out import left_out
from conflicts.services import sources as of_conflicts
from conflicts.services.sources import Tally
from mesas.services import sources as of_mesas

__all__ = ["BadFiles", "Loaded", "load_real_cases"]


@dataclass(frozen=True)
class Loaded:
    """What was loaded, model by model, and what of the files was left out, with its reason."""

    tallies: list[Tally]
    left_out: list[str]

    @property
    def is_quiet(self) -> bool:
        """The files say nothing new: nothing was stored."""
        return all(tally.is_quiet for tally in self.tallies)


def load_real_cases(folder: Path, *, at: datetime) -> Loaded:
    """Take over what the files of a folder say. A second time changes nothing.

    A row that changed in the files is corrected here too, and its history says so. A value that a person corrected in
    the meantime stays as she left it, and is named in the tally; so does what belongs to members: who may see it, its
    address and, once a member reported on it, a commitment's words and deadline. What the files tell no more is kept.

    Raises ValidationError, with every fault named by file, row and column, and then nothing is stored.
    """
    files = read_files(folder)
    events = list(read_events(files))
    conflicts, mesas = about_conflicts(files, events), about_mesas(files, events)
    agreements = about_agreements(files, events)
    files.require_good()
    with transaction.atomic():
        tallies = [
            *of_conflicts.register_from_source(conflicts, at=at),
            *of_mesas.register_from_source(mesas, at=at),
            *of_agreements.register_from_source(agreements, at=at),
        ]
        if not all(tally.is_quiet for tally in tallies):
            of_agreements.narrow_incidents()
    return Loaded(tallies, left_out(files))
