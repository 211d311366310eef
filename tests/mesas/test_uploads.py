"""What is accepted as evidence, what is kept of it, and what is refused with a sentence that helps."""

import hashlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from PIL import Image

from mesas.choices import FileKind
from mesas.forms import CheckedFileField, CheckedFilesField
from mesas.uploads import MAX_FILES, check_upload, display_name
from mesas.uploads.photos import SHOWN_BYTES, SMALL_BYTES
from tests.mesas import files

JPEG = files.photo()
PDF = files.pdf()


@pytest.mark.parametrize(
    ("data", "kind", "extension"),
    [
        (JPEG, FileKind.PHOTO, ".jpg"),
        (files.photo(photo_format="PNG"), FileKind.PHOTO, ".png"),
        (files.photo(photo_format="WEBP"), FileKind.PHOTO, ".webp"),
        (PDF, FileKind.PDF, ".pdf"),
        (files.pdf(3), FileKind.PDF, ".pdf"),
    ],
    ids=["jpg", "png", "webp", "pdf", "three pages"],
)
def test_photos_and_documents_are_known_by_their_content_and_kept_as_they_came(data, kind, extension):
    checked = check_upload(files.upload(data, "acta final.exe"))

    assert (checked.kind, checked.extension, checked.name) == (kind, extension, "acta final.exe")
    assert (checked.sha256, checked.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert checked.original.read() == data


def test_the_copy_shown_is_upright_and_carries_nothing_but_the_picture():
    data = files.photo_with_secrets()
    assert files.SECRET_PLACE in data

    shown = check_upload(files.upload(data)).shown

    with Image.open(io.BytesIO(shown.data)) as copy:
        assert (copy.format, copy.size, dict(copy.getexif())) == ("JPEG", (40, 80), {})
        assert set(copy.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert (shown.width, shown.height) == (40, 80)
    assert files.SECRET_PLACE not in shown.data
    assert b"Quispe" not in shown.data


def test_a_large_photo_is_shown_small_enough_for_a_slow_phone():
    shown = check_upload(files.upload(files.noise())).shown

    assert max(shown.width, shown.height) <= 1600
    assert len(shown.data) <= 2 * SHOWN_BYTES  # pure noise, worse than any photo


def test_in_lists_it_is_smaller_still_and_as_bare():
    large, secret = (check_upload(files.upload(data)).small for data in (files.noise(), files.photo_with_secrets()))

    assert max(large.width, large.height) <= 640
    assert len(large.data) <= SMALL_BYTES < SHOWN_BYTES
    assert (secret.width, secret.height) == (40, 80)
    assert files.SECRET_PLACE not in secret.data


def test_what_is_transparent_is_shown_on_white():
    written = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")

    shown = check_upload(files.upload(written.getvalue(), "dibujo.png")).shown

    with Image.open(io.BytesIO(shown.data)) as copy:
        assert copy.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["I;16", "L"])
def test_a_grey_scan_of_many_shades_is_as_dark_as_it_was(mode):
    shades, written = Image.linear_gradient("L"), io.BytesIO()
    if mode == "I;16":
        shades = shades.convert("I").point(lambda shade: shade * 257).convert("I;16")
    shades.save(written, "PNG")

    shown = check_upload(files.upload(written.getvalue(), "escaneo.png")).shown

    with Image.open(io.BytesIO(shown.data)) as copy:
        seen = [copy.convert("L").getpixel((128, row)) for row in (0, 64, 128, 192, 255)]
    assert seen == pytest.approx([0, 64, 128, 192, 255], abs=6)


def test_a_pdf_has_no_copy_to_show_since_names_stand_in_the_page_itself():
    assert check_upload(files.upload(PDF)).shown is None


def test_a_link_that_a_person_follows_is_no_harm():
    assert check_upload(files.upload(files.pdf(change=files.link))).extension == ".pdf"


HOSTILE = {
    "nothing": (b"", "empty", "está vacío"),
    "an executable": (b"MZ\x90\0" + b"\0" * 200, "wrong_kind", "Envíe una foto JPG"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "wrong_kind", "Envíe una foto JPG"),
    "plain words": ("Se cumplió".encode(), "wrong_kind", "Envíe una foto JPG"),
    "an SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "wrong_kind", "captura"),
    "an SVG with its head": (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "wrong_kind", "captura"),
    "a page": (b"<!DOCTYPE html><script>alert(1)</script>", "wrong_kind", "captura"),
    "an archive": (files.zip_bomb(), "wrong_kind", "sin comprimir"),
    "an old office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "wrong_kind", "Guárdelo como .docx"),
    "a HEIC photo": (b"\0\0\0\x18ftypheic" + b"\0" * 50, "wrong_kind", "Más compatible"),
    "an old video": (b"RIFF\0\0\0\0AVI LIST" + b"\0" * 50, "wrong_kind", "Es un video"),
    "a GIF": (files.photo(photo_format="GIF"), "wrong_kind", "Envíe una foto JPG"),
    "a bomb of pixels": (files.bomb_png(30_000, 30_000), "too_many_pixels", "50 megapíxeles"),
    "a smaller bomb": (files.bomb_png(8_000, 8_000), "too_many_pixels", "50 megapíxeles"),
    "a photo cut off": (files.photo((400, 400))[:-200], "unreadable", "dañada o incompleta"),
    "only the head of a photo": (b"\xff\xd8\xff\xe0", "unreadable", "dañada o incompleta"),
    "a PNG that lies about its pixels": (files.bomb_png(3_000, 3_000), "unreadable", "dañada o incompleta"),
    "a photo that is an archive": (JPEG + files.zip_bomb(), "two_natures", "esconde otro archivo"),
    "a photo that is a document": (JPEG[:4] + b"%PDF-1.4" + JPEG[4:], "two_natures", "esconde otro archivo"),
    "a photo that is a page": (JPEG + b"<script>alert(1)</script>", "two_natures", "esconde otro archivo"),
    "a document that is an archive": (PDF + files.zip_bomb(), "two_natures", "esconde otro archivo"),
    "a document cut off": (files.pdf(20)[:600], "unreadable", "dañado o incompleto"),
    "only the head of a document": (b"%PDF-1.7\n", "unreadable", "dañado o incompleto"),
    "a document that starts a program named elsewhere": (
        files.pdf(change=files.named_elsewhere),
        "active",
        "Imprímalo",
    ),
    "a document that opens another": (
        files.pdf(change=files.action("/GoToR", F="//maquina/x.pdf")),
        "active",
        "Imprímalo",
    ),
    "a page that asks another machine": (files.pdf(change=files.on_turning), "active", "Imprímalo"),
    "a page that lies on another machine": (files.pdf(change=files.written_elsewhere), "active", "Imprímalo"),
    "a document without pages": (files.pdf(0), "unreadable", "dañado o incompleto"),
    "a document that unpacks to 200 MB": (files.pdf_bomb(), "unreadable", "dañado o incompleto"),
    "a locked document": (files.pdf(user_password="x"), "locked", "sin protección"),
    "a protected document": (files.pdf(user_password="", owner_password="x"), "locked", "sin protección"),
    "a document with too many pages": (files.pdf(501), "too_long", "Divídalo"),
    "a script on opening": (files.pdf(change=files.action("/JavaScript", JS="x")), "active", "Imprímalo como PDF"),
    "a program on opening": (files.pdf(change=files.action("/Launch", F="cmd")), "active", "Imprímalo como PDF"),
    "a form that sends itself": (files.pdf(change=files.action("/SubmitForm", F="u")), "active", "Imprímalo como PDF"),
    "a script on a button": (files.pdf(change=files.button), "active", "Imprímalo como PDF"),
    "a file inside": (files.pdf(change=files.attachment), "active", "Imprímalo como PDF"),
}


@pytest.mark.parametrize(("data", "code", "advice"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_not_a_photo_or_a_document_is_refused_with_what_to_do(data, code, advice):
    with pytest.raises(ValidationError) as refusal:
        check_upload(files.upload(data, "foto.jpg"))

    assert refusal.value.code == code
    [message] = refusal.value.messages
    assert message.startswith("«foto.jpg»: ")
    assert advice in message


def test_a_name_hidden_by_escapes_is_still_read():
    data = (
        files.pdf(change=files.action("/JavaScript", JS="x"))
        .replace(b"/JS", b"/#4aS")
        .replace(b"/JavaScript", b"/J#61vaScript")
    )

    with pytest.raises(ValidationError) as refusal:
        check_upload(files.upload(data))

    assert refusal.value.code == "active"


def test_a_file_over_the_limit_is_refused_without_reading_it():
    class Huge(files.SimpleUploadedFile):
        def read(self, *args):
            raise AssertionError("read all of it")

    huge = Huge("grande.jpg", JPEG, "image/jpeg")
    huge.size = 20 * 2**20 + 1

    with pytest.raises(ValidationError, match="más de 20 MB"):
        check_upload(huge)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Rosa\\foto.jpg", "foto.jpg"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a" * 300 + ".jpg", "a" * 196 + ".jpg"),
        ("", "archivo sin nombre"),
    ],
    ids=["folders", "windows", "direction", "long", "none"],
)
def test_a_name_is_only_ever_shown(typed, shown):
    assert display_name(typed) == shown


