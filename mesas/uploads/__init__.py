"""What people send: photos, PDF and office files, sound; looked into before anything is kept.

`check_upload` trusts neither name nor declared type: it recognises the content, opens it whole, and hands back what
may be kept: the original as it came with its fingerprint, and of photos and sound a copy without metadata. It reads a
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
from mesas.uploads import audio, office
from mesas.uploads.copies import ShownCopy
from mesas.uploads.kinds import ACCEPT, kind_of
from mesas.uploads.pdfs import require_harmless_pdf
from mesas.uploads.photos import PHOTO_FORMATS, copies_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

__all__ = ["ACCEPT", "MAX_FILES", "MAX_MEGABYTES", "CheckedFile", "ShownCopy", "check_upload", "display_name"]

MEGABYTE = 2**20
MAX_MEGABYTES = 20  # of one file; a photo of a phone has 2 to 12
MAX_FILES = 20  # of one answer; together they also stay under the limit of a whole request
NAME_LENGTH = 200

WHAT_TO_SEND = _(
    "Envíe una foto JPG, PNG o WebP, un documento (PDF, Word, Excel, PowerPoint o LibreOffice) o un audio."
)

#: First bytes of photos and PDF files.
BEGINNINGS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
    (re.compile(rb"%PDF-"), ".pdf"),
)

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
        re.compile(rb"\xd0\xcf\x11\xe0"),
        _(
            "Es un archivo de oficina antiguo (.doc, .xls, .ppt) o con clave. Guárdelo como .docx, .xlsx o .pptx sin "
            "clave, o como PDF, y envíe esa copia."
        ),
    ),
    (
        re.compile(rb"RIFF....AVI |\x00\x00\x01[\xb3\xba]|FLV|\x30\x26\xb2\x75", re.DOTALL),
        _("Es un video, que no se puede recibir. Envíe una foto, o solo el sonido."),
    ),
)

#: What no photo, document nor sound holds, unless it is at the same time something for a browser to run.
ALSO_A_PAGE = re.compile(rb"<script[\s>]|<!doctype html", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """A file that may be kept. `original` is as it came; `shown` is nothing where only the original exists: papers,
    which say who wrote them, and sound that cannot be bared. `small` is of photos, for lists."""

    kind: FileKind
    original: UploadedFile
    name: str  # as the person called it, for display only, never for a path
    extension: str  # of its content: ".jpg", ".pdf", ".docx", ".mp3"; see `kinds`
    sha256: str
    size: int
    shown: ShownCopy | None = None
    small: ShownCopy | None = None


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
    kind = kind_of(extension)
    if kind != FileKind.OFFICE:
        require_single_nature(file, data)
    shown = small = None
    if kind == FileKind.PDF:
        require_harmless_pdf(data)
    elif kind == FileKind.PHOTO:
        shown, small = copies_of(data, PHOTO_FORMATS[extension])
    elif kind == FileKind.AUDIO:
        shown = audio.copy_for_hearing(data, extension)
    return CheckedFile(
        kind=kind,
        original=file,
        name=name,
        extension=extension,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        shown=shown,
        small=small,
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
    for beginning, extension in BEGINNINGS:
        if beginning.match(data[:20]):
            return extension
    for beginning, advice in NEARLY:
        if beginning.match(data[:200]):
            raise ValidationError(advice, code="wrong_kind")
    if data.startswith(b"PK\x03\x04"):
        return office.recognise(data)
    if sound := audio.recognise(data):
        return sound
    raise ValidationError(
        format_lazy("{} {}", _("No es un archivo que se pueda recibir, aunque su nombre lo diga."), WHAT_TO_SEND),
        code="wrong_kind",
    )


def require_single_nature(file: UploadedFile, data: bytes) -> None:
    """Refuse a file that is two things at once: a photo that is also a web page, a document or an archive. An office
    file is an archive, and all that lies in it is looked into."""
    is_archive = zipfile.is_zipfile(file)
    file.seek(0)
    is_hidden_document = data.find(b"%PDF-", 1, 1029) >= 0  # where readers still look for the beginning
    if is_archive or is_hidden_document or ALSO_A_PAGE.search(data):
        raise ValidationError(
            _("El archivo esconde otro archivo adentro. Ábralo, guárdelo de nuevo y envíe esa copia."),
            code="two_natures",
        )


def display_name(name: str) -> str:
    """The name without folders and invisible characters, at most 200 letters, its ending kept."""
    path = PurePosixPath(plain(name).replace("\\", "/").replace("\n", " ").strip())
    ending = path.suffix[:20]
    return (path.stem[: NAME_LENGTH - len(ending)] + ending) or str(_("archivo sin nombre"))
