"""What the parts of a page promise: no style or script inside, little weight, contrast, errors tied to fields."""

import re
from pathlib import Path

import brotli
import pytest
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.forms import formset_factory
from django.template import TemplateSyntaxError, engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django.asserts import assertHTMLEqual

from config import sheet
from conflicts.templatetags.parts import Link, elided, error_links
from tests.components import samples

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SCRIPTS = Path(settings.BASE_DIR) / "static" / "js"
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").glob("*.html"))
INCLUDED = re.compile(r'{% include "components/([\w.]+)"')


def shown(source, **context):
    return engines["django"].from_string("{% load parts %}" + source).render(context)


def sample(form=None):
    request = RequestFactory().get("/compromisos/EJEMPLO-01/")
    return samples.page(form or samples.SampleForm(), request)


# The sheet and its weight


def test_the_sheet_is_one_request_and_light_enough_for_a_first_visit():
    css = sheet.whole_sheet()

    assert re.findall("@import|@layer|url\\(", css) == []  # an old phone browser drops all that stands in a layer
    assert len(brotli.compress(css.encode())) < 6_500
    assert len(brotli.compress(css.encode())) + len(brotli.compress(sample().encode())) < 20_000


def test_only_what_a_browser_needs_is_left_of_the_sheet():
    written = """/* Why
    it is so. */
    .a, .b > i { color: red; content: "→"; }
    @media (min-width: 48rem), print { .a :hover { margin: 0 calc(1rem + 2px) !important; } }
    """

    assert sheet.slim(written) == (
        '.a,.b > i{color:red;content:"→"}'
        "@media (min-width:48rem),print{.a :hover{margin:0 calc(1rem + 2px) !important}}"
    )


def test_every_class_of_the_sheet_is_on_some_page():
    pages = "".join(path.read_text() for path in [*TEMPLATES.rglob("*.html"), *SCRIPTS.glob("*.js")])
    selectors = " ".join(re.findall(r"([^{}]+){", sheet.whole_sheet()))
    made_of_a_signal = {"f-wait", "f-late", "f-clash"}  # by components/bar.html

    classes = set(re.findall(r"\.([a-z][\w-]*)", selectors)) - made_of_a_signal
    assert {name for name in classes if not re.search(rf"(?<![\w-]){name}(?![\w-])", pages)} == set()


@pytest.fixture
def var(settings, tmp_path):
    """A data folder and a place for collected files of this test's own."""
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    finders.get_finder.cache_clear()
    yield tmp_path
    finders.get_finder.cache_clear()


def test_collected_files_hold_the_whole_sheet_under_a_name_of_its_own(var):
    call_command("collectstatic", interactive=False, verbosity=0)
    plain, named = sorted((var / "static" / "css").glob("mesas*.css"), key=lambda path: len(path.name))

    assert plain.read_text() == named.read_text() == sheet.whole_sheet()
    assert brotli.decompress(named.with_suffix(".css.br").read_bytes()).decode() == sheet.whole_sheet()


def test_a_change_in_one_of_the_five_is_seen_at_once(var, monkeypatch):
    before = Path(finders.find(sheet.SHEET)).read_text()
    monkeypatch.setattr(sheet, "PARTS", ("tokens",))
    after = Path(finders.find(sheet.SHEET)).read_text()

    assert (len(after) < len(before), finders.find("css/unknown.css")) == (True, None)
    assert finders.find(sheet.SHEET, find_all=True) == [str(var / "sheet" / "css" / "mesas.css")]
    assert [path.name for path in (var / "sheet" / "css").iterdir()] == ["mesas.css"]


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "paper", 7),
        ("ink", "wash", 7),
        ("ink-2", "paper", 7),
        ("ink-2", "wash", 7),
        ("paper", "ink", 7),
        ("accent", "paper", 7),
        ("accent-deep", "wash", 7),
        ("ok", "paper", 4.5),
        ("wait", "paper", 4.5),
        ("late", "paper", 4.5),
        ("clash", "paper", 4.5),
        ("rule-2", "paper", 3),  # the border of a field
    ],
)
def test_colours_stand_out_from_what_is_behind_them(front, back, least):
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (sheet.SOURCES / "tokens.css").read_text()))

    assert contrast(tokens[front], tokens[back]) >= least


# The components


def test_every_component_is_shown_on_the_page_that_the_browser_tests_open():
    sources = {name: (TEMPLATES / "components" / name).read_text() for name in COMPONENTS}
    waiting = [samples.PAGE, (TEMPLATES / "base.html").read_text(), '{% include "components/form.html" %}']
    reached: set[str] = set()
    while waiting:
        for name in INCLUDED.findall(waiting.pop()):
            if name not in reached:
                reached.add(name)
                waiting.append(sources[name])

    assert sorted(reached) == COMPONENTS


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_style_or_script_and_each_include_is_closed(path):
    source = path.read_text()

    assert re.findall(r"\sstyle=|<style|\son\w+=|<script(?![^>]* src=)", source) == []
    assert [tag for tag in re.findall(r"{% include [^%]*%}", source) if not tag.endswith("only %}")] == []


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_says_its_variables_first(name):
    assert (TEMPLATES / "components" / name).read_text().startswith("{# ")


