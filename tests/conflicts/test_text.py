"""What is typed in a hurry finds what was written with care."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflicts.text import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Río Salado, Yauri", "rio salado, yauri"),
        ("ÑUÑUNHUAYCO", "nununhuayco"),
        ("Pingüino", "pinguino"),
        ("k'uychi k’uychi kʼuychi k´uychi", "kuychi kuychi kuychi kuychi"),
        ("ESP-2016-01", "esp-2016-01"),
        ("  agua \t potable\n y  luz ", "agua potable y luz"),
        ("a\u200bgua\u202e \x00", "agua"),
        ("cafe\u0301 = café", "cafe = cafe"),
        ("ｅｓｐｉｎａｒ ﬁn", "espinar fin"),
        ("100 % de S/ 1,234", "100 % de s/ 1,234"),
        ("", ""),
    ],
)
def test_words_fold_to_what_anybody_can_type(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
