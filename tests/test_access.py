"""Who is answered what at every address, in one table that a person can read: `tests/access/addresses.txt`."""

import pytest

from tests.access import addresses
from tests.access.everything import everything
from tests.access.walking import walk


@pytest.mark.django_db
def test_everybody_is_answered_as_the_table_says_at_every_address():
    answers, expected = walk(everything()).answers, addresses.table()

    assert sorted(answers.keys() - expected.keys()) == []  # an address of which the table says nothing
    assert sorted(expected.keys() - answers.keys()) == []  # a row of the table without an address
    wrong = [
        f"/{row} {what}, {who}: {'/'.join(told)} instead of {'/'.join(expected[row, what][who])} at {path}"
        for (row, what), by_reader in answers.items()
        if (row, what) in expected
        for who, tellings in by_reader.items()
        for told, path in tellings.items()
        if told != expected[row, what][who]
    ]
    assert wrong == []
