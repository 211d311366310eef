"""The table that a person can read: `table.txt`, one block for each step, with the words of each refusal below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import ascii_lowercase

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from tests.agreements.who_may.scenes import CLOSED, KEPT, OPEN, scenes
from tests.agreements.who_may.steps import PEOPLE, STEPS, Person

TABLE = Path(__file__).with_name("table.txt")
YES = "sí"
Place = tuple[str, str, str]  # group, state, timing
Answers = Mapping[str, Mapping[Place, tuple[str, ...]]]


def walk() -> Answers:
    """Every step by everybody in every scene. Each attempt is taken back, and so is each scene."""
    found: dict[str, dict[Place, tuple[str, ...]]] = defaultdict(dict)
    made = scenes()
    while True:
        with transaction.atomic():
            place, scene = next(made, (None, None))
            if place is None:
                return found
            people = [Person(scene, name, party) for name, party in PEOPLE.values()]
            for step in STEPS:
                found[step][place] = tuple(tried(step, person) for person in people)
            transaction.set_rollback(True)


def tried(step: str, person: Person) -> str:
    """Sí, or the words of the refusal."""
    with transaction.atomic():
        try:
            STEPS[step](person.scene, person)
        except PermissionDenied as refusal:
            return str(refusal)
        except ValidationError as refusal:
            state = person.scene.fresh().get_state_display()
            return refusal.messages[0].replace(f": {state}.", ": <su estado>.")
        finally:
            transaction.set_rollback(True)
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
    for group in (OPEN, KEPT, CLOSED):
        ours = {place: answers for place, answers in rows.items() if place[0] == group}
        yield from min((by(ours, *names) for names in ((), (1,), (2,), (1, 2))), key=len)


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
