"""Office files: six kinds are kept as they came and shown to nobody; whatever could run, lock or burst is refused."""

import hashlib
import io
import zipfile

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from mesas.choices import FileKind
from mesas.uploads import check_upload
from mesas.uploads.office import package
from tests.mesas import files, offices
from tests.mesas.offices import field, links, odf, office, ooxml, packed

KINDS = ("docx", "xlsx", "pptx", "odt", "ods", "odp")


@pytest.mark.parametrize("kind", KINDS)
def test_six_kinds_are_known_by_what_they_hold_and_have_no_copy(kind):
    data = office(kind)

    checked = check_upload(files.upload(data, "informe.jpg"))

    assert (checked.kind, checked.extension, checked.shown, checked.small) == (FileKind.OFFICE, f".{kind}", None, None)
    assert (checked.sha256, checked.original.read()) == (hashlib.sha256(data).hexdigest(), data)


def test_a_table_of_a_real_program_is_taken():
    book, written = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Comunidad", "Sí"])
    book.active["A1"].hyperlink = "https://example.org/"
    book.save(written)

    assert check_upload(files.upload(written.getvalue(), "lista.xlsx")).extension == ".xlsx"


def with_type(content_type, **parts):
    """A text whose list of types names that one too."""
    made = ooxml(**parts)
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        "</Types>", f'<Default Extension="bin" ContentType="{content_type}"/></Types>'
    )
    return packed(made)


def macro_text():
    made = ooxml()
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return packed(made)


