"""Nights of the sweep, and what is asked of them."""

from dataclasses import dataclass

from tests.scale.results import Result

#: Times the statements that it must issue, sent by the bare driver.
RAW_BOUND = 2.0
#: The same on SQLite. It runs in our own process and answers at once, so that what is left is the making of statements.
EMBEDDED_BOUND = 4.0
#: Statements that one batch of commitments more may cost: what it finds, whom it concerns, what it writes.
EACH_BATCH = 12
#: Times the memory of a tenth of the rows.
MEMORY_BOUND = 1.5


@dataclass(frozen=True)
class Night:
    """Seconds of the sweep, seconds of its statements alone, how many these are; batches that the rows would fill."""

    seconds: float
    raw: float
    statements: int
    batches: int


def beside_raw(name: str, night: Night, n: int, bound: float = RAW_BOUND) -> Result:
    return Result(f"sweep, {name}, seconds", n, night.seconds, night.raw, bound)


def beside_fewer(name: str, night: Night, fewer: Night, n: int) -> Result:
    """As many statements as on fewer rows, and some for each batch more."""
    allowed = fewer.statements + EACH_BATCH * (night.batches - fewer.batches)
    return Result(f"sweep, {name}, statements", n, night.statements, allowed, 1.0)


def memory(peak: float, of_fewer: float, n: int) -> Result:
    return Result("sweep, first night, peak MB", n, peak, of_fewer, MEMORY_BOUND)
