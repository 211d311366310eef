"""Days decreed non-working: what a change would have counted otherwise is shown first, and nothing is moved."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from agreements.choices import DeadlineKind, State, Trigger
from agreements.models import Commitment
from agreements.services.calendar import create_day, remove_day
from agreements.services.deadlines import Deadline
from mesas.models import Mesa, NonWorkingDay
from tests import factories
from tests.admin.pages import address, fields_of
from tests.agreements.promising import every, promise
from tests.agreements.scene import Scene, day

pytestmark = pytest.mark.django_db

FRIDAY = datetime.date(2026, 11, 13)
LISTED = [("2026-11-18", "2026-11-19")]
DECREE = "DS 099-2026-PCM"


@pytest.fixture
def ten_days():
    """From Wednesday 4 November: 5, 6; 9 to 13; 16 to 18."""
    session = {"trigger": Trigger.SESSION, "triggered": day("2026-11-04")}
    return promise(Scene(), Deadline(DeadlineKind.WORKING_DAYS, term=10, **session))


def listed(page):
    return [(row.counted.iso, row.would_be.iso) for row in page.context["adminform"].form.otherwise]


def add(office, **more):
    typed = {"day": f"{FRIDAY}", "decree": DECREE, "name": "", "why": "", "agreed": ""}
    return office.post(address(NonWorkingDay, "add"), {**typed, **more})


def test_a_day_that_touches_no_count_is_simply_kept(office):
    assert add(office).status_code == 302
    kept = NonWorkingDay.objects.get()
    assert (kept.day, kept.decree, kept.history.get().history_user.username) == (FRIDAY, DECREE, "administra")


def test_what_would_be_counted_otherwise_is_shown_and_saving_again_keeps_the_day_and_moves_nothing(office, ten_days):
    page = add(office)
    assert (page.status_code, listed(page), NonWorkingDay.objects.count()) == (200, LISTED, 0)
    assert "1 plazo se habría contado de otra manera" in page.content.decode()

    assert add(office, agreed=fields_of(page)["agreed"][0]).status_code == 302
    assert NonWorkingDay.objects.get().day == FRIDAY
    row = Commitment.objects.get(pk=ten_days.pk)
    assert (row.first_due.iso, row.due.iso, row.skipped_days) == ("2026-11-18", "2026-11-18", [])


def test_what_was_seen_of_another_day_is_no_yes_to_this_one(office, ten_days):
    key = fields_of(add(office))["agreed"][0]
    factories.NonWorkingDayFactory(day=datetime.date(2026, 11, 12))

    page = add(office, agreed=key)
    assert (page.status_code, listed(page)) == (200, [("2026-11-18", "2026-11-20")])


def test_a_correction_to_another_day_shows_it_too_and_one_of_the_decree_does_not(office, ten_days):
    other = factories.NonWorkingDayFactory(day=datetime.date(2026, 10, 30))
    here = address(NonWorkingDay, "change", other.pk)
    typed = {name: values[0] for name, values in fields_of(office.get(here)).items()}

    assert office.post(here, {**typed, "decree": DECREE, "why": "Número mal copiado"}).status_code == 302
    typed = {name: values[0] for name, values in fields_of(office.get(here)).items()}
    page = office.post(here, {**typed, "day": f"{FRIDAY}", "why": "Era otro día"})
    assert (page.status_code, listed(page)) == (200, LISTED)


def remove(office, kept, **typed):
    return office.post(
        reverse("admin:mesas_nonworkingday_remove", args=[kept.pk]), {"reason": "Nunca se dictó", **typed}
    )


def test_a_day_that_no_decree_names_is_taken_back_with_its_reason_and_its_history_stays(office):
    kept = factories.NonWorkingDayFactory(day=FRIDAY)

    assert remove(office, kept, reason=" ").status_code == 200
    assert remove(office, kept).status_code == 302
    assert not NonWorkingDay.objects.exists()
    last = NonWorkingDay.history.first()
    assert (last.history_type, last.history_change_reason, last.history_user.username) == (
        "-", "Nunca se dictó", "administra",
    )  # fmt: skip


def test_taking_back_shows_what_it_would_have_counted_otherwise(office):
    kept = factories.NonWorkingDayFactory(day=FRIDAY)
    session = {"trigger": Trigger.SESSION, "triggered": day("2026-11-04")}
    row = promise(Scene(), Deadline(DeadlineKind.WORKING_DAYS, term=10, **session))
    page = remove(office, kept)

    found = [(each.counted.iso, each.would_be.iso) for each in page.context["form"].otherwise]
    assert (page.status_code, found) == (200, [("2026-11-19", "2026-11-18")])
    assert remove(office, kept, agreed=fields_of(page)["agreed"][0]).status_code == 302
    assert Commitment.objects.get(pk=row.pk).due.iso == "2026-11-19"


def test_what_is_closed_and_what_ends_before_the_day_is_not_listed(ten_days):
    administrator = factories.UserFactory(is_staff=True)
    create_day(NonWorkingDay(day=datetime.date(2026, 11, 19), decree=DECREE), by=administrator)
    Commitment.objects.update(state=State.WITHDRAWN)
    create_day(NonWorkingDay(day=FRIDAY, decree=DECREE), by=administrator)

    assert NonWorkingDay.objects.count() == 2


def test_a_due_date_that_would_roll_onwards_is_listed(office):
    scene = Scene()
    Mesa.objects.update(rolls_forward=True)
    scene.mesa.refresh_from_db()
    promise(scene, Deadline(DeadlineKind.DATE, due=day(f"{FRIDAY}")))

    assert listed(add(office)) == [("2026-11-13", "2026-11-16")]


def test_a_period_that_would_roll_onwards_is_listed_by_its_name_and_stays(office):
    """November 2026 ends on a Monday: off by decree, the period would end on Tuesday; what was kept is not listed."""
    scene = Scene()
    Mesa.objects.update(rolls_forward=True)
    scene.mesa.refresh_from_db()
    row = promise(scene, every("mensual", "2026-12-31"))
    monday = {"day": "2026-11-30"}

    page = add(office, **monday)
    assert [(each.period, each.would_be.iso) for each in page.context["adminform"].form.otherwise] == [
        ("", "2026-12-01"), ("noviembre de 2026", "2026-12-01"),  # a date of the same mesa, and the period
    ]  # fmt: skip
    assert "noviembre de 2026" in page.content.decode()
    assert add(office, **monday, agreed=fields_of(page)["agreed"][0]).status_code == 302
    assert [f"{period.due_on}" for period in row.occurrences.order_by("due_on")] == ["2026-11-30", "2026-12-31"]

    assert remove(office, NonWorkingDay.objects.get()).status_code == 302  # back to the dates that they have


def test_periods_that_were_kept_or_never_roll_are_not_listed(office):
    scene = Scene()
    row = promise(scene, every("mensual", "2026-12-31"))
    administrator = factories.UserFactory(is_staff=True)
    create_day(NonWorkingDay(day=datetime.date(2026, 11, 30), decree=DECREE), by=administrator)
    Mesa.objects.update(rolls_forward=True)
    row.occurrences.update(state=State.FULFILLED)
    create_day(NonWorkingDay(day=datetime.date(2026, 12, 31), decree=DECREE), by=administrator)

    assert NonWorkingDay.objects.count() == 2


def test_only_administrators_change_the_calendar():
    kept = factories.NonWorkingDayFactory()
    with pytest.raises(PermissionDenied):
        create_day(NonWorkingDay(day=FRIDAY, decree=DECREE), by=factories.UserFactory())
    with pytest.raises(PermissionDenied):
        remove_day(kept, by=factories.UserFactory(), reason="No")


def test_the_same_day_is_not_kept_twice():
    kept = factories.NonWorkingDayFactory()
    with pytest.raises(ValidationError):
        create_day(NonWorkingDay(day=kept.day, decree=DECREE), by=factories.UserFactory(is_staff=True))


def test_the_list_names_the_years_without_any(office):
    page = office.get(address(NonWorkingDay, "changelist")).content.decode()
    year = timezone.localdate().year
    assert f"No consta ningún día no laborable de {year}." in page
    assert f"No consta ningún día no laborable de {year + 1}." in page

    factories.NonWorkingDayFactory(day=datetime.date(year, 1, 2))
    page = office.get(address(NonWorkingDay, "changelist")).content.decode()
    assert f"No consta ningún día no laborable de {year}." not in page


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_the_same_for_one_or_many(count, django_assert_num_queries):
    scene = Scene()
    session = {"trigger": Trigger.SESSION, "triggered": day("2026-11-04")}
    for _each in range(count):
        promise(scene, Deadline(DeadlineKind.WORKING_DAYS, term=10, **session))
    administrator = factories.UserFactory(is_staff=True)

    with pytest.raises(ValidationError, match="de otra manera"), django_assert_num_queries(5):
        create_day(NonWorkingDay(day=FRIDAY, decree=DECREE), by=administrator)  # savepoint, days, counts, periods, back
