"""The first and last lines of every service on one commitment."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.models import Commitment


def locked(commitment: Commitment) -> Commitment:
    """The commitment as it stands now, held until the transaction ends."""
    return Commitment.objects.select_for_update(of=("self",)).select_related("mesa").get(pk=commitment.pk)


def locked_all(keys: Iterable[int]) -> dict[int, Commitment]:
    """Several at once, by key. Always in the same order, so that two transactions never wait for each other."""
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("mesa")
    return {row.pk: row for row in rows.filter(pk__in=set(keys)).order_by("pk")}


def require_version(commitment: Commitment, version: int) -> None:
    """Raise ValidationError with the code "stale" and the version of now, where a form was opened on an older one."""
    if commitment.version != version:
        raise ValidationError(
            _(
                "Este compromiso cambió mientras usted tenía abierta la página. Lo que escribió sigue aquí, sin "
                "guardar: vea cómo está ahora y, si todavía corresponde, envíelo otra vez."
            ),
            code="stale",
            params={"version": commitment.version},
        )
