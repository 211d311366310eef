"""Photos: decoded whole, and drawn again small and without metadata for showing."""

from __future__ import annotations

import io
import struct

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from mesas.uploads.copies import ShownCopy

#: Name that Pillow gives to what each ending holds.
PHOTO_FORMATS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}

MAX_MEGAPIXELS = 50  # 150 MB while it is open; the sharpest mode of most phones
SHOWN_BYTES = 150_000  # what a slow phone can wait for
#: Longest side in pixels and JPEG quality, tried in turn until the copy is light enough; the last is kept anyway.
SHOWN_SIZES = ((1600, 78), (1600, 62), (1280, 60), (1024, 55), (800, 50))

#: JPEG also small: WebP would be a fifth lighter on real photos, and telephones of before 2020 would show nothing.
SMALL_BYTES = 60_000  # in a list there may be ten; never more than SHOWN_BYTES
SMALL_SIDE = 640  # pixels
SMALL_SIZES = ((SMALL_SIDE, 70), (SMALL_SIDE, 55), (480, 50), (360, 45))

Sizes = tuple[tuple[int, int], ...]

#: All that Pillow raises over a file that is broken or made to break it.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    ArithmeticError,
    TypeError,
    EOFError,
    struct.error,
)


def copies_of(data: bytes, photo_format: str) -> tuple[ShownCopy, ShownCopy]:
    """The photo drawn again, at most 1600 pixels a side and about 150 KB; and small, for lists. ValidationError where
    it does not open."""
    try:
        with Image.open(io.BytesIO(data), formats=[photo_format]) as photo:
            require_pixels(photo)
            photo.draft("RGB", (SHOWN_SIZES[0][0], SHOWN_SIZES[0][0]))  # a large JPEG is decoded at a smaller scale
            drawn = upright(photo)
            return redraw(drawn, SHOWN_SIZES, SHOWN_BYTES), redraw(drawn, SMALL_SIZES, SMALL_BYTES)
    except Image.DecompressionBombError as error:
        raise too_many_pixels() from error
    except UNREADABLE as error:
        raise ValidationError(
            _("La foto está dañada o incompleta y no se puede abrir. Tómela de nuevo o busque otra copia."),
            code="unreadable",
        ) from error


def require_pixels(photo: Image.Image) -> None:
    """Refuse by the declared size, before a single pixel is decoded."""
    width, height = photo.size
    if width * height > MAX_MEGAPIXELS * 1_000_000:
        raise too_many_pixels()


def too_many_pixels() -> ValidationError:
    return ValidationError(
        format_lazy(
            _("Es una imagen de más de {limit} megapíxeles. Redúzcala, o haga una captura de pantalla y envíela."),
            limit=MAX_MEGAPIXELS,
        ),
        code="too_many_pixels",
    )


def upright(photo: Image.Image) -> Image.Image:
    """The pixels as they were seen, on white where they are transparent."""
    photo.load()
    turned = ImageOps.exif_transpose(photo)
    if turned.mode.startswith("I"):  # Pillow would cut off all that is brighter than the 256th shade
        turned = turned.convert("I").point(lambda shade: shade / 257).convert("L")
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        over = turned.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", over.size, "white"), over).convert("RGB")
    return turned.convert("RGB")


def redraw(photo: Image.Image, sizes: Sizes, light_enough: int) -> ShownCopy:
    """New pixels in a new file: nothing but the picture passes."""
    for side, quality in sizes:
        smaller = photo.copy()
        smaller.thumbnail((side, side))
        bare = Image.new("RGB", smaller.size)
        bare.paste(smaller)
        written = io.BytesIO()
        bare.save(written, "JPEG", quality=quality, optimize=True, progressive=True)
        if written.tell() <= light_enough:
            break
    return ShownCopy(data=written.getvalue(), width=bare.width, height=bare.height)
