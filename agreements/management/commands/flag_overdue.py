"""The nightly sweep, by hand."""

import datetime
import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agreements.services.overdue import Swept, flag_overdue
from conflicts.partial_dates import ImpossibleDate, real_day


class Command(BaseCommand):
    help = "Remembers and tells what is overdue, and tells what soon will be. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=day, metavar="YYYY-MM-DD", help="the day to look from (default: today in Lima)"
        )
        parser.add_argument("--dry-run", action="store_true", help="count only, leave everything as it is")

    def handle(self, *, on: datetime.date | None, dry_run: bool, **options: Any) -> None:
        today = timezone.localdate()
        on = on or today
        if on > today and not dry_run:
            raise CommandError(f"{on} has not come yet (today is {today}): what would be late then needs --dry-run.")
        self.stdout.write(report(flag_overdue(on, dry_run=dry_run), on, dry_run))


def day(text: str) -> datetime.date:
    """A day of the calendar from 1900 to 2100, written like 2026-11-24."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ArgumentTypeError(f"{text[:40]!r} is not a day; write it like 2026-11-24.")
    try:
        return real_day(*map(int, text.split("-")))
    except ImpossibleDate as impossible:
        raise ArgumentTypeError(f"{text[:40]!r} is not a day. {impossible}") from impossible


def report(swept: Swept, on: datetime.date, dry_run: bool) -> str:
    """Counts, one a line."""
    lines = (
        (swept.flagged, "commitments newly overdue"),
        (swept.cleared, "commitments no longer overdue"),
        (swept.overdue, "notices of an overdue commitment"),
        (swept.summaries, "summaries of what was overdue long before"),
        (swept.due_soon, "notices of a commitment due soon"),
        (swept.mandates, "notices of a mandate that ends"),
        (swept.papers, "notices of an acta missing or unsigned"),
        (swept.silent, "notices of a mesa that no longer meets"),
        (swept.counted, "terms counted since another commitment was kept"),
        (swept.periods, "periods made ahead"),
        (swept.late_periods, "periods newly overdue"),
    )
    head = f"Overdue on {on}" + (", tried out; nothing was changed:" if dry_run else ":")
    return "\n".join([head, *(f"{count:>8,}  {what}" for count, what in lines)])
