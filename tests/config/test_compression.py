"""Pages and data travel small; what is small already travels as it is."""

import gzip

import brotli
import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from config.compression import NOISE, chosen
from config.middleware import CompressTextMiddleware

TEXT = b"lo prometido y lo cumplido " * 100
UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}
both = pytest.mark.parametrize("coding", UNPACK)


def sent(response, accept):
    request = RequestFactory().get("/", headers={"accept-encoding": accept})
    return CompressTextMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("BR", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br; q=0, gzip", "gzip"),
        ("gzip;q=0, br;q=0", ""),
        ("*", "br"),
        ("*;q=0.1, gzip", "gzip"),
        ("br;q=much", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_a_browser_says_what_it_takes_and_what_it_likes_best(accept, coding):
    assert chosen(accept) == coding


@both
@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/csv", "application/json"])
def test_text_is_compressed_for_who_takes_it(kind, coding):
    response = sent(HttpResponse(TEXT, content_type=kind), coding)

    assert (response["Content-Encoding"], response["Vary"]) == (coding, "Accept-Encoding")
    assert response["Content-Length"] == str(len(response.content))
    assert UNPACK[coding](response.content) == TEXT
    assert len(response.content) < len(TEXT) / 4


def test_a_long_page_is_packed_with_more_care():
    page = b"".join(b"<p>Compromiso %d de %d</p>" % (number, number * number) for number in range(5000))

    packed = sent(HttpResponse(page), "br").content

    assert brotli.decompress(packed) == page
    assert len(packed) + NOISE < len(brotli.compress(page, quality=8, lgwin=18))


def test_who_takes_nothing_gets_the_text_and_caches_know_why():
    response = sent(HttpResponse(TEXT), "identity")

    assert (response.content, response["Vary"]) == (TEXT, "Accept-Encoding")
    assert "Content-Encoding" not in response


@both
def test_rows_are_compressed_as_they_come(coding):
    response = sent(StreamingHttpResponse([TEXT, TEXT], content_type="text/csv"), coding)

    assert response["Content-Encoding"] == coding
    assert "Content-Length" not in response
    assert UNPACK[coding](b"".join(response.streaming_content)) == TEXT * 2


def test_how_long_it_is_gives_no_secret_away():
    lengths = {len(sent(HttpResponse(TEXT), "br").content) for _time in range(300)}

    assert len(lengths) > NOISE / 2
    assert max(lengths) - min(lengths) < NOISE


@both
def test_a_tag_promises_the_same_text_and_not_the_same_bytes(coding):
    assert sent(HttpResponse(TEXT, headers={"ETag": '"abc"'}), coding)["ETag"] == 'W/"abc"'


@both
def test_what_is_short_or_packed_already_stays_as_it_is(coding):
    short = sent(HttpResponse(b"corto"), coding)
    packed = sent(HttpResponse(TEXT, headers={"Content-Encoding": "zstd"}), coding)

    assert ("Content-Encoding" in short, short.content) == (False, b"corto")
    assert (packed["Content-Encoding"], packed.content) == ("zstd", TEXT)


def test_a_photo_keeps_its_size_and_its_bytes(tmp_path):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(TEXT)

    response = sent(FileResponse(photo.open("rb")), "gzip, br")

    assert "Content-Encoding" not in response
    assert response["Content-Length"] == str(len(TEXT))
    assert b"".join(response.streaming_content) == TEXT
