"""Every number of the dashboard that leads somewhere, and how many rows stand there."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.http import QueryDict

from agreements.filters import CommitmentFilter
from agreements.filters.meetings import DemandFilter, SessionFilter
from mesas.models import Demand, Session


def numbers_of(page):
    """Pairs of address and number, as the page says them."""
    bands = (page.completion, page.states, page.timing, page.overdue, page.lacks, page.sources)
    found = []
    for band in bands:
        found += [(one.href, one.count) for one in band.bars]
        found += [(one.href, one.numerator) for one in band.figures]
        found += [(one.href, first_number(one.count)) for one in band.measures if one.href]
        found += [(band.more.href, band.more.count)] if band.more else []
    # What nobody asks for has a page of its own; only of the present its rows are also a list of commitments.
    found += [(one.href, one.count) for one in page.cover.bars if one.href.startswith("/compromisos/")]
    for table in (page.obligors, page.sectors, page.themes, page.mesas):
        found += [(cell.href, first_number(cell.text)) for row in table.rows for cell in row.cells]
    found += [(one.href, first_number(one.value)) for one in (*page.told, *page.records, *page.obligor_notes)]
    return {pair for pair in found if pair[0]}


def first_number(text):
    return int(re.match(r"[\d,]+", text)[0].replace(",", ""))


def rows_at(address, user, on):
    """How many rows the list at that address has for this reader, asked as the list asks."""
    place = urlsplit(address)
    query = QueryDict(place.query)
    if place.path == "/sesiones/":
        asked = SessionFilter(query, Session.objects.visible_to(user), user=user, on=on)
    elif place.path == "/demandas/":
        asked = DemandFilter(query, Demand.objects.visible_to(user), user=user, on=on)
    else:
        assert place.path == "/compromisos/"
        asked = CommitmentFilter(query, user=user, on=on)
    assert asked.refused == []
    return asked.qs.count()


class Links(HTMLParser):
    """Addresses inside of the page's own part, without files and filters."""

    def __init__(self, response):
        super().__init__()
        self.is_inside, self.found = False, set()
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.is_inside = self.is_inside or tag == "main"
        if self.is_inside and tag == "a" and "formato=" not in attrs["href"] and "download" not in attrs:
            self.found.add(attrs["href"])

    def handle_endtag(self, tag):
        self.is_inside = self.is_inside and tag != "main"


def links_to_lists(response):
    lists = ("/compromisos/", "/sesiones/", "/demandas/", "/mesas/", "/conflictos/")
    return {href for href in Links(response).found if href.startswith(lists)}
