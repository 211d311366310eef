"""The sweep by hand, and the envelope that the clock sends."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from agreements.models import Commitment, Notice
from agreements.tasks import flag_overdue_commitments
from config.celery import SWEEPS, app
from conflicts.choices import Role
from tests.factories import CommitmentFactory, MembershipFactory

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def late():
    """Late since today, and known to a coordinator; another is due tomorrow."""
    commitment = CommitmentFactory(due_on=TODAY - DAY, registered_at=timezone.now() - 30 * DAY)
    CommitmentFactory(mesa=commitment.mesa, due_on=TODAY + DAY)
    MembershipFactory(conflict=commitment.mesa.conflict, role=Role.COORDINATOR)
    return commitment


def flag_overdue(*arguments):
    said = StringIO()
    call_command("flag_overdue", *arguments, stdout=said)
    return said.getvalue()


def counts(flagged, cleared, overdue, summaries, due_soon):
    return (
        f"{flagged:>8}  commitments newly overdue\n"
        f"{cleared:>8}  commitments no longer overdue\n"
        f"{overdue:>8}  notices of an overdue commitment\n"
        f"{summaries:>8}  summaries of what was overdue long before\n"
        f"{due_soon:>8}  notices of a commitment due soon\n"
        f"{0:>8}  notices of a mandate that ends\n"
        f"{0:>8}  notices of an acta missing or unsigned\n"
        f"{0:>8}  notices of a mesa that no longer meets\n"
        "       0  terms counted since another commitment was kept\n"
        "       0  periods made ahead\n"
        "       0  periods newly overdue\n"
    )


def test_it_prints_what_it_did_and_a_second_run_that_it_did_nothing(late):
    assert flag_overdue() == f"Overdue on {TODAY}:\n" + counts(1, 0, 1, 0, 1)
    assert flag_overdue() == f"Overdue on {TODAY}:\n" + counts(0, 0, 0, 0, 0)
    assert Commitment.objects.get(pk=late.pk).overdue_since == TODAY


def test_an_earlier_day_may_be_named(late):
    yesterday = TODAY - DAY
    assert flag_overdue("--on", f"{yesterday}") == f"Overdue on {yesterday}:\n" + counts(0, 0, 0, 0, 2)


def test_a_day_to_come_may_only_be_tried_out(late):
    future = TODAY + 2 * DAY
    with pytest.raises(CommandError, match=f"{future} has not come yet.*needs --dry-run"):
        flag_overdue("--on", f"{future}")

    head = f"Overdue on {future}, tried out; nothing was changed:\n"
    assert flag_overdue("--on", f"{future}", "--dry-run") == head + counts(2, 0, 2, 0, 0)
    assert not Notice.objects.exists()
    assert not Commitment.objects.filter(overdue_since__isnull=False).exists()


@pytest.mark.parametrize(
    "text",
    [
        "", "hoy", "2026-02-31", "2026-13-01", "0205-01-01", "2101-01-01", "24-11-2026", "20261124", "2026-11-24T00:00",
        "2026-11-24\u202e", "٢٠٢٦-١١-٢٤", "1" * 10_000, "<script>alert(1)</script>",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_in_words(late, text):
    with pytest.raises(CommandError, match="is not a day"):
        flag_overdue(f"--on={text}")
    assert not Notice.objects.exists()


def test_the_clock_sends_an_envelope_that_opens_the_service(late):
    assert flag_overdue_commitments() == 1
    assert Notice.objects.count() == 2


def test_the_background_knows_the_envelope_by_the_name_that_it_sends():
    app.loader.import_default_modules()
    name = flag_overdue_commitments.name

    assert name in app.tasks
    assert name in SWEEPS
    assert name in {entry["task"] for entry in app.conf.beat_schedule.values()}
