"""The same selection as a list, to take away: `columns` says what of each commitment, `files` in which form."""

from agreements.exports.columns import COLUMNS, Column
from agreements.exports.files import FORMATS, export

__all__ = ["COLUMNS", "FORMATS", "Column", "export"]
