"""By which paper each party agrees: one on record that it signed, or a new one that several may have signed."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from agreements.services.consents import Consent
from conflicts.forms import PartialDateFormField
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind
from mesas.forms import CheckedFileField
from mesas.models import Document
from mesas.services.papers import NewPaper

#: A noted call is no consent.
KINDS = [(kind.value, kind.label) for kind in DocumentKind if kind != DocumentKind.CALL_NOTE]
PARTS = ("kind", "title", "dated", "file", "signers")


class PaperChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, paper: Document) -> str:
        return f"{paper.title} ({paper.dated})"


class ConsentFields(forms.Form):
    """A form that has these calls `ask_consents` once its fields are there, and `check_consents` from its `clean`.

    Each party chooses among papers that it signed (`signed_<party>`); new papers are `paper_<n>_…`, as many as there
    are parties, and say who signed them. Where all must sign one paper (`one_paper`), one is asked for.
    """

    on: datetime.date
    agreeing: Sequence[Party] = ()
    papers: Sequence[int] = ()
    one_paper = False
    full_day = False

    def ask_consents(
        self,
        parties: Sequence[Party],
        signed: Mapping[int, Collection[int]],
        *,
        on: datetime.date,
        one_paper: bool = False,
        full_day: bool = False,
    ) -> None:
        """`signed`: keys of the papers on record that each party signed, by its key. `full_day`: no less will do."""
        self.agreeing, self.on, self.one_paper, self.full_day = parties, on, one_paper, full_day
        if one_paper:
            common = set.intersection(*(set(signed.get(party.pk, ())) for party in parties)) if parties else set()
            self.offer_registered("signed_all", _("Documento ya registrado que firmaron todos"), common)
        else:
            for party in parties:
                label = format_lazy(_("Documento ya registrado que firmó {party}"), party=party)
                self.offer_registered(f"signed_{party.pk}", label, signed.get(party.pk, ()))
        self.papers = range(1, (1 if one_paper else len(parties)) + 1) if parties else ()
        for number in self.papers:
            self.offer_new(f"paper_{number}")

    def ask_last(self, *names: str) -> None:
        """In the order of the page, in which errors are summed up too."""
        self.order_fields([name for name in self.fields if name not in names])

    def offer_registered(self, name: str, label: Any, keys: Collection[int]) -> None:
        if keys:
            self.fields[name] = PaperChoiceField(
                label=label,
                queryset=Document.objects.filter(pk__in=keys).order_by("-dated_on", "-pk"),
                required=False,
                empty_label=_("Ninguno: lo agrego abajo"),
            )

    def offer_new(self, prefix: str) -> None:
        self.fields |= {
            f"{prefix}_kind": forms.ChoiceField(
                label=_("Qué documento es"), choices=[("", _("Elija uno")), *KINDS], required=False
            ),
            f"{prefix}_title": forms.CharField(
                label=_("Cómo se llama"), max_length=200, required=False, help_text=_("Por ejemplo: Oficio 045-2026.")
            ),
            f"{prefix}_dated": PartialDateFormField(label=_("De qué fecha es"), required=False, full_day=self.full_day),
            f"{prefix}_file": CheckedFileField(
                label=_("Archivo"), required=False, help_text=_("El documento firmado: basta una foto en que se lea.")
            ),
            f"{prefix}_signers": forms.MultipleChoiceField(
                label=_("Quiénes lo firmaron"),
                choices=[(str(party.pk), str(party)) for party in self.agreeing],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            ),
        }

    # What a template shows

    @property
    def registered(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("signed_")]

    @property
    def first_paper(self) -> list[BoundField]:
        return self.paper_fields(1) if self.papers else []

    @property
    def more_papers(self) -> list[dict[str, Any]]:
        """Those that most people do not need, folded away until something stands in them."""
        blocks = [self.paper_fields(number) for number in list(self.papers)[1:]]
        return [
            {"fields": fields, "is_open": any(field.errors or is_filled(field.data) for field in fields)}
            for fields in blocks
        ]

    def paper_fields(self, number: int) -> list[BoundField]:
        return [self[f"paper_{number}_{part}"] for part in PARTS]

    # What was typed

    def check_consents(self, cleaned: dict[str, Any], *, asked: bool = True) -> None:
        """Each new paper is whole; and, where they are `asked`, nobody's is missing."""
        for number in self.papers:
            self.check_new(number, cleaned)
        broken = any(name.startswith(("signed_", "paper_")) for name in self.errors)
        missing = [str(party) for party in self.agreeing if self.paper_of(party, cleaned) is None]
        if asked and missing and not broken:
            place = self.registered[0].name if self.one_paper and self.registered else "paper_1_signers"
            self.add_error(
                place, now("Falta el documento con que está de acuerdo: %(who)s.") % {"who": ", ".join(missing)}
            )

    def check_new(self, number: int, cleaned: dict[str, Any]) -> None:
        name = "paper_{}_{}".format
        typed = {part: cleaned.get(name(number, part)) for part in PARTS}
        dated = typed["dated"] or PartialDate.unknown()
        if not any((typed["kind"], typed["title"], dated.is_known, typed["file"], typed["signers"])):
            return
        words = {
            "kind": "" if typed["kind"] else now("Diga qué documento es."),
            "title": "" if typed["title"] else now("Escriba cómo se llama el documento."),
            "dated": self.fault_of(dated),
            "file": "" if typed["file"] else now("Adjunte el documento firmado."),
            "signers": "" if typed["signers"] else now("Marque quiénes lo firmaron."),
        }
        for part, fault in words.items():
            if fault and name(number, part) not in self.errors:
                self.add_error(name(number, part), fault)

    def fault_of(self, dated: PartialDate) -> str:
        if not dated.is_known:
            return now("Indique la fecha del documento.")
        return now("La fecha del documento no puede ser posterior a hoy.") if dated.earliest > self.on else ""

    def paper_of(self, party: Party, cleaned: dict[str, Any]) -> Document | int | None:
        """The paper by which a party agrees: one on record, or the number of a new one."""
        on_record = cleaned.get("signed_all" if self.one_paper else f"signed_{party.pk}")
        if on_record:
            return on_record
        return next((n for n in self.papers if str(party.pk) in (cleaned.get(f"paper_{n}_signers") or ())), None)

    def consents(self) -> list[Consent]:
        cleaned = self.cleaned_data
        new = {number: self.new_paper(number) for number in self.papers if cleaned.get(f"paper_{number}_kind")}
        found = {party: self.paper_of(party, cleaned) for party in self.agreeing}
        papers = {party: new.get(paper) if isinstance(paper, int) else paper for party, paper in found.items()}
        return [Consent(party, paper) for party, paper in papers.items() if paper]

    def new_paper(self, number: int) -> NewPaper:
        kind, title, dated, file, _signers = (self.cleaned_data[f"paper_{number}_{part}"] for part in PARTS)
        return NewPaper(kind=DocumentKind(kind), title=title, dated=dated, file=file)

    def place_of(self, error: ValidationError) -> str | None:
        """Beside which field a refusal of a paper is shown: the first new one, or the first on record."""
        if error.code not in ("consent", "document_date", "paper_file"):
            return None
        registered = [field.name for field in self.registered if self.cleaned_data.get(field.name)]
        part = {"consent": "signers", "document_date": "dated", "paper_file": "file"}[error.code]
        new = [f"paper_{number}_{part}" for number in self.papers if self.cleaned_data.get(f"paper_{number}_kind")]
        return next(iter(new or registered), None)


def is_filled(data: Any) -> bool:
    """Whether something was typed or chosen: a date comes in three parts."""
    return any(data) if isinstance(data, list) else bool(data)
