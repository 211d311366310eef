"""Who came. Names are personal data: they are shown to whoever registers, and are never asked of anybody."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from agreements.forms.session.fields import Pick, RowChoice, Tap, Words
from agreements.forms.session.options import Options
from agreements.forms.session.rows import Row
from agreements.services.sessions.data import Attendee
from conflicts.choices import Level
from mesas.choices import Answer, CanDecide, Capacity, Gender, TravelPaidBy
from mesas.models import Person

CAME = [Answer.YES, Answer.NO]
LONGEST_TRIP = 240  # hours: ten days


class AttendeeForm(Row):
    """A person of the list, of those already known: nothing but taps, and the rest on demand."""

    part = "attendees"
    is_listed = True
    is_known = True

    came = Tap(label=_("Vino"), choices=[(each.value, each.label) for each in CAME])
    can_decide = Tap(label=_("Puede decidir"), choices=CanDecide)
    post = Words(label=_("Cargo"))
    level = Pick(label=_("Nivel"), choices=Level)
    capacity = Pick(label=_("En calidad de"), choices=Capacity, usual=Capacity.DELEGATE)
    is_remote = forms.BooleanField(label=_("Estuvo a distancia"), required=False)
    travel_hours = forms.DecimalField(
        label=_("Horas de viaje"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(LONGEST_TRIP),
        max_digits=4,
        decimal_places=1,
        widget=forms.NumberInput({"inputmode": "decimal", "step": "0.5"}),
        error_messages={"invalid": _("Escriba un número de horas, por ejemplo 3 o 2.5.")},
    )
    travel_paid_by = Pick(label=_("Quién pagó el viaje"), choices=TravelPaidBy)

    def __init__(self, key: str, options: Options, *args: Any, **more: Any) -> None:
        self.person = options.people[key]
        super().__init__(key, options, *args, initial=as_last_time(self.person, options), **more)
        self.empty_permitted = False  # what was offered is told by leaving it as it is

    @property
    def title(self) -> str:
        return str(self.person)

    @property
    def is_empty(self) -> bool:
        """Not marked: nobody says whether that person came."""
        return not self.typed("came") and (not self.is_bound or set(self.changed_data) <= {"came"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("came") and "came" not in self.errors:
            self.add_error("came", now("Marque si vino."))
        return cleaned

    def told(self) -> Attendee:
        said = {**self.cleaned_data, "came": self.cleaned_data["came"] == Answer.YES}
        return Attendee(party=self.person.party, person=self.person, **said)


class NewcomerForm(AttendeeForm):
    """Somebody who is not on the list yet."""

    is_listed = False
    is_known = False

    came = Tap(label=_("Vino"), choices=[(each.value, each.label) for each in CAME], initial=Answer.YES)
    party = RowChoice(
        label=_("De parte de"),
        empty=_("Elegir"),
        required=True,
        error_messages={"required": _("Elija de parte de quién.")},
    )
    name = Words(label=_("Nombre"), help_text=_("Lo ven coordinación, registro y su propio actor. Puede quedar vacío."))
    gender = Pick(label=_("Género"), choices=Gender, help_text=_("Solo si la persona lo dijo."))

    def __init__(self, key: str, options: Options, *args: Any, **more: Any) -> None:
        Row.__init__(self, key, options, *args, **more)

    def offer(self, options: Options) -> None:
        self.fields["party"].offer(options.parties, options.party_choices)

    @property
    def title(self) -> str:
        return now("Persona nueva %(number)s") % {"number": self.number}

    @property
    def is_empty(self) -> bool:
        return not self.is_bound or not self.has_changed()

    def told(self) -> Attendee:
        return Attendee(**{**self.cleaned_data, "came": self.cleaned_data["came"] == Answer.YES})


def as_last_time(person: Person, options: Options) -> dict[str, Any]:
    """What is offered of a known person: as in the last session; of one who was not there, her post."""
    last = options.last_attendance.get(str(person.pk))
    if last is None:
        return {"post": person.post, "level": person.party.level, "capacity": Capacity.DELEGATE}
    return {
        "came": Answer.YES if last.came else Answer.NO,
        "can_decide": last.can_decide,
        "post": last.post or person.post,
        "level": last.level,
        "capacity": last.capacity,
    }
