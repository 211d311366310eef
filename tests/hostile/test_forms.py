"""Every form, sent what nobody should send: nothing is stored, nothing typed is lost, and each field says what to do.

`PAGES` names the forms and whom they are for; `REFUSED` what is put into every field that it could be put into.
"""

import pytest

from accounts.forms import INVISIBLE
from tests import factories
from tests.hostile.asked import Form
from tests.hostile.copies import COPIES
from tests.hostile.forms import PAGES
from tests.hostile.inputs import (
    LONG,
    MARKED,
    REFUSED,
    SCRIPT,
    UNMARKED,
    in_each,
    in_each_text,
    stored,
    texts_of,
    what_was_lost,
)
from tests.hostile.reading import CHOSEN, TYPED, Page
from tests.mesas import files

pytestmark = pytest.mark.django_db

#: Forms of one's own account, and of steps in which nothing is chosen from a list or nothing is attached.
OWN = ("language", "password")
WITHOUT_CHOICES = ("answer to a breach", "request to look", "day zero", "milestone", "milestone reached", *COPIES)
WITHOUT_FILES = (
    "another date",
    "answer to a date",
    "answer to a breach",
    "request to look",
    "visibility",
    "correction",
    "milestone",
    "copy no longer",
    "file taken back",
)

STEPS = [name for name in PAGES if name not in OWN]
CHOOSING = [name for name in STEPS if name not in WITHOUT_CHOICES]
UPLOADS = [name for name in STEPS if name not in WITHOUT_FILES]


def opened(client, form: Form) -> Page:
    client.force_login(form.by)
    return Page(client.get(form.address))


def send(client, form: Form, page: Page, **typed):
    return client.post(form.address, {**page.untouched(), **form.typed, **form.attached(), **typed})


def lost(form: Form, page: Page) -> list[str]:
    return what_was_lost(page, {name: str(value) for name, value in form.typed.items() if name != "save"})


@pytest.mark.parametrize("name", PAGES)
def test_filled_in_as_it_should_be_it_is_taken_and_sent_again_it_doubles_nothing(client, name):
    """Were it not taken, the refusals below would prove nothing."""
    form = PAGES[name]()
    page = opened(client, form)
    before = stored()

    first = send(client, form, page)
    taken = stored()
    again = send(client, form, page)

    assert (first.status_code, taken != before) == (302, True), Page(first).alerts
    assert again.status_code in (200, 302)
    assert {table: len(rows) for table, rows in stored().items()} == {table: len(rows) for table, rows in taken.items()}


@pytest.mark.parametrize("name", PAGES)
def test_each_field_says_what_is_wrong_with_it(client, name):
    form = PAGES[name]()
    page = opened(client, form)
    before = stored()
    sent = {bad: typed for bad, put in REFUSED.items() if (typed := put(page))}

    answers = {bad: send(client, form, page, **typed) for bad, typed in sent.items()}

    assert stored() == before
    assert {bad: answer.status_code for bad, answer in answers.items()} == dict.fromkeys(sent, 200)
    again = {bad: Page(answer) for bad, answer in answers.items()}
    assert {bad: [field for field in sent[bad] if not again[bad].fault(field)] for bad in sent} == {b: [] for b in sent}
    assert {bad: what_was_lost(again[bad], typed) for bad, typed in sent.items()} == {bad: [] for bad in sent}
    assert [bad for bad, answer in answers.items() if SCRIPT in answer.content.decode()] == []


@pytest.mark.parametrize("name", PAGES)
def test_left_empty_it_asks_for_what_it_needs(client, name):
    form = PAGES[name]()
    page = opened(client, form)
    hidden = {control.name: control.values for control in page.of_kind("hidden")}
    before = stored()

    answer = client.post(form.address, {**hidden, **{field.name: "" for field in page.of_kind(*TYPED)}, "save": "1"})

    assert (answer.status_code, stored() == before) == (200, True)
    assert "por corregir" in Page(answer).alerts


