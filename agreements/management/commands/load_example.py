"""Build the fictitious mesa on which everybody may try things."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.management.commands.flag_overdue import day
from agreements.models import Assessment, Commitment, Evidence, Notice
from agreements.services.example import load_example
from conflicts.models import Party
from conflicts.wording import in_words
from mesas.models import Demand, Document, Mesa, Person, Session


class Command(BaseCommand):
    help = (
        "Builds one fictitious mesa, rich in everything, with the demo accounts. Only in development. Running it again "
        "changes nothing, also on a later day; to build it anew, begin with an empty database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on",
            type=day,
            metavar="YYYY-MM-DD",
            help="the day on which the example stands; nothing in it is recorded later (default: today in Lima)",
        )

    def handle(self, *, on: datetime.date | None, **options: Any) -> None:
        now = timezone.now()
        folder = settings.BASE_DIR / "data" / "example"
        try:
            built = load_example(folder, on=on or timezone.localdate(now), at=now)
        except ValidationError as problem:
            raise CommandError("\n".join([_("No se cargó nada."), *problem.messages])) from problem
        except DatabaseError as problem:
            raise CommandError(_("No se cargó nada: la base de datos lo rechazó (%s).") % problem) from problem
        if built.is_new:
            self.tell(built.mesa)
        else:
            self.stdout.write(
                _("El ejemplo ya estaba, con fecha de %(day)s: no se cambia nada.")
                % {"day": in_words(built.mesa.status_as_of)}
            )

    def tell(self, mesa: Mesa) -> None:
        """What was made, and with which accounts one may look at it."""
        for rows in made(mesa):
            self.stdout.write(f"{rows.count():5} {rows.model._meta.verbose_name_plural}")
        self.stdout.write(
            _("Ejemplo ficticio armado con fecha de %(day)s: /mesas/%(slug)s/")
            % {"day": in_words(mesa.status_as_of), "slug": mesa.slug}
        )
        self.stdout.write(
            _("Cuentas de prueba, contraseña %(password)s: %(names)s")
            % {"password": settings.DEMO_PASSWORD, "names": ", ".join(settings.DEMO_ACCOUNTS)}
        )


def made(mesa: Mesa) -> list[QuerySet]:
    """The rows of the example, model by model."""
    return [
        Party.objects.filter(is_example=True),
        Person.objects.filter(party__is_example=True),
        Session.objects.filter(mesa__conflict=mesa.conflict_id),
        Demand.objects.filter(conflict=mesa.conflict_id),
        Document.objects.filter(mesa__conflict=mesa.conflict_id),
        Commitment.objects.filter(mesa__conflict=mesa.conflict_id),
        Assessment.objects.filter(commitment__mesa__conflict=mesa.conflict_id),
        Evidence.objects.filter(commitment__mesa__conflict=mesa.conflict_id),
        Notice.objects.filter(mesa__conflict=mesa.conflict_id),
    ]
