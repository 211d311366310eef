"""What the log may hold: where something broke, never the rows or names it broke on."""

import logging
import re

# PostgreSQL repeats the values of a row behind these words: "Key (username)=(…) already exists".
ROWS = re.compile(r"\n\s*(DETAIL|CONTEXT):.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)


class WithoutRows(logging.Formatter):
    """The traceback without what the database tells of the row that it refused."""

    def formatException(self, ei):  # the name is logging's
        return ROWS.sub("", super().formatException(ei))
