"""What a first visit costs on a slow line, from the server that people get: as the bytes travel, headers included."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from accounts.models import User
from monitoring.management.commands.serve import web
from monitoring.management.processes import listens, start, stop
from tests.browser.conftest import PHONE, session_cookie
from tests.browser.pages import named
from tests.servers.finding import free_port, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

KB = 1024
#: By reader and address: how much page and style sheet may weigh together, and how much the scripts, which may come
#: later and do without which every page works.
LIMITS = {
    "visitor /": (20 * KB, 0),
    "visitor /tablero/?conflicto=ejemplo": (20 * KB, 0),
    "visitor /compromisos/?conflicto=ejemplo": (20 * KB, 0),
    "visitor /compromisos/": (20 * KB, 0),
    "visitor /compromisos/EJEMPLO-04/": (20 * KB, 2 * KB),
    "visitor /mesas/ejemplo/": (20 * KB, 0),
    "visitor /mesas/esp-2012/": (20 * KB, 0),
    "visitor /conflictos/espinar/": (20 * KB, 0),
    "visitor /actores/minera-cerro-claro-ficticia/": (20 * KB, 0),
    "visitor /sesiones/{session}/": (20 * KB, 0),
    "visitor /metodologia/": (20 * KB, 0),
    "comunidad /mis-compromisos/": (20 * KB, 2 * KB),
    "comunidad /avisos/": (20 * KB, 0),
    "comunidad /compromisos/EJEMPLO-02/": (20 * KB, 2 * KB),
    "comunidad /compromisos/EJEMPLO-02/veredicto/": (20 * KB, 4 * KB),
    "registrador /mesas/ejemplo/sesiones/nueva/": (20 * KB, 20 * KB),
}


@pytest.fixture
def office(cases, database_url, tmp_path):
    """The address of an installation on the database of this test: gunicorn, with its static files collected."""
    (tmp_path / "secret").write_text(settings.SECRET_KEY)  # who signed in here is signed in there
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "MESAS_DEBUG": "false",
        "MESAS_VAR": str(tmp_path), "DATABASE_URL": database_url,
    }  # fmt: skip
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0", "--ignore", "admin"]
    subprocess.run(collect, env=environment, cwd=settings.BASE_DIR, check=True)
    port = free_port()
    server = start(web("127.0.0.1", port, workers=1, threads=4), env=environment, cwd=settings.BASE_DIR)
    try:
        wait_until(lambda: listens("127.0.0.1", port), "the web server to answer", seconds=60)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop([server])


def weigh(page, address):
    """Bytes that came over the line for an address: of page and style sheets, and of scripts."""
    line = page.context.new_cdp_session(page)
    kinds, bytes_of = {}, {}
    line.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    line.on("Network.loadingFinished", lambda event: bytes_of.update({event["requestId"]: event["encodedDataLength"]}))
    line.send("Network.enable")
    assert page.goto(address, wait_until="networkidle").status == 200

    def sum_of(*wanted):
        return sum(weight for request, weight in bytes_of.items() if kinds[request] in wanted)

    return sum_of("Document", "Stylesheet"), sum_of("Script")


def test_a_first_visit_is_light(open_browser, office):
    weights = {}
    for row in LIMITS:
        who, _space, path = row.partition(" ")
        page = open_browser(PHONE)
        if who != "visitor":
            page.context.add_cookies([session_cookie(User.objects.get(username=who), office)])
        weights[row] = weigh(page, office + path.format(**named()))
        page.close()

    too_heavy = {
        row: weight
        for row, weight in weights.items()
        if any(is_ > may_be for is_, may_be in zip(weight, LIMITS[row], strict=True))
    }
    assert too_heavy == {}
    assert all(text > 5 * KB for text, _scripts in weights.values())  # the style sheet was weighed, too
