"""A copy for everybody: bared of who, when and where; and refused where what it covers can be uncovered."""

import io
import zlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from conflicts.choices import Role
from mesas.models import Document
from mesas.services.publishing import publish_document_copy, withdraw_document_copy
from mesas.uploads.public import check_public_copy
from mesas.uploads.within import without_boxes, without_notes
from tests import factories
from tests.hostile.reading import Page
from tests.mesas import files
from tests.mesas.offices import office
from tests.mesas.test_sound import sound

ROSA = "Rosa Quispe"


def with_author(writer):
    writer.add_metadata({"/Author": ROSA, "/Title": ROSA})
    stream = StreamObject()
    stream._data = f"<x:xmpmeta>{ROSA}</x:xmpmeta>".encode()
    writer._root_object[NameObject("/Metadata")] = writer._add_object(stream)
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/App"): TextStringObject(ROSA)})


PHOTO = files.photo_with_secrets((60, 40))
PLACE_OF_NOTE = PHOTO.index(b"\xff\xe1")
PACKED = NameObject("/FlateDecode")
IN_HEX = NameObject("/ASCIIHexDecode")
JPEG = NameObject("/DCTDecode")


def with_photo(data=PHOTO, *filters):
    """A scanned page: a photo with the place where it was taken."""
    written = io.BytesIO()
    Image.open(io.BytesIO(files.photo((60, 40)))).save(written, "PDF")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(written.getvalue())))
    for thing in writer._objects:
        if isinstance(thing, StreamObject) and thing.get("/Subtype") == "/Image":
            thing._data = data
            thing[NameObject("/Filter")] = ArrayObject(filters) if filters else JPEG
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def with_an_earlier_version():
    """A name written over, whose first version is still in the file."""
    data = files.pdf(change=lambda writer: writer._add_object(TextStringObject(ROSA)))
    assert ROSA.encode() in data
    return data


def public(data, name="copia.pdf"):
    return check_public_copy(files.upload(data, name)).shown


@pytest.mark.parametrize(
    ("data", "secret"),
    [
        (files.pdf(change=with_author), ROSA.encode()),
        (with_photo(), files.SECRET_PLACE),
        (with_an_earlier_version(), ROSA.encode()),
    ],
    ids=["author", "a photo's place", "an earlier version"],
)
def test_a_paper_is_published_without_what_its_makers_left_in_it(data, secret):
    assert secret in data

    shown = public(data)

    assert (shown.extension, secret in shown.data) == (".pdf", False)
    assert len(PdfReader(io.BytesIO(shown.data)).pages) == 1


@pytest.mark.parametrize(
    "data",
    [
        with_photo(PHOTO, JPEG),
        with_photo(zlib.compress(PHOTO), PACKED, JPEG),
        with_photo(PHOTO.hex().encode() + b">", IN_HEX, JPEG),
        with_photo(zlib.compress(PHOTO.hex().encode() + b">"), PACKED, IN_HEX, JPEG),
        with_photo(PHOTO, NameObject("/DCT")),
        with_photo(files.photo((60, 40)) + PHOTO, JPEG),
        with_photo(PHOTO[:PLACE_OF_NOTE] + b"\xff" + PHOTO[PLACE_OF_NOTE:], JPEG),
    ],
    ids=["in a list", "packed", "in letters", "packed twice", "short name", "a second photo behind it", "padded"],
)
def test_the_place_of_a_photo_is_gone_however_the_page_holds_it(data):
    copy = PdfReader(io.BytesIO(public(data).data))

    stream = copy.pages[0]["/Resources"]["/XObject"]["/image"]
    with Image.open(io.BytesIO(stream._data)) as picture:
        assert picture.size == (60, 40)
    assert str(stream["/Filter"]).strip("[]'") in ("/DCTDecode", "/DCT")
    assert [secret in stream._data for secret in (files.SECRET_PLACE, b"Quispe")] == [False, False]


def test_a_photo_of_the_other_jpeg_is_bared_too():
    def box(kind, content):
        return (len(content) + 8).to_bytes(4) + kind + content

    kept = b"\0\0\0\x0cjP  \r\n\x87\n" + box(b"ftyp", b"jp2 ") + box(b"jp2c", b"\xff\x4f\xff\x51")

    assert without_boxes(kept + box(b"uuid", files.SECRET_PLACE) + box(b"xml ", b"<Rosa/>")) == kept


def test_a_picture_of_many_scans_stays_whole():
    data = files.photo((60, 40), comment=b"Rosa", progressive=True)

    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(without_notes(data))) as after:
        assert (before.tobytes(), after.info.get("comment")) == (after.tobytes(), None)


