"""The queue of an installation without Redis: kombu's files, each complete from the moment that it can be seen.

As it comes, kombu opens a message in the queue and then writes it, and a worker that looks in between takes an empty
one and stops. Here it is written beside the queue and moved in.
"""

from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, *queue_and_message: Any, **_kwargs: Any) -> None:
        """Names sort by the time of sending, and end as kombu's reader expects."""
        queue, message = queue_and_message
        file = Path(self.data_folder_out) / f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        part = file.with_suffix(".part")
        part.write_bytes(dumps(message).encode())
        part.replace(file)


class Transport(filesystem.Transport):
    Channel = Channel
