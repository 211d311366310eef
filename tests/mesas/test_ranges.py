"""Parts of a file: for players that jump, and for downloads that go on where the line broke."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

DATA = b"0123456789"


@pytest.fixture
def address():
    row = factories.DocumentFactory()
    row.public_copy.save("x.pdf", ContentFile(DATA))
    return reverse("document_file", args=[row.pk])


def told(client, address, asked, **more):
    response = client.get(address, headers={"range": asked, **more})
    names = ("Content-Range", "Content-Length")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, content if response.status_code != 416 else b"", *(response.get(n) for n in names)


@pytest.mark.parametrize(
    ("asked", "part", "span"),
    [
        ("bytes=0-0", b"0", "0-0"), ("bytes=2-5", b"2345", "2-5"), ("bytes=7-", b"789", "7-9"),
        ("bytes=-3", b"789", "7-9"), ("bytes=-99", DATA, "0-9"), ("bytes=8-99", b"89", "8-9"),
        ("bytes= 2-5", b"2345", "2-5"), ("bytes=0-", DATA, "0-9"),
    ],
)  # fmt: skip
def test_the_part_asked_for_is_sent_and_says_which_it_is(client, address, asked, part, span):
    assert told(client, address, asked) == (206, part, f"bytes {span}/10", str(len(part)))


@pytest.mark.parametrize(
    "asked",
    ["", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=0-1,4-5", "lines=0-1", "bytes=--1", "bytes=0-0x1"],
)
def test_what_is_not_understood_or_several_parts_are_answered_with_the_whole(client, address, asked):
    assert told(client, address, asked) == (200, DATA, None, "10")


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0", "bytes=999999999999999999-"])
def test_what_lies_past_the_end_is_told(client, address, asked):
    assert told(client, address, asked) == (416, b"", "bytes */10", "0")


def test_a_part_of_what_has_changed_since_is_answered_with_the_whole(client, address):
    etag = client.get(address)["ETag"]

    assert told(client, address, "bytes=2-5", **{"if-range": etag})[:2] == (206, b"2345")
    for other in ('"otra"', f"W/{etag}", "Tue, 24 Nov 2026 12:00:00 GMT"):
        assert told(client, address, "bytes=2-5", **{"if-range": other})[:2] == (200, DATA)


def test_a_head_tells_the_length_of_the_whole_and_that_parts_may_be_asked_for(client, address):
    response = client.head(address, headers={"range": "bytes=2-5"})

    assert (response.status_code, b"".join(response)) == (200, b"")
    assert (response["Content-Length"], response["Accept-Ranges"]) == ("10", "bytes")


def test_who_has_it_is_told_so_whatever_part_she_asks_for(client, address):
    etag = client.get(address)["ETag"]

    assert client.get(address, headers={"range": "bytes=2-5", "if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("asked", ["", "bytes=2-5", "bytes=99-"])
def test_a_part_is_as_closed_to_a_browser_as_the_whole(client, address, asked):
    response = client.get(address, headers={"range": asked})

    names = ("X-Content-Type-Options", "Content-Security-Policy", "Cross-Origin-Resource-Policy", "Cache-Control")
    assert [response[name] for name in names] == [
        "nosniff", "default-src 'none'; sandbox", "same-origin", "private, no-cache",
    ]  # fmt: skip
