"""What stands beside the form: its sections with how much is in them, and what the acta still lacks.

Both are made from what is typed, right or wrong, so that they help before anything is sent. The script of the page
keeps them current by the same rules, which it reads from the page.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.forms.session.promises import DATE, EVERY, NOBODY, STAGE, TERM
from agreements.forms.session.whole import SessionForm
from mesas.choices import Answer


class Link(NamedTuple):
    """One line of the summary of errors."""

    text: str
    href: str


class Section(NamedTuple):
    """A part of the page: its anchor, its name, how much is in it, and how many errors."""

    anchor: str
    name: str
    count: str
    errors: int


class Rule(NamedTuple):
    """What every row of a part should say: one of `fields`, with one of `values` where those are named.

    `whole` is said when all do, `one` and `many` (with %n) when some do not, `none` when there are no rows: then, if
    it is empty, nothing is said.
    """

    key: str
    part: str
    fields: tuple[str, ...]
    whole: Any
    one: Any
    many: Any
    none: Any = ""
    values: tuple[str, ...] = ()
    not_values: tuple[str, ...] = ()
    anchor: str = ""


class Lack(NamedTuple):
    """A line of the checklist: done, missing, or not to be spoken of yet."""

    rule: Rule
    kind: str
    text: str
    href: str


RULES = (
    Rule(
        "agenda", "points", ("proposer",),
        whole=gettext_lazy("Agenda completa"),
        one=gettext_lazy("Quién propuso 1 punto"), many=gettext_lazy("Quién propuso %n puntos"),
        none=gettext_lazy("Agenda"), anchor="agenda",
    ),
    Rule(
        "lead", "promises", ("lead", "co_obligors"),
        whole=gettext_lazy("Responsables completos"),
        one=gettext_lazy("Responsable de 1 compromiso"), many=gettext_lazy("Responsable de %n compromisos"),
    ),
    Rule(
        "beneficiaries", "promises", ("beneficiaries",),
        whole=gettext_lazy("Beneficiarios completos"),
        one=gettext_lazy("Beneficiario de 1 compromiso"), many=gettext_lazy("Beneficiario de %n compromisos"),
    ),
    Rule(
        "deadline", "promises", ("deadline",),
        whole=gettext_lazy("Plazos completos"),
        one=gettext_lazy("Plazo de 1 compromiso"), many=gettext_lazy("Plazo de %n compromisos"),
        values=(DATE, TERM, STAGE, EVERY),
    ),
    Rule(
        "follow_up", "promises", ("follow_up",),
        whole=gettext_lazy("Seguimiento completo"),
        one=gettext_lazy("Encargado de seguimiento de 1 compromiso"),
        many=gettext_lazy("Encargado de seguimiento de %n compromisos"),
        not_values=(NOBODY,),
    ),
    Rule(
        "means", "promises", ("means_text",),
        whole=gettext_lazy("Medios de verificación completos"),
        one=gettext_lazy("Medio de verificación de 1 compromiso"),
        many=gettext_lazy("Medio de verificación de %n compromisos"),
    ),
    Rule(
        "file", "paper", ("file",),
        whole=gettext_lazy("Archivo del acta"), one=gettext_lazy("Archivo del acta"), many="",
    ),
    Rule(
        "mark", "paper", ("mark",),
        whole=gettext_lazy("Firma anotada"), one=gettext_lazy("Saber si se firmó"), many="",
    ),
)  # fmt: skip

#: Fields of the session itself that stand in another section than the first.
ELSEWHERE = {"quorum": "asistencia", "attendance_note": "asistencia", "outcome": "agenda", "next_day": "documento"}
SECTIONS = (
    ("convocatoria", gettext_lazy("Convocatoria"), ("summons",)),
    ("asistencia", gettext_lazy("Asistencia"), ("attendees",)),
    ("agenda", gettext_lazy("Agenda"), ("points",)),
    ("compromisos", gettext_lazy("Compromisos abiertos"), ("reviews",)),
    ("demandas", gettext_lazy("Demandas"), ("demands",)),
    ("acuerdos", gettext_lazy("Acuerdos"), ("accords", "promises")),
    ("documento", gettext_lazy("Documento"), ("paper", "signers")),
)


def lacks_of(form: SessionForm) -> list[Lack]:
    """The checklist "Al acta le falta…", in the order of the page."""
    return [lack_of(form, rule) for rule in RULES]


def lack_of(form: SessionForm, rule: Rule) -> Lack:
    rows = form.rows[rule.part] if rule.part == "paper" else form.written(rule.part)
    lacking = [row for row in rows if not says(row, rule)]
    if not rows:
        return Lack(rule, "wait", str(rule.none), f"#{rule.anchor}")
    if not lacking:
        return Lack(rule, "ok", str(rule.whole), "")
    text = str(rule.one) if len(lacking) == 1 else str(rule.many).replace("%n", str(len(lacking)))
    return Lack(rule, "wait", text, f"#{lacking[0][rule.fields[0]].auto_id}")


def says(row: Any, rule: Rule) -> bool:
    """Whether the row says what the rule asks for."""
    typed = [row.typed(name) for name in rule.fields]
    if rule.values:
        return any(value in rule.values for value in typed)
    return any(value and value not in rule.not_values for value in typed if not isinstance(value, list)) or any(
        value for value in typed if isinstance(value, list)
    )


def sections_of(form: SessionForm) -> list[Section]:
    """The parts of the page with what is in them, for the index at the side."""
    return [
        Section(anchor, str(name), count_of(form, anchor), errors_in(form, anchor, parts))
        for anchor, name, parts in SECTIONS
    ]


def count_of(form: SessionForm, anchor: str) -> str:
    """How much is in a section; "" where there is nothing to count."""
    if anchor == "asistencia":
        came = sum(row.typed("came") == Answer.YES for row in form.written("attendees"))
        return _("%(came)s de %(all)s") % {"came": came, "all": len(form.rows["attendees"])}
    if anchor == "compromisos":
        return _("%(came)s de %(all)s") % {"came": len(form.written("reviews")), "all": len(form.rows["reviews"])}
    part = {"agenda": "points", "demandas": "demands", "acuerdos": "promises"}.get(anchor)
    return str(len(form.written(part))) if part else ""


def errors_in(form: SessionForm, anchor: str, parts: tuple[str, ...]) -> int:
    own = sum(len(errors) for name, errors in form.errors.items() if section_of(name) == anchor)
    return own + sum(len(errors) for part in parts for row in form.written(part) for errors in row.errors.values())


def section_of(field: str) -> str:
    return ELSEWHERE.get(field, "convocatoria")


def links_of(form: SessionForm) -> list[Link]:
    """Everything to correct, in the order of the page, each with a link to its place."""
    return [
        *links_of_row(form, ""),
        *(
            link
            for _anchor, _name, parts in SECTIONS
            for part in parts
            for row in form.written(part)
            for link in links_of_row(row, row.title)
        ),
    ]


def links_of_row(row: Any, title: str) -> Iterator[Link]:
    for name, errors in row.errors.items():
        for error in errors:
            if name not in row.fields or row[name].is_hidden:
                yield Link(f"{title}: {error}" if title else error, "")
            else:
                label = f"{title}, {row[name].label}" if title else row[name].label
                yield Link(f"{label}: {error}", f"#{row[name].auto_id}")
