"""Making and correcting records: the one door for the metadata of every model that keeps a history.

What a model names in `never_corrected`, and all that it marks as not editable, is out of reach: codes, numbers,
states, deadlines, where a row hangs. What `kept_together` names hangs on the same conflict or mesa as the record: for
each link, the path on what it points at and the path on the record. Models without a history (what somebody said, did
or was told) are never corrected. Verbs of the apps above wrap these two where other rows follow from a record.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from conflicts.services.records.addresses import give_address, keep_old_address, require_free_address
from conflicts.services.records.parts import Part, correctable_parts, open_parts, version_of
from conflicts.services.records.rules import (
    require_kept,
    require_kept_together,
    require_known,
    require_may_correct,
    require_no_twin,
    require_reason,
    require_sound,
)
from conflicts.services.records.words import names_in, names_of, said, told_changes

__all__ = ["correct_record", "create_record", "keep_first_values", "require_may_correct", "store", "version_of"]

Row = TypeVar("Row", bound=Model)

#: Why the first line of a history is there, where a row was made in bulk and its history begins with a correction.
AS_IT_WAS = "Como estaba antes de la primera corrección"


@transaction.atomic
def create_record(
    row: Row,
    *,
    by: Any,
    reason: str = "",
    at: datetime | None = None,
    related: Mapping[str, Collection[Model]] | None = None,
) -> Row:
    """Store a new record with what hangs on it (`related`: sources, territories…) and the first line of its history.

    A record with an address gets one from its name, unless it has one. Raises PermissionDenied for who may not, and
    ValidationError by field for what cannot be stored; the same form sent twice is refused with the code "twin".
    """
    require_kept(type(row))
    require_may_correct(by, row)
    parts = open_parts(type(row))
    related = related or {}
    require_known(related, parts, type(row))
    # Two posts of one person at once wait for each other here, so that the second one finds what the first one made.
    User.objects.select_for_update().get(pk=by.pk)
    give_address(row)
    require_sound(row, parts.values())
    require_free_address(row)
    require_no_twin(row)
    require_kept_together(row, parts, {name: parts[name].plain(rows) for name, rows in related.items()})
    store(row, by=by, reason=" ".join(reason.split()), at=at or timezone.now())
    for name, rows in related.items():
        getattr(row, name).set(rows)
    return row


@transaction.atomic
def correct_record(
    row: Row,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime | None = None,
    seen: str | None = None,
) -> Row:
    """Correct what is on record about something, with a reason; the value before stays in its history.

    `changes` names parts of the record (a partial date by its own name) with their new values; those that it holds
    already count for nothing. `seen` is the `version_of` the record on which the form was opened. Returns the record
    as it is now; the one given stays as it was.

    Refusals: PermissionDenied for who may not; ValidationError with the code "no_reason", "unchanged",
    "not_correctable", "append_only", "elsewhere", or "stale" when somebody corrected the record meanwhile: its
    `params["seen"]` is the version that the message tells of.
    """
    require_kept(type(row))
    before = type(row)._default_manager.select_for_update().get(pk=row.pk)
    require_may_correct(by, before)
    parts = correctable_parts(type(row))
    require_known(changes, parts, type(row))
    changed = {
        parts[name]: value for name, value in changes.items() if parts[name].plain(value) != parts[name].value(before)
    }
    if not changed:
        raise ValidationError(_("No hay nada que corregir: el registro ya dice esto."), code="unchanged")
    if seen is not None and seen != version_of(before):
        raise stale(before, changed)
    told = require_reason(reason)
    row = copy.copy(before)
    for part, value in changed.items():
        if not part.is_set:
            setattr(row, part.name, value)
    require_sound(row, changed)
    require_free_address(row)
    links = [(part, part.value(before), part.plain(value)) for part, value in changed.items() if part.is_set]
    require_kept_together(row, [part.name for part in changed], {part.name: new for part, _old, new in links})
    at = at or timezone.now()
    keep_first_values(before, at=at)
    keep_old_address(before, row)
    count_version(row)
    store(row, by=by, reason="\n".join([told, *told_changes(links, names_in(links))]), at=at)
    for part, value in changed.items():
        if part.is_set:
            getattr(row, part.name).set(value)
    return row


def store(row: Any, *, by: Any, reason: str, at: datetime) -> None:
    """Save the row and the line of its history: who, when and why."""
    row._history_user, row._history_date, row._change_reason = by, at, reason
    row.save()


def keep_first_values(row: Any, *, at: datetime) -> None:
    """Rows made in bulk may have no history yet: without this line, the value before the correction would be lost."""
    if not row.history.exists():
        row._history_user = None
        type(row).history.bulk_history_create([row], default_date=at, default_change_reason=AS_IT_WAS)


def count_version(row: Any) -> None:
    """The number by which other forms see that a record changed. The version of ground rules is something else."""
    if any(field.name == "version" and not field.editable for field in row._meta.concrete_fields):
        row.version += 1


def stale(row: Model, changed: Mapping[Part, Any]) -> ValidationError:
    """Says what the record holds now, so that saving once more is a decision."""
    values = {part: part.value(row) for part in changed}
    names = names_of(values.items())
    now = "; ".join(f"{part.label}: {said(part, value, names)}" for part, value in values.items())
    return ValidationError(
        _(
            "Otra persona corrigió este registro mientras usted lo tenía abierto. Lo que escribió sigue aquí, sin "
            "guardar. El registro dice ahora: %(now)s. Si guarda otra vez, quedará lo que usted escribió."
        ),
        code="stale",
        params={"now": now, "seen": version_of(row)},
    )
