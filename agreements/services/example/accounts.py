"""Accounts with which anybody may try the product. The manual tells their password, so they exist in development only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User

ADMINISTRATOR = "admin"


def demo_accounts() -> dict[str, User]:
    """All of them by name; those that are missing are made.

    An account that exists stays as it is, with its own password. ValidationError where the demo password opens nothing,
    and where the account of the administrator is somebody else's.
    """
    if not settings.DEMO:
        raise ValidationError(
            _("El ejemplo trae cuentas con una contraseña que todos conocen: se carga solo en desarrollo."),
            code="not_here",
        )
    known = {user.username: user for user in User.objects.filter(username__in=settings.DEMO_ACCOUNTS)}
    # Hashing is slow on purpose, and this password is no secret: once is enough for all.
    password = make_password(settings.DEMO_PASSWORD)
    User.objects.bulk_create(
        User(username=name, password=password, is_staff=name == ADMINISTRATOR)
        for name in settings.DEMO_ACCOUNTS
        if name not in known
    )
    accounts = {user.username: user for user in User.objects.filter(username__in=settings.DEMO_ACCOUNTS)}
    if not accounts[ADMINISTRATOR].is_staff:
        raise ValidationError(
            _("Ya hay una cuenta «admin» que no administra el sitio. Cámbiele el nombre y cargue el ejemplo otra vez."),
            code="taken",
        )
    return accounts
