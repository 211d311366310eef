"""Commands told nonsense: they end with an error, say why in words, and leave everything as it was."""

from types import SimpleNamespace

import pytest
from django.core.management import ManagementUtility

from tests import factories
from tests.hostile.inputs import LONG, SCRIPT, stored

pytestmark = pytest.mark.django_db

DAYS = ["", "hoy", "2026-02-31", "0205-01-01", "2101-01-01", "2026-1-1", "2026-11-24\u202e", "٢٠٢٦-١١-٢٤", LONG, SCRIPT]
NUMBERS = ["", "0", "-1", "2.5", "1e3", "mil", "٣", "999999999", "9" * 400, "5\u202e", SCRIPT]

NONSENSE = [
    *(["flag_overdue", f"--on={day}"] for day in DAYS),
    ["flag_overdue", "--on"],
    ["flag_overdue", "mañana"],
    ["flag_overdue", "--dry-run=quizás"],
    *(["load_example", f"--on={day}"] for day in DAYS),
    ["load_example", "--on"],
    ["load_example", "espinar"],
    *(["generate_load", "--commitments=9", f"--mesas={number}"] for number in NUMBERS),
    *(["generate_load", "--mesas=9", f"--commitments={number}"] for number in [*NUMBERS, "1000001"]),
    ["generate_load", "--mesas=9", "--commitments=9", "--seed=x"],
    ["generate_load", "--mesas=9", "--commitments=9", "--seed=-1"],
    ["generate_load", "--mesas=1", "--commitments=1"],  # beside what somebody recorded
    ["generate_load", "--mesas=9"],
    ["generate_load"],
    ["load_real_cases", "/no/existe"],
    ["load_real_cases", __file__],
    ["load_real_cases", ""],
    ["load_real_cases", "x" * 10_000],
    ["load_real_cases", "a\0b"],
    ["load_real_cases", "uno", "dos"],
    ["load_real_cases", "--de=x"],
    ["serve", "--port=x"],
    ["serve", "--port=-1"],
    ["serve", "--port=0"],
    ["serve", "--port=70000"],
    ["serve", "--port=" + "9" * 400],
    ["serve", "--host="],
    ["serve", "--host=no existe"],
    ["serve", "--host=" + "x" * 10_000],
    ["serve", "--host=203.0.113.9"],
    ["serve", "--workers=0"],
    ["serve", "--workers=-1"],
    ["serve", "--threads=0"],
    ["serve", "--threads=x"],
    ["serve", "ya"],
    ["serbe"],
]


def nothing_starts(*command):
    raise AssertionError("it took this for sense")


@pytest.fixture
def run(monkeypatch, capsys):
    """A command as a terminal runs it: how it ended, and what it said to whom."""
    monkeypatch.setattr("django.core.management.base.connections", SimpleNamespace(close_all=lambda: None))
    monkeypatch.setattr("monitoring.management.commands.serve.start", nothing_starts)

    def begin(*arguments):
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            ManagementUtility(["manage.py", *arguments]).execute()
        said = capsys.readouterr()
        return ended.value.code, said.out, said.err

    return begin


@pytest.mark.parametrize(
    "arguments", NONSENSE, ids=lambda told: " ".join(told)[:40].encode("ascii", "replace").decode()
)
def test_it_says_why_ends_with_an_error_and_stores_nothing(run, arguments):
    factories.CommitmentFactory()
    before = stored()

    code, out, err = run(*arguments)

    assert (code != 0, out, stored() == before) == (True, "", True)
    assert err.strip()
    assert "Traceback" not in err
    assert max(map(len, err.splitlines())) < 400


def test_a_port_of_the_surroundings_that_is_none_is_told_too(run, monkeypatch):
    monkeypatch.setenv("PORT", "ocho mil")

    code, out, err = run("serve")

    assert (code, out) == (2, "")
    assert "'ocho mil' is not a number from 1 to 65535." in err
