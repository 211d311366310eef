"""From the files to facts of conflicts: places, sources, parties, cases, episodes, events, victims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.text import slugify
from django.utils.translation import gettext as _

from agreements.services.real_cases import words
from agreements.services.real_cases.cells import Reader, readers
from agreements.services.real_cases.events import Event
from agreements.services.real_cases.files import Files
from conflicts.models import Casualty, Conflict, Episode, Incident, Party, Source, Territory
from conflicts.services.sources import ConflictFacts, Fact


def about_conflicts(files: Files, events: Iterable[Event]) -> ConflictFacts:
    """Everything that the files say of conflicts. Faults are noted in `files`."""
    return ConflictFacts(
        territories=[territory(row) for row in readers(files, "ubigeo")],
        sources=[source(row) for row in readers(files, "sources")],
        parties=[party(row) for row in readers(files, "organisations")],
        conflicts=[conflict(row) for row in readers(files, "conflicts")],
        episodes=[episode(row) for row in readers(files, "episodes")],
        incidents=[incident(event) for event in events],
        casualties=[casualty(row) for row in readers(files, "casualties")],
    )


def territory(row: Reader) -> Fact:
    texts = row.texts(
        Territory,
        reniec="reniec",
        region="department",
        province="province",
        district="district",
        capital="capital",
        main_language="main_indigenous_language",
        source_url="source_url",
    )
    place = row.numbers(Territory, altitude_m="altitude_m") | row.degrees(
        Territory, latitude="latitude", longitude="longitude"
    )
    return Fact(row["inei"], texts | place | {"level": row.word("level", words.TERRITORY_LEVEL)})


def source(row: Reader) -> Fact:
    texts = row.texts(Source, url="url", title="title", publisher="publisher")
    judged = {
        "kind": row.word("kind", words.SOURCE_KIND),
        "reliability": row.word("reliability", words.CONFIDENCE),
        "accessed_on": row.day("accessed"),
    }
    return Fact(row["source_id"], texts | judged)


def party(row: Reader) -> Fact:
    """A party's address comes from its short name, and stays when the name changes; without one, its name is used."""
    texts = row.texts(Party, name="name_es", notes="notes", source_note="nota_fuente")
    column = "short_name" if row["short_name"] else "name_es"
    texts |= row.texts(Party, short_name=column)
    slug = slugify(row[column])
    row.check(Party, "slug", column, slug)
    kind = {"sector": row.word("sector", words.SECTOR), "level": row.word("level", words.LEVEL)}
    return Fact(
        row["org_id"],
        texts | kind,
        links={"territory": row.to("ubigeo_inei", "ubigeo", needed=False)},
        sets={"sources": row.sources()},
        once={"slug": slug},
    )


def conflict(row: Reader) -> Fact:
    texts = row.texts(
        Conflict, name="name_es", companies_text="companies", projects_text="projects", source_note="nota_fuente"
    )
    kind = {
        "kind": row.word("kind", words.CONFLICT_KIND),
        "kind_inferred": row.flag("kind_inferred"),
        "activity": row.word("activity", words.ACTIVITY),
        "state": row.word("state", words.CONFLICT_STATE),
    }
    slug = slugify(row["conflict_id"].removeprefix("CASO-"))
    row.check(Conflict, "slug", "conflict_id", slug)
    return Fact(
        row["conflict_id"],
        texts | kind,
        sets={
            "sources": row.sources(),
            "territories": row.many("ubigeo_inei", "ubigeo"),
            "parties": [(key,) for key in parties_of(row)],
        },
        once={"slug": slug},
    )


def parties_of(row: Reader) -> list[str]:
    """Who stands in a conflict: whoever has a seat at one of its mesas, and the companies that its row names."""
    files = row.files
    mesas = {each.cells["mesa_id"] for each in files.rows["mesas"] if each.cells["conflict_id"] == row["conflict_id"]}
    seated = (each.cells["org_id"] for each in files.rows["mesa_members"] if each.cells["mesa_id"] in mesas)
    named = (key for company in row.parts("companies") for key in companies_named(files, company))
    return sorted({key for key in (*seated, *named) if key in files.keys("organisations")})


def companies_named(files: Files, name: str) -> Iterator[str]:
    """The company that a text names: by its whole name, its short one, or the end of its name."""
    for row in files.rows["organisations"]:
        is_company = row.cells["sector"] == "empresa"
        if is_company and (name == row.cells["short_name"] or row.cells["name_es"].endswith(name)):
            yield row.cells["org_id"]


def episode(row: Reader) -> Fact:
    texts = row.texts(
        Episode,
        name="name_es",
        company_text="company",
        project_text="project",
        summary="summary_es",
        confidence_note="confidence_note",
        source_note="nota_fuente",
    )
    kind = {
        "kind": row.word("kind", words.CONFLICT_KIND),
        "kind_inferred": row.flag("kind_inferred"),
        "activity": row.word("activity", words.ACTIVITY),
        "confidence": row.word("confidence", words.CONFIDENCE),
    }
    dates = {
        "started": row.date("started_on", "started_precision", "started_note"),
        "ended": row.date("ended_on", "ended_precision", "ended_note"),
    }
    return Fact(
        row["episode_id"],
        texts | kind | dates,
        links={
            "conflict": row.to("conflict_id", "conflicts"),
            "territory": row.to("ubigeo_inei", "ubigeo", needed=False),
        },
        sets={"sources": row.sources()},
    )


def casualty(row: Reader) -> Fact:
    """One figure of one source. A figure about the police may be inside the total of the same source: never added."""
    figures = row.numbers(Casualty, killed="killed", injured="injured", detained="detained")
    if not (row["killed"] or row["injured"] or row["detained"]):
        row.fault("killed", _("falta una cifra: muertos, heridos o detenidos"))
    said = {
        "happened": row.date("incident_on", "incident_precision"),
        "group": row.word("group", words.CASUALTY_GROUP),
        "qualifier": row.word("figure_qualifier", words.QUALIFIER),
    }
    return Fact(
        row["casualty_id"],
        row.texts(Casualty, text="text") | figures | said,
        links={"episode": row.to("episode_id", "episodes")},
        sets={"sources": row.sources()},
    )


def incident(event: Event) -> Fact:
    """An event, seen by those who see what it tells about."""
    row = event.row
    texts = row.texts(
        Incident,
        status_text="status_text",
        value_text="value_text",
        reported_by="reported_by",
        note="note",
        source_note="nota_fuente",
    )
    kind = words.event(row["event_type"])
    row.check(Incident, "kind", "event_type", kind)
    return Fact(
        row["event_id"],
        texts | {"kind": kind, "happened": row.date("date", "date_precision", "date_note")},
        links={"conflict": event.conflict, "episode": event.episode},
        sets={"sources": row.sources()},
        once={"grade": event.grade},
    )
