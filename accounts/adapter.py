"""Where allauth asks us how signing in works here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Adapter(DefaultAccountAdapter):
    """Accounts are given by a coordinator or an administrator; refusals say what to do next."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("El usuario o la contraseña no son correctos. Revise las mayúsculas."),
        "too_many_login_attempts": _("Demasiados intentos. Espere cinco minutos y pruebe otra vez."),
        "enter_current_password": _("Esa no es su contraseña de ahora."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
