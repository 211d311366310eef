"""The table that a person can read: `table.txt`, one block for each step, with the words of each refusal below it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from agreements.models import Transition
from tests.agreements.who_may.scenes import BESIDES, CLOSED, KEPT, OPEN, Place, WhoMay, scenes
from tests.agreements.who_may.steps import PEOPLE, STEPS, Person
from tests.agreements.who_may.trying import BeganToWrite, Reading, up_to_the_first_row

TABLE = Path(__file__).with_name("table.txt")
YES = "sí"
Answers = Mapping[str, Mapping[Place, tuple[str, ...]]]


def walk() -> tuple[Answers, set[str]]:
    """Every step by everybody in every scene, and what the steps left on the timeline. Each attempt is taken back, and
    so is each scene."""
    walked = Walk()
    made = scenes()
    while True:
        with transaction.atomic():
            place, scene = next(made, (None, None))
            if place is None:
                return walked.found, walked.left
            walked.through(place, scene)
            transaction.set_rollback(True)


class Walk:
    def __init__(self) -> None:
        self.found: dict[str, dict[Place, tuple[str, ...]]] = defaultdict(dict)
        self.left: set[str] = set()
        self.taken: set[tuple[str, Any]] = set()  # steps taken to the end, with the state or with the person's name

    def through(self, place: Place, scene: WhoMay) -> None:
        people = [Person(scene, name, parties) for name, *parties in PEOPLE.values()]
        reading = Reading()
        for step in STEPS:
            with up_to_the_first_row(reading):
                begun = [attempt(step, person) for person in people]
            self.found[step][place] = tuple(self.finished(step, place[:2], people, begun))

    def finished(
        self, step: str, state: tuple[str, str], people: Iterable[Person], begun: Iterable[str]
    ) -> Iterator[str]:
        """What was begun, taken to the end by somebody in every state and by everybody in one."""
        for person, words in zip(people, begun, strict=True):
            done = {(step, state), (step, person.name)}
            if words == YES and not done <= self.taken:
                words = self.to_the_end(step, person)
                self.taken |= done if words == YES else set()
            yield words

    def to_the_end(self, step: str, person: Person) -> str:
        """And on the timeline."""
        with transaction.atomic():
            words = attempt(step, person)
            if words == YES:
                self.left |= set(Transition.objects.order_by().values_list("step", flat=True))
            transaction.set_rollback(True)
        return words


def attempt(step: str, person: Person) -> str:
    try:
        STEPS[step](person.scene, person)
    except PermissionDenied as refusal:
        return str(refusal)
    except ValidationError as refusal:
        state = person.scene.stands.get_state_display()
        return refusal.messages[0].replace(f": {state}.", ": <su estado>.")
    except BeganToWrite:
        return YES
    return YES


def block(step: str, rows: Mapping[Place, tuple[str, ...]]) -> str:
    """The step, a line for each place that differs from its neighbours, and the refusals by letter."""
    letters: dict[str, str] = {YES: YES}
    lines = []
    for where, answers in gathered(rows):
        for words in answers:
            if words not in letters:
                letters[words] = ascii_lowercase[len(letters) - 1]
        lines.append(f"    {where:<34}" + "".join(f"{letters[words]:<12}" for words in answers).rstrip())
    refusals = [f"  {letter}  {words}" for words, letter in letters.items() if words != YES]
    return "\n".join([step, *lines, *refusals])


def gathered(rows: Mapping[Place, tuple[str, ...]]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """One line where a whole group answers the same, else by state, by timing, or each place."""
    for group in (OPEN, BESIDES, KEPT, CLOSED):
        ours = {place: answers for place, answers in rows.items() if place[0] == group}
        if group == BESIDES:
            yield from with_exceptions(ours)
        else:
            yield from min((by(ours, *names) for names in ((), (1,), (2,), (1, 2))), key=len)


def with_exceptions(rows: Mapping[Place, tuple[str, ...]]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """One line of those that answer as most do, and one for each of the others."""
    [(usual, _times)] = Counter(rows.values()).most_common(1)
    yield BESIDES, usual
    for (group, state, _timing), answers in rows.items():
        if answers != usual:
            yield f"{group}, {state}", answers


def by(rows: Mapping[Place, tuple[str, ...]], *names: int) -> list[tuple[str, tuple[str, ...]]]:
    """Lines by those parts of the place; by each place where that tells not all."""
    told: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for place, answers in rows.items():
        told[", ".join([place[0], *(place[name] for name in names if place[name])])].add(answers)
    if any(len(different) > 1 for different in told.values()):
        return by(rows, 1, 2)
    return [(where, different.pop()) for where, different in told.items()]


def expected() -> dict[str, str]:
    """Of the file, the block of each step."""
    blocks = TABLE.read_text(encoding="utf-8").split("\n\n")
    return {text.splitlines()[0]: text.rstrip("\n") for text in blocks if not text.startswith("#")}
