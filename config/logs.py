"""What the log may hold: where something broke, never the rows or names it broke on."""

import logging

ROWS = ("DETAIL:", "CONTEXT:")


class WithoutRows(logging.Formatter):
    """Leaves out the lines in which PostgreSQL repeats the values of a row ("Key (username)=(…) already exists")."""

    def formatException(self, ei):  # the name is logging's
        lines = super().formatException(ei).splitlines()
        return "\n".join(line for line in lines if not line.lstrip().startswith(ROWS))
