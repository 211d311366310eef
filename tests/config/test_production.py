"""What a browser is told by an installation that others can reach."""

import json

import pytest

from tests.config.test_settings import GOOD, manage

VISIT = """
import json
from django.core.management import call_command
from django.test import Client
from accounts.models import User

call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
User.objects.create_user("rosa", password="tres palabras juntas")

def told(answer):
    shown = ["secure", "httponly", "samesite", "path"]
    cookies = {name: cookie.OutputString(shown) for name, cookie in answer.cookies.items()}
    return {
        "status": answer.status_code,
        "headers": dict(answer.headers),
        "cookies": {name: text.partition("; ")[2] for name, text in cookies.items()},
    }

plain, safe = Client(), Client(headers={"X-Forwarded-For": "203.0.113.7"})
login = "/cuenta/entrar/"
print(json.dumps({
    "plain": told(plain.get(login, headers={"host": "mesas.example.pe"})),
    "health": told(plain.get("/salud/", headers={"host": "mesas.example.pe"})),
    "stranger": told(safe.get(login, secure=True, headers={"host": "otro.example"})),
    "page": told(safe.get(login, secure=True, headers={"host": "mesas.example.pe"})),
    "signed": told(safe.post(login, {"login": "rosa", "password": "tres palabras juntas"}, secure=True,
        headers={"host": "mesas.example.pe", "X-Forwarded-For": "203.0.113.7"})),
}))
"""


@pytest.fixture(scope="module")
def visit(tmp_path_factory):
    """Some visits to an installation with production settings, on files of its own."""
    folder = tmp_path_factory.mktemp("production")
    variables = GOOD | {"DATABASE_URL": f"sqlite:///{folder}/mesas.sqlite3"}
    answer = manage(folder, "shell", "--no-imports", "-c", VISIT, **variables)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_only_https_except_for_the_machine_that_watches(visit):
    assert (visit["plain"]["status"], visit["plain"]["headers"]["Location"]) == (
        301,
        "https://mesas.example.pe/cuenta/entrar/",
    )
    assert visit["health"]["status"] == 200


def test_a_strange_name_of_the_site_is_a_bad_request(visit):
    assert visit["stranger"]["status"] == 400


def test_every_page_carries_the_headers_that_protect_its_reader(visit):
    headers = visit["page"]["headers"]
    policy = dict(rule.split(" ", 1) for rule in headers.pop("Content-Security-Policy").split("; "))

    assert visit["page"]["status"] == 200
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' blob: data:",
        "media-src": "'self' blob:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert {name: headers[name] for name in headers if name not in {"Content-Length", "Content-Type", "Expires"}} == {
        "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
        "Content-Language": "es",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), payment=(), usb=()",
        "Referrer-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
        "Vary": "Cookie, Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def test_cookies_go_over_https_only_and_no_script_reads_them(visit):
    assert visit["signed"]["status"] == 302
    assert visit["signed"]["cookies"]["__Host-session"] == "HttpOnly; Path=/; SameSite=Lax; Secure"
    assert visit["signed"]["cookies"]["__Host-csrf"] == "HttpOnly; Path=/; SameSite=Lax; Secure"
