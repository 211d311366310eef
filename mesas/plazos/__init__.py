"""Counting days. Pure: the calendar and what the document says, no database and no clock.

``holidays`` are Peru's, ``working`` says which days are worked, ``terms`` what a term is, ``counting`` how one becomes
a due date, line by line, and ``periods`` in which spans a thing comes round.
"""

from mesas.plazos.counting import Basis, Count, Step, counted, none_stated, not_known, reached, shown, stated
from mesas.plazos.periods import Period, period_named, period_of, periods_between
from mesas.plazos.terms import Unit, add, add_months, days_late, days_left, require_term, term_in_words
from mesas.plazos.working import LAW, WorkCalendar

__all__ = [
    "LAW",
    "Basis",
    "Count",
    "Period",
    "Step",
    "Unit",
    "WorkCalendar",
    "add",
    "add_months",
    "counted",
    "days_late",
    "days_left",
    "none_stated",
    "not_known",
    "period_named",
    "period_of",
    "periods_between",
    "reached",
    "require_term",
    "shown",
    "stated",
    "term_in_words",
]
