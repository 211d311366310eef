"""A browser without scripts: it reads the form of a page, types into it, presses a button and reads what comes back."""

from html.parser import HTMLParser

from django.utils import timezone


class FormReader(HTMLParser):
    """What a form would send as it stands, its buttons and its errors. Templates for scripts are not there."""

    def __init__(self):
        super().__init__()
        self.fields, self.buttons, self.errors, self.links, self.texts = [], [], [], [], []
        self.depth = {"template": 0, "form": 0}
        self.select = self.option = self.area = self.error = None

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "template" or (tag == "form" and "data-session-form" in told):
            self.depth[tag] += 1
        if self.depth["template"] or not self.depth["form"]:
            return
        start = getattr(self, f"start_{tag}", None)
        if start:
            start(told)
        if "error" in (told.get("class") or "").split():
            self.error = ""

    def handle_endtag(self, tag):
        if tag == "p" and self.error is not None:
            self.errors.append(self.error.strip())
            self.error = None
        if tag == "textarea" and self.area:
            self.fields.append(self.area)
            self.area = None
        if tag == "select" and self.select:
            name, chosen, first = self.select
            self.fields.append((name, first or "" if chosen is None else chosen))
            self.select = None
        if self.depth.get(tag):
            self.depth[tag] -= 1

    def handle_data(self, data):
        if self.error is not None:
            self.error += data
        if self.area:
            self.area = (self.area[0], self.area[1] + data)

    def start_input(self, told):
        kind = told.get("type", "text")
        if kind == "file" or (kind in ("radio", "checkbox") and "checked" not in told):
            return
        self.fields.append((told["name"], told.get("value") or ""))

    def start_textarea(self, told):
        self.area = (told["name"], "")

    def start_select(self, told):
        self.select = (told["name"], None, None)

    def start_option(self, told):
        if self.select is None:
            return
        name, chosen, first = self.select
        value = told.get("value", "")
        self.select = (name, value if "selected" in told else chosen, value if first is None else first)

    def start_button(self, told):
        self.buttons.append((told.get("name"), told.get("value")))

    def start_a(self, told):
        self.links.append(told.get("href"))


class Page:
    """One page of the session form, as somebody without scripts sees it."""

    def __init__(self, client, response):
        self.client, self.response = client, response
        reader = FormReader()
        reader.feed(response.content.decode())
        self.buttons, self.errors, self.links = reader.buttons, reader.errors, reader.links
        self.typed = {}
        for name, value in reader.fields:
            # The first line end in a textarea is the page's own.
            self.typed.setdefault(name, []).append(value.removeprefix("\n"))

    def __getitem__(self, name):
        """What stands in a field."""
        values = self.typed.get(name, [])
        return values if len(values) > 1 else values[0] if values else None

    def type(self, **fields):
        """Type, choose or tick; None unticks. `points__1__text` is the field points-1-text."""
        for name, value in fields.items():
            self.put(name.replace("__", "-"), value)
        return self

    def put(self, name, value):
        if value is None:
            self.typed.pop(name, None)
        else:
            self.typed[name] = [str(one) for one in value] if isinstance(value, list) else [str(value)]

    def press(self, name="save", value="1", **files):
        """Press a button, and read the next page."""
        data = {**self.typed, name: [value], **files}
        response = self.client.post(self.response.request["PATH_INFO"], data)
        return Page(self.client, response) if response.status_code in (200, 409) else response

    def rows(self, part):
        """Keys of the rows of a part."""
        return list(self.typed.get(part, []))


def open_page(client, path):
    return Page(client, client.get(path))


def today():
    return timezone.localdate()


def one_promise(page, table, **more):
    return page.type(
        **{
            "promises__1__title_text": "Posta médica",
            "promises__1__lead": table.health.pk,
            "promises__1__beneficiaries": table.village.pk,
            "promises__1__deadline": "sin-plazo",
            **more,
        }
    )
