"""What the page sends along and nobody types: put right where it was lost or meddled with, so that nothing goes."""

import re
import uuid

from django.http import QueryDict

from agreements.forms.session.rows import keys_in

#: Parts of which the page says for every row that it is there.
LISTED = ("attendees", "points", "reviews", "demands", "accords", "promises")
OF_A_ROW = re.compile(rf"({'|'.join(LISTED)})-(n?\d{{1,9}})-", re.ASCII)


def mend(data: QueryDict) -> bool:
    """Give a form whose hidden fields are missing or made up new ones. True if there was something to put right."""
    return any([mend_key(data), mend_rows(data), mend_accords(data)])


def mend_key(data: QueryDict) -> bool:
    """The key that makes sending twice harmless, and the version that the form is of."""
    try:
        uuid.UUID(data.get("client_id", ""))
        is_whole = data.get("base_version") == "0"
    except ValueError:
        is_whole = False
    if not is_whole:
        data["client_id"], data["base_version"] = str(uuid.uuid4()), "0"
    return not is_whole


def mend_rows(data: QueryDict) -> bool:
    """A row of which a field came is there, also if the page does not say so."""
    came: dict[str, dict[str, None]] = {part: {} for part in LISTED}
    for name in data:
        if found := OF_A_ROW.match(name):
            came[found[1]][found[2]] = None
    is_broken = False
    for part, keys in came.items():
        listed = set(data.getlist(part))
        lost = [key for key in keys if key not in listed]
        is_broken = is_broken or bool(lost)
        for key in lost:
            data.appendlist(part, key)
    return is_broken


def mend_accords(data: QueryDict) -> bool:
    """A commitment of no agreement goes to the last there is."""
    accords = keys_in(data, "accords")
    fields = [f"promises-{key}-accord" for key in keys_in(data, "promises")]
    lost = [field for field in fields if data.get(field) not in accords]
    if lost and not accords:
        data.appendlist("accords", "1")
    for field in lost:
        data[field] = accords[-1] if accords else "1"
    return bool(lost)
