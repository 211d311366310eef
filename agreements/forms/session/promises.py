"""What was agreed, and who must do what by when."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from agreements.choices import DeadlineBasis, DeadlineKind, Duty, Kind, Recurrence, Trigger
from agreements.forms.session.agenda import DemandChooser
from agreements.forms.session.fields import (
    NOTE,
    TEXT,
    ByCode,
    Number,
    Pick,
    RowChoice,
    RowsChoice,
    SiblingChoice,
    Tap,
    Words,
)
from agreements.forms.session.options import Options
from agreements.forms.session.rows import NEW, Row, shortened
from agreements.services.registration import Deadline, Measurable, NewDuty
from agreements.services.sessions.data import Accord, Promise
from conflicts.choices import Grade, Theme, is_wider
from conflicts.forms import DayField
from conflicts.partial_dates import PartialDate
from mesas.choices import Answer

NOBODY = "nadie"
DATE, TERM, STAGE, EVERY, NO_DEADLINE = "fecha", "termino", "etapa", "periodico", "sin-plazo"
DEADLINES = [
    (DATE, _("Una fecha")),
    (TERM, _("Un término")),
    (STAGE, _("Una etapa")),
    (EVERY, _("Cada cierto tiempo")),
    (NO_DEADLINE, _("Sin plazo")),
]
UNITS = [
    (DeadlineKind.DAYS, _("días calendario")),
    (DeadlineKind.WORKING_DAYS, _("días hábiles")),
    (DeadlineKind.MONTHS, _("meses")),
    (DeadlineKind.YEARS, _("años")),
]
SINCE = [
    (Trigger.SESSION, _("desde el día de la sesión")),
    (Trigger.SIGNATURE, _("desde la firma del documento")),
    (Trigger.EVENT, _("desde que ocurra un hecho")),
    (Trigger.COMMITMENT, _("desde que se cumpla otro compromiso")),
]
#: The field in which each form of deadline is written; of one that was not chosen it has to be empty. A term may name
#: an event, too.
WRITTEN_IN = {DATE: "due", TERM: "term", STAGE: "event", EVERY: "recurs"}
ASKED = {
    "due": _("Escriba la fecha del plazo."),
    "term": _("Escriba de cuánto es el término."),
    "recurs": _("Diga cada cuánto tiempo se cumple."),
    "event": _("Escriba qué hecho o qué etapa es."),
    "after": _("Escriba el código del compromiso del que depende, o elija uno de esta sesión."),
}
QUESTIONS = ("what", "who", "when", "where", "means", "follow_up")
YES_OR_NO = [(Answer.YES.value, Answer.YES.label), (Answer.NO.value, Answer.NO.label)]


class AccordForm(DemandChooser):
    """An agreement. Left without words, those of its commitments are its words."""

    part = "accords"

    text = Words(
        label=_("Qué se acordó"),
        rows=2,
        max_length=TEXT,
        help_text=_("Con las palabras del acta y sin nombres de personas. Vacío: valen las de sus compromisos."),
    )
    clause = Words(label=_("Cláusula"), max_length=60)
    demand = RowChoice(label=_("Demanda que atiende"), empty=_("Ninguna"))

    @property
    def title(self) -> str:
        return now("Acuerdo %(number)s") % {"number": self.number}

    def told(self, promises: list[Promise], places: dict[str, int]) -> Accord:
        """With its commitments. An agreement left empty is only their frame."""
        said = self.cleaned_data if not self.is_empty else {}
        demand = said.get("demand")
        found = places.get(demand) if isinstance(demand, str) else demand
        demands = [] if found is None else [found]
        return Accord(text=said.get("text", ""), clause=said.get("clause", ""), demands=demands, promises=promises)


class PromiseForm(Row):
    """A commitment of an agreement. It needs a deadline, or an explicit "sin plazo"."""

    part = "promises"

    accord = forms.CharField(widget=forms.HiddenInput, required=False)
    confirmed = forms.CharField(widget=forms.HiddenInput, required=False)
    title_text = Words(
        label=_("Qué se hará, en una línea"), max_length=200, help_text=_("Por ejemplo: agua potable para 84 casas.")
    )
    text = Words(label=_("Con las palabras del acta"), rows=2, max_length=TEXT)
    lead = RowChoice(label=_("Responsable principal"), empty=_("Elegir"))
    co_obligors = RowsChoice(label=_("Corresponsables"))
    beneficiaries = RowsChoice(label=_("Beneficiarios"))
    deadline = Tap(label=_("Plazo"), choices=DEADLINES)
    due = DayField(label=_("Fecha"), required=False)
    term = Number(label=_("Término"), least=1, most=36600)
    unit = Pick(label=_("Contado en"), choices=UNITS, usual=DeadlineKind.DAYS)
    since = Pick(label=_("Se cuenta"), choices=SINCE, usual=Trigger.SESSION)
    event = Words(label=_("Qué hecho o qué etapa"), max_length=200)
    after = ByCode(label=_("Su código"))
    after_row = SiblingChoice(label=_("O uno de esta sesión"), empty=_("Ninguno"))
    recurs = Pick(label=_("Cada cuánto"), choices=Recurrence, empty=_("Elegir"))
    until = DayField(label=_("Hasta cuándo, si lo dice"), required=False)
    follow_up = RowChoice(label=_("Encargado de seguimiento"), empty=_("Elegir"))
    means_text = Words(label=_("Cómo se comprobará"), max_length=TEXT, help_text=_("Por ejemplo: foto, acta, informe."))
    measurable_what = Tap(label=_("¿Dice qué se hará?"), choices=YES_OR_NO)
    measurable_who = Tap(label=_("¿Dice quién lo hará?"), choices=YES_OR_NO)
    measurable_when = Tap(label=_("¿Dice para cuándo?"), choices=YES_OR_NO)
    measurable_where = Tap(label=_("¿Dice dónde o para quién?"), choices=YES_OR_NO)
    measurable_means = Tap(label=_("¿Dice cómo se comprobará?"), choices=YES_OR_NO)
    measurable_follow_up = Tap(label=_("¿Dice quién le hará seguimiento?"), choices=YES_OR_NO)
    theme = Pick(label=_("Tema"), choices=Theme, empty=_("Sin tema"))
    kind = Pick(
        label=_("Qué clase de cosa es"),
        choices=Kind,
        empty=_("Sin clasificar"),
        help_text=_("De esto depende con qué se prueba."),
    )
    amount_pen = forms.DecimalField(
        label=_("Monto en soles"),
        required=False,
        min_value=0,
        max_digits=16,
        decimal_places=2,
        widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
        error_messages={"invalid": _("Escriba el monto con cifras, por ejemplo 1500000.")},
    )
    grade = forms.ChoiceField(
        label=_("Quién puede verlo"),
        help_text=_("El texto del acuerdo lo leen todos los que ven la mesa: no repita ahí lo que aquí se reserva."),
        error_messages={"invalid_choice": _("No puede ser más visible que la mesa. Elija de la lista.")},
    )
    grade_reason = Words(label=_("Por qué no es tan visible como la mesa"), max_length=NOTE)

    def __init__(self, key: str, options: Options, *args: Any, **more: Any) -> None:
        initial = {"grade": options.mesa.grade, **more.pop("initial", {})}
        super().__init__(key, options, *args, initial=initial, **more)
        self.to_confirm = ""  # the deadline that needs a yes

    def offer(self, options: Options) -> None:
        for name in ("lead", "follow_up"):
            self.fields[name].offer(options.parties, options.party_choices)
        for name in ("co_obligors", "beneficiaries"):
            self.fields[name].offer(options.parties)
        followers = self.fields["follow_up"]
        followers.offer({NOBODY: None, **options.parties}, [(NOBODY, _("Nadie")), *options.party_choices])
        self.fields["after"].rows = {row.code: row for row in options.owed.values()}
        self.fields["grade"].choices = [
            (value, label) for value, label in reversed(Grade.choices) if not is_wider(value, options.mesa.grade)
        ]

    def offer_siblings(self, rows: Sequence["PromiseForm"]) -> None:
        """The other commitments of this session, by their keys: those hold while rows come and go."""
        labels = [(f"{NEW}{row.key}", row.label) for row in rows if row.key != self.key]
        self.fields["after_row"].offer({f"{NEW}{row.key}": row.key for row in rows}, labels)

    @property
    def title(self) -> str:
        return now("Compromiso %(number)s") % {"number": self.number}

    @property
    def label(self) -> str:
        """As the others of this session offer it."""
        typed = (self.typed("title_text") or "").strip()
        return shortened(f"{self.title}: {typed}" if typed else self.title)

    @property
    def follows(self) -> str | None:
        """The key of the commitment of this session after which its term runs."""
        said = self.cleaned_data
        is_after = said.get("deadline") == TERM and said.get("since") == Trigger.COMMITMENT
        return said.get("after_row") if is_after else None

    @property
    def is_empty(self) -> bool:
        """To which agreement it belongs is no content."""
        return not self.is_bound or not set(self.changed_data) - {"accord", "confirmed"}

    @property
    def measuring_is_wrong(self) -> bool:
        return any(f"measurable_{name}" in self.errors for name in QUESTIONS)

    @property
    def sorting_is_wrong(self) -> bool:
        return any(name in self.errors for name in ("theme", "kind", "amount_pen", "grade", "grade_reason"))

    @property
    def questions(self) -> list[forms.BoundField]:
        """The six of measurability, in order."""
        return [self[f"measurable_{name}"] for name in QUESTIONS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_empty:
            return cleaned
        if not cleaned.get("title_text") and "title_text" not in self.errors:
            self.add_error("title_text", now("Escriba en una línea qué se hará."))
        self.check_deadline(cleaned)
        return cleaned

    def check_deadline(self, cleaned: dict[str, Any]) -> None:
        if "deadline" in self.errors:
            return
        chosen = cleaned["deadline"]
        if not chosen:
            self.add_error("deadline", now("Elija fecha, término o «sin plazo»."))
            return
        for name in self.needed_for(chosen, cleaned):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, str(ASKED[name]))
        if self.follows is not None and cleaned.get("after"):
            self.add_error("after_row", now("Escribió además un código. Borre uno de los dos."))
        others = {name for form, name in WRITTEN_IN.items() if form != chosen} - (
            {"event"} if chosen == TERM else set()
        )
        if any(cleaned.get(name) for name in others):
            self.add_error("deadline", now("Hay otra forma de plazo escrita abajo. Borre la que sobra."))

    def needed_for(self, chosen: str, cleaned: dict[str, Any]) -> list[str]:
        """Fields that this form of deadline cannot do without."""
        needed = [WRITTEN_IN[chosen]] if chosen in WRITTEN_IN else []
        if chosen == TERM and cleaned.get("since") == Trigger.EVENT:
            needed.append("event")
        is_after = chosen == TERM and cleaned.get("since") == Trigger.COMMITMENT
        if is_after and self.follows is None and "after_row" not in self.errors:
            needed.append("after")
        return needed

    def told(self, places: dict[str, int]) -> Promise:
        """`places` says where each commitment of this session stands among those that could be read."""
        said = self.cleaned_data
        return Promise(
            title=said["title_text"],
            text=said["text"],
            duties=self.duties(),
            deadline=self.told_deadline(places),
            theme=said["theme"],
            kind=said["kind"],
            amount_pen=said["amount_pen"],
            grade=said["grade"],
            grade_reason=said["grade_reason"],
            measurable=Measurable(**{name: said[f"measurable_{name}"] for name in QUESTIONS}),
            means_text=said["means_text"],
        )

    def duties(self) -> list[NewDuty]:
        said = self.cleaned_data
        return [
            *(NewDuty(Duty.LEAD, party) for party in [said["lead"]] if party),
            *(NewDuty(Duty.CO_OBLIGOR, party) for party in said["co_obligors"]),
            *(NewDuty(Duty.BENEFICIARY, party) for party in said["beneficiaries"]),
            *(NewDuty(Duty.FOLLOW_UP, party) for party in [said["follow_up"]] if party),
        ]

    def told_deadline(self, places: dict[str, int]) -> Deadline:
        """What it follows may have errors of its own: until that can be read, only the term is weighed."""
        said = self.cleaned_data
        if said["deadline"] == DATE:
            return Deadline(DeadlineKind.DATE, due=PartialDate.on(said["due"]), basis=DeadlineBasis.STATED)
        if said["deadline"] == TERM:
            since = Trigger(said["since"])
            if self.follows is not None and self.follows not in places:
                since = Trigger.SESSION
            return Deadline(
                DeadlineKind(said["unit"]),
                term=said["term"],
                trigger=since,
                trigger_text=said["event"] if since == Trigger.EVENT else "",
                trigger_commitment=said["after"] if since == Trigger.COMMITMENT else None,
                after_row=places[self.follows] if since == Trigger.COMMITMENT and self.follows else None,
            )
        if said["deadline"] == STAGE:
            return Deadline(DeadlineKind.STAGE, trigger=Trigger.EVENT, trigger_text=said["event"])
        if said["deadline"] == EVERY:
            until = PartialDate.on(said["until"]) if said["until"] else PartialDate.unknown()
            return Deadline(DeadlineKind.RECURRING, recurs=Recurrence(said["recurs"]), recurs_until=until)
        return Deadline(DeadlineKind.NONE)
