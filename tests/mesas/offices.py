"""Office files as programs write them, and as nobody should: the fewest parts that open, and what tests add."""

import io
import zipfile

OOXML = "application/vnd.openxmlformats-officedocument."
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = {
    "docx": ("word/document.xml", f"{OOXML}wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OOXML}spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OOXML}presentationml.presentation.main+xml"),
}
ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
BOMB = f"""{HEAD}<!DOCTYPE b [<!ENTITY a "zzzzzzzzzz"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]><b>&c;</b>"""


def packed(parts, **options):
    """A zip of parts in that order. Those in `stored` are not made smaller."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else options.get("how", zipfile.ZIP_DEFLATED)
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return written.getvalue()


def ooxml(kind="docx", main=None, **more):
    """Parts of a Word, Excel or PowerPoint file; `more` are further parts, by their name with underscores kept."""
    name, content_type = MAIN[kind]
    return {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
        ),
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{LINKS}/officeDocument" Target="{name}"/></Relationships>'
        ),
        name: main or f"{HEAD}<w:document xmlns:w='w'><w:body>Se cumplió</w:body></w:document>",
        "docProps/core.xml": f"{HEAD}<p xmlns:dc='dc'><dc:creator>Rosa Quispe</dc:creator></p>",
        **more,
    }


def odf(kind="odt", content=None, manifest="", **more):
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{ODF[kind]}",
        "META-INF/manifest.xml": f"{HEAD}<manifest:manifest xmlns:manifest='m'>{manifest}</manifest:manifest>",
        "content.xml": content
        or f"{HEAD}<office:document-content xmlns:office='o'>Se cumplió</office:document-content>",
        **more,
    }


def links(kind, target, mode="External"):
    """The links of the text, with one of that kind."""
    link = f'<Relationship Id="r9" Type="{LINKS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return {"word/_rels/document.xml.rels": f"{HEAD}<Relationships>{link}</Relationships>"}


def office(kind):
    """The smallest file of each of the six kinds."""
    return packed(ooxml(kind) if kind in MAIN else odf(kind))


def field(*pieces):
    """A text with a field whose instruction is written in those pieces."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f"{HEAD}<w:document xmlns:w='w'>{runs}</w:document>"
