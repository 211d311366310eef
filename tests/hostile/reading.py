"""A page as a browser without scripts reads it: what its form asks, what stands there, and which faults it shows."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Controls that are typed into, by kind. All others are chosen, ticked or attached.
WORDS = ("text", "textarea", "email", "url", "password")
TYPED = (*WORDS, "number", "date", "time")
CHOSEN = ("select", "radio", "checkbox")


@dataclass
class Control:
    """One name of a form."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    told_by: set[str] = field(default_factory=set)  # ids of the texts that a screen reader reads with it
    count: int = 0  # how many boxes of that name there are

    @property
    def is_one_of_many(self) -> bool:
        return self.count > 1

    @property
    def is_part_of_a_date(self) -> bool:
        """Day, month or year of a date of which only the year may be known."""
        return self.kind == "text" and self.name.rpartition("_")[2] in ("day", "month", "year")


class Page(HTMLParser):
    """The form of a page that is sent by post; of several, the one that asks most."""

    def __init__(self, response):
        super().__init__()
        self.forms: list[dict[str, Control]] = []
        self.texts: dict[str, str] = {}  # of every element with an id that holds an error or a hint
        self.alerts = ""
        self._hidden = self._alert = 0
        self._fieldsets: list[set[str]] = []
        self._open: dict[str, Control] | None = None
        self._area = self._select = self._text = None
        self.feed(response.content.decode())
        self.controls = max(self.forms, key=len, default={})

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        self._hidden += tag == "template"
        if self._hidden:
            return
        self._note(tag, attrs)
        if tag == "form":
            self._open = {} if attrs.get("method") == "post" else None
        elif tag == "fieldset":
            self._fieldsets.append(set(attrs.get("aria-describedby", "").split()))
        elif tag == "option" and self._select:
            self._option(attrs)
        elif self._open is not None and tag in ("input", "textarea", "select") and attrs.get("name"):
            self._control(tag, attrs)

    def _note(self, tag, attrs):
        if attrs.get("role") == "alert" or "errornote" in attrs.get("class", ""):
            self._alert = 1
        elif self._alert and tag == "div":
            self._alert += 1
        if attrs.get("id", "").endswith("_error"):
            self._text = attrs["id"]
            self.texts[self._text] = ""

    def _control(self, tag, attrs):
        kind = attrs.get("type", "text") if tag == "input" else tag
        if kind == "submit" or attrs["name"] == "csrfmiddlewaretoken":
            return
        control = self._open.setdefault(attrs["name"], Control(attrs["name"], kind))
        control.count += 1
        control.told_by.update(attrs.get("aria-describedby", "").split(), *self._fieldsets)
        if tag == "textarea":
            self._area = control
            control.values.append("")
        elif tag == "select":
            self._select, self._first = control, None
        elif kind != "file" and (kind not in ("radio", "checkbox") or "checked" in attrs):
            control.values.append(attrs.get("value", "on" if kind in ("radio", "checkbox") else ""))

    def _option(self, attrs):
        if self._first is None:
            self._first = attrs.get("value", "")
        if "selected" in attrs:
            self._select.values.append(attrs.get("value", ""))

    def handle_endtag(self, tag):
        self._hidden -= tag == "template"
        if tag == "form" and self._open is not None:
            self.forms.append(self._open)
            self._open = None
        elif tag == "fieldset" and self._fieldsets:
            self._fieldsets.pop()
        elif tag == "select" and self._select:
            if not self._select.values and self._first is not None:
                self._select.values.append(self._first)
            self._select = None
        elif tag == "textarea" and self._area:
            # Browsers leave out the line end that follows <textarea>.
            self._area.values[-1] = self._area.values[-1].removeprefix("\r\n").removeprefix("\n")
            self._area = None
        elif tag in ("p", "ul"):
            self._text = None
        if tag in ("div", "p") and self._alert:
            self._alert -= 1

    def handle_data(self, data):
        if self._hidden:
            return
        if self._area:
            self._area.values[-1] += data
        if self._text:
            self.texts[self._text] += data
        if self._alert:
            self.alerts += data

    def untouched(self) -> dict[str, list[str]]:
        """What the form sends as it stands."""
        return {name: control.values for name, control in self.controls.items() if control.values}

    def of_kind(self, *kinds: str) -> list[Control]:
        return [control for control in self.controls.values() if control.kind in kinds]

    def fault(self, name: str) -> str:
        """The sentence beside a field, as it is also read aloud with it; empty where nothing is said."""
        told = self.controls[name].told_by if name in self.controls else set()
        return " ".join(self.texts[key].strip() for key in sorted(told) if key in self.texts)
