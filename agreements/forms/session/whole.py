"""The form of a whole session: the session itself and its parts, read together and handed to one service."""

import uuid
from itertools import chain
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from agreements.forms.session.agenda import DemandForm, PointForm, ReviewForm
from agreements.forms.session.convening import ConveningForm, SummonsForm
from agreements.forms.session.options import Options
from agreements.forms.session.paper import PaperForm, SignerForm
from agreements.forms.session.people import AttendeeForm, NewcomerForm
from agreements.forms.session.promises import AccordForm, PromiseForm
from agreements.forms.session.rows import Row, hush, keys_in
from agreements.services.sessions.data import SessionData
from agreements.services.sessions.rules import faults_of
from conflicts.choices import Side
from mesas.choices import Held

#: Parts in the order of the page. "summons", "paper" and "signers" have the same rows always.
PARTS = ("summons", "attendees", "points", "reviews", "demands", "accords", "promises", "paper", "signers")
#: Those of which a row can be added, and people.
ADDED = ("points", "reviews", "demands", "accords", "promises")
#: Field of a row on which a refusal is shown that names something else.
SHOWN_ON = {"demands": "demand", "person": "came", "party": "came"}


class SessionForm(ConveningForm):
    """Everything that the page sends. `rows` holds the forms of each part, in the order of the page.

    `quiet` shows what was typed without judging it: a row was added or taken away, and nothing is sent yet.
    """

    def __init__(
        self,
        options: Options,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        first = {"client_id": uuid.uuid4(), "base_version": 0, "held": Held.HELD, "day": options.on}
        super().__init__(data, files, initial=first)
        self.options = options
        self.offer(options)
        self.received: int | None = None  # the session that this form had already become
        self.unknown = False  # somebody or something on the page is no longer on the list
        self.rows: dict[str, list[Any]] = {part: self.rows_of(part, data, files) for part in PARTS}
        self.number_rows()
        for chooser in chain(self.rows["points"], self.rows["accords"]):
            chooser.offer_demands(options, self.rows["demands"])
        for promise in self.rows["promises"]:
            promise.offer_siblings(self.rows["promises"])
        self.is_quiet = quiet
        if quiet:
            for row in [self, *chain.from_iterable(self.rows.values())]:
                hush(row)

    def rows_of(self, part: str, data: QueryDict | None, files: MultiValueDict | None) -> list[Any]:
        keys = self.first_keys(part) if data is None or part in ("summons", "paper", "signers") else keys_in(data, part)
        forms = [self.row(part, key, data, files) for key in keys]
        self.unknown = self.unknown or None in forms
        return [form for form in forms if form is not None]

    def row(self, part: str, key: str, data: QueryDict | None = None, files: MultiValueDict | None = None) -> Any:
        """The form of one row; nothing for somebody or something that is not of this mesa."""
        options = self.options
        if part == "attendees" and key.startswith("n"):
            return NewcomerForm(key, options, data, files)
        if key.startswith("n") or (part == "attendees" and key not in options.people):
            return None
        if part == "reviews" and key not in options.commitments:
            return None
        if part == "promises" and data is None:
            return PromiseForm(key, options, initial={"accord": key})
        return FORMS[part](key, options, data, files)

    def first_keys(self, part: str) -> list[str]:
        """Rows with which the page opens."""
        return {
            "summons": [str(place) for place in range(len(Side))],
            "attendees": self.options.expected,
            "reviews": self.options.pressing,
            "signers": list(self.options.signing),
        }.get(part, ["1"])

    def number_rows(self) -> None:
        """Each row knows its place: people count new ones only, commitments go on through all agreements."""
        order = {row.key: place for place, row in enumerate(self.rows["accords"])}
        self.rows["promises"].sort(key=lambda row: order.get(row.typed("accord") or "", len(order)))
        for part, rows in self.rows.items():
            counted = [row for row in rows if part != "attendees" or isinstance(row, NewcomerForm)]
            for number, row in enumerate(counted, start=1):
                row.number = number

    def blank_rows(self) -> dict[str, Any]:
        """An empty row of each kind that can be added and that the page does not show: opened anew, it shows most."""
        shown = () if self.is_bound else ("points", "demands", "accords", "promises")
        blank: dict[str, Any] = {"attendees": NewcomerForm("n0", self.options)}
        blank |= {part: FORMS[part]("0", self.options) for part in ADDED if part not in shown}
        for part in {"points", "accords"} - set(shown):
            blank[part].offer_demands(self.options, self.rows["demands"])
        return blank

    def promises_of(self, accord: AccordForm) -> list[PromiseForm]:
        """Commitments that stand under an agreement."""
        return [row for row in self.rows["promises"] if row.typed("accord") == accord.key]

    def written(self, part: str) -> list[Any]:
        """Rows of a part in which something was written."""
        return [row for row in self.rows[part] if not row.is_empty]

    def read(self, part: str) -> list[Any]:
        """Those of them that could be read."""
        return [row for row in self.written(part) if row.is_valid()]

    # Reading

    def is_valid(self) -> bool:
        """The session and every row in which something was written; all are looked into, so that all errors show."""
        rows = [row for part in PARTS for row in self.written(part)]
        for row in chain.from_iterable(self.rows.values()):
            if row.is_empty:
                hush(row)
        if all([super().is_valid(), self.is_whole(), *(row.is_valid() for row in rows)]):
            return True
        if super().is_valid():  # what can be read is also weighed, so that all there is to correct is told at once
            self.show_refusal(ValidationError(list(faults_of(self.told(), self.options.mesa, self.options.on))))
        return False

    def is_whole(self) -> bool:
        """Nothing on the page was of elsewhere, and what points at a row points at one that is there."""
        if self.unknown:
            message = _("Algo de la lista ya no es de esta mesa y se quitó. Revise la página y guarde otra vez.")
            self.add_error(None, ValidationError(message, code="foreign"))
        lost = [row for row in self.written("promises") if row.typed("accord") not in self.accord_keys]
        for row in lost:
            self.add_error(None, ValidationError(_("%s no está en ningún acuerdo.") % row.title, code="foreign"))
        dangling = False
        for row in chain(self.written("points"), self.written("accords")):
            demand = row.cleaned_data.get("demand") if row.is_valid() else None
            if isinstance(demand, str) and demand not in {row.key for row in self.written("demands")}:
                row.add_error("demand", _("Esa demanda todavía está vacía: escríbala, o elija otra."))
                dangling = True
        written = {row.key for row in self.written("promises")}
        for row in self.read("promises"):
            if row.follows is not None and row.follows not in written:
                row.add_error("after_row", _("Ese compromiso todavía está vacío: escríbalo, o elija otro."))
                dangling = True
        return not (self.unknown or lost or dangling)

    @property
    def accord_keys(self) -> set[str]:
        return {row.key for row in self.rows["accords"]}

    @property
    def places(self) -> dict[str, int]:
        """Place of each new demand among those that were read, by key."""
        return {row.key: place for place, row in enumerate(self.read("demands"))}

    def service_data(self) -> dict[str, Any]:
        return {
            "client_id": self.cleaned_data["client_id"],
            "base_version": self.cleaned_data["base_version"],
            "confirmed_warnings": [
                f"past_deadline:{place}:{row.typed('confirmed')}"
                for place, row in enumerate(self.sent_promises)
                if row.typed("confirmed")
            ],
            "data": self.told(),
        }

    def told(self) -> SessionData:
        """What was typed and could be read, as the service takes it."""
        signers = [row.told() for row in self.read("signers")]
        (paper,) = self.rows["paper"]
        has_paper = paper.is_valid() and (paper.has_changed() or signers)
        promised = {row.key: place for place, row in enumerate(self.sent_promises)}
        return SessionData(
            **self.session_fields(),
            summons=[row.told() for row in self.read("summons")],
            attendees=[row.told() for row in self.read("attendees")],
            points=[row.told(self.places) for row in self.read("points")],
            reviews=[row.told() for row in self.read("reviews")],
            demands=[row.told() for row in self.read("demands")],
            accords=[
                accord.told([row.told(promised) for row in self.sent_promises_of(accord)], self.places)
                for accord in self.sent_accords
            ],
            paper=paper.told(signers) if has_paper else None,
        )

    def sent_promises_of(self, accord: AccordForm) -> list[PromiseForm]:
        return [row for row in self.promises_of(accord) if not row.is_empty and row.is_valid()]

    @property
    def sent_accords(self) -> list[AccordForm]:
        """Agreements with words of their own or with commitments."""
        rows = [row for row in self.rows["accords"] if row.is_valid()]
        return [row for row in rows if not row.is_empty or self.sent_promises_of(row)]

    @property
    def sent_promises(self) -> list[PromiseForm]:
        """Commitments in the order in which the service gets them."""
        return [row for accord in self.sent_accords for row in self.sent_promises_of(accord)]

    # Refusals

    def show_refusal(self, refusal: ValidationError) -> None:
        """Put each message on the row and the field that it names."""
        sent = {**{part: self.read(part) for part in PARTS}, "accords": self.sent_accords}
        sent |= {"promises": self.sent_promises, "paper": self.rows["paper"], "": [self]}
        for error in refusal.error_list:
            told = error.params or {}
            row = sent[told.get("part", "")][told.get("row", 0)]
            field = told.get("field", NON_FIELD_ERRORS)
            row.add_error(
                next((name for name in (field, SHOWN_ON.get(field)) if name in row.fields), None), str(error.message)
            )
            if error.code == "confirm":
                row.to_confirm = told["key"].rpartition(":")[2]
            if error.code == "stale":
                self.stale, self.received = True, told.get("session")


FORMS: dict[str, type[Row]] = {
    "summons": SummonsForm,
    "attendees": AttendeeForm,
    "points": PointForm,
    "reviews": ReviewForm,
    "demands": DemandForm,
    "accords": AccordForm,
    "promises": PromiseForm,
    "paper": PaperForm,
    "signers": SignerForm,
}
