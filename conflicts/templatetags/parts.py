"""Small pieces of markup that the components share, and what they must know of forms and pages."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import segno
from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

SIGNALS = ("ok", "wait", "late", "clash", "new", "none")


class Link(NamedTuple):
    """One line of an error summary; without an address it is plain text."""

    text: str
    href: str = ""


@register.simple_tag
def mark(kind: str, label: str) -> str:
    """`{% mark "late" label %}`: icon and word in the colour of the signal; a kind of "" is the bare word.

    The icon holds on to the first word, so that it never ends a line alone. Icons are in components/icons.html.
    """
    if not kind:
        return format_html("{}", label)
    if kind not in SIGNALS:
        raise template.TemplateSyntaxError(f"No signal is called {kind!r}; there are {', '.join(SIGNALS)}.")
    first, _space, rest = str(label).partition(" ")
    return format_html(
        '<span class="mark {0}"><span><svg aria-hidden="true"><use href="#i-{0}"/></svg>{1}</span>{2}</span>',
        kind,
        first,
        f" {rest}" if rest else "",
    )


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, address: str, label: str, css: str = "", count: int | None = None) -> str:
    """A link of the menu that says whether this page, or one below it, is being read."""
    request = context.get("request")
    path = request.path if request else ""
    current = "page" if path == address else "true" if path.startswith(address) else ""
    return format_html(
        '<a href="{}"{}{}>{}{}</a>',
        address,
        format_html(' class="{}"', css) if css else "",
        format_html(' aria-current="{}"', current) if current else "",
        label,
        format_html(" <b>{}</b>", count) if count else "",
    )


@register.simple_tag
def qr(address: str) -> SafeString:
    """A QR code as inline SVG, black on nothing, as large as its place."""
    code = segno.make(address, error="m", micro=False)
    # Safe: a path of numbers; the address is in it as squares only.
    return SafeString(code.svg_inline(svgclass=None, lineclass=None, omitsize=True, border=0))


@register.filter
def elided(page: Page) -> list[int | str]:
    """Numbers of pages around this one; a gap is "…"."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def nth(items: Sequence[Any], index: int) -> Any:
    """The item at that place, counted from 0: the head of a column for one of its cells."""
    return items[index]


@register.filter
def error_links(source: BaseForm | BaseFormSet | Iterable[Any]) -> list[Link]:
    """Everything to correct in a form, a formset or several of them, each with a link to its field."""
    if isinstance(source, BaseForm):
        return list(_errors_of_form(source))
    if isinstance(source, BaseFormSet):
        return [Link(str(text)) for text in source.non_form_errors()] + error_links(source.forms)
    return [link for part in source for link in error_links(part)]


def _errors_of_form(form: BaseForm) -> Iterator[Link]:
    yield from (Link(str(text)) for text in form.non_field_errors())
    for field in form:
        for text in field.errors:
            if field.is_hidden:
                yield Link(str(text))
            else:
                said = _("%(field)s %(error)s") if str(field.label).endswith("?") else _("%(field)s: %(error)s")
                yield Link(said % {"field": field.label, "error": text}, f"#{field.auto_id}")
