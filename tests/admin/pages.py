"""Reading a form as a browser does, and sending it back."""

from html.parser import HTMLParser

from django.urls import reverse


class FormReader(HTMLParser):
    """Fields of the form that is sent by post, with what they hold."""

    def __init__(self):
        super().__init__()
        self.fields, self.inside, self.select, self.area = {}, False, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("method") == "post"
        if not self.inside:
            return
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "input" and name not in (None, "csrfmiddlewaretoken") and kind not in ("submit", "checkbox", "radio"):
            self.fields[name] = [attrs.get("value", "")]
        elif tag == "input" and kind in ("checkbox", "radio") and "checked" in attrs:
            self.fields.setdefault(name, []).append(attrs.get("value", "on"))
        elif tag == "textarea":
            self.area = name
            self.fields[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.fields.setdefault(self.select, []).append(attrs.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.fields[self.area][0] += data


def fields_of(page):
    """What the form of a page would send, untouched."""
    reader = FormReader()
    reader.feed(page.content.decode())
    # Browsers leave out the line end that follows <textarea>.
    return {
        name: [value.removeprefix("\r\n").removeprefix("\n") for value in values]
        for name, values in reader.fields.items()
    }


def address(model, view, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


def correct(client, row, *, why="El acta dice otra cosa.", **typed):
    """Open the form of a record, type over some fields, and send it."""
    place = address(type(row), "change", row.pk)
    return client.post(place, fields_of(client.get(place)) | {"why": why} | typed)


def errors_of(page):
    """Every message beside a field or above the form."""
    return {name: [str(text) for text in texts] for name, texts in page.context["adminform"].form.errors.items()}
