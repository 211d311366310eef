"""The paper by which a party speaks when somebody else records it, or by which it agrees to what is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PartyFields
from agreements.services.rules import BEHALF_KINDS
from conflicts.forms import PartialDateFormField
from conflicts.models import Party
from mesas.choices import DocumentKind, DocumentMark
from mesas.forms import CheckedFileField
from mesas.models import Document
from mesas.services.papers import NewPaper


class PaperFields(forms.Form):
    """One that is on record, or a new one with its kind, name and date. `paper` is what was chosen, or nothing.

    A form that has these calls `offer_papers` once its fields are there.
    """

    document = forms.ModelChoiceField(
        label=_("Documento ya registrado"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("Ninguno: lo agrego aquí"),
    )
    paper_kind = forms.ChoiceField(label=_("Qué documento es"), required=False)
    paper_title = forms.CharField(
        label=_("Cómo se llama"), required=False, max_length=200, help_text=_("Por ejemplo: Oficio 045-2026.")
    )
    paper_dated = PartialDateFormField(label=_("De qué fecha es"), required=False)
    paper_is_signed = forms.BooleanField(label=_("Está firmado"), required=False)
    paper_file = CheckedFileField(label=_("Archivo del documento"), required=False)

    PAPER = ("document", "paper_kind", "paper_title", "paper_dated", "paper_is_signed", "paper_file")
    paper_kinds: ClassVar[Sequence[DocumentKind]] = BEHALF_KINDS
    asks_for_paper = True

    def offer_papers(self, papers: QuerySet[Document], *, asked: bool) -> None:
        """`asked`: whether this person is asked for a paper at all. Who speaks for herself is not."""
        self.asks_for_paper = asked
        document, kind = self.fields["document"], self.fields["paper_kind"]
        if isinstance(document, forms.ModelChoiceField):
            document.queryset = papers
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [("", _("Elija uno")), *((each.value, each.label) for each in self.paper_kinds)]
        if not asked:
            for name in self.PAPER:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_paper(cleaned)
        return cleaned

    def check_paper(self, cleaned: dict[str, Any]) -> None:
        """A new paper says what it is, what it is called and of which day."""
        if not self.asks_for_paper or cleaned.get("document"):
            return
        if cleaned.get("paper_kind"):
            if not cleaned.get("paper_title"):
                self.add_error("paper_title", _("Escriba cómo se llama el documento."))
            if "paper_dated" in cleaned and not cleaned["paper_dated"].is_known:
                self.add_error("paper_dated", _("Indique la fecha del documento: dice cuándo habló el actor."))
        elif "paper_kind" not in self.errors and (cleaned.get("paper_title") or cleaned.get("paper_file")):
            self.add_error("paper_kind", _("Diga qué documento es."))

    def paper(self) -> Document | NewPaper | None:
        if not self.asks_for_paper:
            return None
        cleaned = self.cleaned_data
        if cleaned["document"] or not cleaned["paper_kind"]:
            return cleaned["document"]
        return NewPaper(
            kind=DocumentKind(cleaned["paper_kind"]),
            title=cleaned["paper_title"],
            dated=cleaned["paper_dated"],
            mark=DocumentMark.SIGNED if cleaned.get("paper_is_signed") else DocumentMark.UNKNOWN,
            file=cleaned["paper_file"],
        )


class SpokenFields(PartyFields, PaperFields):
    """A step in the name of a party: by one of its own people or, where staff records it, with the paper."""

    fields_of_codes: ClassVar[Mapping[str, str]] = {"document": "document", "document_date": "paper_dated"}

    def __init__(
        self, *args: Any, parties: QuerySet[Party], papers: QuerySet[Document], asked: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offer_parties(parties)
        self.offer_papers(papers, asked=asked)
