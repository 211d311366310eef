"""Sound, as phones and browsers record it: opened to see that it is whole, and copied without its tags for others.

mutagen knows the formats of music players; AMR and WebM, which cheap phones and browsers record, it does not, so those
are read here. Nothing is decoded: what is refused is what is broken or is no sound, and in the copy stands nothing but
what a player needs.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from mutagen import MutagenError

from mesas.uploads.audio import boxes, chunks, frames, ogg, webm
from mesas.uploads.audio.refusals import NotOnlySound
from mesas.uploads.copies import ShownCopy

#: All that the readers of formats raise over a file that is broken or made to break them.
UNREADABLE = (
    MutagenError,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    ArithmeticError,
    TypeError,
    AttributeError,
    RecursionError,
    struct.error,
)

#: By extension of the content: what reads it whole and gives the bare sound, or nothing where it cannot be bared.
BARE: dict[str, Callable[[bytes], bytes | None]] = {
    ".mp3": frames.bare_mp3,
    ".aac": frames.bare_aac,
    ".amr": frames.bare_amr,
    ".ogg": ogg.bare,
    ".wav": chunks.bare,
    ".m4a": boxes.bare,
    ".3gp": boxes.bare,
    ".weba": webm.bare,
}


def recognise(data: bytes) -> str:
    """The extension that belongs to this sound; empty where it is none that we know."""
    if data.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return ".amr"
    if data.startswith(b"OggS"):
        return ".ogg"
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return ".wav"
    if data.startswith(webm.EBML):
        return ".weba"
    if data[4:8] == b"ftyp":
        return ".3gp" if data[8:10] == b"3g" else ".m4a"
    return frames.recognise(data)


def copy_for_hearing(data: bytes, extension: str) -> ShownCopy | None:
    """The same sound without tags, place and days; nothing where that cannot be done. ValidationError for what is
    broken, or holds more than sound."""
    try:
        bare = BARE[extension](data)
    except NotOnlySound as error:
        raise ValidationError(
            _("Es un video, que no se puede recibir. Envíe una foto, o solo el sonido."), code="wrong_kind"
        ) from error
    except UNREADABLE as error:
        raise ValidationError(
            _("El audio está dañado o incompleto y no se puede abrir. Grábelo de nuevo o busque otra copia."),
            code="unreadable",
        ) from error
    return ShownCopy(data=bare, extension=extension) if bare else None
