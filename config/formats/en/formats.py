"""English screens for readers of Peruvian data: 30 November 2026, S/ 1,234.50."""

from config.formats.es.formats import *

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
