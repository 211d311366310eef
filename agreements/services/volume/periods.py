"""Periods of what comes round: those that ended, kept or not, and those made ahead."""

from __future__ import annotations

import datetime
from random import Random

from agreements.choices import Recurrence
from agreements.models import Occurrence
from agreements.services.periods import AHEAD
from agreements.services.volume.people import DAY
from agreements.services.volume.promises import Promise
from agreements.services.volume.saying import Saying
from agreements.services.volume.setting import Table
from agreements.workflow.periods import PeriodMark, state_of_whole
from mesas.plazos import add_months, periods_between


def come_round(promise: Promise, table: Table, *, on: datetime.date, dice: Random) -> None:
    """Of most, the periods up to last month's horizon are there; of one in five none yet. The sweep makes the rest."""
    commitment = promise.commitment
    months = Recurrence(commitment.recurs).months or AHEAD
    if dice.random() < 0.2:
        return
    rows = []
    for period in periods_between(promise.agreed_on, add_months(on, AHEAD - 1), months):
        row = Occurrence(commitment=commitment, period=period.name, due_on=period.last)
        promise.rows.append(row)
        rows.append(row)
        if promise.registered_on + 3 * DAY <= row.due_on < on - 5 * DAY and dice.random() < 0.6:
            Saying(promise, table, row).verify(3, row.due_on - 3 * DAY)
    marks = [PeriodMark(row.state, row.confirmed_by, row.fulfilled_on, row.done_in_time) for row in rows]
    commitment.state = state_of_whole(marks, is_over=False)
