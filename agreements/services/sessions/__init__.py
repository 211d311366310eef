"""Logging a whole session: one door, one transaction."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.services.sessions.data import SessionData
from agreements.services.sessions.rules import faults_of, strangers_in, unconfirmed
from agreements.services.sessions.writing import write_session
from mesas.models import Mesa, Session
from mesas.policies import can_log_session
from mesas.services.files import undone_on_failure

__all__ = ["SessionData", "log_session", "log_typed_session"]

#: Within this time, the same words of the same person are the same session.
SAME = timedelta(hours=1)


def log_typed_session(mesa: Mesa, *, by: Any, data: SessionData, **form: Any) -> Session:
    """As `log_session`, for a form that somebody typed into.

    A browser's Back button opens a new form, with a key of its own, and fills in what had been sent: what the same
    person sent word for word within the hour is answered with the session that it had become.
    """
    since = timezone.now() - SAME
    twins = Session.objects.filter(mesa=mesa, logged_by=by, fingerprint=data.fingerprint, logged_at__gte=since)
    return twins.order_by("pk").first() or log_session(mesa, by=by, data=data, **form)


def log_session(
    mesa: Mesa,
    *,
    by: Any,
    client_id: uuid.UUID,
    data: SessionData,
    base_version: int = 0,
    confirmed_warnings: Collection[str] = (),
    at: datetime | None = None,
) -> Session:
    """Write a session with all that was done in it, and give it its number if it was held.

    Two people logging at once never get in each other's way: each session is a new row, and the lock on the mesa
    gives them consecutive numbers. Only the same form sent again meets what is there: `client_id` names the form.
    With the same content it answers with the session that was received; with other content, or based on a version
    that this session does not have yet (`base_version` is 0 while it is new), with the code "stale".

    `at` is the moment of recording, now unless history is being told. Refusals: PermissionDenied for who is neither
    coordinator nor registrar of the conflict; ValidationError with, in `params`, the `part` ("" for the session
    itself, else a name in `SessionData`), the `row` (from 0) and the `field` where each fault can be mended. The code
    "confirm" asks for a warning to be confirmed: its `params["key"]` comes back in `confirmed_warnings`.
    """
    at = at or timezone.now()
    with undone_on_failure() as keep, transaction.atomic():
        mesa = Mesa.objects.select_for_update().get(pk=mesa.pk)
        if not can_log_session(by, mesa):
            raise PermissionDenied(_("Solo la coordinación o el registro de este conflicto puede registrar sesiones."))
        received = Session.objects.filter(client_id=client_id).first()
        if received is not None:
            require_same(received, mesa, by=by, data=data)
            return received
        if base_version:
            raise stale(None)
        on = timezone.localdate(at)
        faults = [*faults_of(data, mesa, on), *strangers_in(data, mesa, by), *unconfirmed(data, confirmed_warnings)]
        if faults:
            raise ValidationError(faults)
        return write_session(mesa, data, by=by, at=at, client_id=client_id, keep=keep)


def require_same(received: Session, mesa: Mesa, *, by: Any, data: SessionData) -> None:
    """The same person sent the same thing about the same mesa again; anything else is a conflict."""
    is_own = received.mesa_id == mesa.pk and received.logged_by_id == by.pk
    if not is_own or received.fingerprint != data.fingerprint:
        raise stale(received if is_own else None)


def stale(received: Session | None) -> ValidationError:
    message = _(
        "Esta sesión ya se había recibido, con otros datos. Lo que escribió sigue aquí, sin guardar: compárelo con lo "
        "recibido. Si es otra sesión, abra un formulario nuevo."
    )
    return ValidationError(message, code="stale", params={"session": received.pk if received else None})
