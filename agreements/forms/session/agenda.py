"""What was on the table: points, demands, and what was said of commitments that are still owed."""

from typing import Any

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from agreements.choices import ReviewOutcome
from agreements.forms.session.fields import NOTE, TEXT, Number, Pick, RowChoice, Tap, Words
from agreements.forms.session.options import Options
from agreements.forms.session.rows import NEW, Row, shortened
from agreements.models import Commitment
from agreements.services.sessions.data import NewDemand, Point, Review
from conflicts.choices import Theme
from mesas.choices import Admission, ItemOutcome


class DemandForm(Row):
    """Something asked in the session."""

    part = "demands"

    text = Words(label=_("Qué se pide"), rows=2, max_length=TEXT)
    raised_by = RowChoice(label=_("Quién lo pide"), empty=_("No se sabe"))
    theme = Pick(label=_("Tema"), choices=Theme, empty=_("Sin tema"))

    def offer(self, options: Options) -> None:
        self.fields["raised_by"].offer(options.parties, options.party_choices)

    @property
    def title(self) -> str:
        return now("Demanda %(number)s") % {"number": self.number}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", now("Escriba qué se pide."))
        return cleaned

    def told(self) -> NewDemand:
        return NewDemand(**self.cleaned_data)


class DemandChooser(Row):
    """A row that may point at a demand: one on record, or one of this same session."""

    def offer_demands(self, options: Options, new: list[DemandForm]) -> None:
        """The new ones are named by their place; their keys hold while rows come and go."""
        fresh = {f"{NEW}{demand.key}": demand.key for demand in new}
        labels = [(f"{NEW}{demand.key}", now("De esta sesión: %s") % demand.title.lower()) for demand in new]
        known = [(key, shortened(str(row.text))) for key, row in options.demands.items()]
        self.fields["demand"].offer({**fresh, **options.demands}, [*labels, *known])


class PointForm(DemandChooser):
    """A point of the agenda: who proposed it, and what became of it."""

    part = "points"

    text = Words(label=_("De qué trata"), rows=2, max_length=TEXT)
    proposer = RowChoice(label=_("Lo propone"), empty=_("No se sabe"))
    admission = Tap(label=_("¿Se admite?"), choices=Admission)
    refusal_reason = Words(label=_("Por qué se rechazó"), max_length=NOTE)
    demand = RowChoice(label=_("Demanda que trata"), empty=_("Ninguna"))
    outcome = Tap(label=_("Qué pasó"), choices=ItemOutcome)
    minutes = Number(label=_("Minutos"), least=0, most=1440)

    def offer(self, options: Options) -> None:
        self.fields["proposer"].offer(options.parties, options.party_choices)

    @property
    def title(self) -> str:
        return now("Punto %(number)s") % {"number": self.number}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", now("Escriba de qué trata el punto."))
        if cleaned.get("refusal_reason") and cleaned.get("admission") != Admission.REFUSED:
            self.add_error("refusal_reason", now("Escribió un motivo. Bórrelo, o marque «Rechazado»."))
        return cleaned

    def told(self, places: dict[str, int]) -> Point:
        """`places` says where each new demand stands among those that were written."""
        demand = self.cleaned_data["demand"]
        return Point(**{**self.cleaned_data, "demand": places.get(demand) if isinstance(demand, str) else demand})


class ReviewForm(Row):
    """What was said in the hall of a commitment still owed. It changes no state: nobody answers for anybody here."""

    part = "reviews"
    is_listed = True

    outcome = Tap(label=_("Qué se dijo"), choices=ReviewOutcome)
    said_by = RowChoice(label=_("Quién lo dijo"), empty=_("No se anotó"))

    def offer(self, options: Options) -> None:
        self.fields["said_by"].offer(options.parties, options.party_choices)

    @property
    def commitment(self) -> Commitment:
        return self.options.commitments[self.key]

    @property
    def title(self) -> str:
        return self.commitment.code

    @property
    def origin(self) -> str:
        return self.options.origin_of(self.commitment)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", now("Marque qué se dijo, o borre quién lo dijo."))
        return cleaned

    def told(self) -> Review:
        return Review(commitment=self.commitment, **self.cleaned_data)
