"""Making the periods of what comes round ahead of time, where the mesa moves deadlines on from a day off."""

import datetime

import pytest

from agreements.services.periods import make_ahead
from mesas.models import Mesa
from tests.agreements.scene import Scene
from tests.agreements.test_periods import monthly, names, period

pytestmark = pytest.mark.django_db


def test_a_period_that_rolls_into_the_last_one_does_not_keep_that_from_being_made():
    """April 2028 ends on a Sunday before a holiday: it is due on 2 May, and the last day of all is 1 May."""
    scene = Scene()
    Mesa.objects.update(rolls_forward=True)
    scene.mesa.refresh_from_db()
    row = monthly(scene, "2028-05-01")
    make_ahead(datetime.date(2027, 4, 15))
    assert names(row)[-1] == "2028-04"
    assert f"{period(row, '2028-04').due_on}" == "2028-05-02"

    assert make_ahead(datetime.date(2027, 6, 15)) == 1
    assert names(row)[-1] == "2028-05"
