"""A page as somebody reads it: its words, in order, on one line."""

import datetime
import re
from html.parser import HTMLParser


class Words(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.words = []
        self.feed(page)

    def handle_data(self, data):
        self.words += [data.strip()] if data.strip() else []


def read(response):
    """A no-break space stays one, so that what must not part is seen not to."""
    return re.sub(r"[ \n]+", " ", " ".join(Words(response.content.decode()).words))


def at(text):
    """Noon of that day in Lima."""
    return datetime.datetime.fromisoformat(f"{text}T17:00:00+00:00")


def moves(response):
    """The timeline of a page: day, words, state."""
    return [(str(move.on), move.text, move.state) for move in response.context["moves"]]
