"""What people send: photos and PDF files, looked into before anything is kept.

`check_upload` trusts neither name nor declared type: it recognises the content, opens it whole, and hands back what
may be kept: the original as it came with its fingerprint, and for a photo a small copy without metadata. It reads a
whole file, so it runs in the form, never inside a transaction.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms import plain
from mesas.choices import FileKind
from mesas.uploads.pdfs import require_harmless_pdf
from mesas.uploads.photos import PHOTO_FORMATS, ShownCopy, copy_for_showing

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MEGABYTE = 2**20
MAX_MEGABYTES = 20  # of one file; a photo of a phone has 2 to 12
MAX_FILES = 20  # of one answer; together they also stay under the limit of a whole request
NAME_LENGTH = 200
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf,.jpg,.jpeg,.png,.webp,.pdf"

WHAT_TO_SEND = _("Envíe una foto JPG, PNG o WebP, o un documento PDF.")

#: First bytes of what people often send by mistake, with what to do about it.
NEARLY: tuple[tuple[re.Pattern[bytes], _StrPromise], ...] = (
    (
        re.compile(rb"....ftyp(hei[cmsx]|hev[cmx]|mif1|msf1|avi[fs])", re.DOTALL),
        _(
            "Es una foto HEIC o AVIF, que muchos equipos no pueden abrir. En los ajustes de la cámara elija el formato "
            "«Más compatible» o JPG, o haga una captura de pantalla de la foto y envíela."
        ),
    ),
    (
        re.compile(rb"\s*(\xef\xbb\xbf)?\s*<(\?xml|!--|svg|!doctype)", re.IGNORECASE),
        _("No es una foto sino un dibujo o una página web. Envíe una foto o una captura de pantalla."),
    ),
    (
        re.compile(rb"PK\x03\x04|\xd0\xcf\x11\xe0"),
        _("Es un archivo comprimido o de oficina (Word, Excel, ZIP). Guárdelo como PDF y envíe el PDF."),
    ),
    (
        re.compile(rb"....ftyp|\x1a\x45\xdf\xa3|OggS|ID3|RIFF....(AVI |WAVE)", re.DOTALL),
        _("Es un video o un audio, que todavía no se puede recibir. Envíe una foto o un documento PDF."),
    ),
)

#: What no photo nor document holds, unless it is at the same time something for a browser to run.
ALSO_A_PAGE = re.compile(rb"<script[\s>]|<!doctype html", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """A file that may be kept. `original` is as it came; `shown` is nothing where only the original exists (PDF)."""

    kind: FileKind
    original: UploadedFile
    name: str  # as the person called it, for display only, never for a path
    extension: str  # of its content: ".jpg", ".png", ".webp", ".pdf"
    sha256: str
    size: int
    shown: ShownCopy | None = None


def check_upload(file: UploadedFile) -> CheckedFile:
    """The file, looked into. ValidationError, saying which file it is and what to do, for all that is not accepted."""
    name = display_name(file.name or "")
    try:
        return look_into(file, name)
    except ValidationError as refusal:
        raise ValidationError(
            format_lazy("«{name}»: {reason}", name=name, reason=refusal.message), code=refusal.code
        ) from refusal


def look_into(file: UploadedFile, name: str) -> CheckedFile:
    require_size(file.size or 0)
    data = file.read()
    require_size(len(data))
    file.seek(0)
    extension = recognise(data)
    require_single_nature(file, data)
    shown = None
    if extension == ".pdf":
        require_harmless_pdf(data)
    else:
        shown = copy_for_showing(data, PHOTO_FORMATS[extension])
    return CheckedFile(
        kind=FileKind.PDF if extension == ".pdf" else FileKind.PHOTO,
        original=file,
        name=name,
        extension=extension,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        shown=shown,
    )


def require_size(size: int) -> None:
    if not size:
        raise ValidationError(_("El archivo está vacío. Elíjalo de nuevo."), code="empty")
    if size > MAX_MEGABYTES * MEGABYTE:
        raise ValidationError(
            format_lazy(
                _("Pesa más de {limit} MB. Envíe una foto más pequeña o divida el documento en partes."),
                limit=MAX_MEGABYTES,
            ),
            code="too_large",
        )


def recognise(data: bytes) -> str:
    """The extension that belongs to the content. The name of the file and its declared type have no say."""
    if data.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data.startswith(b"%PDF-"):
        return ".pdf"
    for beginning, advice in NEARLY:
        if beginning.match(data[:200]):
            raise ValidationError(advice, code="wrong_kind")
    raise ValidationError(
        format_lazy("{} {}", _("No es una foto ni un PDF, aunque su nombre lo diga."), WHAT_TO_SEND),
        code="wrong_kind",
    )


def require_single_nature(file: UploadedFile, data: bytes) -> None:
    """Refuse a file that is two things at once: a photo that is also a web page, a document or an archive."""
    is_archive = zipfile.is_zipfile(file)
    file.seek(0)
    is_hidden_document = data.find(b"%PDF-", 1, 1029) >= 0  # where readers still look for the beginning
    if is_archive or is_hidden_document or ALSO_A_PAGE.search(data):
        raise ValidationError(
            _("El archivo esconde otro archivo adentro. Ábralo, guárdelo de nuevo como foto o PDF y envíe esa copia."),
            code="two_natures",
        )


def display_name(name: str) -> str:
    """The name without folders and invisible characters, at most 200 letters, its ending kept."""
    path = PurePosixPath(plain(name).replace("\\", "/").replace("\n", " ").strip())
    ending = path.suffix[:20]
    return (path.stem[: NAME_LENGTH - len(ending)] + ending) or str(_("archivo sin nombre"))
