"""Reading a site as somebody who follows every link, opens every file and asks for every export."""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client

HERE = "http://testserver"
LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
APPEARANCE = re.compile(r'Content-Length: .*|<dcterms:\w+ [^>]*>[^<]*|<path stroke="#000" d="[^"]*')
#: Is the same for everybody, ends the visit, or is gone through elsewhere.
LEFT_OUT = re.compile(r"^/(static|cuenta/salir|admin)/")
DEAR = re.compile(r"\?|^/actores/.")


class Visit(NamedTuple):
    """One answer, whole: `text` is its headers and all that it holds, a spreadsheet unpacked."""

    path: str
    status: int
    location: str
    text: str
    content: bytes

    @property
    def substance(self) -> str:
        """The text without how long it is, when a spreadsheet was written, and its own address drawn in squares."""
        return APPEARANCE.sub("", self.text)


def crawl(client: Client, places: Iterable[str], *, asks: bool) -> Iterator[Visit]:
    """These addresses, and all to which their pages lead.

    `asks`: also filters, orders and pages of lists, and the pages of actors, which are many and dear.

    A link that leads nowhere is told as an error: a page offers what its reader may open, and nothing else.
    """
    ahead = list(dict.fromkeys(places))
    given = frozenset(ahead)
    told = set(ahead)
    asked: set[tuple[str, str]] = set()
    while ahead:
        path = ahead.pop(0)
        response = client.get(path)
        visit = visit_of(path, response)
        assert path in given or visit.status in (200, 301, 302), f"a link to {path} answers {visit.status}"
        yield visit
        for link in links_of(visit, response):
            news = questions_of(link) - asked
            is_left_out = LEFT_OUT.match(link) or (DEAR.search(link) and not asks)
            if link not in told and news and not is_left_out:
                asked |= news
                told.add(link)
                ahead.append(link)


def visit_of(path: str, response: HttpResponseBase) -> Visit:
    content = b"".join(response)
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())  # cookies are none of them
    text = f"{headers}\n\n{text_of(content)}"
    return Visit(path, response.status_code, response.headers.get("Location", ""), text, content)


def text_of(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        book = zipfile.ZipFile(io.BytesIO(content))
        content = b"\n".join(book.read(name) for name in book.namelist())
    return html.unescape(content.decode(errors="replace"))


def links_of(visit: Visit, response: HttpResponseBase) -> Iterator[str]:
    """Of our own pages, without the place within a page."""
    found = [response["Location"]] if "Location" in response else []
    if response.headers.get("Content-Type", "").startswith("text/html"):
        found += LINK.findall(visit.content.decode())
    for link in found:
        whole = urlsplit(urljoin(HERE + visit.path, html.unescape(link)))
        if f"{whole.scheme}://{whole.netloc}" == HERE:
            yield whole.path + (f"?{whole.query}" if whole.query else "")


def questions_of(link: str) -> set[tuple[str, str]]:
    """The path alone, or with the name of each thing that is asked there. One answer to each question is enough."""
    whole = urlsplit(link)
    return {(whole.path, name) for name in parse_qs(whole.query, keep_blank_values=True) or [""]}
