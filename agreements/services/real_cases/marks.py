"""Marks on facts that break a rule of what members record. They are kept as the source tells them, and say so.

The words are data, kept beside the source's own note: they are not translated.
"""

from __future__ import annotations

from agreements.services.real_cases.cells import Reader
from conflicts.partial_dates import PartialDate, Precision
from mesas.choices import Held, Mechanism

OUT_OF_DATES = "Su fecha queda fuera de las que se conocen de la mesa."
WITHOUT_DATE = "Se realizó, pero la fuente no da la fecha completa."
OTHER_MESA = "El acuerdo del que sale es de otra mesa."
CALLED_NEGOTIATION = "El nombre dice «negociación»; se registra como mesa de diálogo."


def beside(note: str, *marks: str) -> str:
    """The source's note, and the marks after it."""
    return " ".join(filter(None, (note, *marks)))


def out_of_dates(row: Reader, day: PartialDate) -> str:
    """Whether a day is known to lie before the mesa of the row was installed or after it closed."""
    mesa = row.files.find("mesas", row["mesa_id"])
    if mesa is None:
        return ""
    about = Reader(row.files, "mesas", mesa)
    installed, closed = (about.date(f"{what}_on", f"{what}_precision") for what in ("installed", "closed"))
    return OUT_OF_DATES if day.known_before(installed) or closed.known_before(day) else ""


def of_session(row: Reader, held: Held, day: PartialDate) -> str:
    """A session out of its mesa's dates, or held on a day that nobody gives."""
    if held == Held.HELD and day.precision == Precision.UNKNOWN:
        return WITHOUT_DATE
    return out_of_dates(row, day)


def other_mesa(row: Reader) -> str:
    """A commitment of one mesa that comes from an agreement of another."""
    agreement = row.files.find("agreements", row["agreement_id"])
    return OTHER_MESA if agreement and agreement.cells["mesa_id"] != row["mesa_id"] else ""


def other_mechanism(name: str, mechanism: Mechanism) -> str:
    """A negotiation by name that the files give as a mesa de diálogo."""
    is_called_so = name.lower().startswith("negociación")
    return CALLED_NEGOTIATION if is_called_so and mechanism == Mechanism.DIALOGUE else ""
