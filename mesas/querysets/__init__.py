from mesas.querysets.mesa import MesaQuerySet, ThroughDocumentQuerySet, ThroughMesaQuerySet, ThroughSessionQuerySet
from mesas.querysets.people import PersonQuerySet, personal_fields_for
from mesas.querysets.session import DemandQuerySet, SessionQuerySet

__all__ = [
    "DemandQuerySet",
    "MesaQuerySet",
    "PersonQuerySet",
    "SessionQuerySet",
    "ThroughDocumentQuerySet",
    "ThroughMesaQuerySet",
    "ThroughSessionQuerySet",
    "personal_fields_for",
]
