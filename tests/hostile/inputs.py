"""What nobody should send, field by field; and everything that is stored, to see that nothing of it was."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model

from tests.hostile.reading import CHOSEN, TYPED, Control, Page

LONG = "á" * 10_000
SCRIPT = "<script>alert(1)</script>"
MARKED, UNMARKED = "Ag\u202eua\u200f \x07limpia\ufeff", "Agua limpia"
FEBRUARY_31 = {"day": "31", "month": "2", "year": "2026", "": "2026-02-31"}
YEAR_0205 = {"day": "1", "month": "2", "year": "0205", "": "0205-02-01"}


def in_each(*kinds: str, value: str) -> Callable[[Page], dict[str, str]]:
    return lambda page: {control.name: value for control in page.of_kind(*kinds) if is_judged(control)}


def is_judged(control: Control) -> bool:
    """A lone box to tick is ticked, whatever the value; a password may hold anything."""
    return control.kind != "password" and (control.kind != "checkbox" or control.is_one_of_many)


def on_each_date(day: dict[str, str]) -> Callable[[Page], dict[str, str]]:
    def typed(page: Page) -> dict[str, str]:
        dates = {control.name: day[""] for control in page.of_kind("date")}
        parts = [control.name for control in page.of_kind("text") if control.is_part_of_a_date]
        return dates | {name: day[name.rpartition("_")[2]] for name in parts}

    return typed


#: What every field of the kind refuses, with a sentence beside it.
REFUSED = {
    "10,000 characters": in_each(*TYPED, value=LONG),
    "31 February": on_each_date(FEBRUARY_31),
    "the year 0205": on_each_date(YEAR_0205),
    "a choice that is none": in_each(*CHOSEN, value=SCRIPT),
    "a number past all numbers": in_each("number", *CHOSEN, value="9" * 40),
}


def in_each_text(value: str) -> Callable[[Page], dict[str, str]]:
    texts = in_each("text", "textarea", value=value)
    return lambda page: {name: text for name, text in texts(page).items() if not page.controls[name].is_part_of_a_date}


@cache
def all_of(model: type[Model]) -> str:
    """The question to the database, made once: it is asked hundreds of times."""
    return str(model._default_manager.order_by("pk").values_list().query)


def stored() -> dict[str, list[Any]]:
    """Every row of every table but those of sign-in, and the name of every file."""
    rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.app_label != "sessions":
                cursor.execute(all_of(model))
                rows[model._meta.label] = cursor.fetchall()
    root = settings.MEDIA_ROOT
    return rows | {"files": sorted(str(path) for path in root.rglob("*")) if root.exists() else []}


def texts_of(rows: dict[str, list[Any]]) -> list[str]:
    """Everything in it that is words."""
    found = [value for name, table in rows.items() if name != "files" for row in table for value in row]
    return [value for value in found if isinstance(value, str)]


def what_was_lost(page: Page, typed: dict[str, str]) -> list[str]:
    """Fields in which no longer stands what was typed. What is not on a list cannot be shown as chosen from it."""
    kept = {name: page.controls[name] for name in typed if name in page.controls}
    return [
        name for name in typed if name not in kept or (kept[name].kind in TYPED and kept[name].values != [typed[name]])
    ]
