"""A copy for everybody: what a person chose to publish, looked into like any file, and bared of what is not asked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, StreamObject

from mesas.choices import FileKind
from mesas.uploads import CheckedFile, ShownCopy, check_upload
from mesas.uploads.pdfs import UNREADABLE
from mesas.uploads.within import bare_picture

#: Notes of programs on who, with what and when; a page shows nothing of them.
TELLTALE = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF")
#: What lies over a page and can be lifted from it, except a link.
HARMLESS_OVERLAY = "/Link"


def check_public_copy(file: UploadedFile) -> CheckedFile:
    """The file, with its bare copy as `shown`. ValidationError for what everybody must not be given: an office file,
    which tells who wrote and changed it; sound that cannot be bared; a paper whose blots can be taken off."""
    checked = check_upload(file)
    if checked.kind == FileKind.OFFICE:
        raise ValidationError(
            _("Un archivo de oficina dice quién lo escribió y qué se borró. Guárdelo como PDF y publique el PDF."),
            code="wrong_kind",
        )
    if checked.kind == FileKind.PDF:
        file.seek(0)
        return replace(checked, shown=ShownCopy(data=bare_pdf(file.read()), extension=".pdf"))
    if checked.shown is None:
        raise ValidationError(
            _("A este audio no se le pueden quitar sus datos ocultos. Grábelo de nuevo como MP3 y publique ese."),
            code="wrong_kind",
        )
    return checked


def bare_pdf(data: bytes) -> bytes:
    """The same pages in a new file: no author, no dates, no earlier versions, no place in the photos of its pages."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        require_nothing_over(reader)
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        for thing in objects_of(writer):
            for name in TELLTALE:
                thing.pop(NameObject(name), None)
            if isinstance(thing, StreamObject):
                bare_picture(thing)
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        written = io.BytesIO()
        writer.write(written)
    except UNREADABLE as error:
        raise ValidationError(
            _("El PDF no se pudo copiar sin sus datos ocultos. Imprímalo como PDF y envíe esa copia."),
            code="unreadable",
        ) from error
    return written.getvalue()


def require_nothing_over(reader: PdfReader) -> None:
    """A black box drawn as a comment hides nothing: anybody takes it off."""
    for page in reader.pages:
        for note in page.get("/Annots", []) or []:
            thing = note.get_object() if isinstance(note, IndirectObject) else note
            if isinstance(thing, DictionaryObject) and thing.get("/Subtype") != HARMLESS_OVERLAY:
                raise ValidationError(
                    _(
                        "El PDF lleva comentarios, campos o recuadros encima, que cualquiera puede quitar para leer lo "
                        "que tapan. Imprímalo y escanéelo, o guárdelo como imagen, y publique esa copia."
                    ),
                    code="covered",
                )


def objects_of(writer: PdfWriter) -> Iterator[DictionaryObject]:
    return (thing for thing in writer._objects if isinstance(thing, DictionaryObject))
