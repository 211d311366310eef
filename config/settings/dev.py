"""One machine, nothing to set up: what `make run` starts. Demo passwords work only here."""

from config.env import env, kept_secret
from config.settings.base import *

DEBUG = env.bool("MESAS_DEBUG", default=False)
SECRET_KEY = kept_secret(VAR)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEMO = True

if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
