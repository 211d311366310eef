"""A promise that comes round each month, and its periods."""

import datetime

from agreements.choices import Recurrence
from tests.agreements.promising import every, promise
from tests.agreements.scene import TODAY, day, shown
from tests.agreements.speaking import verification

DAY = datetime.timedelta(days=1)
MONTHLY, QUARTERLY = Recurrence.MONTHLY, Recurrence.QUARTERLY


def monthly(scene, until="", **more):
    """Of August, September, October, November 2026 and so on; today is 20 November."""
    scene.commitment = promise(scene, every(MONTHLY, until), starts=day("2026-08-10"), **more)
    return scene.commitment


def period(commitment, name):
    return commitment.occurrences.select_related("commitment").get(period=name)


def names(commitment):
    return list(commitment.occurrences.order_by("due_on").values_list("period", flat=True))


def keep(scene, name, **more):
    """The vicariate saw that it was done in that period."""
    seen = period(scene.commitment, name).due_on
    at = datetime.datetime.combine(max(seen + DAY, TODAY), datetime.time(17), tzinfo=datetime.UTC)
    told = {"observed": day(f"{seen}"), "at": at, "evidence": [shown(f"{name}".encode())]}
    return verification(scene, occurrence=period(scene.commitment, name), **{**told, **more})