def test_a_signal_is_icon_word_and_colour_with_the_icon_on_its_first_word():
    assert shown('{% mark "late" "Venció ayer" %}.') == (
        '<span class="mark late"><span><svg aria-hidden="true"><use href="#i-late"/></svg>Venció</span> ayer</span>.'
    )
    assert shown('{% mark "" label %}', label="<Pendiente>") == "&lt;Pendiente&gt;"
    with pytest.raises(TemplateSyntaxError, match="'red'"):
        shown('{% mark "red" "Venció" %}')


@pytest.mark.parametrize(
    ("level", "steps"),
    [
        (None, ["unknown", "unknown", "unknown"]),
        (1, ["on", "off", "off"]),
        (2, ["on", "on", "off"]),
        (3, ["on", "on", "on"]),
    ],
)
def test_steps_carry_their_word_and_an_unknown_level_is_dashed(level, steps):
    markup = render_to_string("components/steps.html", {"level": level})

    assert re.findall(r'<span class="(\w+)">([\w ]+)</span>', markup) == list(
        zip(steps, ["poco", "a medias", "completo"], strict=True)
    )


def test_a_level_of_nothing_is_said_and_differs_from_one_that_nobody_gave():
    assert "<span>nada</span>" in render_to_string("components/steps.html", {"level": 0})


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"numerator": 11, "denominator": 17, "of": "con plazo"}, "11 de 17 con plazo"),
        ({"numerator": 1042, "denominator": 4258}, "1,042 de 4,258"),
        ({"value": "48\xa0%", "numerator": 31, "denominator": 64}, "48\xa0% 31 de 64"),
        ({"numerator": 38}, "38"),
        ({"numerator": 0, "denominator": 5}, "0 de 5"),
        ({"numerator": 0, "denominator": 0}, "sin datos"),
        ({"numerator": None, "denominator": 5}, "sin datos"),
    ],
)
def test_a_figure_has_its_denominator_and_no_data_is_never_zero(figure, said):
    markup = render_to_string("components/figures.html", {"figures": [{"label": "vencidos", **figure}]})

    assert [re.sub(r"<[^>]+>", "", text) for text in re.findall(r"<dd.*?</dd>", markup)] == [said]


def test_a_bar_is_drawn_in_whole_numbers_whatever_the_language_writes():
    markup = render_to_string("components/bar.html", {"numerator": 1500, "denominator": 4258, "tick": 57.7})

    assert 'viewBox="0 0 4258 1"' in markup
    assert '<rect class="f-ink" width="1500" height="1"/>' in markup
    assert 'd="M57.7 0v1"' in markup


def test_paging_keeps_the_rest_of_the_address():
    context = samples.context(samples.SampleForm())
    markup = render_to_string("components/pages.html", {"page": context["page"], "query": context["query"]})
    single = render_to_string("components/pages.html", {"page": context["single"], "query": context["query"]})

    assert re.findall(r'href="([^"]+)"', markup)[:2] == [
        "?estado=abierto&amp;pagina=3&amp;mesa=a&amp;mesa=b",
        "?estado=abierto&amp;pagina=1&amp;mesa=a&amp;mesa=b",
    ]
    assert elided(context["page"]) == [1, 2, 3, 4, 5, context["page"].paginator.ELLIPSIS, 42]
    assert single.strip() == ""


@pytest.mark.parametrize(
    ("path", "current"),
    [("/mesas/", ' aria-current="page"'), ("/mesas/espinar-2012/", ' aria-current="true"'), ("/tablero/", "")],
)
def test_the_menu_says_where_one_is(path, current):
    source = '{% nav_link "/mesas/" "Mesas" %}'

    assert shown(source, request=RequestFactory().get(path)) == f'<a href="/mesas/"{current}>Mesas</a>'
    assert shown(source) == '<a href="/mesas/">Mesas</a>'


def test_messages_say_what_happened_in_the_colour_of_their_level():
    levels = (constants.SUCCESS, constants.INFO, constants.WARNING, constants.ERROR)
    told = [Message(level, "Un <b>texto</b>.") for level in levels]
    markup = render_to_string("components/messages.html", {"messages": told})

    assert re.findall(r'class="message (\w+)" role="(\w+)"', markup) == [
        ("ok", "status"),
        ("ok", "status"),
        ("wait", "status"),
        ("late", "alert"),
    ]
    assert markup.count("Un &lt;b&gt;texto&lt;/b&gt;.") == 4


# Forms


def test_a_field_names_its_hint_and_its_error_to_those_who_listen():
    markup = render_to_string("components/field.html", {"field": samples.wrong_form()["place"]})

    assert 'id="id_place_helptext">Una pista de una línea.' in markup
    assert 'id="id_place_error"' in markup
    assert 'aria-invalid="true" aria-describedby="id_place_helptext id_place_error"' in markup


