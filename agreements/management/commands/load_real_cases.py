"""Load the real cases from their files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Commitment
from agreements.services.real_cases import Loaded, load_real_cases
from agreements.services.real_cases.calendar import load_days
from conflicts.choices import Grade
from conflicts.services.sources import Tally


class Command(BaseCommand):
    help = (
        "Loads the real cases from a folder of CSV files (data/real_cases), and the days that decrees declared "
        "non-working (data/dias_no_laborables.csv). Running it again changes nothing; a row that changed in the files "
        "is corrected, unless a person corrected it since. With a fault in any file, nothing is stored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            metavar="DIR",
            default=settings.BASE_DIR / "data" / "real_cases",
            help="folder with the CSV files (default: data/real_cases)",
        )

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            with transaction.atomic():
                loaded = load_real_cases(folder, at=timezone.now())
                days = load_days(settings.BASE_DIR / "data" / "dias_no_laborables.csv", at=timezone.now())
        except ValidationError as problem:
            raise CommandError("\n".join([_("No se cargó nada."), *problem.messages])) from problem
        except DatabaseError as problem:
            raise CommandError(_("No se cargó nada: la base de datos lo rechazó (%s).") % problem) from problem
        self.tell(Loaded([*loaded.tallies, days], loaded.left_out))

    def tell(self, loaded: Loaded) -> None:
        """What was loaded, what stays as a person left it, and what was left out."""
        for tally in loaded.tallies:
            self.stdout.write(line_of(tally))
        for title, lines in (
            (_("Se queda como está, porque una persona lo cambió o lo retiró:"), kept(loaded)),
            (_("Ya no está en los archivos, y se conserva:"), gone(loaded)),
            (_("Qué queda fuera, o entra de otra manera:"), loaded.left_out),
        ):
            if lines:
                self.stdout.write(f"\n{title}")
                for line in lines:
                    self.stdout.write(f"  {line}")
        self.stdout.write("")
        self.stdout.write(_("Sin cambios: ya estaba todo cargado.") if loaded.is_quiet else _("Cargado."))


def line_of(tally: Tally) -> str:
    """How many of a model the files tell, and what was done with them."""
    done = []
    if tally.model is Commitment:
        public = Commitment.objects.by_sources().filter(grade=Grade.PUBLIC).count()
        done.append(_("%(n)d públicos") % {"n": public})
    if tally.new:
        done.append(_("se añaden %(n)d") % {"n": tally.new})
    if tally.changed:
        done.append(_("se corrigen %(n)d") % {"n": tally.changed})
    return f"{tally.told:5} {tally.model._meta.verbose_name_plural}" + (f" ({', '.join(done)})" if done else "")


def kept(loaded: Loaded) -> list[str]:
    return [key for tally in loaded.tallies for key in tally.kept]


def gone(loaded: Loaded) -> list[str]:
    return [key for tally in loaded.tallies for key in tally.gone]
