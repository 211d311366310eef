"""Files written beside rows go when their rows do."""

import pytest
from django.core.files.base import ContentFile

from mesas.models import Document
from mesas.services.files import undone_on_failure


class Interrupted(Exception):
    """Something that goes wrong after a file was written."""


@pytest.fixture
def stored(settings):
    """Names of the files that are there."""
    return lambda: sorted(path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def keep_one(document=None, *, fails=False):
    with undone_on_failure() as keep:
        keep((document or Document()).original, ContentFile(b"%PDF-1.4"), ".pdf")
        if fails:
            raise Interrupted


def keep_one_inside(*, fails):
    with undone_on_failure():
        keep_one()
        if fails:
            raise Interrupted


def test_what_a_block_wrote_stays_when_it_ends_well(stored):
    document = Document()
    keep_one(document)
    assert stored() == [document.original.name.rpartition("/")[2]]


def test_what_a_block_wrote_goes_when_it_fails(stored):
    with pytest.raises(Interrupted):
        keep_one(fails=True)
    assert stored() == []


def test_what_an_inner_block_wrote_goes_when_the_outer_one_fails(stored):
    with pytest.raises(Interrupted):
        keep_one_inside(fails=True)
    assert stored() == []


def test_what_an_inner_block_wrote_stays_when_both_end_well(stored):
    keep_one_inside(fails=False)
    assert len(stored()) == 1


def test_an_inner_block_that_fails_takes_nothing_of_the_outer_one(stored):
    document = Document()
    with undone_on_failure() as keep:
        keep(document.original, ContentFile(b"%PDF-1.4"), ".pdf")
        with pytest.raises(Interrupted):
            keep_one(fails=True)
    assert stored() == [document.original.name.rpartition("/")[2]]
