"""Settings that refuse nonsense, and say in one sentence what is wrong."""

import datetime
import importlib.util
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import formats, translation
from django.utils.translation import get_language_info

GOOD = {
    "SECRET_KEY": "".join(chr(97 + number % 26) for number in range(60)),
    "ALLOWED_HOSTS": "mesas.example.pe",
    "DATABASE_URL": "postgres://mesas@127.0.0.1/mesas",
}


def manage(folder, *command, **variables):
    """What `manage.py` answers with production settings and only these variables."""
    environment = {
        "PATH": os.environ["PATH"],
        "MESAS_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        **variables,
    }
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )


def test_production_with_everything_passes_the_deployment_check(tmp_path):
    answer = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **GOOD)

    assert (answer.returncode, answer.stdout) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (
            {"SECRET_KEY": ""},
            "SECRET_KEY is missing: a long random text that signs the cookies of whoever is signed in.",
        ),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too weak: it needs at least 50 random characters."),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is too weak: it needs at least 50 random characters."),
        ({"ALLOWED_HOSTS": " "}, "ALLOWED_HOSTS is missing: the names of this site, with commas between."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS may not be *: links in notices are made from these names."),
        (
            {"DATABASE_URL": ""},
            "DATABASE_URL is missing: where the records are kept, such as postgres://user:password@host/mesas "
            "or sqlite:////srv/mesas/mesas.sqlite3.",
        ),
        ({"DATABASE_URL": "mysql://mesas@127.0.0.1/mesas"}, "DATABASE_URL must begin with postgres:// or sqlite:///."),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL must begin with postgres:// or sqlite:///."),
        ({"REDIS_URL": "127.0.0.1"}, "REDIS_URL must begin with redis:// or rediss://."),
        ({"PROXIES": "many"}, "PROXIES must be a whole number."),
        ({"HSTS_SUBDOMAINS": "perhaps"}, "HSTS_SUBDOMAINS must be true or false."),
    ],
)
def test_production_does_not_start_on_nonsense(tmp_path, variables, sentence):
    answer = manage(tmp_path, "check", **{**GOOD, **variables})

    assert (answer.returncode, answer.stdout, answer.stderr) == (1, "", f"Mesas cannot start. {sentence}\n")


def test_a_small_office_may_run_production_on_files(tmp_path):
    answer = manage(tmp_path, "check", **{**GOOD, "DATABASE_URL": f"sqlite:///{tmp_path}/mesas.sqlite3"})

    assert answer.returncode == 0


def test_development_needs_no_setting_at_all(tmp_path):
    answer = manage(tmp_path, "check", DJANGO_SETTINGS_MODULE="config.settings.dev")

    assert answer.returncode == 0
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert tmp_path.stat().st_mode & 0o077 in (0, 0o055)  # pytest made this one; what we make is closed


def test_the_secret_of_an_installation_is_made_once(tmp_path):
    ask = ("shell", "--no-imports", "-c", "from django.conf import settings; print(settings.SECRET_KEY)")
    first = manage(tmp_path, *ask, DJANGO_SETTINGS_MODULE="config.settings.dev")
    second = manage(tmp_path, *ask, DJANGO_SETTINGS_MODULE="config.settings.dev")

    assert len(first.stdout.strip()) >= 50
    assert first.stdout == second.stdout


def test_django_has_only_one_way_to_postgresql():
    """With psycopg 3 installed Django would use it in silence, and it knows no server-side binding of ours."""
    assert importlib.util.find_spec("psycopg") is None
    assert importlib.util.find_spec("psycopg2") is not None


def test_the_policy_for_content_allows_nothing_unsafe():
    sources = {source for sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for source in sources}

    assert sources == {"'self'", "'none'", "blob:", "data:"}
    assert "data:" not in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"]


@pytest.mark.parametrize(
    ("language", "day", "money"),
    [
        ("es", "30 de noviembre de 2026", "1,234.50"),
        ("qu", "30 de noviembre de 2026", "1,234.50"),
        ("en", "30 November 2026", "1,234.50"),
    ],
)
def test_dates_and_money_are_written_as_in_peru(language, day, money):
    with translation.override(language), override_settings(USE_THOUSAND_SEPARATOR=True):
        assert formats.date_format(datetime.date(2026, 11, 30)) == day
        assert formats.number_format(1234.5, decimal_pos=2) == money


def test_quechua_is_a_language_here():
    assert get_language_info("qu")["name_local"] == "Runasimi"


def test_the_example_names_every_setting_that_is_read():
    source = "\n".join(path.read_text() for path in sorted((settings.BASE_DIR / "config").rglob("*.py")))
    read = set(re.findall(r'(?:env\.str|required|whole_number|yes_or_no)\(\s*"([A-Z_]+)"', source))
    named = set(re.findall(r"^#([A-Z_]+)=", (settings.BASE_DIR / ".env.example").read_text(), re.MULTILINE))

    assert named == read | {"DJANGO_SETTINGS_MODULE"}
