"""What needs a person today: what for, what she can do about it, and how much of it there is."""

from monitoring.showing.alerts.page import alerts_page, how_many

__all__ = ["alerts_page", "how_many"]
