"""PDF files: opened and read through to the last object, to refuse those that hide a program or a lock.

They are never drawn again: names and signatures stand in the page itself, so what the public may see is a copy that a
person has looked through.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

MAX_PAGES = 500
MAX_OBJECTS = 60_000  # a scanned acta of 100 pages has about 500
MAX_DEPTH = 60

#: All that pypdf raises over a file that is broken or made to break it.
UNREADABLE = (
    PyPdfError,
    OSError,
    ValueError,
    LookupError,
    ArithmeticError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RecursionError,
    zlib.error,
)

#: Keys of a dictionary, and kinds of action, that make a reader do more than show pages.
ACTIVE_KEYS = {"/JS", "/JavaScript", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA"}
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute", "/Rendition", "/Movie"}
#: Those that a person may follow from a link, but that no page opens by itself.
FAR_ACTIONS = {"/GoToR", "/GoToE", "/URI"}


def require_harmless_pdf(data: bytes) -> None:
    """ValidationError, with what to do, where the file is broken, locked, too long, or holds a program or a file."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        require_open(reader)
        require_pages(reader, data)
        require_passive(reader)
    except UNREADABLE as error:
        raise ValidationError(
            _("El PDF está dañado o incompleto y no se puede abrir. Guárdelo o escanéelo de nuevo y envíelo otra vez."),
            code="unreadable",
        ) from error


def require_open(reader: PdfReader) -> None:
    if reader.is_encrypted:
        raise ValidationError(
            _("El PDF tiene clave o está protegido. Guárdelo sin protección, o imprímalo como PDF, y envíe esa copia."),
            code="locked",
        )


def require_pages(reader: PdfReader, data: bytes) -> None:
    if b"%%EOF" not in data[-2048:]:
        raise ValueError("cut off before its end")
    pages = len(reader.pages)
    if not pages:
        raise ValueError("no page")
    if pages > MAX_PAGES:
        raise ValidationError(
            format_lazy(
                _("El PDF tiene {pages} páginas y se reciben hasta {limit}. Divídalo en partes."),
                pages=pages,
                limit=MAX_PAGES,
            ),
            code="too_long",
        )


def require_passive(reader: PdfReader) -> None:
    """Reads every object, since what a reader runs may hang on any of them."""
    for dictionary in dictionaries_of(reader):
        if ACTIVE_KEYS & dictionary.keys() or kind_of(dictionary) in ACTIVE_ACTIONS or reaches_out(dictionary):
            raise ValidationError(
                _(
                    "El PDF lleva un programa, un formulario que se envía solo u otro archivo adentro. "
                    "Imprímalo como PDF y envíe esa copia."
                ),
                code="active",
            )


def kind_of(thing: object) -> object:
    """What an action does, be it named in place or elsewhere in the file."""
    return thing["/S"] if isinstance(thing, DictionaryObject) and "/S" in thing else None


def reaches_out(dictionary: DictionaryObject) -> bool:
    """Whether a reader that only opens it would fetch something: another file, a page, or what a stream should hold."""
    opens = [dictionary[key] for key in ("/OpenAction", "/AA") if key in dictionary]
    started = [*opens, *(act for one in opens if isinstance(one, DictionaryObject) for act in one.values())]
    of_opening = {kind_of(act.get_object()) for act in started if act is not None}
    return bool(of_opening & FAR_ACTIONS) or (isinstance(dictionary, StreamObject) and "/F" in dictionary)


def dictionaries_of(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, wherever it hangs."""
    numbers = {(number, 0) for number in reader.xref_objStm}
    for generation, objects in reader.xref.items():
        numbers.update((number, generation) for number in objects)
    if len(numbers) > MAX_OBJECTS:
        raise ValidationError(
            _("El PDF es demasiado complejo. Imprímalo como PDF o escanéelo, y envíe esa copia."), code="too_complex"
        )
    yield from inside(reader.trailer)
    for number, generation in sorted(numbers):
        yield from inside(reader.get_object(IndirectObject(number, generation, reader)))


def inside(thing: object, depth: int = 0) -> Iterator[DictionaryObject]:
    """The dictionaries written within one object; what it only refers to is an object of its own."""
    if depth > MAX_DEPTH:
        raise ValueError("nested without end")
    if isinstance(thing, DictionaryObject):
        yield thing
        parts = [thing.raw_get(key) for key in thing]
    elif isinstance(thing, ArrayObject):
        parts = [list.__getitem__(thing, place) for place in range(len(thing))]
    else:
        return
    for part in parts:
        if isinstance(part, DictionaryObject | ArrayObject):
            yield from inside(part, depth + 1)