def test_the_photo_of_a_page_still_opens():
    data = without_notes(files.photo_with_secrets())

    assert files.SECRET_PLACE not in data
    assert b"Quispe" not in data
    with Image.open(io.BytesIO(data)) as photo:
        photo.load()
        assert (photo.size, dict(photo.getexif())) == ((80, 40), {})


@pytest.mark.parametrize(
    ("data", "code", "advice"),
    [
        (files.pdf(change=files.blot), "covered", "cualquiera puede quitar"),
        (office("docx"), "wrong_kind", "Guárdelo como PDF"),
        (sound("opus.ogg") + sound("vorbis.ogg"), "wrong_kind", "MP3"),
        (files.pdf(change=files.attachment), "active", "Imprímalo"),
        (files.pdf(user_password="x"), "locked", "sin protección"),
        (b"MZ", "wrong_kind", "Envíe una foto"),
    ],
    ids=["a box over it", "office", "sound with another stream", "a file inside", "locked", "a program"],
)
def test_what_everybody_must_not_be_given_is_refused_with_what_to_do(data, code, advice):
    with pytest.raises(ValidationError, match=advice) as refusal:
        public(data)

    assert refusal.value.code == code


# Of papers


def paper(**more):
    return factories.DocumentFactory(original="documents/x.pdf", sha256="a" * 64, original_name="acta.pdf", **more)


def keeper(document, role=Role.REGISTRAR):
    return factories.MembershipFactory(conflict=document.mesa.conflict, role=role, party=factories.PartyFactory()).user


def copied(data=None):
    return check_public_copy(files.upload(data or files.pdf(2), "copia.pdf"))


@pytest.mark.django_db
def test_a_paper_gets_a_copy_and_another_and_none_and_its_history_says_who_and_why(
    settings, django_capture_on_commit_callbacks
):
    document = paper()
    user = keeper(document)

    with django_capture_on_commit_callbacks(execute=True):
        publish_document_copy(document, by=user, copy=copied())
        publish_document_copy(document, by=user, copy=copied(files.photo()))
    kept = [path.suffix for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_document_copy(document, by=user, reason="Se lee un DNI")

    assert kept == [".jpg"]
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []
    assert Document.objects.get().public_copy.name == ""
    lines = Document.objects.get().history.order_by("history_id")
    assert [line.history_change_reason for line in lines][-3:] == [
        "Se publicó una copia", "Se publicó una copia", "Se quitó la copia publicada: Se lee un DNI",
    ]  # fmt: skip
    assert {line.history_user for line in list(lines)[-3:]} == {user}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.VERIFIER, Role.REPRESENTATIVE, Role.DELEGATE, Role.OBSERVER])
def test_only_who_keeps_the_records_publishes_a_paper(role):
    document = paper()
    user = keeper(document, role)

    with pytest.raises(PermissionDenied):
        publish_document_copy(document, by=user, copy=copied())
    with pytest.raises(PermissionDenied):
        withdraw_document_copy(document, by=user, reason="x")


@pytest.mark.django_db
def test_there_is_nothing_to_withdraw_where_nothing_is_published_and_sound_is_no_copy_of_a_paper():
    document = paper()
    user = keeper(document)

    with pytest.raises(ValidationError, match="No hay una copia"):
        withdraw_document_copy(document, by=user, reason="x")
    with pytest.raises(ValidationError, match="un PDF o una foto"):
        publish_document_copy(document, by=user, copy=copied(sound("tone.mp3")))


@pytest.mark.django_db
def test_the_page_of_a_paper_publishes_and_withdraws(client):
    document = paper()
    client.force_login(keeper(document))
    address = reverse("document_publish", args=[document.pk])
    assert f'href="{address}"' in client.get(document.get_absolute_url()).content.decode()

    refused = client.post(address, {"copy": files.upload(files.pdf(change=files.blot), "acta.pdf")})
    assert "cualquiera puede quitar" in Page(refused).fault("copy")
    assert "Mire la copia" in Page(refused).fault("looked")
    assert client.post(address, {"looked": "on", "copy": files.upload(files.pdf(2), "acta.pdf")}).status_code == 302
    client.logout()
    assert client.get(reverse("document_file", args=[document.pk])).status_code == 200

    client.force_login(keeper(document))
    assert client.post(address, {"reason": "Se lee un DNI"}).status_code == 302
    client.logout()
    assert client.get(reverse("document_file", args=[document.pk])).status_code == 404
