"""Who sits at the table of the example, and by which right: made as an administrator would make it."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model

from agreements.services.example.accounts import ADMINISTRATOR
from agreements.services.example.reading import Actor, Somebody, Story, Table
from agreements.services.example.stage import Stage
from agreements.services.records import create_seat
from conflicts.models import Conflict, ConflictParty, Episode, Incident, Party, PartyName
from conflicts.services.records import create_record
from conflicts.services.roles import grant_role
from mesas.models import Demand, GroundRules, Mandate, Mesa, Person, Seat
from mesas.services.records import create_mesa

BEFORE = -800  # when all this was put on record
SLUG, CODE = "ejemplo", "EJEMPLO"

#: Names of values that are days, parties and people in the files.
DAYS = {
    "started", "ended", "happened", "installed", "closed", "status_as_of", "starts", "ends", "since", "adopted",
    "raised",
}  # fmt: skip
PARTIES = {"party", "chair", "secretariat", "raised_by"}
PEOPLE = {"person"}

Row = TypeVar("Row", bound=Model)


def set_stage(stage: Stage, story: Story) -> None:
    """Conflict, parties, people, mesa, and the roles of the accounts."""
    told = story.mesa
    conflict = put(stage, Conflict(**told["conflict"], slug=SLUG, is_example=True))
    for actor in story.actors:
        stage.parties[actor.key] = put_actor(stage, actor, conflict)
    seated = {table["person"] for table in told["seat"]}
    stage.people = {one.key: put_person(stage, one) for one in story.people if one.key in seated}
    episode = put(stage, Episode(conflict=conflict, **values(stage, told["episode"])))
    for table in told["incident"]:
        put(stage, Incident(conflict=conflict, episode=episode, **values(stage, table)))
    for role in told["role"]:
        give_role(stage, conflict, role)
    put_mesa(stage, conflict, episode, told)
    for table in told["demand"]:
        rest = {name: value for name, value in table.items() if name != "key"}
        stage.demands[table["key"]] = put(stage, Demand(conflict=conflict, **values(stage, rest)))


def put(stage: Stage, row: Row) -> Row:
    return create_record(row, by=stage.accounts[ADMINISTRATOR], at=stage.moment(BEFORE, 9))


def values(stage: Stage, table: Table) -> dict[str, Any]:
    """The table with rows in place of keys, and dates in place of numbers of days."""

    def value(name: str, told: Any) -> Any:
        if name in DAYS:
            return stage.span(told)
        if name in PARTIES:
            return stage.parties[told]
        return stage.people[told] if name in PEOPLE else told

    return {name: value(name, told) for name, told in table.items()}


def put_actor(stage: Stage, actor: Actor, conflict: Conflict) -> Party:
    """A party with its place in the conflict. Those named as parent or heir stand before it in the file."""
    party = put(
        stage,
        Party(
            name=actor.name,
            short_name=actor.short,
            sector=actor.sector,
            level=actor.level,
            parent=stage.parties[actor.parent] if actor.parent else None,
            succeeded_by=stage.parties[actor.heir] if actor.heir else None,
            **({"succeeded": stage.span(actor.since)} if actor.heir else {}),
            is_example=True,
        ),
    )
    put(stage, ConflictParty(conflict=conflict, party=party, role=actor.role))
    if actor.was:
        put(stage, PartyName(party=party, name=actor.was, until=stage.span(actor.since)))
    return party


def put_person(stage: Stage, somebody: Somebody) -> Person:
    return put(
        stage,
        Person(
            party=stage.parties[somebody.party],
            name=somebody.name,
            gender=somebody.gender,
            post=somebody.post,
            user=stage.accounts[somebody.user] if somebody.user else None,
        ),
    )


def give_role(stage: Stage, conflict: Conflict, role: Table) -> None:
    party = stage.parties[role["party"]] if "party" in role else None
    grant_role(
        by=stage.accounts[ADMINISTRATOR],
        user=stage.accounts[role["user"]],
        conflict=conflict,
        role=role["role"],
        party=party,
        starts_on=stage.day(BEFORE),
        at=stage.moment(BEFORE, 9),
    )
    if party:
        stage.voices[role["user"]] = party


def put_mesa(stage: Stage, conflict: Conflict, episode: Episode, told: Table) -> None:
    """The mesa with mandates, seats and rules. Its state is told as of the day on which the example stands."""
    by, at = stage.accounts[ADMINISTRATOR], stage.moment(BEFORE, 9)
    mesa = Mesa(conflict=conflict, episode=episode, code=CODE, slug=SLUG, **values(stage, told["mesa"]))
    mesa.status_as_of = stage.span(0)
    stage.mesa = create_mesa(mesa, by=by, at=at)
    for table in told["mandate"]:
        put(stage, Mandate(mesa=mesa, **values(stage, table)))
    seats = [create_seat(Seat(mesa=mesa, **values(stage, table)), by=by, at=at) for table in told["seat"]]
    for table in told["rules"]:
        approved = [seat for seat in seats if seat.party in stage.named(table["approved_by"])]
        rest = {name: value for name, value in table.items() if name != "approved_by"}
        rules = GroundRules(mesa=mesa, **values(stage, rest))
        create_record(rules, by=by, at=stage.moment(table["adopted"], 19), related={"approved_by": approved})