def locked():
    """A zip of which a part says that it needs a key."""
    data = bytearray(office("docx"))
    data[6] |= 1
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def linked():
    """A part that points at a file of the machine."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in ooxml().items():
            archive.writestr(name, content)
        link = zipfile.ZipInfo("word/media/clave.png")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return written.getvalue()


def overlapping():
    """Two parts that are one and the same bytes."""
    data = office("docx")
    first, second = (data.index(b"PK\x01\x02", at) for at in (0, data.index(b"PK\x01\x02") + 4))
    return data[: second + 42] + data[first + 42 : first + 46] + data[second + 46 :]


def lying():
    """A part that unpacks to more than it says."""
    data = bytearray(packed(ooxml(**{"word/media/image1.png": b"\0" * 100_000})))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (50).to_bytes(4, "little")
    return bytes(data)


def as_a_picture(content, content_type):
    """Something that goes by the name of a picture, and says in the list of types what it is."""
    made = ooxml(**{"word/foto.png": content})
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/word/foto.png" ContentType="{content_type}"/></Types>'
    )
    return packed(made)


def main_as_a_picture():
    """A text whose main part is named like a picture, and starts a program."""
    made = ooxml(main=field("DDEAUTO c:\\cmd.exe"))
    return packed({
        name.replace("document.xml", "foto.png"): content.replace("document.xml", "foto.png")
        for name, content in made.items()
    })  # fmt: skip


def table_of(part, content):
    return packed(ooxml("xlsx", **{f"xl/{part}": f"{offices.HEAD}<w>{content}</w>"}))


HARMLESS = {
    "a link to a page": packed(ooxml(**links("hyperlink", "https://www.gob.pe/pcm"))),
    "a link to write to somebody": packed(ooxml(**links("hyperlink", "mailto:mesa@example.org"))),
    "a template on the writer's machine": packed(
        ooxml(**links("attachedTemplate", "file:///C:/plantillas/oficio.dotx"))
    ),
    "another table of the same folder": packed(ooxml("xlsx", **links("externalLinkPath", "presupuesto.xlsx"))),
    "a picture": packed(ooxml(**{"word/media/image1.png": files.photo(photo_format="PNG")})),
    "a chart with its table": packed(ooxml("pptx", **{"ppt/embeddings/hoja.xlsx": office("xlsx")})),
    "how it was printed": packed(ooxml("xlsx", **{"xl/printerSettings/printerSettings1.bin": b"\0" * 20})),
    "a thumbnail": packed(
        odf(**{"Thumbnails/thumbnail.png": files.photo(photo_format="PNG"), "layout-cache": b"\1\2"})
    ),
    "a link in a text": packed(odf(content="<t xmlns:x='x'><text:a xmlns:text='t' x:href='https://gob.pe'/></t>")),
    "a page number": packed(ooxml(main=field(" PAGE "))),
    "the words link and import": (
        packed(
            ooxml(
                main=f"{offices.HEAD}<w:d xmlns:w='w'><w:fldChar/><w:instrText>HYPERLINK \"https://a.org/link/"
                'import/"</w:instrText><w:fldChar/></w:d>'
            )
        )
    ),
    "a sum": table_of("worksheets/sheet1.xml", "<f>SUM(A1:A9)</f>"),
    "what types say of pictures": as_a_picture(files.photo(photo_format="PNG"), "image/png"),
    "the word dde": packed(ooxml(main=f"{offices.HEAD}<d>El señor DDE habló</d>")),
}


@pytest.mark.parametrize("data", HARMLESS.values(), ids=HARMLESS)
def test_what_people_write_every_day_is_taken(data):
    assert check_upload(files.upload(data, "informe.docx")).kind == FileKind.OFFICE


DTD = "<!DOCTYPE x SYSTEM 'http://example.org/x.dtd'>"
MANY = {f"word/media/image{number}.png": b"" for number in range(package.MAX_PARTS)}
HOSTILE = {
    "macros by their type": (macro_text(), "wrong_kind", "no es de Word"),
    "macros by their part": (packed(ooxml(**{"word/vbaProject.bin": b"x"})), "active", "macros"),
    "macros told in the types": (with_type("application/vnd.ms-office.vbaProject"), "active", "macros"),
    "a control": (packed(ooxml(**{"word/activeX/activeX1.xml": "<a/>"})), "active", "macros"),
    "an old object inside": (packed(ooxml(**{"word/embeddings/oleObject1.bin": b"x"})), "active", "otro archivo"),
    "a program inside": (packed(ooxml(**{"word/media/virus.exe": b"MZ"})), "active", "otro archivo"),
    "a page inside": (packed(ooxml(**{"word/afchunk.html": "<script>"})), "active", "otro archivo"),
    "macros in the table of a chart": (
        packed(ooxml("pptx", **{"ppt/embeddings/h.xlsx": packed(ooxml("xlsx", **{"xl/vbaProject.bin": b"x"}))})),
        "active",
        "macros",
    ),
    "a table in a table in a table": (
        packed(ooxml(**{"e/a.xlsx": packed(ooxml("xlsx", **{"e/b.xlsx": office("xlsx")}))})),
        "active",
        "otro archivo",
    ),
    "a template from afar": (packed(ooxml(**links("attachedTemplate", "https://a.org/t.dotm"))), "active", "sitio"),
    "a picture from afar": (packed(ooxml(**links("image", "https://example.org/x.png"))), "active", "sitio"),
    "an object from afar": (packed(ooxml(**links("oleObject", "https://example.org/x!"))), "active", "sitio"),
    "a link that runs": (packed(ooxml(**links("hyperlink", "javascript:alert(1)"))), "active", "sitio"),
    "a link to a program of Windows": (packed(ooxml(**links("hyperlink", "ms-msdt:/id"))), "active", "sitio"),
    "a table on another machine": (
        packed(ooxml("xlsx", **links("externalLinkPath", "file:///\\\\maquina\\x.xlsx"))), "active", "sitio"
    ),
    "a field that starts a program": (packed(ooxml(main=field("DD", "EAUTO c:\\cmd.exe"))), "active", "macros"),
    "a table that starts a program": (
        packed(ooxml("xlsx", **{"xl/externalLinks/externalLink1.xml": "<e><ddeLink ddeService='cmd'/></e>"})),
        "active",
        "macros",
    ),
    "a page that goes as a picture": (as_a_picture("<script>", "text/html"), "active", "otro archivo"),
    "a text that goes as a picture": (as_a_picture("{\\rtf1", "application/rtf"), "active", "otro archivo"),
    "a text whose main part goes as a picture": (main_as_a_picture(), "active", "macros"),
    "a part of another kind": (packed(ooxml(**links("aFChunk", "x.docx", "Internal"))), "active", "otro archivo"),
    "a picture from afar as if it were inside": (
        packed(ooxml(**links("image", "https://example.org/x.png", "Internal"))), "active", "sitio"
    ),
    "a template on another machine, in escapes": (
        packed(ooxml(**links("attachedTemplate", "%5C%5Cmaquina%5Ct.dotm"))), "active", "sitio"
    ),
    "an old drawing from afar": (
        packed(ooxml(**{"word/d.vml": "<v:imagedata src='https://example.org/x.png'>"})), "active", "sitio"
    ),
    "a field that brings in a table": (packed(ooxml(main=field(" LINK Excel.Sheet.8"))), "active", "sitio"),
    "a field that brings in a picture": (packed(ooxml(main=field("IM", "PORT x.png"))), "active", "sitio"),
    "a formula that asks a page": (
        table_of("worksheets/sheet1.xml", "<f>_xlfn.WEBSERVICE(A1)</f>"), "active", "sitio"
    ),
    "a formula that calls a program": (
        table_of("workbook2.xml", "<definedName>CALL(&quot;kernel32&quot;)</definedName>"), "active", "macros"
    ),
    "a table that asks a page": (
        table_of("connections.xml", "<connection><webPr url='https://example.org'/></connection>"), "active", "sitio"
    ),
    "a form that asks a page": (
        packed(odf(content="<x:instance xmlns:x='x' src='https://example.org/'/>")), "active", "sitio"
    ),
    "macros of LibreOffice": (packed(odf(**{"Basic/Standard/Module1.xml": "<m/>"})), "active", "macros"),
    "scripts of LibreOffice": (packed(odf(**{"Scripts/python/x.py": "import os"})), "active", "macros"),
    "a script on opening": (
        packed(odf(content="<o xmlns:script='s'><script:event-listener/></o>")), "active", "macros"
    ),
    "a formula that starts a program": (
        packed(odf("ods", content="<t xmlns:table='t'><c table:formula='of:=DDE(&quot;cmd&quot;)'/></t>")),
        "active",
        "macros",
    ),
    "a picture of LibreOffice from afar": (
        packed(odf(content="<d xmlns:draw='d' xmlns:x='x'><draw:image x:href='https://example.org/x'/></d>")),
        "active",
        "sitio",
    ),
    "locked by LibreOffice": (packed(odf(manifest="<manifest:encryption-data/>")), "locked", "sin clave"),
    "locked parts": (locked(), "locked", "sin clave"),
    "entities that grow": (packed(ooxml(main=offices.BOMB)), "unreadable", "dañado"),
    "entities that grow, in another alphabet": (
        packed(ooxml(main=offices.BOMB.replace("UTF-8", "UTF-16").encode("utf-16"))), "unreadable", "dañado"
    ),
    "entities that grow, in the list of types": (
        packed({**ooxml(), "[Content_Types].xml": offices.BOMB}), "unreadable", "dañado"
    ),
    "entities from afar": (packed(odf(content=f"{offices.HEAD}{DTD}<x/>")), "unreadable", "dañado"),
    "a bomb": (packed(ooxml(**{"word/media/image1.bmp": b"\0" * 60 * 2**20})), "unreadable", "dañado"),
    "too many parts": (packed(ooxml(**MANY)), "unreadable", "dañado"),
    "a part that lies about its size": (lying(), "unreadable", "dañado"),
    "parts over one another": (overlapping(), "unreadable", "dañado"),
    "a path that leads out": (packed(ooxml(**{"../../etc/cron.d/x.xml": "<x/>"})), "unreadable", "dañado"),
    "a path from the root": (packed(ooxml(**{"/etc/x.xml": "<x/>"})), "unreadable", "dañado"),
    "a path of Windows": (packed(ooxml(**{"C:\\x.xml": "<x/>"})), "unreadable", "dañado"),
    "a link to the machine": (linked(), "unreadable", "dañado"),
    "a broken part": (packed(ooxml(main="<w:document>")), "unreadable", "dañado"),
    "cut off": (office("docx")[:-200], "unreadable", "dañado"),
    "only its head": (b"PK\x03\x04" + b"\0" * 40, "unreadable", "dañado"),
    "something behind it": (office("docx") + b"MZ" * 300, "unreadable", "dañado"),
    "without its text": (
        packed({k: v for k, v in ooxml().items() if k != "word/document.xml"}), "wrong_kind", "no es de Word"
    ),
    "two kinds at once": (
        packed(ooxml(**{
            "xl/workbook.xml": "<w/>",
            "[Content_Types].xml": "<Types>" + "".join(
                f"<Override PartName='/{name}' ContentType='{kind}'/>" for name, kind in offices.MAIN.values()
            ) + "</Types>",
        })),
        "wrong_kind",
        "no es de Word",
    ),
    "a drawing of LibreOffice": (
        packed({**odf(), "mimetype": "application/vnd.oasis.opendocument.graphics"}), "wrong_kind", "no es de Word"
    ),
    "without its list": (
        packed({k: v for k, v in odf().items() if not k.startswith("META")}), "unreadable", "dañado"
    ),
    "a program for telephones": (packed({"AndroidManifest.xml": b"x", "classes.dex": b"x"}), "wrong_kind", "comprimir"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code", "advice"), HOSTILE.values(), ids=HOSTILE)
def test_what_could_run_lock_or_burst_is_refused_with_what_to_do(data, code, advice):
    with pytest.raises(ValidationError) as refusal:
        check_upload(files.upload(data, "informe.docx"))

    assert refusal.value.code == code
    [message] = refusal.value.messages
    assert message.startswith("«informe.docx»: ")
    assert advice in message


@pytest.mark.parametrize("kind", KINDS)
def test_cut_anywhere_it_is_refused(kind):
    data = office(kind)

    for end in range(4, len(data), 37):
        with pytest.raises(ValidationError):
            check_upload(files.upload(data[:end], f"informe.{kind}"))
