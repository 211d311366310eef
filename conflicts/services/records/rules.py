"""What keeps a record from being made or corrected, whatever its model."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from conflicts.policies import can_correct
from conflicts.services.records.parts import Part, open_parts, parts_of

LONGEST_REASON = 500


def require_may_correct(by: Any, row: Model) -> None:
    """Raise PermissionDenied for who may not create or correct such a record."""
    if not can_correct(by, row):
        raise PermissionDenied(_("Solo quien administra el sitio puede corregir un registro."))


def require_kept(model: type[Model]) -> None:
    """What is append-only is answered by a new row, never corrected: only what has a history may change."""
    if not hasattr(model, "history"):
        raise ValidationError(
            _("Esto no se corrige: lo que alguien dijo o hizo se responde con un registro nuevo."), code="append_only"
        )


def require_reason(reason: str) -> str:
    """The reason on one line: what stands below it in a history is ours."""
    told = " ".join(reason.split())
    if not told:
        raise ValidationError(_("Escriba por qué se corrige."), code="no_reason")
    if len(told) > LONGEST_REASON:
        message = _("Resuma el motivo en %(most)d letras o menos.") % {"most": LONGEST_REASON}
        raise ValidationError(message, code="long_reason")
    return told


def require_known(names: Collection[str], parts: Collection[str], model: type[Model]) -> None:
    """Nobody gets at a column by naming it in a form."""
    for name in sorted(set(names) - set(parts)):
        label = parts_of(model)[name].label if name in parts_of(model) else name
        raise ValidationError(
            _("«%(label)s» no se corrige aquí."), code="not_correctable", params={"label": label, "name": name}
        )


def require_sound(row: Model, changed: Iterable[Part]) -> None:
    """What was changed can be stored, and the whole row keeps the rules of its model.

    Old values that nobody touches are not looked at again: sources say what they say.
    """
    touched = {column for part in changed for column in part.columns}
    row.clean_fields(exclude={field.name for field in row._meta.concrete_fields} - touched)
    row.clean()
    row.validate_unique()
    row.validate_constraints()


def require_kept_together(row: Model, touched: Collection[str], sets: Mapping[str, Any]) -> None:
    """What a record points at hangs on the same conflict or mesa as the record itself.

    Looked at where a link was touched, or the place that it must agree with; `sets` are links not yet stored.
    """
    faults = {}
    for name, (theirs, own) in getattr(row, "kept_together", {}).items():
        if not {name, own.split(".")[0].removesuffix("_id")} & set(touched):
            continue
        part = parts_of(type(row))[name]
        keys = keys_of(part, row, sets)
        mine = at_end_of(row, own)
        if any(at_end_of(other, theirs) != mine for other in part.target._default_manager.filter(pk__in=keys)):
            message = _("Elija en «%(label)s» algo del mismo conflicto y de la misma mesa que este registro.")
            faults[name] = ValidationError(message, code="elsewhere", params={"label": part.label})
    if faults:
        raise ValidationError(faults)


def keys_of(part: Part, row: Model, sets: Mapping[str, Any]) -> Collection[int]:
    """Keys of what a link of the record points at."""
    if part.is_set:
        return sets[part.name] if part.name in sets else part.value(row) if row.pk else ()
    value = part.value(row)
    return () if value is None else (value,)


def at_end_of(row: Any, path: str) -> Any:
    """The value at the end of `session.mesa.conflict_id`."""
    return reduce(getattr, path.split("."), row)


def require_no_twin(row: Model) -> None:
    """The same record once more is the same form sent twice. Where a code or an address is unique, that says so."""
    parts = [part for part in open_parts(type(row)).values() if not part.is_set]
    names = {column for part in parts for column in part.columns}
    columns = [field for field in row._meta.concrete_fields if field.name in names]
    if any(field.unique for field in columns):
        return
    values = {field.attname: getattr(row, field.attname) for field in columns}
    same = {
        f"{name}__isnull" if value is None else name: True if value is None else value for name, value in values.items()
    }
    if type(row)._default_manager.filter(**same).exists():
        raise ValidationError(
            _("Ya hay un registro igual a este. Si es otro, escriba en qué se diferencia."), code="twin"
        )
