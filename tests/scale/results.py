"""What was measured, beside its limit: as a table to read and as a file for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """`value` and `limit` are in one unit, which the name tells. It holds while value / limit does not pass `bound`."""

    name: str
    n: int
    value: float
    limit: float
    bound: float

    @property
    def ratio(self) -> float:
        return self.value / self.limit

    @property
    def ok(self) -> bool:
        return self.ratio <= self.bound


HEAD = ("", "n", "value", "limit", "ratio", "bound", "")


def as_dict(result: Result) -> dict:
    told = asdict(result) | {"ratio": round(result.ratio, 3), "ok": result.ok}
    return {key: told[key] for key in ("name", "n", "value", "limit", "ratio", "bound", "ok")}


def table(results: Sequence[Result]) -> str:
    rows = [HEAD, *(row(result) for result in results)]
    widths = [max(len(line[column]) for line in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.rjust(width) if column else cell.ljust(width) for column, (cell, width) in enumerate(cells))
        for cells in (list(zip(line, widths, strict=True)) for line in rows)
    )


def row(result: Result) -> tuple[str, ...]:
    figures = (result.value, result.limit, result.ratio, result.bound)
    told = (f"{figure:,.0f}" if figure >= 100 else f"{figure:.2f}" for figure in figures)
    return (result.name, f"{result.n:,}", *told, "ok" if result.ok else "BROKEN")


def write(results: Sequence[Result], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([as_dict(result) for result in results], indent=1, ensure_ascii=False) + "\n")


def exit_code(results: Sequence[Result]) -> int:
    """Nothing measured is a failure too."""
    return 0 if results and all(result.ok for result in results) else 1
