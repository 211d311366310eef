"""For the suite: a folder and a database of its own, cheap passwords, static files that need no collecting."""

import atexit
import os
import shutil
import tempfile

# Several runs may go on at once, beside an installation that is in use. Programs that a test starts share its folder.
if "MESAS_TEST_VAR" not in os.environ:
    os.environ["MESAS_TEST_VAR"] = tempfile.mkdtemp(prefix="mesas-test-")
    atexit.register(shutil.rmtree, os.environ["MESAS_TEST_VAR"])
os.environ["MESAS_VAR"] = os.environ["MESAS_TEST_VAR"]

from config.settings.base import *

SECRET_KEY = "only-for-the-suite-" + "x" * 50
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DEMO = True

DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, since threads and workers of the tests open it too.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / f"test-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

MESAS_ALERTS_MINUTES = 0  # no number in the menu, which every page would have to count
