"""From the keys of the files to the rows of the database."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Field, Model
from django.utils.translation import gettext as _

from conflicts.models import Territory

#: By what a model is named in the files, where it is not `ref`. An app above may add an expression of its own.
KEYS: dict[type[Model], Any] = {Territory: "inei"}


def key_of(model: type[Model]) -> str:
    """Field that holds the key of a model's own rows."""
    name = KEYS.get(model, "ref")
    return name if isinstance(name, str) else ""


class Numbers:
    """Numbers of the rows that keys name. One query for each model, however many keys."""

    def __init__(self) -> None:
        self.wanted: dict[type[Model], set[str]] = defaultdict(set)
        self.found: dict[type[Model], dict[str, int]] = {}

    def want(self, model: type[Model], keys: Iterable[str | None]) -> None:
        self.wanted[model].update(key for key in keys if key)

    def fetch(self) -> None:
        """Ask the database for all that was wanted."""
        for model, keys in self.wanted.items():
            key = KEYS.get(model, "ref")
            rows = model._default_manager.annotate(key_in_files=F(key) if isinstance(key, str) else key)
            known = rows.filter(key_in_files__in=keys)
            self.found[model] = dict(known.values_list("key_in_files", "pk"))

    def get(self, model: type[Model], key: str | None) -> int | None:
        """Number of a row, or None where there is none with that key any more."""
        return self.found.get(model, {}).get(key) if key else None

    def need(self, model: type[Model], key: str | None, said_of: str) -> int | None:
        """Number of a row that must be there; None only where the files name none."""
        number = self.get(model, key)
        if key and number is None:
            message = _("No hay ningún registro con la clave «%(key)s», que menciona «%(ref)s».")
            raise ValidationError(message, code="unknown_key", params={"key": key, "ref": said_of})
        return number


def target_of(model: type[Model], name: str) -> type[Model] | None:
    """The model at which a field points, if it is a foreign key."""
    target = model._meta.get_field(name).related_model
    return target if isinstance(target, type) else None


def column_of(model: type[Model], name: str) -> str:
    """The column behind a field: `mesa_id` behind `mesa`."""
    field = model._meta.get_field(name)
    return field.attname if isinstance(field, Field) else name


def in_columns(model: type[Model], fields: Iterable[str]) -> list[str]:
    """Names of the columns behind these names: a partial date has three."""
    names = {name for each in model._meta.concrete_fields for name in (each.name, each.attname)}
    columns: list[str] = []
    for name in fields:
        columns += [name] if name in names else [f"{name}_{ending}" for ending in ("on", "precision", "words")]
    return columns
