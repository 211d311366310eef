"""Words of the files, and the product's words for them.

Most are the same but for the hyphen. A word that is not here is refused with the place where it stands, so that a
new one is looked at by a person before anybody reads it on a screen.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices

from agreements.choices import DeadlineBasis, DeadlineKind
from conflicts.choices import (
    Activity,
    CasualtyGroup,
    Confidence,
    ConflictKind,
    ConflictState,
    Level,
    Qualifier,
    Sector,
    SourceKind,
    TerritoryLevel,
    Theme,
)
from mesas.choices import (
    Answer,
    DocumentKind,
    DocumentMark,
    EndKind,
    Held,
    MandateKind,
    Mechanism,
    MesaStatus,
    NotHeldReason,
    ReportedState,
    SaidBy,
    SeatRole,
)


def same(choices: type[TextChoices], **others: Any) -> dict[str, Any]:
    """The product's own words, with the underscore that the files write for a hyphen or a space."""
    return {choice.value.replace("-", "_"): choice for choice in choices} | others


class Entity(StrEnum):
    """On what an event hangs."""

    EPISODE = "episode"
    MESA = "mesa"
    AGREEMENT = "agreement"
    COMMITMENT = "commitment"


FLAG = {"yes": True, "no": False, "": False}
ANSWER = {"yes": Answer.YES, "no": Answer.NO, "": Answer.UNKNOWN}
CONFIDENCE = {
    "high": Confidence.HIGH,
    "medium": Confidence.MEDIUM,
    "low": Confidence.LOW,
    "": Confidence.UNKNOWN,
}

CONFLICT_KIND = same(ConflictKind)
CONFLICT_STATE = same(ConflictState)
ACTIVITY = same(Activity)
SECTOR = same(Sector)
LEVEL = same(Level)
TERRITORY_LEVEL = same(TerritoryLevel)
CASUALTY_GROUP = same(CasualtyGroup)
QUALIFIER = {
    "exact": Qualifier.EXACT,
    "at_least": Qualifier.AT_LEAST,
    "more_than": Qualifier.MORE_THAN,
    "about": Qualifier.ABOUT,
}
SOURCE_KIND = {
    "ngo": SourceKind.NGO,
    "book": SourceKind.BOOK,
    "academic": SourceKind.ACADEMIC,
    "secondary": SourceKind.SECONDARY,
    "press": SourceKind.PRESS,
    "official": SourceKind.OFFICIAL,
    "analysis": SourceKind.ANALYSIS,
    "opinion": SourceKind.OPINION,
    "company": SourceKind.COMPANY,
    "committee": SourceKind.COMMITTEE,
    "dataset": SourceKind.DATASET,
    "dictionary": SourceKind.DICTIONARY,
}
#: *Seguridad* and *justicia* are one theme; the other categories keep their name.
THEME = same(Theme, seguridad=Theme.JUSTICE, justicia=Theme.JUSTICE)

MECHANISM = same(Mechanism)
MESA_STATUS = same(MesaStatus, desconocido=MesaStatus.UNKNOWN)
MANDATE_KIND = {
    "creation": MandateKind.CREATION,
    "extension": MandateKind.EXTENSION,
    "amendment": MandateKind.AMENDMENT,
    "reinstallation": MandateKind.REINSTALLATION,
    "antecedent": MandateKind.ANTECEDENT,
    "other": MandateKind.OTHER,
    "unknown": MandateKind.UNKNOWN,
}
#: *Unknown* is not "without end".
END_KIND = {
    "stated": EndKind.STATED,
    "computed": EndKind.COMPUTED,
    "inferred": EndKind.INFERRED,
    "none": EndKind.NONE,
    "unknown": EndKind.UNKNOWN,
}
SEAT_ROLE = same(SeatRole)
HELD = {"si": Held.HELD, "fallida": Held.FAILED, "postergada": Held.POSTPONED, "desconocido": Held.UNKNOWN}
#: What a reason for not meeting says, by the first of these words that it contains.
NOT_HELD = {
    "quórum": NotHeldReason.NO_QUORUM,
    "acredita": NotHeldReason.ACCREDITATION,
    "lista de representantes": NotHeldReason.ACCREDITATION,
    "poder de decisión": NotHeldReason.NO_DECISION_MAKERS,
}
DOCUMENT_KIND = same(DocumentKind)
#: An empty cell does not mean that nobody signed.
DOCUMENT_MARK = {"yes": DocumentMark.SIGNED, "no": DocumentMark.UNSIGNED, "": DocumentMark.UNKNOWN}

#: *None stated* speaks of the source that was read, mostly press, and not of the acta: the deadline is not known.
DEADLINE_KIND = {
    "date": DeadlineKind.DATE,
    "term_calendar": DeadlineKind.MONTHS,
    "stage": DeadlineKind.STAGE,
    "recurring": DeadlineKind.RECURRING,
    "none_stated": DeadlineKind.UNKNOWN,
    "unknown": DeadlineKind.UNKNOWN,
}
DEADLINE_BASIS = {
    "stated": DeadlineBasis.STATED,
    "computed": DeadlineBasis.COMPUTED,
    "inferred": DeadlineBasis.INFERRED,
    "": DeadlineBasis.UNKNOWN,
}
REPORTED_STATE = same(ReportedState, desconocido=ReportedState.UNKNOWN)
#: The committee of Quellaveco has two seats of the company and is chaired by the governor: mixed, not independent.
SAID_BY = {
    "prensa": SaidBy.PRESS,
    "entidad": SaidBy.ENTITY,
    "comunidad": SaidBy.COMMUNITY,
    "empresa": SaidBy.COMPANY,
    "comite_independiente": SaidBy.MIXED_COMMITTEE,
    "comunidad | entidad": SaidBy.BOTH,
    "entidad | comunidad": SaidBy.BOTH,
    "": "",
}

#: Category note of obligations about protest, which only members may see.
PROTEST = "Paz social"

ENTITY: Mapping[str, Entity] = {entity.value: entity for entity in Entity}

#: Types of event as people write them. One that is not here is shown with spaces for its underscores.
EVENTS = {
    "acta_no_firmada": "acta no firmada",
    "desactivacion": "desactivación",
    "detencion_de_autoridad": "detención de autoridad",
    "fin_paro": "fin de paro",
    "inicio_paro": "inicio de paro",
    "instalacion": "instalación",
    "instalacion_frustrada": "instalación frustrada",
    "postergacion": "postergación",
    "prorroga": "prórroga",
    "reanudacion_de_operaciones": "reanudación de operaciones",
    "reinstalacion": "reinstalación",
    "toma_de_mina": "toma de mina",
    "ultimatum": "ultimátum",
    "validacion": "validación",
    "verificacion": "verificación, según la fuente",
}


def event(written: str) -> str:
    """A type of event, in readable Spanish."""
    return EVENTS.get(written, written.replace("_", " "))


def reason_not_held(note: str) -> NotHeldReason:
    """The reason for which a session failed or was put off, from the words of the source."""
    found = (reason for word, reason in NOT_HELD.items() if word in note.lower())
    return next(found, NotHeldReason.OTHER if note else NotHeldReason.UNKNOWN)
