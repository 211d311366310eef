"""Pages and data travel small; what is small already travels as it is."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from config.middleware import CompressTextMiddleware

TEXT = b"lo prometido y lo cumplido " * 100


def sent(response, accept="gzip"):
    request = RequestFactory().get("/", headers={"accept-encoding": accept})
    return CompressTextMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/csv", "application/json"])
def test_text_is_compressed_for_who_takes_it(kind):
    response = sent(HttpResponse(TEXT, content_type=kind))

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == TEXT
    assert len(response.content) < len(TEXT) / 4
    assert sent(HttpResponse(TEXT, content_type=kind), accept="identity").content == TEXT


def test_rows_are_compressed_as_they_come():
    response = sent(StreamingHttpResponse([TEXT, TEXT], content_type="text/csv"))

    assert gzip.decompress(b"".join(response.streaming_content)) == TEXT * 2


def test_a_photo_keeps_its_size_and_its_bytes(tmp_path):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(TEXT)

    response = sent(FileResponse(photo.open("rb")))

    assert "Content-Encoding" not in response
    assert response["Content-Length"] == str(len(TEXT))
    assert b"".join(response.streaming_content) == TEXT
