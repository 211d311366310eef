"""Django's own apps, set up for this project."""

from django.contrib.admin.apps import AdminConfig


class OfficeConfig(AdminConfig):
    """Django's admin with our site: its own order, its own door, and nobody who writes by herself."""

    default_site = "config.office.OfficeSite"
