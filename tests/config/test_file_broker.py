"""A message in the queue of files is whole or not there."""

from queue import Empty
from threading import Event, Thread

import pytest
from kombu import Connection

from config import celery, file_broker

MESSAGES = 300


def channel(folder):
    options = {"data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": str(folder / "control")}
    assert celery.app  # has named the transport
    return Connection("files://localhost", transport_options=options).channel()


def test_a_message_is_read_as_it_was_sent_and_once(tmp_path):
    queue = channel(tmp_path)
    queue._put("celery", {"body": "ñandú"})

    assert queue._get("celery") == {"body": "ñandú"}
    with pytest.raises(Empty):
        queue._get("celery")


def test_a_message_still_being_written_is_not_seen(tmp_path, monkeypatch):
    queue = channel(tmp_path)
    seen = []
    whole = file_broker.Path.write_bytes

    def slowly(path, content):
        whole(path, content[:5])
        seen.append(queue._size("celery"))
        whole(path, content)

    monkeypatch.setattr(file_broker.Path, "write_bytes", slowly)
    queue._put("celery", {"body": 1})

    assert (seen, queue._get("celery")) == ([0], {"body": 1})


def test_a_reader_in_a_hurry_gets_every_message_whole(tmp_path):
    sender, reader = channel(tmp_path), channel(tmp_path)
    received, sent = [], Event()

    def read():
        while True:
            done = sent.is_set()  # asked before looking: what came last is still looked for
            try:
                received.append(reader._get("celery")["number"])
            except Empty:
                if done:
                    return

    thread = Thread(target=read)
    thread.start()
    for number in range(MESSAGES):
        sender._put("celery", {"number": number, "body": "x" * 5000})
    sent.set()
    thread.join(60)

    assert sorted(received) == list(range(MESSAGES))
