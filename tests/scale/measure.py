"""Measures the sweep on the database that DATABASE_URL names and prints what it found: a process of its own."""

import json
import sys
from dataclasses import asdict

import django


def main(what: str) -> None:
    django.setup()
    from django.utils import timezone

    from tests.scale.sweep import nights, peak

    on = timezone.localdate()
    found = peak(on) if what == "peak" else {name: asdict(night) for name, night in nights(on).items()}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
