"""One machine, nothing to set up: what `make run` starts. Demo passwords work only here."""

from config.env import kept_secret, yes_or_no
from config.settings.base import *

DEBUG = yes_or_no("MESAS_DEBUG", default=False)
SECRET_KEY = kept_secret(VAR)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEMO = True

if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
