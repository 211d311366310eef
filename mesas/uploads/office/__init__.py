"""Office files: a zip of XML parts, opened to see that it is one of six kinds, and refused where it could do anything.

A text, a table or a presentation needs no program, no file of another kind inside, and nothing from elsewhere. It is
never shown to others by itself: who wrote it and who changed what stands in its parts.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mesas.uploads.office.package import Broken, Locked, Package, Unknown
from mesas.uploads.office.parts import Active, require_passive
from mesas.uploads.office.reading import TooMuch

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: All that reading a zip and its XML raises over a file that is broken or made to break it.
UNREADABLE = (
    Broken,
    ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
)

REFUSALS: dict[type[Exception], tuple[str, _StrPromise]] = {
    Locked: (
        "locked",
        _("El archivo tiene clave. Guárdelo sin clave, o como PDF, y envíe esa copia."),
    ),
    Active: (
        "active",
        _(
            "El archivo lleva macros, otro archivo adentro o algo que se trae de otro sitio. Guárdelo como PDF y envíe "
            "el PDF."
        ),
    ),
    TooMuch: (
        "too_complex",
        _("El archivo es demasiado grande por dentro. Guárdelo como PDF, o divídalo en partes, y envíe esa copia."),
    ),
    Unknown: (
        "wrong_kind",
        _(
            "Es un archivo comprimido que no es de Word, Excel, PowerPoint ni LibreOffice. Envíe los archivos uno por "
            "uno, sin comprimir."
        ),
    ),
}


def recognise(data: bytes) -> str:
    """The extension that belongs to the content. ValidationError, with what to do, where the file is broken, locked,
    none of the six kinds, or holds what could run."""
    try:
        package = Package(io.BytesIO(data))
        require_passive(package)
    except tuple(REFUSALS) as refused:
        code, reason = REFUSALS[type(refused)]
        raise ValidationError(reason, code=code) from refused
    except UNREADABLE as error:
        raise ValidationError(
            _("El archivo está dañado o incompleto y no se puede abrir. Guárdelo de nuevo y envíelo otra vez."),
            code="unreadable",
        ) from error
    return package.extension
