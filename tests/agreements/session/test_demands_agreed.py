"""Who asked for something is told that it became an agreement."""

import pytest

from agreements.choices import NoticeKind
from agreements.models import Agreement, Notice
from conflicts.choices import Grade, Role, Sector
from mesas.models import Mesa
from tests.agreements.session.telling import AT, Accord, NewDemand, log, told
from tests.factories import DemandFactory, MembershipFactory, PartyFactory

pytestmark = pytest.mark.django_db


def member(table, role, party):
    return MembershipFactory(conflict=table.mesa.conflict, role=role, party=party).user


def given():
    columns = ("user", "kind", "mesa", "commitment", "cause", "created_at")
    return list(Notice.objects.order_by("user").values_list(*columns))


def agree(table, *, of_before=(), new=()):
    """An agreement that answers demands of before and of this session."""
    demands = [*of_before, *range(len(new))]
    return log(table, told(demands=list(new), accords=[Accord(text="Se construye el canal", demands=demands)]))


def test_representatives_of_who_asked_hear_that_it_was_agreed(table):
    rosa, juana = (member(table, Role.REPRESENTATIVE, table.village) for _each in range(2))
    delegate = member(table, Role.DELEGATE, table.health)
    for role, party in ((Role.REPRESENTATIVE, PartyFactory()), (Role.COORDINATOR, None), (Role.OBSERVER, None)):
        member(table, role, party)
    MembershipFactory(role=Role.REPRESENTATIVE, party=table.village)
    asked = DemandFactory(mesa=table.mesa, conflict=table.mesa.conflict, raised_by=table.village)
    DemandFactory(mesa=table.mesa, conflict=table.mesa.conflict, raised_by=table.village)

    agree(table, of_before=[asked], new=[NewDemand(text="Padrón", raised_by=table.health), NewDemand(text="Otra")])

    agreement = Agreement.objects.get()
    new = agreement.demands.get(raised_by=table.health)
    kind, mesa = NoticeKind.DEMAND_AGREED, table.mesa.pk
    assert given() == [
        (rosa.pk, kind, mesa, None, f"demanda:{asked.pk}:{agreement.pk}", AT),
        (juana.pk, kind, mesa, None, f"demanda:{asked.pk}:{agreement.pk}", AT),
        (delegate.pk, kind, mesa, None, f"demanda:{new.pk}:{agreement.pk}", AT),
    ]


def test_an_heir_hears_in_the_place_of_who_asked(table):
    heir = PartyFactory(sector=Sector.NATIONAL)
    before = PartyFactory(succeeded_by=heir)
    user = member(table, Role.DELEGATE, heir)
    asked = DemandFactory(mesa=table.mesa, conflict=table.mesa.conflict, raised_by=before)

    agree(table, of_before=[asked])

    assert [row[0] for row in given()] == [user.pk]


def test_at_an_internal_mesa_nobody_is_told_and_who_registers_needs_no_telling(table):
    member(table, Role.REPRESENTATIVE, table.village)
    asked = DemandFactory(mesa=table.mesa, conflict=table.mesa.conflict, raised_by=table.village)
    Mesa.objects.update(grade=Grade.INTERNAL)
    agree(table, of_before=[asked])
    assert given() == []

    Mesa.objects.update(grade=Grade.PUBLIC)
    Notice.objects.all().delete()
    MembershipFactory(conflict=table.mesa.conflict, role=Role.REPRESENTATIVE, party=table.village, user=table.registrar)
    other = DemandFactory(mesa=table.mesa, conflict=table.mesa.conflict, raised_by=table.village)
    agree(table, of_before=[other])
    assert table.registrar.pk not in [row[0] for row in given()]
    assert len(given()) == 1
