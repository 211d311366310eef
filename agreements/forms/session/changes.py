"""Rows that come and go by plain posts: what the buttons "Añadir…" and "Quitar" say."""

from django.http import QueryDict

from agreements.forms.session.options import Options
from agreements.forms.session.rows import keys_in, next_key, without
from mesas.choices import Answer


def change_rows(data: QueryDict, options: Options) -> None:
    """One row more ("points", "promises:3" for those of the third agreement) or one less ("points:2").

    A button that says something else changes nothing.
    """
    if "add" in data:
        part, _colon, about = data["add"].partition(":")
        add(data, part, about, options)
    else:
        part, _colon, key = data["remove"].partition(":")
        remove(data, part, key)


def add(data: QueryDict, part: str, about: str, options: Options) -> None:
    if part == "attendees":
        new = [key.removeprefix("n") for key in keys_in(data, part) if key.startswith("n")]
        key = f"n{next_key(new)}"
        data.appendlist(part, key)
        data[f"{part}-{key}-came"] = Answer.YES  # whoever is added in the hall is there
    elif part == "people" and data.get("other_person") in options.people:
        data.appendlist("attendees", data["other_person"])
        data[f"attendees-{data['other_person']}-came"] = Answer.YES
    elif part == "reviews" and data.get("other_review") in options.owed:
        data.appendlist(part, data["other_review"])
    elif part == "promises":
        data[f"promises-{added(data, part)}-accord"] = about
    elif part == "accords":  # with its first commitment
        data[f"promises-{added(data, 'promises')}-accord"] = added(data, part)
    elif part in ("points", "demands"):
        added(data, part)


def added(data: QueryDict, part: str) -> str:
    """The key of a row that was put at the end of a part."""
    key = next_key(keys_in(data, part))
    data.appendlist(part, key)
    return key


def remove(data: QueryDict, part: str, key: str) -> None:
    """An agreement goes with its commitments."""
    if part == "accords":
        for promise in keys_in(data, "promises"):
            if data.get(f"promises-{promise}-accord") == key:
                without(data, "promises", promise)
    without(data, part, key)
