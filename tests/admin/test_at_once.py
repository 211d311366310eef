"""Two administrators, or two hands, at the same moment: real connections."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from accounts.services import correct_user
from conflicts.models import Episode
from conflicts.services.records import correct_record, create_record, version_of
from tests.agreements.test_voices_at_once import at_once
from tests.factories import ConflictFactory, PartyFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def outcome(action, *args, **said):
    """Says "done", or the code of the refusal."""

    def run():
        try:
            action(*args, **said)
        except ValidationError as refusal:
            return refusal.error_list[0].code
        except PermissionDenied:
            return "forbidden"
        return "done"

    return run


def test_of_two_corrections_based_on_the_same_record_one_is_told_of_the_other():
    party = PartyFactory(name="Salud")
    seen = version_of(party)
    people = [UserFactory(is_staff=True) for _ in range(2)]

    answers = at_once(
        *(
            outcome(correct_record, party, by=user, changes={"name": f"Salud {user.pk}"}, reason="x", seen=seen)
            for user in people
        )
    )

    assert sorted(answers) == ["done", "stale"]
    assert party.history.count() == 2


def test_a_new_record_sent_by_four_hands_at_once_is_one():
    administrator, conflict = UserFactory(is_staff=True), ConflictFactory()

    answers = at_once(
        *(outcome(create_record, Episode(conflict=conflict, name="Paro"), by=administrator) for _ in range(4))
    )

    assert sorted(answers) == ["done", "twin", "twin", "twin"]
    assert Episode.objects.count() == 1


def test_two_administrators_who_end_each_other_leave_one():
    one, other = (UserFactory(is_staff=True) for _ in range(2))

    answers = at_once(
        outcome(correct_user, other, by=one, changes={"is_staff": False}, reason="x"),
        outcome(correct_user, one, by=other, changes={"is_staff": False}, reason="x"),
    )

    assert sorted(answers) == ["done", "forbidden"]
    assert User.objects.filter(is_staff=True).count() == 1
