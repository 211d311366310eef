"""Pages that look over everything, one module for each subject."""

from monitoring.views.about import about
from monitoring.views.alerts import alerts
from monitoring.views.conflicts import conflict
from monitoring.views.dashboard import dashboard
from monitoring.views.health import health_page
from monitoring.views.home import home
from monitoring.views.lists import conflict_list, mesa_list, party_list
from monitoring.views.mesas import mesa
from monitoring.views.methodology import methodology
from monitoring.views.parties import party
from monitoring.views.uncovered import uncovered

__all__ = (
    "about",
    "alerts",
    "conflict",
    "conflict_list",
    "dashboard",
    "health_page",
    "home",
    "mesa",
    "mesa_list",
    "methodology",
    "party",
    "party_list",
    "uncovered",
)
