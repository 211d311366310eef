"""Everybody goes everywhere, once: what each is answered at every address, and what she finds on the way."""

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.contrib import admin
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from accounts.models import User
from agreements.models import Assessment, Evidence
from mesas.models import Document, Person
from tests.access import addresses
from tests.access.crawling import Visit, crawl
from tests.access.secrets import secrets_in
from tests.access.world import READERS

ENTER = "/cuenta/entrar/"
EXPORTS = ["/compromisos/?formato=csv", "/tablero/?formato=csv"]
OTHER_EXPORTS = ["/compromisos/?formato=xlsx", "/compromisos/?formato=json", "/tablero/?formato=json"]
#: These also follow filters, orders and pages of the lists, open every actor, and take every kind of export. The others
#: open the actors of the table, and take one kind, which has the same rows and columns.
THOROUGH = ("signed out", "registrar")
#: Of the administration, what bears names of people or of their files: there every page is opened and read.
NAMING = (User, Person, Document, Evidence, Assessment)

FILE = re.compile(r"/evidencias/\d+/|/documentos/\d+/archivo/")

Answers = tuple[str, str]


@dataclass
class Walk:
    """`answers` to GET and POST by row of the table and reader, with where; `found`: secrets by reader, with where."""

    answers: dict[tuple[str, str], dict[str, dict[Answers, str]]] = field(default_factory=dict)
    found: dict[str, dict[str, str]] = field(default_factory=dict)
    without_banner: list[str] = field(default_factory=list)
    log: str = ""

    def keep(self, who: str, visit: Visit) -> None:
        for secret in secrets_in(visit):
            self.found.setdefault(secret, {}).setdefault(who, visit.path)
            if secret.endswith("ejemplo") and not is_bannered(visit):
                self.without_banner.append(f"{secret} at {visit.path}")


#: It takes a while and leaves nothing behind but what it saw, so tests share it.
walked: list[Walk] = []


def walk(world: SimpleNamespace) -> Walk:
    if not walked:
        seen, everywhere = Walk(), list(addresses.everywhere(world))
        with written_down() as log:
            for who in READERS:
                go_everywhere(world, who, seen, everywhere)
        seen.log = log.getvalue()
        walked.append(seen)
    return walked[0]


def go_everywhere(world: SimpleNamespace, who: str, seen: Walk, everywhere: list[addresses.Place]) -> None:
    client, told = signed_in(world, who), {}
    for visit in crawl(client, places(everywhere, who), asks=who in THOROUGH):
        assert visit.status != 500, f"{who} at {visit.path}"
        told[visit.path] = answer_of(visit.status, visit.location)
        seen.keep(who, visit)
    with blank():
        for row, what, path in everywhere:
            answers = (told.get(path) or ask(client, "GET", path), ask(client, "POST", path))
            seen.answers.setdefault((row, what), {}).setdefault(who, {}).setdefault(answers, path)


def places(everywhere: list[addresses.Place], who: str) -> list[str]:
    """Every address of a page or a file, and those that ask for more: originals and exports."""
    known = [path for row, _what, path in everywhere if not row.startswith("admin/")]
    files = [f"{path}?original=1" for path in known if FILE.fullmatch(path)]
    more = OTHER_EXPORTS if who in THOROUGH else []
    return [*known, *files, *EXPORTS, *more, *(office() if who == "administrator" else ["/admin/"])]


def office() -> Iterator[str]:
    """Every list of the administration, and every page of what bears names."""
    for model in admin.site._registry:
        place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        keys = model._default_manager.values_list("pk", flat=True) if model in NAMING else []
        yield from (place, *(f"{place}{key}/{page}/" for key in keys for page in ("change", "history")))


def is_bannered(visit: Visit) -> bool:
    """The page says that it is invented, as do files; the administration has a column for it."""
    return "Ejemplo ficticio" in visit.text or visit.path.startswith("/admin/")


def signed_in(world: SimpleNamespace, who: str) -> Client:
    client = Client(raise_request_exception=False)
    if world.people[who]:
        client.force_login(world.people[who])
    return client


def ask(client: Client, method: str, path: str) -> str:
    """The answer. Whatever it did is undone, so that the order of the walk does not matter."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response: HttpResponseBase = client.generic(method, path)
        b"".join(response)  # a file is closed once it was read
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer_of(response.status_code, response.headers.get("Location", ""))


def answer_of(status: int, leads_to: str) -> str:
    """As the table writes it."""
    return "in" if leads_to.startswith(ENTER) else str(status)


@contextmanager
def blank() -> Iterator[None]:
    """Thousands of answers of which only the status matters: none is drawn, and no refusal is logged."""
    logging.disable(logging.CRITICAL)
    with patch("django.template.backends.django.Template.render", lambda *args, **kwargs: ""):
        yield
    logging.disable(logging.NOTSET)


@contextmanager
def written_down() -> Iterator[io.StringIO]:
    """All that is logged, as the console would get it."""
    log = io.StringIO()
    handler: Any = logging.StreamHandler(log)
    handler.setFormatter(logging.getLogger("django").handlers[0].formatter)
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for one in loggers:
        one.addHandler(handler)
    try:
        yield log
    finally:
        for one in loggers:
            one.removeHandler(handler)
