"""The real cases: loading them, what they must say, and what keeps them from being loaded."""

import csv
import datetime

from django.apps import apps

AT = datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.UTC)
LATER = AT + datetime.timedelta(days=30)
OURS = ("accounts", "conflicts", "mesas", "agreements", "monitoring")


def rewrite(folder, file, key, **cells):
    """Change cells of the row of a file whose first column, or ubigeo, is the key."""
    path = folder / f"{file}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = list(rows[0])
    for row in rows:
        if key in (row[columns[0]], row.get("inei")):
            row.update(cells)
    write(path, columns, rows)


def append(folder, file, **cells):
    """Add a row to a file, empty but for these cells."""
    path = folder / f"{file}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = list(rows[0])
    write(path, columns, [*rows, dict.fromkeys(columns, "") | cells])


def remove(folder, file, key):
    """Take the row with that key out of a file."""
    path = folder / f"{file}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = list(rows[0])
    write(path, columns, [row for row in rows if row[columns[0]] != key])


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as lines:
        out = csv.DictWriter(lines, columns, lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def everything():
    """Every value of every row that the product keeps, its history and its links too."""
    models = [model for name in OURS for model in apps.get_app_config(name).get_models(include_auto_created=True)]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


def filled(rows):
    """Labels of the models that have any row."""
    return {label for label, values in rows.items() if values}
