"""How pages are written, and sent without the indentation in which they are written."""

import re

from django.conf import settings
from django.template.loader import get_template

CRUMBS = """
<nav class="crumbs" aria-label="Ruta">
<ol>

<li><a href="/mesas/">Mesas</a></li>

<li><span aria-current="page">Sesión</span></li>

</ol>
</nav>
"""


def test_a_page_is_flush_and_each_line_keeps_its_number():
    trail = [{"label": "Mesas", "href": "/mesas/"}, {"label": "Sesión"}]

    assert get_template("components/crumbs.html").render({"trail": trail}) == "\n" + CRUMBS
    assert get_template("django/forms/widgets/select.html").template.source.count("\n ") == 0


def test_no_page_but_that_of_last_resort_writes_out_an_address():
    folder = settings.BASE_DIR / "templates"
    written = re.compile(r'(?:href|src|action)="/')

    found = [page.relative_to(folder) for page in folder.rglob("*.html") if written.search(page.read_text())]
    assert list(map(str, found)) == ["errors/500.html"]
