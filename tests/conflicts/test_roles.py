"""A role is given from a day on, holds to its last day, and is never deleted."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conflicts.choices import Role
from conflicts.models import Membership
from conflicts.services.records import version_of
from conflicts.services.roles import end_role, grant_role
from tests.factories import ConflictFactory, MembershipFactory, PartyFactory, UserFactory

DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(is_staff=True)


def codes(action, *args, **said):
    with pytest.raises(ValidationError) as refusal:
        action(*args, **said)
    return [
        error.code or error.messages[0]
        for error in (
            [each for errors in refusal.value.error_dict.values() for each in errors]
            if hasattr(refusal.value, "error_dict")
            else refusal.value.error_list
        )
    ]


def test_a_role_holds_from_its_first_day_to_its_last(administrator):
    user, conflict = UserFactory(), ConflictFactory()
    today = timezone.localdate()

    role = grant_role(
        by=administrator, user=user, conflict=conflict, role=Role.REGISTRAR, starts_on=today, reason="Carta 12"
    )
    end_role(role, by=administrator, ends_on=today + DAY, reason="Se va")

    held = [Membership.objects.in_force(today + n * DAY).filter(user=user).exists() for n in (-1, 0, 1, 2)]
    assert held == [False, True, True, False]
    assert list(role.history.values_list("history_change_reason", "history_user")) == [
        ("Se va", administrator.pk),
        ("Carta 12", administrator.pk),
    ]


def test_a_role_reads_as_who_has_it_what_it_is_and_where():
    role = MembershipFactory(user__username="rosa", role=Role.REGISTRAR, conflict__name="Tintaya")

    assert str(role) == "rosa: Registro, Tintaya"


@pytest.mark.parametrize("starts_in", [-30, 0, 30])
def test_a_role_given_by_mistake_ends_at_once(administrator, starts_in):
    today = timezone.localdate()
    role = MembershipFactory(starts_on=today + starts_in * DAY)

    end_role(role, by=administrator, ends_on=today - DAY, reason="Era otra persona")

    assert not Membership.objects.in_force(today).exists()
    assert Membership.objects.count() == 1


def test_a_voice_names_its_party(administrator):
    with pytest.raises(ValidationError, match="Indique en nombre de qué actor habla"):
        grant_role(
            by=administrator,
            user=UserFactory(),
            conflict=ConflictFactory(),
            role=Role.REPRESENTATIVE,
            starts_on=timezone.localdate(),
        )


def test_nobody_has_the_same_role_twice_on_one_day(administrator):
    today = timezone.localdate()
    role = MembershipFactory(starts_on=today - 9 * DAY, ends_on=today)
    same = {"by": administrator, "user": role.user, "conflict": role.conflict, "role": role.role}

    assert codes(grant_role, **same, starts_on=today) == ["already"]
    later = grant_role(**same, starts_on=today + DAY)
    other = grant_role(**same, starts_on=today, party=PartyFactory())

    assert codes(end_role, role, by=administrator, ends_on=None, reason="Sigue") == ["already"]
    assert {later.pk, other.pk} < set(Membership.objects.values_list("pk", flat=True))


def test_an_account_that_is_switched_off_gets_no_role(administrator):
    assert codes(
        grant_role,
        by=administrator,
        user=UserFactory(is_active=False),
        conflict=ConflictFactory(),
        role=Role.OBSERVER,
        starts_on=timezone.localdate(),
    ) == ["inactive"]


def test_what_changes_nothing_has_no_reason_or_is_old_is_refused(administrator):
    role = MembershipFactory()
    seen = version_of(role)
    end_role(role, by=administrator, ends_on=timezone.localdate(), reason="Se va", seen=seen)

    again = {"by": administrator, "ends_on": None}
    assert codes(end_role, role, **again, reason="Sigue", seen=seen) == ["stale"]
    assert codes(end_role, role, **again, reason=" ") == ["no_reason"]
    assert codes(end_role, role, by=administrator, ends_on=timezone.localdate(), reason="x") == ["unchanged"]


def test_only_administrators_give_and_take_roles():
    coordinator = MembershipFactory(role=Role.COORDINATOR)

    with pytest.raises(PermissionDenied):
        grant_role(
            by=coordinator.user,
            user=UserFactory(),
            conflict=coordinator.conflict,
            role=Role.OBSERVER,
            starts_on=timezone.localdate(),
        )
    with pytest.raises(PermissionDenied):
        end_role(coordinator, by=coordinator.user, ends_on=timezone.localdate(), reason="x")
