"""Repeated parts of the form. Each row says its key, so that rows come and go by plain posts, in any order."""

import re
from typing import Any, ClassVar

from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from accounts.forms import ServiceForm
from agreements.forms.session.options import Options

NEW = "nueva-"  # before the key of another row of this same session, such as a demand
KEY = re.compile(r"n?\d{1,9}", re.ASCII)


class Row(ServiceForm):
    """One row of a part, such as a point of the agenda. One in which nothing was written is not there.

    Names of its fields are `<part>-<key>-<field>`; the page also sends `<part>=<key>` for every row, in order.
    """

    use_required_attribute = False
    part: ClassVar[str]
    #: In a long list. Its fields get ids once something was sent: before, nothing is wrong that a link could lead to.
    is_listed: ClassVar[bool] = False

    def __init__(
        self,
        key: str,
        options: Options,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
        **more: Any,
    ) -> None:
        ids = None if self.is_listed and data is None else "id_%s"
        super().__init__(data, files, auto_id=ids, prefix=f"{self.part}-{key}", empty_permitted=True, **more)
        self.key = key
        self.options = options
        self.number = 0  # its place among its equals, from 1; set by the whole
        self.offer(options)

    def offer(self, options: Options) -> None:
        """Set the choices that depend on the mesa."""

    @property
    def title(self) -> str:
        """What it is called on the page and in the summary of errors."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in it."""
        return not self.is_bound or not self.has_changed()

    def typed(self, name: str) -> Any:
        """What stands in a field, typed or offered, not yet looked into."""
        return self[name].value()


def hush(form: ServiceForm) -> None:
    """Show what was typed without judging it: nothing was sent yet, or nothing was written here."""
    form._errors = ErrorDict()
    form.cleaned_data = {}


def keys_in(data: QueryDict, part: str) -> list[str]:
    """Keys of the rows of a part, each once, in order; what is no key was never on the page."""
    return [key for key in dict.fromkeys(data.getlist(part)) if KEY.fullmatch(key)]


def next_key(keys: list[str]) -> str:
    """A key that no row has: one more than the highest."""
    return str(max((int(key) for key in keys if key.isdigit()), default=0) + 1)


def without(data: QueryDict, part: str, key: str) -> None:
    """Take a row out of what was posted, with all its fields."""
    data.setlist(part, [each for each in data.getlist(part) if each != key])
    for name in [name for name in data if name.startswith(f"{part}-{key}-")]:
        del data[name]


def shortened(text: str, most: int = 70) -> str:
    """As much as a list of choices bears."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
