"""What the loader has at hand while it tells the story: the day, the files, and the rows made so far by their keys."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import User
from agreements.models import Commitment
from agreements.services.example.drawing import paper, photo
from agreements.services.example.reading import Story
from conflicts.models import Party
from conflicts.partial_dates import PartialDate, Precision
from mesas.models import Demand, Mesa, Person
from mesas.uploads import CheckedFile


@dataclass(kw_only=True)
class Stage:
    """`voices` is the party for which each account speaks; `papers` and `photos` are named by what they show."""

    on: datetime.date
    photos: Mapping[str, CheckedFile]
    papers: Mapping[str, CheckedFile]
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


def drawn_photos(story: Story) -> dict[str, CheckedFile]:
    return {caption: photo(caption, vow.theme) for vow, saying in story.sayings for caption in saying.photos}


def written_papers(story: Story) -> dict[str, CheckedFile]:
    titles = [title for _vow, saying in story.sayings for title in saying.pdfs]
    titles += [saying.paper.title for _vow, saying in story.sayings if saying.paper and saying.paper.pdf]
    titles += [meeting.paper["pdf"] for meeting in story.meetings if meeting.paper and "pdf" in meeting.paper]
    return {title: paper(title) for title in titles}
