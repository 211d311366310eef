"""The house keeps its order: apps look down, rooms look left, only services write, files stay short.

Read from the source itself, so that an import hidden in a function counts too.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("accounts", "conflicts", "mesas", "agreements", "monitoring")  # from the ground up

# From left to right. Rooms of one floor serve each other; everything else looks left. A new room is named here first.
FLOORS = (
    {"choices"},
    # Pure
    {"cover", "kin", "lateness", "partial_dates", "plazos", "sentences", "text", "uploads", "wording", "workflow"},
    {"querysets"},
    {"models"},
    {"hearing"},  # stored rows, read as the pure rooms want them
    {"policies"},
    {"services", "indicators", "findings", "health"},
    {"forms", "filters", "tasks", "admin", "exports", "serializers", "management", "templatetags"},
    {"adapter", "backends", "middleware"},  # where Django and allauth ask us
    {"showing"},  # stored rows, as a screen says them
    {"views"},
    {"urls"},
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

LONGEST, LONGEST_TEST = 300, 400


def sources(*folders: str) -> list[Path]:
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in paths if "migrations" not in path.parts)


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room_of(path: Path) -> str:
    """The first name under the app: `agreements/services/state.py` is in the room `services`."""
    return path.relative_to(ROOT).with_suffix("").parts[1]


def names_of(node: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    """The dotted names that an import statement asks for, relative ones made whole."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        start = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
        base = ".".join(filter(None, (start, node.module)))
        yield base
        yield from (f"{base}.{alias.name}" for alias in node.names)


def imports(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, app and room of whatever this file takes from one of our apps."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        for name in names_of(node, package):
            app, _, rest = name.partition(".")
            if app in APPS and rest:
                yield node.lineno, app, rest.partition(".")[0]


@pytest.fixture(scope="module")
def code() -> list[Path]:
    return [path for path in sources(*APPS) if path.name != "__init__.py" or room_of(path) != "__init__"]


def test_apps_look_down_only(code):
    wrong = [
        f"{place(path)}:{line} looks up to {app}"
        for path in code
        for line, app, _ in imports(path)
        if APPS.index(app) > APPS.index(path.relative_to(ROOT).parts[0])
    ]
    assert wrong == []


def test_models_name_no_model_of_a_higher_app(code):
    """A relation may name its model in a string, which no import shows."""
    named = re.compile(rf"({'|'.join(APPS)})\.[A-Z]\w+")
    wrong = [
        f"{place(path)}:{node.lineno} names {node.value}"
        for path in code
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if (found := named.fullmatch(node.value))
        if APPS.index(found[1]) > APPS.index(path.relative_to(ROOT).parts[0])
    ]
    assert wrong == []


def test_every_room_has_its_floor(code):
    unknown = {f"{path.relative_to(ROOT).parts[0]}.{room_of(path)}" for path in code if room_of(path) not in FLOOR_OF}
    assert unknown - {f"{app}.apps" for app in APPS} == set()


def test_rooms_look_left_only(code):
    wrong = [
        f"{place(path)}:{line}: {room_of(path)} takes from {room}"
        for path in code
        for line, app, room in imports(path)
        if app == path.relative_to(ROOT).parts[0] and room in FLOOR_OF and room_of(path) in FLOOR_OF
        if FLOOR_OF[room] > FLOOR_OF[room_of(path)]
    ]
    assert wrong == []


def test_apps_know_nothing_of_how_they_are_run(code):
    """What an app needs to know stands in Django's settings; `config` knows the apps by name."""
    from_apps = [
        f"{place(path)}:{node.lineno}"
        for path in code
        for node in ast.walk(ast.parse(path.read_text()))
        if any(name.split(".")[0] == "config" for name in names_of(node, ()))
    ]
    from_config = [f"{place(path)}:{line}" for path in sources("config") for line, _, _ in imports(path)]
    assert (from_apps, from_config) == ([], [])


def writes(call: ast.Call) -> bool:
    """Whether this call changes rows, judged by its shape: the same names mean other things with other arguments.

    `photo.save(buffer)`, `storage.delete(name)`, `attributes.update(more)` and `seen.add(row)` change no row;
    `row.save()`, `rows.delete()`, `rows.update(state=…)` and `finding.evidence.add(photo)` do.
    """
    if not isinstance(call.func, ast.Attribute):
        return False
    name, receiver, positional = call.func.attr, call.func.value, len(call.args)
    if name in {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "executemany"}:
        return True
    if name in {"save", "delete", "asave", "adelete"}:
        is_super = (
            isinstance(receiver, ast.Call) and isinstance(receiver.func, ast.Name) and receiver.func.id == "super"
        )
        return positional == 0 and not is_super
    if name == "update":
        return positional == 0 and bool(call.keywords)
    if name in {"add", "set", "remove", "clear"}:
        of_a_row = isinstance(receiver, ast.Attribute) and getattr(receiver.value, "id", "self") not in {"self", "cls"}
        return of_a_row and positional <= 1 and not isinstance(receiver.value, ast.Attribute)
    return False


def test_only_services_write(code):
    wrong = [
        f"{place(path)}:{node.lineno} .{node.func.attr}(…)"
        for path in code
        if room_of(path) != "services"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and writes(node)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("row.save()", True),
        ("row.save(update_fields=['state'])", True),
        ("photo.save(buffer, 'JPEG')", False),
        ("Mesa.objects.filter(pk=1).delete()", True),
        ("storage.delete(name)", False),
        ("rows.update(state='x')", True),
        ("context.update(more)", False),
        ("Mesa.objects.create(name='x')", True),
        ("finding.evidence.set(photos)", True),
        ("finding.evidence.add(photo)", True),
        ("seen.add(row)", False),
        ("self.seen.add(row)", False),
        ("cache.set(key, value)", False),
    ],
)
def test_a_write_is_known_by_its_shape(line, answer):
    assert writes(ast.parse(line, mode="eval").body) is answer


def test_nothing_happens_behind_a_save(code):
    """No overridden save or delete, no signals of the database: what a service does stands in the service."""
    wrong = []
    for path in code:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"} and room_of(path) == "models":
                wrong.append(f"{place(path)}:{node.lineno} overrides {node.name}")
            if any(name.startswith("django.db.models.signals") for name in names_of(node, ())):
                wrong.append(f"{place(path)}:{node.lineno} listens to a signal")
    assert wrong == []


def test_files_stay_short_enough_to_be_read():
    limits = [(path, LONGEST) for path in sources(*APPS, "config")] + [
        (path, LONGEST_TEST) for path in sources("tests")
    ]
    lengths = {place(path): (len(path.read_text().splitlines()), limit) for path, limit in limits}
    assert {name: length for name, (length, limit) in lengths.items() if length > limit} == {}
