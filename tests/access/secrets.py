"""What is not for everybody: the words of the world, and what else gives something away; and who may read each."""

import datetime
import io
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from PIL import Image

from tests.access.crawling import Visit
from tests.access.things import ANSWERED, NEIGHBOUR_ANSWERED, NEIGHBOUR_SAW, SEEN
from tests.access.world import READERS, WORDS, word

TABLE = Path(__file__).with_name("secrets.txt")
WORD = re.compile(r"zq[a-z0-9]+")
PHONES = {"984713205": "comunidad", "984713206": "empresa", "984713207": "interna", "984713208": "de otros"}
MONTHS = {1: "enero", 2: "febrero", 3: "marzo"}


def ways_to_write(day: datetime.date) -> str:
    """As pages, exports and addresses write a day."""
    month = MONTHS[day.month]
    short = rf"{day.day}\s(?:de\s)?{month[:3]}(?:{month[3:]})?(?:\sde)?\s{day.year}"
    return rf"{day.isoformat()}|{day:%d/%m/%Y}|{day:%d-%m-%Y}|\b{short}"


#: What has no word of its own, by the name that the table gives it.
SIGNS = {
    **{f"telefono {whose}": re.compile(rf"\b{number}\b") for number, whose in PHONES.items()},
    "dia que vio": re.compile(ways_to_write(SEEN)),
    "dia del veredicto": re.compile(ways_to_write(ANSWERED)),
    "dia que vio la vecina": re.compile(ways_to_write(NEIGHBOUR_SAW)),
    "dia de la vecina": re.compile(ways_to_write(NEIGHBOUR_ANSWERED)),
}
NAMED = {*SIGNS, "lugar en la foto"}


def secrets_in(visit: Visit) -> Iterator[str]:
    """All that this answer gives away: words as they stand, the rest by its name."""
    yield from secrets_of(visit.text)
    if visit.content.startswith(b"\xff\xd8") and Image.open(io.BytesIO(visit.content)).getexif().get_ifd(0x8825):
        yield "lugar en la foto"


def secrets_of(text: str) -> Iterator[str]:
    text = text.lower()
    yield from WORDS & set(WORD.findall(text))  # chance may write something like a word in a key
    yield from (name for name, sign in SIGNS.items() if sign.search(text))


class Table:
    """Who reads what. A row that begins or ends with an asterisk speaks of every word that has no row of its own."""

    def __init__(self) -> None:
        self.rows: dict[str, frozenset[str]] = {}
        for line in TABLE.read_text().splitlines():
            if line.strip() and not line.startswith("#"):
                self._read(line)

    def _read(self, line: str) -> None:
        name, *cells = re.split(r"\s{2,}", line.strip())
        secret = name if name in NAMED else word(name)
        assert len(cells) == len(READERS), line
        assert set(cells) <= {"x", "."}, line
        assert secret not in self.rows, line
        self.rows[secret] = frozenset(who for who, cell in zip(READERS, cells, strict=True) if cell == "x")

    def row_of(self, secret: str) -> str:
        """The row that speaks of it; nothing where none does."""
        if secret in self.rows:
            return secret
        many = (row for row in self.rows if "*" in row and fnmatchcase(secret, row))
        return next(many, "")
