"""A page as somebody reads it: its words, in order, on one line."""

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
