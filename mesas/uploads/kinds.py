"""Which kinds of files there are, by the extension that belongs to their content."""

from __future__ import annotations

from pathlib import PurePosixPath

from mesas.choices import FileKind

PHOTO, PDF, OFFICE, AUDIO = FileKind.PHOTO, FileKind.PDF, FileKind.OFFICE, FileKind.AUDIO
OOXML, ODF = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."

#: What each is, and what a browser is told that it is. What is not here is told as bytes.
KINDS: dict[str, tuple[FileKind, str]] = {
    ".jpg": (PHOTO, "image/jpeg"),
    ".png": (PHOTO, "image/png"),
    ".webp": (PHOTO, "image/webp"),
    ".pdf": (PDF, "application/pdf"),
    ".docx": (OFFICE, f"{OOXML}wordprocessingml.document"),
    ".xlsx": (OFFICE, f"{OOXML}spreadsheetml.sheet"),
    ".pptx": (OFFICE, f"{OOXML}presentationml.presentation"),
    ".odt": (OFFICE, f"{ODF}text"),
    ".ods": (OFFICE, f"{ODF}spreadsheet"),
    ".odp": (OFFICE, f"{ODF}presentation"),
    ".mp3": (AUDIO, "audio/mpeg"),
    ".m4a": (AUDIO, "audio/mp4"),
    ".3gp": (AUDIO, "audio/3gpp"),
    ".aac": (AUDIO, "audio/aac"),
    ".ogg": (AUDIO, "audio/ogg"),
    ".wav": (AUDIO, "audio/wav"),
    ".amr": (AUDIO, "audio/amr"),
    ".weba": (AUDIO, "audio/webm"),
}
#: Endings under which the same kinds also come.
ALSO = {".jpeg": ".jpg", ".opus": ".ogg", ".oga": ".ogg", ".webm": ".weba", ".mp4": ".m4a"}

ACCEPT_PHOTOS = "image/jpeg,image/png,image/webp,.jpg,.jpeg,.png,.webp"
ACCEPT_SOUND = "audio/*," + ",".join(ending for ending, (kind, _type) in KINDS.items() if kind == AUDIO)
ACCEPT = ",".join(("image/jpeg,image/png,image/webp,application/pdf,audio/*", *KINDS, *ALSO))


def kind_of(extension: str) -> FileKind:
    return KINDS[extension][0]


def name_by_content(name: str, extension: str) -> str:
    """The name that a person gave, with an ending that tells no lie: a photo sent as "acta.html" is "acta.html.jpg",
    so that whoever keeps it opens a photo."""
    ending = PurePosixPath(name).suffix.lower()
    return name if ALSO.get(ending, ending) == extension else f"{name}{extension}"


def content_type_of(extension: str) -> str:
    """What a browser is told of a stored file, by our own list and never by that of the machine."""
    return KINDS[extension][1] if extension in KINDS else "application/octet-stream"
