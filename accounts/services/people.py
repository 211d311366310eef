"""Accounts as an administrator keeps them. Each step leaves a row in the log: who did it, when, to whom and why.

The log names what changed. It repeats no name, no e-mail and no password: personal data live in the account alone,
so that they can be erased there. Of a yes or no it keeps both values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.password_validation import validate_password
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.choices import Language
from accounts.models import User
from accounts.policies import can_manage_people

#: What an administrator may correct in an account; a password is set by a verb of its own.
CORRECTABLE = (
    "username", "first_name", "last_name", "email", "language", "notice_frequency", "can_open_case", "is_staff",
    "is_active",
)  # fmt: skip
#: What an administrator may not take away from herself.
OWN_KEYS = ("is_staff", "is_active")
LONGEST_REASON = 500


@transaction.atomic
def create_user(
    *,
    by: User,
    username: str,
    password: str,
    email: str = "",
    first_name: str = "",
    last_name: str = "",
    language: str = Language.SPANISH,
    can_open_case: bool = False,
    is_staff: bool = False,
) -> User:
    """Give somebody an account that opens with a user name and a password; an e-mail is never needed."""
    require_manager(by)
    user = User(
        username=User.normalize_username(username),
        email=User.objects.normalize_email(email),
        first_name=first_name,
        last_name=last_name,
        language=language,
        can_open_case=can_open_case,
        is_staff=is_staff,
    )
    require_sound(user, CORRECTABLE)
    put_password(user, password)
    user.save()
    leave(user, by, ADDITION, str(_("Se creó la cuenta.")))
    return user


@transaction.atomic
def correct_user(user: User, *, by: User, changes: Mapping[str, Any], reason: str, seen: str | None = None) -> User:
    """Change an account, with a reason. Switching it off ends its sessions at once and keeps all that it recorded.

    `seen` is the account as it was when the form was opened, see `seen_of`; an older one is refused with the code
    "stale". Refused too: taking one's own keys away, so that somebody always can let others in.
    """
    user = locked(user, by)
    reason = require_reason(reason)
    unknown = changes.keys() - set(CORRECTABLE)
    if unknown:
        raise ValidationError(_("Eso no se corrige aquí."), code="not_correctable")
    if seen is not None and seen != seen_of(user):
        raise ValidationError(
            _("Otra persona cambió esta cuenta mientras usted la tenía abierta. Ábrala otra vez antes de guardar."),
            code="stale",
            params={"seen": seen_of(user)},
        )
    news = {name: value for name, value in changes.items() if getattr(user, name) != value}
    if not news:
        raise ValidationError(_("No hay nada que corregir: la cuenta ya está así."), code="unchanged")
    if user.pk == by.pk and any(name in news for name in OWN_KEYS):
        raise ValidationError(
            _("No puede quitarse la administración ni desactivar su propia cuenta: pídalo a quien también administra."),
            code="own_keys",
        )
    said = "; ".join(said_of(user, name, value) for name, value in news.items())
    for name, value in news.items():
        setattr(user, name, value)
    require_sound(user, news)
    user.save(update_fields=list(news))
    leave(user, by, CHANGE, f"{reason}\n{said}")
    return user


@transaction.atomic
def set_password(user: User, *, by: User, password: str, reason: str) -> User:
    """Give an account a new password. Whoever is signed in with the old one is out at once."""
    user = locked(user, by)
    reason = require_reason(reason)
    put_password(user, password)
    user.save(update_fields=["password"])
    leave(user, by, CHANGE, f"{reason}\n{_('contraseña')}")
    return user


def locked(user: User, by: User) -> User:
    """The account as it stands, after asking again who acts: two administrators may be ending each other's role."""
    both = User.objects.select_for_update().order_by("pk").in_bulk({user.pk, by.pk})
    require_manager(both.get(by.pk))
    return both[user.pk]


def require_manager(by: User | None) -> None:
    if by is None or not can_manage_people(by):
        raise PermissionDenied(_("Solo quien administra el sitio puede dar o quitar cuentas."))


def require_reason(reason: str) -> str:
    """The reason on one line."""
    said = " ".join(reason.split())
    if not said:
        raise ValidationError(_("Escriba por qué se corrige."), code="no_reason")
    if len(said) > LONGEST_REASON:
        message = _("Resuma el motivo en %(most)d letras o menos.") % {"most": LONGEST_REASON}
        raise ValidationError(message, code="long_reason")
    return said


def require_sound(user: User, names: Iterable[str]) -> None:
    """What was typed can be stored, and nobody else signs in with that name, however it is written."""
    user.clean_fields(exclude={each.name for each in User._meta.concrete_fields} - set(names))
    if User.objects.filter(username__iexact=user.username).exclude(pk=user.pk).exists():
        message = _("Ya hay una cuenta con ese usuario. Elija otro.")
        raise ValidationError({"username": ValidationError(message, code="taken")})


def put_password(user: User, password: str) -> None:
    if password == settings.DEMO_PASSWORD and not settings.DEMO:
        raise ValidationError({"password": _("Todo el mundo conoce esa contraseña. Elija otra.")}, code="known")
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        raise ValidationError({"password": refusal.error_list}) from refusal
    user.set_password(password)


def seen_of(user: User) -> str:
    """A short text that changes with the account and gives nothing of it away."""
    told = "|".join(str(getattr(user, name)) for name in CORRECTABLE)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def said_of(user: User, name: str, value: Any) -> str:
    field = next(each for each in User._meta.concrete_fields if each.name == name)
    label = str(field.verbose_name)
    if not isinstance(field, models.BooleanField):
        return label
    words = {True: _("sí"), False: _("no")}
    return f"{label}: {words[getattr(user, name)]} → {words[bool(value)]}"


def leave(user: User, by: User, flag: int, message: str) -> None:
    """A row in the log of Django's admin, which has no name of the account in it."""
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
        object_repr=str(_("cuenta %(number)d") % {"number": user.pk}),
        action_flag=flag,
        change_message=message,
    )
