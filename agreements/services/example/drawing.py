"""Photos, papers and sounds for the example, made so that nobody takes them for real, and looked into like any
upload."""

from __future__ import annotations

import hashlib
import io
import math
import textwrap
import wave
import zipfile
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from PIL import Image, ImageDraw, ImageFont

from conflicts.choices import Theme
from mesas.uploads import CheckedFile, check_upload

SIZE = (960, 720)
SKIES = ("#bcd9e6", "#cfe3ea", "#e6ddc8", "#d5dfe8")
HILLS = ("#8a9a5b", "#a08c5b", "#7c8f6a", "#9c8468")
INK, PAPER, WATER, ROAD, WALL = "#1b1a17", "#fbf9f3", "#3f86a8", "#b7a98c", "#d9b98a"
STAMP = "FOTO FICTICIA"


def photo(caption: str, theme: str) -> CheckedFile:
    """A flat drawing with its caption, of water, a road, a house or a field, as the theme of the promise says."""
    picture = landscape(caption)
    {Theme.WATER: pond, Theme.TRANSPORT: road, Theme.INFRASTRUCTURE: road, Theme.ENVIRONMENT: pond}.get(
        Theme(theme), house
    )(ImageDraw.Draw(picture))
    label(ImageDraw.Draw(picture), caption)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=80)
    return looked_into(written.getvalue(), caption, "jpg", "image/jpeg")


def landscape(caption: str) -> Image.Image:
    """Sky, sun and two hills; each caption has its own."""
    seed = hashlib.sha256(caption.encode()).digest()
    picture = Image.new("RGB", SIZE, SKIES[seed[0] % len(SKIES)])
    draw = ImageDraw.Draw(picture)
    left, height = 90 + seed[1] * 3, 260 + seed[2] // 2
    draw.ellipse((left, 60, left + 90, 150), fill="#f0c95a")
    draw.polygon([(-50, 600), (180 + seed[3], height), (640, 600)], fill=HILLS[seed[4] % len(HILLS)])
    draw.polygon([(300, 600), (640 + seed[5], height - 40), (1040, 600)], fill=HILLS[(seed[4] + 1) % len(HILLS)])
    draw.rectangle((0, 500, 960, 720), fill="#c9c08c")
    return picture


def pond(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((300, 470, 720, 590), fill=WATER, outline=INK, width=3)
    for top in (505, 530, 555):
        draw.line((390, top, 630, top), fill="#9cc7da", width=4)


def road(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon([(460, 480), (520, 480), (720, 720), (220, 720)], fill=ROAD, outline=INK)
    for top in (500, 540, 590):
        draw.line((490, top, 488, top + 25), fill=PAPER, width=8)


def house(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((360, 430, 600, 590), fill=WALL, outline=INK, width=3)
    draw.polygon([(330, 430), (480, 330), (630, 430)], fill="#a5483a", outline=INK)
    draw.rectangle((450, 500, 510, 590), fill="#6b4a2f")


def label(draw: ImageDraw.ImageDraw, caption: str) -> None:
    """The stamp and the caption on a strip of paper."""
    draw.rectangle((0, 610, 960, 720), fill=PAPER)
    draw.text((24, 616), STAMP, fill="#981b1e", font=ImageFont.load_default(34))
    draw.text((24, 664), textwrap.shorten(caption, 62, placeholder="…"), fill=INK, font=ImageFont.load_default(26))


def paper(title: str) -> CheckedFile:
    """A PDF of one page that says what it stands for, and that it is invented."""
    lines = ["DOCUMENTO FICTICIO", "", *textwrap.wrap(title, 60), "", "Inventado para mostrar cómo funciona Mesas."]
    return looked_into(pdf(lines), title, "pdf", "application/pdf")


def pdf(lines: list[str]) -> bytes:
    """The smallest document that any reader opens: a page, a font of the reader's own, lines of text."""
    shown = "".join(f"({escaped(line)}) Tj T* " for line in lines)
    text = f"BT /F1 16 Tf 22 TL 72 760 Td {shown}ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (es-PE) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text),
    ]
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n" % (count, table, count)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % written.index(b"xref\n0 "))


def escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def office_file(title: str) -> CheckedFile:
    """A text as a word processor writes it, with the parts without which none opens it."""
    lines = ["DOCUMENTO FICTICIO", title, "Inventado para mostrar cómo funciona Mesas."]
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**OFFICE_PARTS, "word/document.xml": f"{WORDS_BEGIN}{body}{WORDS_END}"}.items():
            package.writestr(zipfile.ZipInfo(name), f"{XML}{content}")
    return looked_into(written.getvalue(), title, "docx", WORD_FILE)


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_XML = "http://schemas.openxmlformats.org"
OFFICE_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{OPEN_XML}/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/word/document.xml" ContentType="{WORD_FILE}.main+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{OPEN_XML}/package/2006/relationships">\
<Relationship Id="one" Target="word/document.xml" \
Type="{OPEN_XML}/officeDocument/2006/relationships/officeDocument"/></Relationships>""",
}
WORDS_BEGIN = f'<w:document xmlns:w="{OPEN_XML}/wordprocessingml/2006/main"><w:body>'
WORDS_END = "</w:body></w:document>"


def voice_note(title: str) -> CheckedFile:
    """Two seconds of three soft tones: nobody's voice."""
    rate, tones = 8000, (330, 392, 330)
    samples = bytearray()
    for tone in tones:
        count = rate * 2 // len(tones)
        samples += bytes(128 + round(24 * math.sin(math.tau * tone * at / rate)) for at in range(count))
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(rate)
        sound.writeframes(bytes(samples))
    return looked_into(written.getvalue(), title, "wav", "audio/wav")


def looked_into(data: bytes, title: str, ending: str, content_type: str) -> CheckedFile:
    name = f"{slugify(title)[:60]}-ficticio.{ending}"
    return check_upload(SimpleUploadedFile(name, data, content_type=content_type))
