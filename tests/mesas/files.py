"""Files as people send them, and as nobody should: made here, so that each test says what is in its file."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

SECRET_PLACE = b"camara-de-Rosa-Quispe"


def upload(data, name="foto.jpg", content_type="image/jpeg"):
    return SimpleUploadedFile(name, data, content_type)


def photo(size=(40, 30), photo_format="JPEG", colour=(120, 80, 40), **options):
    """A plain picture."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, photo_format, **options)
    return written.getvalue()


def photo_with_secrets(size=(80, 40)):
    """A JPEG lying on its side, with author, device, place on the map and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: seen 40 wide and 80 high
    exif[0x010F] = SECRET_PLACE.decode()
    exif[0x013B] = "Rosa Quispe"
    exif.get_ifd(0x8825)[2] = (14.0, 47.0, 33.0)
    return photo(size, exif=exif, comment=b"Rosa Quispe, 984 111 222")


def noise(size=(2400, 1800)):
    """A picture that compresses badly, as grass and stones do."""
    written = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(written, "JPEG", quality=90)
    return written.getvalue()


def png_chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb_png(width, height):
    """A few hundred bytes that declare a huge picture."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + png_chunk(b"IEND", b"")


def zip_bomb():
    """A kilobyte or so that unpacks to a megabyte."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ceros", b"\0" * 2**20)
    return written.getvalue()


def pdf(pages=1, change=None, **encryption):
    """A PDF of blank pages; `change` gets the writer before it is written."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 100)
    if change:
        change(writer)
    if encryption:
        writer.encrypt(**encryption)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def action(kind, **more):
    """An action that a reader takes on opening the file."""

    def hang(writer):
        writer._root_object[NameObject("/OpenAction")] = writer._add_object(
            DictionaryObject(
                {
                    NameObject("/S"): NameObject(kind),
                    **{NameObject(f"/{key}"): TextStringObject(value) for key, value in more.items()},
                }
            )
        )

    return hang


def named_elsewhere(writer):
    """An action that starts a program, which says so in another place of the file."""
    action("/Launch", F="cmd.exe")(writer)
    started = writer._root_object["/OpenAction"]
    started[NameObject("/S")] = writer._add_object(NameObject("/Launch"))


def on_turning(writer):
    """A page that asks another machine for something as soon as it is seen."""
    writer.pages[0][NameObject("/AA")] = DictionaryObject(
        {
            NameObject("/O"): writer._add_object(
                DictionaryObject(
                    {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("//a.org")}
                )
            )
        }
    )


def written_elsewhere(writer):
    """A page of which the content lies on another machine."""
    content = StreamObject()
    content._data = b""
    content[NameObject("/F")] = TextStringObject("https://example.org/x")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content)


def link(writer):
    """A link that a person may follow."""
    follow = DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("https://gob.pe")}
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject(
        [DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): follow})]
    )


def button(writer):
    """A script on a button of the page, nested directly in lists and dictionaries."""
    writer.pages[0][NameObject("/Annots")] = ArrayObject(
        [
            DictionaryObject(
                {
                    NameObject("/Subtype"): NameObject("/Widget"),
                    NameObject("/AA"): DictionaryObject(
                        {NameObject("/U"): DictionaryObject({NameObject("/JS"): TextStringObject("app.alert(1)")})}
                    ),
                }
            )
        ]
    )


def blot(writer):
    """A black box drawn over the page as a comment."""
    writer.pages[0][NameObject("/Annots")] = ArrayObject(
        [DictionaryObject({NameObject("/Subtype"): NameObject("/Square")})]
    )


def attachment(writer):
    writer.add_attachment("virus.exe", b"MZ")


def pdf_bomb():
    """A PDF whose list of objects unpacks to 200 MB."""
    stream = zlib.compress(b"0" * 200_000_000, 1)
    length = str(len(stream)).encode()
    head = b"%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length " + length + b">>stream\n" + stream
    head += b"\nendstream endobj\n"
    rows = b"\0\0\0\0" + b"\1\0\x09\0" + b"\1\0\0\0" + b"\2\0\1\0"  # the catalog lies in the packed stream
    table = b"2 0 obj<</Type/XRef/W[1 2 1]/Size 4/Root 3 0 R/Length 16>>stream\n" + rows + b"\nendstream endobj\n"
    return head + table + b"startxref\n" + str(len(head)).encode() + b"\n%%EOF"
