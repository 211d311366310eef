"""Pages that look over everything, one module for each subject."""

from monitoring.views.health import health_page

__all__ = ("health_page",)
