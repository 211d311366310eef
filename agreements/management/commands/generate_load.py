"""Invented rows in great number, to measure with."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.services.volume import generate_load


class Command(BaseCommand):
    help = (
        "Fills an installation with invented mesas and commitments, to measure with. The same seed on the same day "
        "gives the same rows. Not beside what people recorded, and not twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mesas", type=number, required=True, metavar="N", help="how many mesas")
        parser.add_argument("--commitments", type=number, required=True, metavar="N", help="how many in all of them")
        parser.add_argument("--seed", type=number, default=1, metavar="N", help="other invented rows (default: 1)")

    def handle(self, *, mesas: int, commitments: int, seed: int, **options: Any) -> None:
        try:
            loaded = generate_load(mesas=mesas, commitments=commitments, seed=seed, on=timezone.localdate())
        except ValidationError as problem:
            raise CommandError("\n".join([_("No se cargó nada."), *problem.messages])) from problem
        except DatabaseError as problem:
            raise CommandError(_("No se cargó nada: la base de datos lo rechazó (%s).") % problem) from problem
        self.stdout.write(f"{loaded.conflicts:>9,}  invented conflicts")
        self.stdout.write(f"{loaded.mesas:>9,}  invented mesas")
        self.stdout.write(f"{loaded.commitments:>9,}  invented commitments")


def number(text: str) -> int:
    """A whole number of at most nine digits."""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise ArgumentTypeError(f"{text[:40]!r} is not a whole number; write it like 100000.")
    return int(text)
