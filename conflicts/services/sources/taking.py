"""Taking over what files of public cases say: new rows are made, changed ones corrected, people's corrections kept.

Three versions of each value are compared: what the file said the last time (`SourceRow`), what it says now, and what
the record holds. Where the file changed and the record did not, the record is corrected and its history says so.
Where a person changed the record since, her value stays and the tally names it. What the file says no differently
from the last time is not even looked at, so that a second run changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model

from conflicts.models import SourceRow
from conflicts.services.sources.facts import Fact, plain
from conflicts.services.sources.keys import Numbers, in_columns, target_of
from conflicts.services.sources.sets import take_set
from conflicts.services.sources.shelf import Shelf, Tally

#: Why a record changed, in its history.
REASON = "Corregido según las fuentes públicas"


def take_over(shelf: Shelf, facts: Sequence[Fact], *, at: datetime) -> Tally:
    """Put away the facts of one model, within the transaction of the verb that asks for it.

    Queries depend on batches, not on facts; where nothing is new, there is one. Raises ValidationError for a key that
    names nothing and for a code or address that another record uses.
    """
    before = dict(SourceRow.objects.filter(kind=shelf.label).values_list("ref", "said"))
    tally = Tally(shelf.model, told=len(facts), gone=sorted(before.keys() - {fact.ref for fact in facts}))
    if shelf.forgets and tally.gone:
        forget(shelf, tally)
    news = {fact.ref: fact for fact in facts if before.get(fact.ref) != fact.said}
    if news:
        put_away(shelf, news, before, tally, at)
    return tally


def put_away(
    shelf: Shelf, news: Mapping[str, Fact], before: Mapping[str, dict[str, Any]], tally: Tally, at: datetime
) -> None:
    """Make, correct and complete the records of these facts, and remember what was said."""
    numbers = numbers_of_links(shelf.model, news.values(), before)
    locked = shelf.model._default_manager.select_for_update().filter(**{f"{shelf.key}__in": list(news)})
    records: dict[str, Model] = {shelf.key_of(record): record for record in locked}
    unmade = [fact for ref, fact in news.items() if ref not in records and ref not in before]
    changed = correct(shelf, [(news[ref], record) for ref, record in records.items()], before, numbers, tally, at)
    if unmade:
        made = shelf.make([new_record(shelf, fact, numbers) for fact in unmade], unmade, at)
        records |= {shelf.key_of(record): record for record in made}
        tally.new = len(made)
    for name, hanging in shelf.hanging.items():
        told = [
            (fact, records[ref])
            for ref, fact in news.items()
            if ref in records
            and before.get(ref, {}).get(name) != fact.said.get(name)
            and (hanging.shared or not shelf.is_kept(records[ref]))
        ]
        outcome = take_set(name, hanging, told, before, at=at)
        changed |= outcome.changed - {fact.ref for fact in unmade}
        tally.kept += [f"{ref} ({name})" for ref in sorted(outcome.kept)]
    tally.changed += len(changed)
    tally.kept += sorted(ref for ref in news if ref not in records)
    if shelf.settle and changed:
        shelf.settle([records[ref] for ref in sorted(changed)])
    remember(shelf, news.values())


def numbers_of_links(model: type[Model], facts: Collection[Fact], before: Mapping[str, dict[str, Any]]) -> Numbers:
    """Numbers of all that the facts point at, now and the last time."""
    numbers = Numbers()
    for fact in facts:
        for name, key in fact.links.items():
            if target := target_of(model, name):
                numbers.want(target, (key, before.get(fact.ref, {}).get(name)))
    numbers.fetch()
    return numbers


def new_record(shelf: Shelf, fact: Fact, numbers: Numbers) -> Model:
    """The record of a fact that is told for the first time."""
    links = {f"{name}_id": number_of(shelf.model, name, key, numbers, fact) for name, key in fact.links.items()}
    record = shelf.model(**{shelf.key: fact.ref}, **links)
    for name, value in {**fact.values, **fact.once}.items():
        setattr(record, name, value)
    return record


def number_of(model: type[Model], name: str, key: str | None, numbers: Numbers, fact: Fact) -> int | None:
    target = target_of(model, name)
    return numbers.need(target, key, fact.ref) if target else None


def correct(
    shelf: Shelf,
    told: Sequence[tuple[Fact, Model]],
    before: Mapping[str, dict[str, Any]],
    numbers: Numbers,
    tally: Tally,
    at: datetime,
) -> set[str]:
    """Write what the files changed and no person did. Keys of the records that were corrected."""
    names: set[str] = set()
    corrected: dict[str, Model] = {}
    for fact, record in told:
        if shelf.is_kept(record):
            tally.kept.append(fact.ref)
            continue
        taken, kept = corrections(shelf.model, record, fact, before.get(fact.ref, {}), numbers)
        for name, value in taken.items():
            setattr(record, name, value)
        if taken:
            corrected[fact.ref] = record
            names |= taken.keys()
        if kept:
            tally.kept.append(f"{fact.ref} ({', '.join(kept)})")
    if corrected:
        shelf.model._default_manager.bulk_update(corrected.values(), in_columns(shelf.model, sorted(names)))
        if history := getattr(shelf.model, "history", None):
            history.bulk_history_create(corrected.values(), update=True, default_date=at, default_change_reason=REASON)
    return set(corrected)


def corrections(
    model: type[Model], record: Model, fact: Fact, was: Mapping[str, Any], numbers: Numbers
) -> tuple[dict[str, Any], list[str]]:
    """What to write on a record, and the names of the fields that stay as a person put them."""
    taken: dict[str, Any] = {}
    kept: list[str] = []
    for name, value in fact.values.items():
        mine = plain(getattr(record, name))
        if is_news(mine, was.get(name, mine), plain(value), name, kept):
            taken[name] = value
    for name, key in fact.links.items():
        mine = getattr(record, f"{name}_id")
        then = numbers.get(target_of(model, name) or model, was[name]) if name in was else mine
        now = number_of(model, name, key, numbers, fact)
        if is_news(mine, then, now, name, kept):
            taken[f"{name}_id"] = now
    return taken, kept


def is_news(mine: Any, was: Any, now: Any, name: str, kept: list[str]) -> bool:
    """Whether the file says something new of a value that no person changed. Where one did, its name is kept."""
    if now in (mine, was):
        return False
    if mine != was:
        kept.append(name)
    return mine == was


def remember(shelf: Shelf, facts: Collection[Fact]) -> None:
    """Keep what the files say today."""
    SourceRow.objects.bulk_create(
        [SourceRow(kind=shelf.label, ref=fact.ref, said=fact.said) for fact in facts],
        update_conflicts=True,
        unique_fields=["kind", "ref"],
        update_fields=["said"],
    )


def forget(shelf: Shelf, tally: Tally) -> None:
    """Take away records that the files tell no more."""
    shelf.model._default_manager.filter(**{f"{shelf.key}__in": tally.gone}).delete()
    SourceRow.objects.filter(kind=shelf.label, ref__in=tally.gone).delete()
    tally.changed, tally.gone = len(tally.gone), []
