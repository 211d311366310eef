"""The example: what it shows, and that it is built once, whole, and only where its password may work."""

import datetime

from django.conf import settings

from agreements.services.example import load_example

FOLDER = settings.BASE_DIR / "data" / "example"
NOW = datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 24)


def build(on=TODAY):
    return load_example(FOLDER, on=on, at=NOW)
