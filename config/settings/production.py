"""A server that others can reach. It does not start on a guess: what is missing is said in one sentence."""

from django.core.exceptions import ImproperlyConfigured

from config.env import required, whole_number, yes_or_no
from config.settings.base import *

DEBUG = False

SECRET_KEY = required("SECRET_KEY", "a long random text that signs the cookies of whoever is signed in")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured("SECRET_KEY is too weak: it needs at least 50 random characters.")

ALLOWED_HOSTS = [
    host.strip() for host in required("ALLOWED_HOSTS", "the names of this site, with commas between").split(",")
]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS may not be *: links in notices are made from these names.")

required(
    "DATABASE_URL",
    "where the records are kept, such as postgres://user:password@host/mesas or sqlite:////srv/mesas/mesas.sqlite3",
)

# Sign-in attempts are counted by the address that the last of these proxies saw.
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number("PROXIES", default=1)

# Only over HTTPS. gunicorn believes X-Forwarded-Proto from this machine, or from FORWARDED_ALLOW_IPS.
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^salud/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = yes_or_no("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
