"""What the bench makes of what it measures: its own arithmetic, on few rows and without a clock."""

import datetime
import json

import pytest
from django.db import connection, transaction

from agreements.models import Commitment, Notice, Occurrence
from agreements.services.overdue import flag_overdue
from agreements.services.volume import generate_load
from agreements.services.volume.people import moment
from tests.scale.__main__ import size
from tests.scale.nights import Night, beside_fewer, beside_raw, memory
from tests.scale.raw import replayed, reset_keys, send, watched
from tests.scale.results import Result, exit_code, table, write
from tests.scale.sweep import nights

TODAY = datetime.date(2026, 11, 24)
KEPT = Result("kept", 1000, 3.0, 1.5, 2.0)
BROKEN = Result("broken", 1000, 3.1, 1.5, 2.0)


def test_a_result_holds_up_to_its_bound():
    assert [(each.ratio, each.ok) for each in (KEPT, BROKEN)] == [(2.0, True), (pytest.approx(2.0667, abs=1e-4), False)]


@pytest.mark.parametrize(("results", "code"), [([], 1), ([KEPT], 0), ([KEPT, KEPT], 0), ([KEPT, BROKEN], 1)])
def test_one_broken_bound_is_a_failure_and_so_is_nothing_measured(results, code):
    assert exit_code(results) == code


def test_they_are_written_for_programs(tmp_path):
    path = tmp_path / "new" / "bench.json"
    write([KEPT, BROKEN], path)
    assert json.loads(path.read_text()) == [
        {"name": "kept", "n": 1000, "value": 3.0, "limit": 1.5, "ratio": 2.0, "bound": 2.0, "ok": True},
        {"name": "broken", "n": 1000, "value": 3.1, "limit": 1.5, "ratio": 2.067, "bound": 2.0, "ok": False},
    ]


def test_they_are_shown_as_a_table():
    many = Result("many", 100_000, 4321.0, 5000.0, 1.0)
    assert table([KEPT, BROKEN, many]).splitlines() == [
        "              n  value  limit  ratio  bound        ",
        "kept      1,000   3.00   1.50   2.00   2.00      ok",
        "broken    1,000   3.10   1.50   2.07   2.00  BROKEN",
        "many    100,000  4,321  5,000   0.86   1.00      ok",
    ]


def test_statements_may_grow_with_the_batches_only():
    fewer = Night(seconds=1, raw=1, statements=60, batches=0)
    many = Night(seconds=9, raw=6, statements=180, batches=10)

    assert beside_fewer("first", many, fewer, 20_000).ok
    assert not beside_fewer("first", Night(9, 6, 181, 10), fewer, 20_000).ok
    assert not beside_fewer("first", Night(9, 6, 61, 0), fewer, 1_000).ok
    assert (beside_raw("first", many, 20_000).ratio, beside_raw("first", many, 20_000, 6.0).bound) == (1.5, 6.0)
    assert memory(150, 100, 20_000).ok
    assert not memory(151, 100, 20_000).ok


def kept():
    """What the sweep leaves."""
    return (
        sorted(Notice.objects.values_list("user", "kind", "mesa", "commitment", "cause", "count")),
        sorted(Commitment.objects.filter(overdue_since__isnull=False).values_list("pk", "overdue_since")),
        sorted(Occurrence.objects.values_list("pk", "period", "overdue_since")),
    )


@pytest.mark.django_db
def test_the_statements_alone_do_what_the_sweep_does_and_both_are_taken_back():
    generate_load(mesas=2, commitments=60, on=TODAY)
    before = kept()

    run = watched(lambda: flag_overdue(TODAY, at=moment(TODAY)))
    assert (kept(), run.seconds > 0) == (before, True)
    assert replayed(run.statements) > 0
    assert kept() == before

    reset_keys()
    with transaction.atomic():
        send(connection.connection.cursor(), run.statements)
        by_driver = kept()
        transaction.set_rollback(True)
    reset_keys()
    flag_overdue(TODAY, at=moment(TODAY))
    assert kept() == by_driver != before


@pytest.mark.django_db
def test_the_first_night_and_the_one_after_are_measured():
    generate_load(mesas=2, commitments=60, on=TODAY)
    found = nights(TODAY, times=1, tidy=connection.ensure_connection)

    assert {name: (night.seconds > 0, night.raw > 0, night.batches) for name, night in found.items()} == {
        "first": (True, True, 0), "normal": (True, True, 0),
    }  # fmt: skip
    assert found["first"].statements > found["normal"].statements
    assert not Commitment.objects.filter(overdue_since__gt=TODAY).exists()


@pytest.mark.parametrize(("words", "n"), [([], 100_000), (["1000"], 1_000), (["250000"], 250_000)])
def test_how_many_may_be_chosen(words, n):
    assert size(words) == n


@pytest.mark.parametrize("said", ["", "999", "0", "-5", "1e5", "mil", "١٠٠٠", "2000000", "9" * 400])
def test_how_many_is_refused_in_words_where_it_makes_no_sense(said):
    with pytest.raises(SystemExit, match="N is a whole number from 1000 to 1000000"):
        size([said])