def test_a_field_without_an_id_stands_inside_its_label():
    markup = render_to_string("components/field.html", {"field": samples.SampleForm(auto_id=None)["place"]})

    assertHTMLEqual(markup, '<div class="field"><label>Lugar<input name="place" type="text" required></label></div>')


def test_a_choice_in_one_tap_is_a_fieldset_that_an_error_can_link_to():
    markup = render_to_string("components/field.html", {"field": samples.wrong_form()["came"]})

    assert 'id="id_came" tabindex="-1" aria-describedby="id_came_helptext id_came_error">' in markup
    assert markup.count('type="radio"') == 3


def test_each_of_several_answers_is_as_large_as_a_finger_whatever_its_widget_is_called():
    class Ticks(forms.CheckboxSelectMultiple):
        pass

    class Form(forms.Form):
        days = forms.MultipleChoiceField(choices=[("lu", "Lunes"), ("ma", "Martes")], widget=Ticks)

    markup = render_to_string("components/field.html", {"field": Form()["days"]})
    assert (markup.count('<div class="checks">'), markup.count('<label class="check">')) == (1, 2)


def test_a_form_that_django_writes_out_looks_the_same():
    form = samples.wrong_form()

    for written in (str(form), form.as_div()):
        assertHTMLEqual(written, render_to_string("components/form.html", {"form": form}))
    assertHTMLEqual(form["place"].as_field_group(), render_to_string("components/field.html", {"field": form["place"]}))


def test_what_is_to_be_corrected_is_summed_up_with_links_to_the_fields():
    form = samples.wrong_form()
    form.add_error(None, "La sesión ya está registrada.")
    form.add_error("version", "Alguien cambió este registro.")

    assert error_links(form) == [
        Link("La sesión ya está registrada."),
        Link("Lugar: Este campo es obligatorio.", "#id_place"),
        Link("Recibió el aviso: Introduzca una fecha válida.", "#id_notice_on"),
        Link("¿Cuándo lo vio? El 31 de febrero de 2026 no existe: ese mes tiene 28 días.", "#id_seen"),
        Link("Modo: Este campo es obligatorio.", "#id_mode"),
        Link("Vino: Escoja una opción válida. quizá no es una de las opciones disponibles.", "#id_came"),
        Link("Cómo se sabe el plazo: Este campo es obligatorio.", "#id_term"),
        Link("El plazo es anterior a la sesión y así lo dice el acta: Este campo es obligatorio.", "#id_agree"),
        Link("Alguien cambió este registro."),
    ]


def test_rows_of_a_form_are_summed_up_together_with_it():
    rows = formset_factory(samples.SampleForm, max_num=1, validate_max=True)(
        {"p-TOTAL_FORMS": "2", "p-INITIAL_FORMS": "0", "p-1-place": "Espinar"}, prefix="p"
    )
    links = error_links([samples.SampleForm(), rows])

    assert links[0] == Link("Por favor, envíe 1 formulario como máximo.")
    assert [link.href for link in links if link.text.startswith("Lugar")] == []
    assert [link.href for link in links if link.text.startswith("Modo")] == ["#id_p-1-mode"]


def test_nothing_to_correct_shows_nothing():
    assert render_to_string("components/errors.html", {"links": error_links(samples.SampleForm())}).strip() == ""


# Pages of errors


def test_the_page_of_a_failure_asks_nothing_of_the_rest():
    source = (TEMPLATES / "errors" / "500.html").read_text()

    assert re.findall(r"{%|{{", source) == []
    # Without the mark for it, a test that asks the database fails.
    assert "Algo falló de nuestro lado" in render_to_string("errors/500.html")


@pytest.mark.parametrize(
    ("code", "context", "said"),
    [
        (400, {}, "No pudimos leer lo que envió su navegador"),
        (403, {"reason": "Quien declara no verifica."}, "Quien declara no verifica."),
        (403, {"csrf": True}, "Este formulario estuvo abierto demasiado tiempo"),
        (404, {}, "/cuenta/entrar/?next=/mesas/%3Fq%3Da%26b%3Dc"),
        (405, {}, "Esta dirección no se abre de ese modo"),
        (409, {}, "Otra persona cambió este registro mientras usted escribía"),
        (413, {"upload_max_mb": 25}, "En un envío caben hasta 25 MB."),
    ],
)
def test_each_error_says_what_happened_and_where_to_go(code, context, said):
    request = RequestFactory().get("/mesas/?q=a&b=c")
    markup = render_to_string(f"errors/{code}.html", {"code": code, "user": AnonymousUser(), **context}, request)

    assert said in markup
    assert f"diga este número: {code}." in markup


def test_whoever_is_signed_in_is_not_told_to_sign_in():
    context = {"code": 404, "user": get_user_model()(username="rosa")}

    markup = render_to_string("errors/404.html", context, RequestFactory().get("/mesas/x/"))

    assert "entre con su usuario" not in markup
    assert "Mis compromisos" in markup
