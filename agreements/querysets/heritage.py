"""What a mesa took over from those before it. A commitment keeps its code and its mesa, and is counted there, once.

Taken over is what a link says for certain: everything that the earlier mesa held, or what the link lists. Links show to
who may see both of their mesas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Q

from mesas.choices import Inheritance


class Heritage:
    """The links that a reader may see. One query, made when first needed."""

    def __init__(self, user: Any) -> None:
        shown = _mesas().objects.visible_to(user).values("pk")
        links = apps.get_model("mesas", "MesaLink").objects.order_by("pk")
        certain = links.filter(inheritance__in=(Inheritance.ALL, Inheritance.LISTED))
        self._links = certain.filter(mesa__in=shown, predecessor__in=shown)

    def taken_by(self, mesas: Iterable[Any]) -> Q:
        """Condition: commitments that one of these mesas took over, however far back. Its own are none of them."""
        back: dict[int, list[Any]] = defaultdict(list)
        for link in self._links:
            back[link.mesa_id].append(link)
        taken = Q(pk__in=[])
        for mesa in mesas:
            whole, listing = followed(mesa.pk, back)
            by_list = _inherited().filter(link__in=listing).values("commitment")
            taken |= Q(mesa__in=whole) | (Q(pk__in=by_list) & ~Q(mesa=mesa.pk)) if listing else Q(mesa__in=whole)
        return taken

    def takers_of(self, commitments: Collection[Any]) -> dict[int, list[Any]]:
        """By key of the commitment, the last mesas that took it over; nothing for those that nobody did. Two queries
        more, however many commitments."""
        links = list(self._links.select_related("mesa"))
        forward: dict[int, list[Any]] = defaultdict(list)
        for link in links:
            if link.inheritance == Inheritance.ALL:
                forward[link.predecessor_id].append(link.mesa)
        by_key = {link.pk: link.mesa for link in links}
        lists: dict[int, list[Any]] = defaultdict(list)
        rows = _inherited().filter(commitment__in=[one.pk for one in commitments], link__in=by_key)
        for commitment, link in rows.order_by("pk").values_list("commitment_id", "link_id"):
            lists[commitment].append(by_key[link])
        found = {
            one.pk: last_of([*forward[one.mesa_id], *lists[one.pk]], forward, one.mesa_id, lists[one.pk])
            for one in commitments
        }
        return {key: mesas for key, mesas in found.items() if mesas}


def reviewable(mesa: Any, user: Any) -> Any:
    """What may come up in a session of the mesa: its own commitments, and those taken over that the user may see."""
    rows = apps.get_model("agreements", "Commitment").objects
    taken = rows.visible_to(user).filter(Heritage(user).taken_by([mesa]))
    return rows.filter(Q(mesa=mesa) | Q(pk__in=taken.order_by().values("pk"))).order_by()


def followed(mesa: int, back: Mapping[int, list[Any]]) -> tuple[list[int], list[int]]:
    """Mesas of which it took over everything, and links of which it took what they list."""
    whole: set[int] = set()
    listing: set[int] = set()
    ahead = [mesa]
    while ahead:
        for link in back[ahead.pop()]:
            if link.inheritance == Inheritance.LISTED:
                listing.add(link.pk)
            elif link.predecessor_id not in whole and link.predecessor_id != mesa:
                whole.add(link.predecessor_id)
                ahead.append(link.predecessor_id)
    return sorted(whole), sorted(listing)


def last_of(first: Iterable[Any], forward: Mapping[int, list[Any]], home: int, named: Collection[Any]) -> list[Any]:
    """From these mesas on to those from which nobody took it over, by code."""
    found: dict[int, Any] = {}
    passed: set[int] = {home}
    ahead = list(first)
    while ahead:
        mesa = ahead.pop()
        if mesa.pk in found or mesa.pk == home:
            continue
        found[mesa.pk] = mesa
        onward = [one for one in forward.get(mesa.pk, ()) if one.pk != home]
        if onward:
            passed.add(mesa.pk)
            ahead += onward
    last = [mesa for key, mesa in found.items() if key not in passed] or list(found.values())
    return sorted(last, key=lambda mesa: mesa.code)


def _mesas() -> Any:
    return apps.get_model("mesas", "Mesa")


def _inherited() -> Any:
    return apps.get_model("agreements", "Inherited").objects.order_by()
