"""Quechua screens show dates and money as the Spanish ones do."""

from config.formats.es.formats import *
