"""Matching what is on record to what the document's clause says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.choices import DeadlineBasis, DeadlineKind, Duty, Trigger
from agreements.forms.fields import NO_NAMES, VersionedForm
from agreements.forms.session.fields import FROM_THE_LIST, Choices, RowChoice, RowsChoice
from agreements.models import Commitment
from agreements.services.deadlines import Deadline
from agreements.services.transcription import WORDS
from conflicts.forms import DayField
from conflicts.models import Party
from conflicts.partial_dates import PartialDate

AS_IT_IS, DATE, TERM, STAGE, NONE = "igual", "fecha", "termino", "etapa", "sin-plazo"
UNITS = (DeadlineKind.DAYS, DeadlineKind.WORKING_DAYS, DeadlineKind.MONTHS, DeadlineKind.YEARS)
TRIGGERS = (Trigger.SIGNATURE, Trigger.SESSION, Trigger.DATE, Trigger.EVENT, Trigger.COMMITMENT)
OTHERS = "otros"
TEXT_LENGTH = 5000
#: Field in which the parties of each part are named.
PARTS = {
    "lead": Duty.LEAD, "co_obligors": Duty.CO_OBLIGOR, "beneficiaries": Duty.BENEFICIARY, "follow_up": Duty.FOLLOW_UP,
}  # fmt: skip


class CommitmentByCode(forms.CharField):
    """A commitment by its code, as people write it."""

    commitments: QuerySet[Commitment] = Commitment.objects.none()

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 24, **options})

    def clean(self, value: Any) -> Any:
        code = super().clean(value).strip()
        found = self.commitments.filter(code__iexact=code).first() if code else None
        if code and found is None:
            raise ValidationError(_("Ningún otro compromiso de este conflicto tiene ese código."), code="unknown")
        return found


class CorrectionForm(VersionedForm):
    """The words as they are, to be mended; and the deadline only where that is what was copied wrongly."""

    title = forms.CharField(label=_("Qué se hará, en una línea"), max_length=200)
    text = forms.CharField(
        label=_("Con las palabras del documento"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea({"rows": 5}),
        required=False,
        help_text=NO_NAMES,
    )
    clause = forms.CharField(
        label=_("Cláusula o numeral"),
        max_length=60,
        help_text=_("Dónde lo dice el documento. Sin eso no se corrige."),
        error_messages={"required": _("Diga en qué cláusula o numeral del documento consta.")},
    )
    obligor_text = forms.CharField(label=_("Quién debe, según el documento"), max_length=300, required=False)
    beneficiary_text = forms.CharField(label=_("Quién recibe, según el documento"), max_length=300, required=False)
    deadline_text = forms.CharField(label=_("Plazo, con las palabras del documento"), max_length=300, required=False)
    deadline = forms.ChoiceField(
        label=_("¿Qué plazo dice el documento?"),
        choices=[
            (AS_IT_IS, _("El que está registrado")),
            (DATE, _("Una fecha")),
            (TERM, _("Un término")),
            (STAGE, _("Una etapa")),
            (NONE, _("Ninguno")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija una respuesta.")},
    )
    due = DayField(label=_("Fecha"), required=False)
    term = forms.IntegerField(label=_("Término"), required=False, min_value=1, max_value=32767)
    # Asked only with a term: where it is another deadline, a browser hides them and sends nothing.
    unit = forms.ChoiceField(
        label=_("Contado en"), choices=[(each.value, each.label) for each in UNITS], required=False
    )
    trigger = forms.ChoiceField(
        label=_("Se cuenta desde"), choices=[(each.value, each.label) for each in TRIGGERS], required=False
    )
    triggered = DayField(label=_("Qué fecha"), required=False)
    trigger_text = forms.CharField(label=_("Qué hecho o qué etapa"), max_length=200, required=False)

    after = CommitmentByCode(label=_("Su código"), required=False, help_text=_("Por ejemplo: %(code)s."))
    ends = forms.ChoiceField(
        label=_("¿Quién debe y quién recibe, según el documento?"),
        choices=[(AS_IT_IS, _("Los que están registrados")), (OTHERS, _("Otros"))],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": FROM_THE_LIST},
    )
    lead = RowChoice(label=Duty.LEAD.label, empty=_("Ninguno"))
    co_obligors = RowsChoice(label=_("Corresponsables"))
    beneficiaries = RowsChoice(label=_("Beneficiarios"))
    follow_up = RowsChoice(label=_("Encargados de seguimiento"))

    fields_of_codes = {
        "own_debt": "beneficiaries",
        "two_leads": "lead",
        "lead_twice": "co_obligors",
        "both_ends": "ends",
        "would_end": "ends",
        "foreign": "ends",
        "no_trigger_commitment": "after",
        "elsewhere": "after",
        "circle": "after",
        "clause": "clause",
        "title": "title",
        "no_date": "due",
        "no_term": "term",
        "impossible_term": "term",
        "no_event": "trigger_text",
        "recurring": "deadline",
    }

    def __init__(
        self,
        *args: Any,
        commitment: Commitment,
        parties: Mapping[str, Party],
        groups: Choices,
        commitments: QuerySet[Commitment],
        **options: Any,
    ) -> None:
        """`parties` by key may be named, in `groups`; and on `commitments` the term may depend."""
        told = {name: getattr(commitment, name) for name in WORDS}
        shown = {
            **told,
            "version": commitment.version,
            "deadline": AS_IT_IS,
            "ends": AS_IT_IS,
            **self.counted(commitment),
            **self.named(commitment),
        }
        super().__init__(*args, **{"initial": shown, **options})
        for field in (self.fields[name] for name in PARTS):
            if isinstance(field, RowChoice):
                field.offer(parties, groups)
            elif isinstance(field, RowsChoice):
                field.offer(parties)
        after = self.fields["after"]
        if isinstance(after, CommitmentByCode):
            after.commitments = commitments.exclude(pk=commitment.pk)
            after.help_text = after.help_text % {"code": f"{commitment.mesa.code}-01"}

    @staticmethod
    def named(commitment: Commitment) -> dict[str, Any]:
        """Who is on record; a duplicate is what it was merged into."""
        keys: dict[str, list[str]] = {duty: [] for duty in PARTS.values()}
        for row in commitment.duties.select_related("party").order_by("pk"):
            keys[row.duty].append(str(row.party.merged_into_id or row.party_id))
        return {name: keys[duty] for name, duty in PARTS.items()} | {"lead": next(iter(keys[Duty.LEAD]), None)}

    @staticmethod
    def counted(commitment: Commitment) -> dict[str, Any]:
        """How the deadline on record is set, so that only what is wrong has to be typed."""
        kind, trigger = commitment.deadline_kind, commitment.trigger
        return {
            "due": commitment.first_due.last if kind == DeadlineKind.DATE else None,
            "term": commitment.term,
            "unit": kind if kind in UNITS else DeadlineKind.DAYS,
            "trigger": trigger if trigger in TRIGGERS else Trigger.SIGNATURE,
            "triggered": commitment.triggered.last if trigger == Trigger.DATE else None,
            "trigger_text": commitment.trigger_text,
            "after": commitment.trigger_commitment.code if commitment.trigger_commitment else "",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, words in self.asked(cleaned):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        return cleaned

    @staticmethod
    def asked(cleaned: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """What the choices that were made need, and what to say where it is missing."""
        if cleaned.get("deadline") == STAGE:
            yield "trigger_text", _("Escriba qué etapa es.")
        if cleaned.get("deadline") == TERM:
            yield "unit", _("Elija si se cuenta en días, meses o años.")
            yield "trigger", _("Elija desde cuándo se cuenta.")
            if cleaned.get("trigger") == Trigger.DATE:
                yield "triggered", _("Escriba desde qué fecha se cuenta.")
            if cleaned.get("trigger") == Trigger.COMMITMENT:
                yield "after", _("Escriba el código del compromiso del que depende.")

    def service_data(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "words": {name: cleaned[name] for name in WORDS},
            "deadline": self.told_deadline(),
            "parts": self.told_parts(),
            "version": cleaned["version"],
        }

    def told_parts(self) -> dict[Duty, list[Party]] | None:
        """Nothing where those on record are right."""
        cleaned = self.cleaned_data
        if cleaned["ends"] != OTHERS:
            return None
        lead = [cleaned["lead"]] if cleaned["lead"] else []
        return {duty: lead if name == "lead" else list(cleaned[name]) for name, duty in PARTS.items()}

    def told_deadline(self) -> Deadline | None:
        """Nothing where the one on record is right."""
        cleaned = self.cleaned_data
        words = cleaned["deadline_text"]
        if cleaned["deadline"] == DATE:
            due = PartialDate.on(cleaned["due"]) if cleaned["due"] else PartialDate.unknown()
            return Deadline(DeadlineKind.DATE, due=due, basis=DeadlineBasis.STATED, text=words)
        if cleaned["deadline"] == TERM:
            trigger, zero = Trigger(cleaned["trigger"]), cleaned["triggered"]
            return Deadline(
                DeadlineKind(cleaned["unit"]),
                text=words,
                term=cleaned["term"],
                trigger=trigger,
                trigger_text=cleaned["trigger_text"] if trigger == Trigger.EVENT else "",
                trigger_commitment=cleaned["after"] if trigger == Trigger.COMMITMENT else None,
                triggered=PartialDate.on(zero) if zero and trigger == Trigger.DATE else PartialDate.unknown(),
            )
        if cleaned["deadline"] == STAGE:
            return Deadline(DeadlineKind.STAGE, text=words, trigger=Trigger.EVENT, trigger_text=cleaned["trigger_text"])
        return Deadline(DeadlineKind.NONE, text=words) if cleaned["deadline"] == NONE else None
