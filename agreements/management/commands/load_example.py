"""Build the fictitious mesa on which everybody may try things."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.management.commands.flag_overdue import day
from agreements.services.example import load_example


class Command(BaseCommand):
    help = "Builds one fictitious mesa, rich in everything, with demo accounts. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=day, metavar="YYYY-MM-DD", help="the day on which the example stands (default: today in Lima)"
        )

    def handle(self, *, on: datetime.date | None, **options: Any) -> None:
        try:
            built = load_example(on or timezone.localdate())
        except ValidationError as problem:
            raise CommandError("\n".join(problem.messages)) from problem
        self.stdout.write(
            _("Ejemplo armado: /mesas/%(slug)s/") % {"slug": built.mesa.slug}
            if built.is_new
            else _("El ejemplo ya está: no se cambia nada.")
        )
        self.stdout.write(
            _("Cuentas de prueba, contraseña %(password)s: %(names)s")
            % {"password": settings.DEMO_PASSWORD, "names": ", ".join(settings.DEMO_ACCOUNTS)}
        )