@pytest.mark.parametrize("name", PAGES)
def test_script_stays_text_and_marks_that_nobody_sees_are_left_out(client, name):
    form = PAGES[name]()
    page = opened(client, form)
    typed = {field: text for field, text in in_each_text(f"{SCRIPT} {MARKED}")(page).items() if field in form.typed}

    answer = send(client, form, page, **typed)

    written = texts_of(stored())
    assert answer.status_code == 302
    assert [text for text in written if INVISIBLE.search(text)] == []
    assert any(f"{SCRIPT} {UNMARKED}" in text for text in written) or not typed
    assert SCRIPT not in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("value", ["", SCRIPT, LONG])
@pytest.mark.parametrize("name", [name for name in STEPS if name not in ("begin", "evidence")])
def test_a_hidden_field_that_was_tampered_with_loses_nothing(client, name, value):
    """A key that makes sending twice harmless may be made anew; anything else is told, as is a version that is none."""
    form = PAGES[name]()
    page = opened(client, form)
    hidden = {control.name: value for control in page.of_kind("hidden")}
    before = stored()

    answer = send(client, form, page, **hidden)

    if set(hidden) <= {"client_id"}:
        assert answer.status_code == 302
        return
    again = Page(answer)
    status, words = (
        (200, "El formulario llegó dañado y no se guardó.")
        if name == "session"
        else (409, "Este compromiso cambió mientras usted tenía abierta la página.")
    )
    assert (answer.status_code, stored() == before, lost(form, again)) == (status, True, [])
    assert words in again.alerts
    assert send(client, form, again).status_code == 302


def elsewhere() -> str:
    """A key under which another conflict has whatever a form may ask for."""
    key = 777_777
    mesa = factories.MesaFactory(pk=key)
    factories.PartyFactory(pk=key)
    factories.PersonFactory(pk=key)
    for make in (
        factories.DemandFactory, factories.CommitmentFactory, factories.DocumentFactory, factories.SessionFactory,
        factories.WorkingGroupFactory,
    ):  # fmt: skip
        make(pk=key, mesa=mesa)
    return str(key)


@pytest.mark.parametrize("name", CHOOSING)
def test_what_belongs_to_another_conflict_cannot_be_chosen(client, name):
    form = PAGES[name]()
    key = elsewhere()
    page = opened(client, form)
    typed, before = in_each(*CHOSEN, value=key)(page), stored()

    answer = send(client, form, page, **typed)

    again = Page(answer)
    assert (answer.status_code, stored() == before, typed != {}) == (200, True, True)
    assert [field for field in typed if not again.fault(field)] == []


HOSTILE = {
    "nothing": ("vacio.jpg", b""),
    "a program": ("programa.jpg", b"MZ\x90\0" * 50),
    "an SVG": ("mapa.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "a zip bomb": ("acta.pdf", files.zip_bomb()),
    "a bomb of pixels": ("foto.png", files.bomb_png(30_000, 30_000)),
    "a name that is script": ("<script>alert(1)<.jpg", b"GIF89a"),
}


@pytest.mark.parametrize("name", UPLOADS)
def test_a_hostile_file_is_refused_beside_its_field_and_by_its_name(client, name):
    form = PAGES[name]()
    page = opened(client, form)
    before = stored()
    fields = [control.name for control in page.of_kind("file")]

    answers = {
        bad: send(client, form, page, **{field: files.upload(data, called) for field in fields})
        for bad, (called, data) in HOSTILE.items()
    }

    assert (stored() == before, fields != []) == (True, True)
    for bad, answer in answers.items():
        again = Page(answer)
        said = {field: f"«{HOSTILE[bad][0]}»: " in again.fault(field) for field in fields}
        assert (answer.status_code, said, lost(form, again)) == (200, dict.fromkeys(fields, True), []), bad
        assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("name", ["", LONG, SCRIPT, MARKED, "nadie\x00", "' OR 1=1 --"])
def test_no_name_opens_the_door_and_what_was_typed_stays(client, name):
    before = stored()

    answer = client.post("/cuenta/entrar/", {"login": name, "password": LONG, "next": SCRIPT})

    page = Page(answer)
    assert (answer.status_code, stored() == before) == (200, True)
    assert (page.controls["login"].values, page.controls["password"].values) == ([name], [""])
    assert "por corregir" in page.alerts
    assert LONG not in answer.content.decode() or name == LONG
    assert SCRIPT not in answer.content.decode()
