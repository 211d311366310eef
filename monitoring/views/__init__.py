"""Pages that look over everything, one module for each subject."""

from monitoring.views.about import about
from monitoring.views.conflicts import conflict
from monitoring.views.health import health_page
from monitoring.views.lists import conflict_list, mesa_list, party_list
from monitoring.views.mesas import mesa
from monitoring.views.parties import party

__all__ = ("about", "conflict", "conflict_list", "health_page", "mesa", "mesa_list", "party", "party_list")
