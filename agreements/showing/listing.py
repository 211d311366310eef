"""The head of a list: what was asked, and how to ask otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.filters.asking import AskingFilter, Control
from agreements.filters.chips import Chip, address_without_filters, chips, refusals


@dataclass(frozen=True)
class Head:
    """`kept` goes along with a search, `kept_by_form` with the filters, unseen."""

    path: str
    searched: str
    kept: Sequence[tuple[str, str]]
    chips: Sequence[Chip]
    clear: str
    refusals: Sequence[str]
    controls: Sequence[Control]
    kept_by_form: Sequence[tuple[str, str]]


def head_of(asked: AskingFilter, path: str) -> Head:
    controls = [control for control in asked.controls() if control.options]
    shown = [control.name for control in controls]
    return Head(
        path=path,
        searched=" ".join(asked.asked.get("q", [])),
        kept=kept(asked, "q"),
        chips=chips(asked, path),
        clear=address_without_filters(asked, path),
        refusals=refusals(asked),
        controls=controls,
        kept_by_form=kept(asked, *shown),
    )


def kept(asked: AskingFilter, *shown: str) -> list[tuple[str, str]]:
    return [(name, value) for name, values in asked.query.lists() if name not in shown for value in values]
