"""What the loader has at hand while it tells the story: the day, the files, and the rows made so far by their keys."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import User
from agreements.models import Commitment
from agreements.services.example.drawing import office_file, paper, photo, voice_note
from agreements.services.example.reading import Story
from conflicts.models import Party
from conflicts.partial_dates import PartialDate, Precision
from mesas.models import Demand, Mesa, Person
from mesas.uploads import CheckedFile


@dataclass(kw_only=True)
class Stage:
    """`voices` is the party for which each account speaks; `files` are named by what they show."""

    on: datetime.date
    files: Mapping[str, CheckedFile]
    accounts: Mapping[str, User]
    mesa: Mesa = field(default_factory=Mesa)
    voices: dict[str, Party] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    demands: dict[str, Demand] = field(default_factory=dict)
    promises: dict[str, Commitment] = field(default_factory=dict)

    def day(self, number: int) -> datetime.date:
        return self.on + datetime.timedelta(days=number)

    def span(self, number: int, precision: str = Precision.DAY) -> PartialDate:
        """The day, or the month or year in which it lies."""
        return PartialDate.spanning(self.day(number), precision)

    def moment(self, number: int, hour: int) -> datetime.datetime:
        return datetime.datetime.combine(self.day(number), datetime.time(hour), tzinfo=timezone.get_default_timezone())

    def named(self, keys: Iterable[str]) -> list[Party]:
        return [self.parties[key] for key in keys]


def made_files(story: Story) -> dict[str, CheckedFile]:
    """All that anybody shows or signs."""
    files: dict[str, CheckedFile] = {}
    for vow, saying in story.sayings:
        files |= {caption: photo(caption, vow.theme) for caption in saying.photos}
        files |= {title: office_file(title) for title in saying.office}
        files |= {title: voice_note(title) for title in saying.sounds}
        files |= {title: paper(title) for title in saying.pdfs}
        files |= {writing.title: paper(writing.title) for writing in saying.writings if writing.pdf}
    titles = [
        meeting.paper["pdf"]
        for meeting in [*story.meetings, story.beside.meeting]
        if meeting.paper and "pdf" in meeting.paper
    ]
    return files | {title: paper(title) for title in [story.before.title, *titles]}
