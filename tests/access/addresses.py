"""Every address of the project, and what the table says of each."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.contrib import admin
from django.urls import get_resolver

from tests.access.world import READERS

TABLE = Path(__file__).with_name("addresses.txt")

#: Pages of the administration that are the same for many models stand in one row, by what is done there with a record:
#: whether it is created, and whether it is corrected.
KINDS = {(True, True): "<kept>", (False, True): "<corrected>", (False, False): "<looked at>"}
SHARED = ("", "add/", *(f"<object_id>/{view}" for view in ("", "history/", "delete/", "change/")))
#: What the administration takes instead of a name.
PLAIN = {"(?P<url>.*)$": "<anything else>"}
#: One pattern for every app, in the order in which they were registered.
OF_AN_APP = re.compile(r"\^\(\?P<app_label>[a-z|]+\)/\$")
#: Addresses that name things of which the table does not speak.
FILLED = {
    "admin/<app>/": "admin/mesas/",
    "admin/<anything else>": "admin/nada",
    "admin/r/<content_type_id>/<object_id>/": "admin/r/1/1/",
}

#: The row of the table, what stands there, and the address.
Place = tuple[str, str, str]


def patterns(found: Any = None, before: str = "") -> Iterator[str]:
    """As they are written in the modules of addresses: `compromisos/<code>/`."""
    for one in found if found is not None else get_resolver().url_patterns:
        here = before + re.sub(r"<\w+:", "<", str(one.pattern))
        if hasattr(one, "url_patterns"):
            yield from patterns(one.url_patterns, here)
        else:
            own = OF_AN_APP.sub("<app>/", here.removeprefix(before))
            yield before + PLAIN.get(own, own)


def everywhere(world: SimpleNamespace) -> Iterator[Place]:
    """The row of the table, what stands there, and the address: of every pattern, with all that the table names."""
    known = things(world)
    offices = {f"admin/{model._meta.app_label}/{model._meta.model_name}/": model for model in admin.site._registry}
    for pattern in patterns():
        place = next((place for place in offices if pattern.startswith(place)), None)
        if place:
            yield from in_the_office(pattern, place, offices[place])
        elif pattern in known:
            for what, value in known[pattern].items():
                yield pattern, what, filled(pattern, value)
        else:
            yield pattern, "always", "/" + FILLED.get(pattern, pattern)


def filled(pattern: str, value: Any) -> str:
    """The address in which this stands: one thing, or several in the order of the pattern."""
    values = iter(value if isinstance(value, tuple) else [value])
    return "/" + re.sub(r"<\w+>", lambda _place: str(next(values)), pattern)


def in_the_office(pattern: str, place: str, model: Any) -> Iterator[Place]:
    """A page of the administration, of a row that is there. One page for many models stands in one row."""
    row = model._default_manager.order_by("pk").last()
    assert row, f"the world has no {model._meta.label}"
    page = admin.site._registry[model]
    kind = KINDS[bool(getattr(page, "create", None)), bool(getattr(page, "correct", None))]
    view = pattern.removeprefix(place)
    yield f"admin/{kind}/{view}" if view in SHARED else pattern, "always", "/" + re.sub(r"<\w+>", str(row.pk), pattern)


def table() -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
    """By address and what stands there: for each reader, the answers to GET and POST."""
    rows: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    address = ""
    for line in TABLE.read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            address = "" if line.strip() == "/" else line.strip().removeprefix("/")
            continue
        what, *cells = re.split(r"\s{2,}", line.strip())
        assert len(cells) == len(READERS), line
        assert (address, what) not in rows, line
        answers = [cell.partition("/")[::2] for cell in cells]
        rows[address, what] = {who: (get, post or get) for who, (get, post) in zip(READERS, answers, strict=True)}
    return rows


def things(world: SimpleNamespace) -> dict[str, dict[str, Any]]:
    """What stands at an address, by the name that the table gives it."""
    mesas = {"public": world.public, "for members": world.members, "internal": world.internal}
    nothing = "no-existe"
    slugs = {what: mesa.slug for what, mesa in mesas.items()}
    old = {f"{what}, old address": f"{slug}-antes" for what, slug in slugs.items() if what != "for members"}
    promised = {
        "public": world.open,
        "of a mesa for members": world.members.commitment,
        "of an internal mesa": world.internal.commitment,
        "narrowed to members": world.narrowed,
        "narrowed to staff": world.kept_in,
    }
    codes = {what: row.code for what, row in promised.items()}
    steps = {what: codes[what] for what in ("public", "narrowed to members", "narrowed to staff")}
    return {
        "conflictos/<slug>/": {
            "with a public mesa": "valle", "of its members only": "oculto", "fictitious": "ejemplo", "missing": nothing
        },
        "mesas/<slug>/": {**slugs, **old, "fictitious": "ejemplo", "missing": nothing},
        "mesas/<slug>/sesiones/nueva/": {**slugs, "missing": nothing},
        "actores/<slug>/": {
            **{what: mesa.party.slug for what, mesa in mesas.items()},
            "fictitious": world.fiction.party.slug,
            "missing": nothing,
        },
        "compromisos/<code>/": {
            **codes,
            "source's code, public": world.open.source_code,
            "source's code, internal": world.internal.commitment.source_code,
            "public figure": "CIF-VAL-1",
            "internal figure": "CIF-VAL-3",
            "missing": nothing,
        },
        **{
            f"compromisos/<code>/{step}/": {**steps, "missing": nothing}
            for step in (
                "iniciar", "declarar", "veredicto", "verificar", "evidencia", "reprogramar", "requerir",
                "incumplimiento", "descargo", "pedir-verificacion", "corregir", "visibilidad", "fechar", "hitos/nuevo",
            )
        },
        **{
            f"compromisos/<code>/{step}/": {**steps, "closed": world.closed.code, "missing": nothing}
            for step in ("cerrar", "objetar", "reabrir", "resolver")
        },
        "compromisos/<code>/hitos/<number>/alcanzar/": {
            **{what: (code, 7) for what, code in steps.items()},
            "of another number": (codes["public"], 8),
            "missing": (nothing, 7),
        },
        **{
            f"compromisos/<code>/periodos/<period>/{voice}/": {
                **{what: (code, "2026-B1") for what, code in steps.items()},
                "of another period": (codes["public"], "2026-B2"),
                "missing": (nothing, "2026-B1"),
            }
            for voice in ("declarar", "veredicto", "verificar")
        },
        "compromisos/<code>/reprogramaciones/<pk>/aceptar/": {
            **{what: (code, world.asked[what].pk) for what, code in steps.items()},
            "of another commitment": (codes["public"], world.asked["narrowed to members"].pk),
            "missing": (codes["public"], 0),
        },
        "sesiones/<pk>/": {**{what: mesa.session.pk for what, mesa in mesas.items()}, "missing": 0},
        "documentos/<pk>/": {**{what: mesa.paper.pk for what, mesa in mesas.items()}, "missing": 0},
        **{
            f"documentos/<pk>/{page}": {**{what: paper.pk for what, paper in world.papers.items()}, "missing": 0}
            for page in ("archivo/", "publicar/")
        },
        **{
            f"evidencias/<pk>/{page}": {**{what: row.pk for what, row in world.evidence.items()}, "missing": 0}
            for page in ("", "publicar/", "retirar/")
        },
    }  # fmt: skip
