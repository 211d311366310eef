"""The dashboard as its page shows it: bands with a finding, their figures, and where the rows of each are listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import Lateness, State, Timing
from agreements.filters.chips import address
from agreements.showing import links
from conflicts.wording import NBSP, thousands
from mesas.choices import ReportedState
from monitoring.filters.narrowing import KNOWN_TO, address_of_rows, kept
from monitoring.findings import cover as cover_findings
from monitoring.findings import dashboard as findings
from monitoring.findings.shares import part_of, percent
from monitoring.findings.words import kept_together, listed
from monitoring.indicators import calendar, completion, cover, lacks
from monitoring.indicators.dashboard import Measured
from monitoring.indicators.figure import Figure, Indicator
from monitoring.indicators.groups import COMMUNITIES_LEAD, NOBODY_LEADS
from monitoring.indicators.told import PARTS_OF_TOLD, TOLD, asking_for
from monitoring.showing.comparisons import Comparison, comparison
from monitoring.showing.pieces import Band, Bar, Line, Measure, Shown

KINDS_OF_STATE = {State.CLAIMED: "wait", State.DISPUTED: "clash", State.FULFILLED: "ok"}


@dataclass(frozen=True)
class Page:
    total: int
    completion: Band
    states: Band
    timing: Band
    overdue: Band
    lacks: Band
    cover: Band
    obligors: Comparison
    obligor_notes: tuple[Line, ...]
    sectors: Comparison
    themes: Comparison
    mesas: Comparison
    sources: Band
    told: tuple[Line, ...]
    records: tuple[Line, ...]

    @property
    def shows_lacks(self) -> bool:
        """Sessions may be on record before any commitment is."""
        return any(one.is_known for one in self.lacks.measures)


class Desk:
    """Puts one measured question on the page: `query` is what was asked."""

    def __init__(self, measured: Measured, query: QueryDict) -> None:
        self.measured, self.query = measured, query

    def figure(self, indicator: Indicator) -> Figure:
        return self.measured.figures[indicator.key]

    def count(self, indicator: Indicator) -> int:
        return self.figure(indicator).count

    def rows(self, figure: Figure) -> str:
        """Where exactly its rows are listed; of none, nowhere."""
        return address_of_rows(self.query, figure.indicator.page, figure.ask) if figure.count else ""

    def shown(self, indicator: Indicator, *, kind: str = "") -> Shown:
        """As a large number: a share of many, of few how many."""
        figure = self.figure(indicator)
        return Shown(
            label=figure.label,
            numerator=figure.numerator,
            denominator=figure.denominator,
            value=percent(figure.count, figure.whole),
            href=self.rows(figure),
            definition=str(indicator.definition),
            kind=kind,
        )

    def bar(self, indicator: Indicator, label: str = "") -> Bar:
        figure = self.figure(indicator)
        return Bar(label or figure.label, figure.count, self.rows(figure))

    def measure(self, indicator: Indicator, study: Decimal | None = None) -> Measure:
        """A share on a bar; beside that of the study, both per mille."""
        figure = self.figure(indicator)
        rate, count = percent(figure.count, figure.whole), part_of(figure.count, figure.whole)
        return Measure(
            label=figure.label,
            href=self.rows(figure),
            said=f"{rate} · {count}" if rate else count,
            share=rate or count,
            count=count,
            numerator=1000 * figure.count // figure.whole if figure.whole else 0,
            denominator=1000,
            tick=int(study * 10) if study else 0,
            study=f"{study.normalize()}{NBSP}%" if study else "",
            is_known=bool(figure.whole),
        )

    def page(self) -> Page:
        measured = self.measured
        return Page(
            total=measured.total,
            completion=self.completion(),
            states=self.states(),
            timing=self.timing(),
            overdue=self.overdue(),
            lacks=self.lacks(),
            cover=self.cover(),
            obligors=comparison(
                measured.obligors.parties, self.query, _("Responsable"), findings.obligors, takes_part=True
            ),
            obligor_notes=self.obligor_notes(),
            sectors=comparison(measured.obligors.sectors, self.query, _("Sector"), findings.sectors),
            themes=comparison(measured.themes, self.query, _("Tema"), findings.themes),
            mesas=comparison(measured.mesas, self.query, _("Mesa"), findings.mesas),
            sources=self.sources(),
            told=self.told(),
            records=self.records(),
        )

    def completion(self) -> Band:
        shown = (completion.DECLARED, completion.CONFIRMED, completion.VERIFIED)
        declared, confirmed = self.figure(completion.DECLARED), self.figure(completion.CONFIRMED)
        unverified = self.figure(completion.UNVERIFIED)
        said = findings.unverified(unverified.count, unverified.whole)
        return Band(
            finding=findings.completion(declared.whole, declared.count, confirmed.count),
            notes=tuple(filter(None, [left_out_of([declared])])),
            figures=(*(self.shown(one) for one in shown), self.shown(completion.UNCONFIRMED)),
            measures=tuple(self.measure(one) for one in shown) if declared.whole else (),
            more=Bar(said, unverified.count, self.rows(unverified)) if said else None,
        )

    def states(self) -> Band:
        """The open states and *cumplido* are shown also where nothing is in them; closings where there are any."""
        always = (State.PENDING, State.IN_PROGRESS, State.CLAIMED, State.DISPUTED, State.FULFILLED)
        bars = [
            self.bar(one)
            for state, one in zip(State, completion.STATES, strict=True)
            if state in always or self.count(one)
        ]
        return Band(
            finding=findings.states(self.measured.total, self.count(completion.STILL_OPEN)),
            bars=tuple(bars),
            whole=self.measured.total,
        )

    def timing(self) -> Band:
        timings = dict(zip(calendar.TIMING_MEANINGS, calendar.TIMINGS, strict=True))
        still_open = self.count(completion.STILL_OPEN)
        undated = sum(self.count(timings[one]) for one in (Timing.NO_DEADLINE, Timing.UNKNOWN, Timing.NO_DATE_YET))
        inside = {
            timing: _("de ellos, %(label)s") % {"label": str(timing.label).lower()}
            for timing in calendar.WITHIN_ANOTHER
        }
        return Band(
            finding=findings.timing(still_open, undated),
            bars=tuple(
                self.bar(one, inside.get(timing, ""))
                for timing, one in timings.items()
                if timing != Timing.PERIOD_OVER or self.count(one)
            ),
            whole=still_open,
        )

    def overdue(self) -> Band:
        late, waits = self.figure(calendar.OVERDUE), self.measured.delays
        notes = [left_out_of([late])]
        if waits.median is not None:
            days = ngettext("%(days)s día", "%(days)s días", waits.median) % {"days": thousands(waits.median)}
            notes.insert(0, kept_together(_("Mediana de atraso: %(days)s.") % {"days": days}))
        return Band(
            finding=findings.overdue(self.count(completion.STILL_OPEN), late.whole, late.count, waits.worst),
            notes=tuple(filter(None, notes)),
            bars=tuple(self.bar(one, str(age.label)) for age, one in zip(Lateness, calendar.AGES, strict=True)),
            whole=max([1, *(self.count(one) for one in calendar.AGES)]),
            figures=(self.shown(calendar.OVERDUE_DECLARED_IN_TIME),) if late.count else (),
        )

    def lacks(self) -> Band:
        follow_up, deadline = self.figure(lacks.NO_FOLLOW_UP), self.figure(lacks.NO_DEADLINE)
        beyond = [name for name in self.query if name not in (*KNOWN_TO["session_list"], "orden")]
        scope = _("De las sesiones se sabe la mesa y el conflicto: los demás filtros no las cambian.") if beyond else ""
        left_out = left_out_of([deadline, self.figure(lacks.NO_AGENDA)])
        return Band(
            finding=findings.lacks(follow_up.count, follow_up.whole, deadline.count, deadline.whole),
            notes=tuple(filter(None, (left_out, scope))),
            measures=tuple(
                self.measure(one, lacks.BASELINE[one.key])
                for one in (lacks.NO_DEADLINE, lacks.NO_FOLLOW_UP, lacks.NO_AGENDA)
            ),
        )

    def cover(self) -> Band:
        """Of which only the first has its rows in the list of commitments; all stand on a page of their own."""
        orphaned = self.figure(cover.ORPHANED)
        more = address(links.address("uncovered"), kept(self.query, ("mesa", "conflicto")))
        return Band(
            finding=cover_findings.uncovered(orphaned.count, orphaned.whole),
            bars=tuple(self.bar(one) for one in cover.COVER_FIGURES),
            whole=orphaned.whole,
            more=Bar(_("Ver por qué mesas no pregunta nadie, y desde cuándo"), orphaned.count, more),
        )

    def obligor_notes(self) -> tuple[Line, ...]:
        obligors = self.measured.obligors
        lines = []
        if obligors.nobody:
            lines.append(
                Line(
                    _("Sin responsable principal"),
                    thousands(obligors.nobody),
                    href=address_of_rows(self.query, "commitment_list", NOBODY_LEADS),
                    note=_("Nadie figura, o figuran varios y ninguno responde por el conjunto."),
                )
            )
        if obligors.communities:
            lines.append(
                Line(
                    _("A cargo de comunidades"),
                    thousands(obligors.communities),
                    href=address_of_rows(self.query, "commitment_list", COMMUNITIES_LEAD),
                    note=_("También las comunidades deben. No se comparan entre sí ni con otros."),
                )
            )
        return tuple(lines)

    def sources(self) -> Band:
        told = self.figure(TOLD)
        labels = dict(ReportedState.choices)
        reported = self.measured.reported
        bars = [
            Bar(str(labels[state]), count, address_of_rows(self.query, "commitment_list", asking_for(state)))
            for state, count in reported.items()
        ]
        return Band(
            finding=findings.sources(told.count, reported.get(ReportedState.FULFILLED, 0)),
            bars=tuple(bars),
            whole=max([1, *reported.values()]),
        )

    def told(self) -> tuple[Line, ...]:
        """What only sources tell, as a sum."""
        total = self.figure(TOLD)
        parts = [figure for figure in map(self.figure, PARTS_OF_TOLD) if figure.count]
        lines = [Line(one.label, thousands(one.count), href=self.rows(one)) for one in parts]
        last = Line(total.label, thousands(total.count), href=self.rows(total), role="total")
        return (*lines, last) if lines else ()

    def records(self) -> tuple[Line, ...]:
        """A list is linked where it shows these records and no others."""
        beyond = set(self.query) - {"orden"}
        return tuple(
            Line(
                str(one.kind.label),
                thousands(one.count),
                href=address_of_rows(self.query, one.kind.page)
                if one.is_all and beyond <= set(KNOWN_TO.get(one.kind.page, ()))
                else "",
            )
            for one in self.measured.records
            if one.count
        )


def left_out_of(figures: Sequence[Figure]) -> str:
    """What stands outside of these figures, and why: "Quedan fuera los que ya terminaron (3)"."""
    said = [
        _("%(reason)s (%(count)s)") % {"count": thousands(out.count), "reason": out.reason}
        for figure in figures
        for out in figure.left_out
    ]
    return _("Quedan fuera %(what)s.") % {"what": listed(dict.fromkeys(said))} if said else ""


def dashboard_page(measured: Measured, query: QueryDict) -> Page:
    return Desk(measured, query).page()
