from monitoring.filters.conflicts import ConflictFilter
from monitoring.filters.listing import ListFilter
from monitoring.filters.mesas import MesaFilter
from monitoring.filters.parties import PartyFilter

__all__ = ["ConflictFilter", "ListFilter", "MesaFilter", "PartyFilter"]