def cleaned(field, *uploads):
    sent = MultiValueDict({"evidence": list(uploads)})
    return field.clean(field.widget.value_from_datadict({}, sent, "evidence"))


def test_several_files_at_once_are_all_looked_into():
    checked = cleaned(CheckedFilesField(), files.upload(JPEG), files.upload(PDF))

    assert [file.kind for file in checked] == [FileKind.PHOTO, FileKind.PDF]


def test_each_file_that_is_refused_is_named():
    with pytest.raises(ValidationError) as refusal:
        cleaned(CheckedFilesField(), files.upload(b"MZ", "a.jpg"), files.upload(JPEG), files.upload(b"", "b.jpg"))

    assert [message.split(":")[0] for message in refusal.value.messages] == ["«a.jpg»", "«b.jpg»"]


def test_too_many_files_are_refused_before_any_is_opened():
    with pytest.raises(ValidationError, match="hasta 20 archivos"):
        cleaned(CheckedFilesField(), *[files.upload(b"MZ")] * (MAX_FILES + 1))


def test_a_file_may_be_required_or_left_out():
    assert cleaned(CheckedFilesField(required=False)) == []
    assert cleaned(CheckedFileField(required=False)) is None
    with pytest.raises(ValidationError, match="al menos un archivo"):
        cleaned(CheckedFileField())
    assert cleaned(CheckedFileField(), files.upload(JPEG)).extension == ".jpg"
