"""What a person changes about her own account."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.choices import Language
from accounts.models import User


@transaction.atomic
def set_language(user: User, *, by: User, language: str) -> User:
    """Show screens in this language from the next page on. Only for oneself."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if by.pk != user.pk:
        raise PermissionDenied(_("Cada persona elige su propio idioma."))
    if language not in Language.values:
        raise ValidationError({"language": _("Elija uno de los idiomas de la lista.")}, code="unknown_language")
    user.language = language
    user.save(update_fields=["language"])
    return user
