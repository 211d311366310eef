"""Accounts with which anybody may try the product. The manual tells their password: development only."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import create_user

ADMINISTRATOR = "admin"


def require_demo() -> None:
    """ValidationError where the demo password opens nothing."""
    if not settings.DEMO:
        raise ValidationError(
            _("El ejemplo trae cuentas con una contraseña que todos conocen: se carga solo en desarrollo."),
            code="not_here",
        )


def demo_accounts() -> dict[str, User]:
    """All of them by name; those that are missing are made.

    An account that exists stays as it is, with its own password. ValidationError where "admin" is not an
    administrator's.
    """
    known = {user.username: user for user in User.objects.filter(username__in=settings.DEMO_ACCOUNTS)}
    administrator = known.get(ADMINISTRATOR) or first_administrator()
    if not (administrator.is_staff and administrator.is_active):
        raise ValidationError(
            _("Ya hay una cuenta «admin» que no administra el sitio. Cámbiele el nombre y cargue el ejemplo otra vez."),
            code="taken",
        )
    made = {
        name: create_user(by=administrator, username=name, password=settings.DEMO_PASSWORD)
        for name in settings.DEMO_ACCOUNTS
        if name not in known and name != ADMINISTRATOR
    }
    return {ADMINISTRATOR: administrator, **known, **made}


def first_administrator() -> User:
    """Somebody has to let the others in. Being staff is all that an administrator needs."""
    return User.objects.create_user(ADMINISTRATOR, password=settings.DEMO_PASSWORD, is_staff=True)
