"""Small office files made to keep the machine busy for minutes."""

import pytest
from django.core.exceptions import ValidationError

from mesas.uploads import check_upload
from mesas.uploads.office import package
from tests.mesas import files
from tests.mesas.offices import ooxml, packed

LONG_INSIDE = {f"ppt/embeddings/{n}.docx": packed(ooxml(main="<d>" + "<p/>" * 30 + "</d>")) for n in range(4)}


@pytest.mark.parametrize(
    ("limit", "data"),
    [
        ({"MAX_ELEMENTS": 100}, packed(ooxml(main="<d>" + "<p/>" * 100 + "</d>"))),
        ({"MAX_ELEMENTS": 100}, packed(ooxml("pptx", **LONG_INSIDE))),
        ({"MAX_UNPACKED": 5_000}, packed(ooxml("pptx", **LONG_INSIDE))),
    ],
    ids=["at once", "bit by bit", "unpacked bit by bit"],
)
def test_a_small_file_that_would_keep_the_machine_busy_is_refused(monkeypatch, limit, data):
    for name, most in limit.items():
        monkeypatch.setattr(package, name, most)

    with pytest.raises(ValidationError, match="demasiado grande por dentro") as refusal:
        check_upload(files.upload(data, "informe.docx"))

    assert refusal.value.code == "too_complex"
