"""What gave rise to a notice of a mesa, written short enough to be kept with it, and read again. Pure.

A cause names a row and, where a notice comes more than once, the day and how many days before or after it.
"""

import re
from datetime import date

from conflicts.partial_dates import PartialDate

MANDATE, PAPER, OLD_PAPERS, SILENCE, DEMAND = "mandato", "acta", "actas-de-antes", "silencio", "demanda"
#: What gave a deadline its day zero: another commitment kept, the document signed, an event dated.
CHAIN, SIGNATURE, EVENT = "cadena", "firma", "dia-cero"
CORRECTION = "correccion"  # of how the document was copied


def of_mandate(pk: int, ends_on: date, days: int) -> str:
    """A mandate that ends; another end, or another warning, is another cause."""
    return f"{MANDATE}:{pk}:{ends_on}:{days}"


def of_paper(session: int, days: int) -> str:
    """So many days after a session."""
    return f"{PAPER}:{session}:{days}"


def of_old_papers(on: date, session: int) -> str:
    """Of many sessions at once; named after its day and the first of them."""
    return f"{OLD_PAPERS}:{on}:{session}"


def of_silence(last_session: date) -> str:
    return f"{SILENCE}:{last_session}"


def of_demand(demand: int, agreement: int) -> str:
    return f"{DEMAND}:{demand}:{agreement}"


def of_day_zero(what: str, pk: int, day_zero: PartialDate) -> str:
    """From when a deadline runs is known. Counted anew from another day, it is another cause."""
    return f"{what}:{pk}:{day_zero.iso}"


def row_in(cause: str, *words: str) -> int | None:
    """The key of the row that such a cause names; nothing for causes of other kinds."""
    found = re.match(rf"(?:{'|'.join(words)}):(\d+)(?::|$)", cause, re.ASCII)
    return int(found[1]) if found else None
