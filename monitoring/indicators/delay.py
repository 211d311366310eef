"""How long what is late has waited."""

import datetime
from statistics import median

from agreements.querysets import CommitmentQuerySet


def median_days_late(commitments: CommitmentQuerySet, on: datetime.date, count: int) -> float | None:
    """Days since the deadline in force, of the one in the middle of those that are late: half have waited longer.

    `count`: how many of these commitments members' records say to be late on that day. None where there are none.
    """
    late = commitments.by_members().overdue(on).order_by("due_on", "pk").values_list("due_on", flat=True)
    middle = list(late[(count - 1) // 2 : count // 2 + 1]) if count else []
    return median((on - due_on).days for due_on in middle) if middle else None
