"""Pages are sent without the indentation in which they are written."""

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
