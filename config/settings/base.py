"""What is the same everywhere. How a machine differs stands in dev, test and production."""

import django.conf.locale
from csp.constants import NONE, SELF

from config.env import BASE_DIR, database, env, made, redis, var_folder, whole_number

VAR = var_folder()

# People and words

LANGUAGES = [("es", "Español"), ("qu", "Runasimi"), ("en", "English")]
LANGUAGE_CODE = "es"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Lima"
# Django does not know Quechua; it asks this table for a language's own name.
django.conf.locale.LANG_INFO.setdefault(
    "qu", {"bidi": False, "code": "qu", "name": "Quechua", "name_local": "Runasimi"}
)

# The application

CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
# Forms and fields look for their templates among ours first.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "monitoring",
    "agreements",
    "mesas",
    "conflicts",
    "accounts",
    "config.apps.OfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # a static file lies compressed already, and asks for no permission
    "csp.middleware.CSPMiddleware",
    "config.middleware.PermissionsPolicyMiddleware",
    "config.middleware.CompressTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.ChosenLanguageMiddleware",
    "config.middleware.ErrorPageMiddleware",
    "config.middleware.UploadLimitMiddleware",
    "config.middleware.NullCharacterMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["config.templates.OurLoader", "config.templates.AppLoader"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "agreements.views.notices.unread_notices",
                "monitoring.views.alerts.alerts_in_menu",
            ],
        },
    }
]

# What is kept

DATABASES = {"default": database(default=f"sqlite:///{VAR / 'mesas.sqlite3'}")}
DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a transaction takes the write lock when it begins, so two writers wait instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-20000;",
    }

REDIS_URL = redis()
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(VAR / "cache")}
}
CACHES["default"]["KEY_PREFIX"] = "mesas"

# Files hold names, signatures and places: they are read through a view that asks who looks, never by an address.
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

STATIC_URL = "static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's page needs them
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "config.sheet.OneSheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Why a record was corrected is told in whole sentences.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# What is let in: a session of 120 people, 30 items and 40 commitments is about 4,000 fields

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
UPLOAD_MAX_MB = 25  # of one whole request; its refusal says so

# Signing in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PasswordBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm", "change_password": "accounts.forms.PasswordForm"}

# The accounts of the example. Their password opens nothing where DEMO is not set.
DEMO = False
DEMO_PASSWORD = "mesas-demo"
DEMO_ACCOUNTS = [
    "admin", "coordinadora", "registrador", "comunidad", "entidad", "verificadora", "observador", "ajena"
]  # fmt: skip

# What a browser is told

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],  # also for fonts, plug-ins and whatever else no page uses
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],  # blob: the photo just chosen, shown before it is sent
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# The background

CELERY_BROKER_URL = REDIS_URL or "files://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object]
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": made(VAR / "queue"),
        "data_folder_out": made(VAR / "queue"),  # one folder: what is sent is what is read
        "control_folder": made(VAR / "queue" / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE

# From when on the calendar speaks, in days

MESAS_DUE_SOON_DAYS = whole_number("MESAS_DUE_SOON_DAYS", default=14)  # before the due date, today included
MESAS_VERY_LATE_DAYS = whole_number("MESAS_VERY_LATE_DAYS", default=90)  # more than these after it
MESAS_STALLED_DAYS = whole_number("MESAS_STALLED_DAYS", default=60)  # without movement
MESAS_SILENT_DAYS = whole_number("MESAS_SILENT_DAYS", default=60)  # since a mesa last met
MESAS_UNVERIFIED_DAYS = whole_number("MESAS_UNVERIFIED_DAYS", default=30)  # more than these since an unanswered claim

# How long the number beside "Alertas" in the menu stands before it is counted anew, in minutes; 0 leaves it out

MESAS_ALERTS_MINUTES = whole_number("MESAS_ALERTS_MINUTES", default=10)

# Who answers for this installation, for the page that says so

MESAS_OPERATOR = env.str("MESAS_OPERATOR", default="").strip()
MESAS_CONTACT = env.str("MESAS_CONTACT", default="").strip()

# What is written down while it runs: no addresses with what was searched, no rows of the database

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "config.logs.WithoutRows", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own set-up would also mail requests, with what was typed, to the administrators.
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
