"""The example: one fictitious mesa, built through the services as people would, in the past as seen from a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.services.example.accounts import ADMINISTRATOR, demo_accounts
from conflicts.choices import Activity, ConflictKind, ConflictPhase, ConflictState, Grade, Role, Sector
from conflicts.models import Conflict, ConflictParty, Membership, Party
from conflicts.partial_dates import PartialDate
from conflicts.services.bulk import insert_with_history
from mesas.choices import Mechanism, MesaStatus
from mesas.models import Mesa, Seat

SLUG, CODE = "ejemplo", "EJEMPLO"


@dataclass(frozen=True)
class Built:
    """The mesa of the example, and whether it was made now."""

    mesa: Mesa
    is_new: bool


@transaction.atomic
def load_example(on: datetime.date) -> Built:
    """Build the example as it stands on that day. Where it exists, it stays as it was built."""
    known = Mesa.objects.filter(slug=SLUG, conflict__is_example=True).first()
    if known:
        return Built(known, False)
    if Conflict.objects.filter(slug=SLUG).exists() or Mesa.objects.filter(code=CODE).exists():
        raise ValidationError(_("Ya hay un conflicto o una mesa con el nombre del ejemplo."), code="taken")
    accounts = demo_accounts()
    by = accounts[ADMINISTRATOR]
    day = on - datetime.timedelta(days=740)
    at = datetime.datetime.combine(day, datetime.time(10), tzinfo=timezone.get_default_timezone())
    (conflict,) = insert_with_history(
        [
            Conflict(
                name="Agua y camino de Cerro Claro (ficticio)",
                slug=SLUG,
                kind=ConflictKind.SOCIO_ENVIRONMENTAL,
                activity=Activity.MINING,
                state=ConflictState.ACTIVE,
                phase=ConflictPhase.DIALOGUE,
                is_example=True,
            )
        ],
        by=by,
        at=at,
    )
    pampa, company, verifier, church = insert_with_history(
        [
            Party(name=f"{name} ({end})", short_name=f"{name} ({end})", slug=slug, sector=sector, is_example=True)
            for name, end, slug, sector in (
                ("Comunidad de Pampa Clara", "ficticia", "ejemplo-pampa-clara", Sector.COMMUNITY),
                ("Minera Cerro Claro", "ficticia", "ejemplo-minera", Sector.COMPANY),
                ("Observatorio Puna", "ficticio", "ejemplo-observatorio", Sector.CIVIL_SOCIETY),
                ("Vicaría de Sierra Clara", "ficticia", "ejemplo-vicaria", Sector.CHURCH),
            )
        ],
        by=by,
        at=at,
    )
    insert_with_history(
        [ConflictParty(conflict=conflict, party=party) for party in (pampa, company, verifier, church)], by=by, at=at
    )
    (mesa,) = insert_with_history(
        [
            Mesa(
                conflict=conflict,
                code=CODE,
                slug=SLUG,
                name="Mesa de diálogo de Cerro Claro (ficticia)",
                mechanism=Mechanism.DIALOGUE,
                grade=Grade.PUBLIC,
                status=MesaStatus.ACTIVE,
                status_as_of=PartialDate.on(on),
            )
        ],
        by=by,
        at=at,
    )
    insert_with_history([Seat(mesa=mesa, party=party) for party in (pampa, company)], by=by, at=at)
    roles = (
        ("coordinadora", Role.COORDINATOR, None),
        ("registrador", Role.REGISTRAR, None),
        ("comunidad", Role.REPRESENTATIVE, pampa),
        ("entidad", Role.DELEGATE, company),
        ("verificadora", Role.VERIFIER, verifier),
        ("observador", Role.OBSERVER, church),
    )
    insert_with_history(
        [
            Membership(user=accounts[name], conflict=conflict, role=role, party=party, starts_on=day, given_by=by)
            for name, role, party in roles
        ],
        by=by,
        at=at,
    )
    return Built(mesa, True)
