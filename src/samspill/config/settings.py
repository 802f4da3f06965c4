"""Settings, read from the environment; every default is safe and needs no environment.

``SAMSPILL_DATA``    the data folder: database, secret key, archive folder
``SAMSPILL_KEYS``    the file of shelf keys; never inside the data folder or its backups
``DATABASE_URL``     PostgreSQL; without it SQLite in the data folder
``SAMSPILL_ADDRESS`` where people reach the installation, e.g. ``https://samspill.lyngvik.kommune.no``
``SAMSPILL_MAIL``    the mail server, e.g. ``smtp://user:secret@host:587?tls=1``; without it no mail is sent
``SAMSPILL_MAIL_FROM``  sender of mail
``SAMSPILL_ARCHIVE`` the folder that the records system reads; ``archive`` in the data folder
``SAMSPILL_PROXIES`` how many reverse proxies stand in front; 0 when none does
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from samspill.foundation.database import SQLITE_OPTIONS

PACKAGE = Path(__file__).resolve().parent.parent


def _home(variable: str, fallback: str) -> Path:
    return Path(os.environ.get(variable, "") or Path.home() / fallback)


SAMSPILL_DATA = Path(os.environ.get("SAMSPILL_DATA") or _home("XDG_DATA_HOME", ".local/share") / "samspill")
SAMSPILL_KEYS = Path(os.environ.get("SAMSPILL_KEYS") or _home("XDG_CONFIG_HOME", ".config") / "samspill" / "keys.json")
SAMSPILL_ADDRESS = os.environ.get("SAMSPILL_ADDRESS", "http://localhost:8000").rstrip("/")
SAMSPILL_ARCHIVE = Path(os.environ.get("SAMSPILL_ARCHIVE") or SAMSPILL_DATA / "archive")
IS_DEMO = (SAMSPILL_DATA / "DEMO").exists()
IS_SECURE = SAMSPILL_ADDRESS.startswith("https://")

_secret_file = SAMSPILL_DATA / "secret-key"
SECRET_KEY = _secret_file.read_text().strip() if _secret_file.exists() else os.urandom(32).hex()
DEBUG = False
ALLOWED_HOSTS: list[str] = [urlsplit(SAMSPILL_ADDRESS).hostname or "localhost", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [SAMSPILL_ADDRESS]

ROOMS = [
    "samspill.foundation",
    "samspill.confidentiality",
    "samspill.people",
    "samspill.notifications",
    "samspill.documents",
    "samspill.organisation",
    "samspill.guides",
    "samspill.rounds",
    "samspill.conversations",
    "samspill.plans",
    "samspill.archive",
    "samspill.reporting",
    "samspill.web",
    "samspill.operations",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "template_partials",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samspill.web.middleware.HouseRules",
]
ROOT_URLCONF = "samspill.config.urls"
FORM_RENDERER = "samspill.web.form_rendering.PlainControls"
WSGI_APPLICATION = "samspill.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samspill.web.context.surroundings",
            ],
        },
    }
]

if os.environ.get("DATABASE_URL"):
    DATABASES: dict[str, Any] = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 2, "max_size": 12}
    # Planning the query that finds a conversation takes ten times as long as answering it: PostgreSQL keeps the plan.
    DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 5}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": SAMSPILL_DATA / "samspill.sqlite3",
            "OPTIONS": dict(SQLITE_OPTIONS),
            "CONN_MAX_AGE": None,
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["samspill.people.stored_sessions.PersonBackend"]
SESSION_ENGINE = "samspill.people.stored_sessions"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("employee_number", "given_name", "family_name", "mail")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "employee_number"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "samspill.people.adapter.HouseAdapter"
# Failed passwords are counted in people/tries.py, by account and device: a whole municipality may share one address.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SAMSPILL_PROXIES", "0"))
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_ADAPTER = "samspill.people.second_factor.HouseSecondFactors"
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODE_DIGITS = 12
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_SECURE

SESSION_COOKIE_NAME = "__Host-session" if IS_SECURE else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if IS_SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Norwegian Bokmål")), ("nn", _("Norwegian Nynorsk")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

STATIC_URL = "static/"
STATIC_ROOT = SAMSPILL_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "samspill.web.static_files.GatheredStorage"},
}
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
if WHITENOISE_USE_FINDERS:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

_mail = urlsplit(os.environ.get("SAMSPILL_MAIL", ""))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _mail.hostname or ""
EMAIL_PORT = _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.username or "", _mail.password or ""
EMAIL_USE_TLS = parse_qs(_mail.query).get("tls") == ["1"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SAMSPILL_MAIL_FROM", "samspill@localhost")

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"samspill": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "samspill.web.middleware.NoLocals"
# HSTS without an address of its own (W004), redirecting to https (W008): the reverse proxy's. Subdomains (W005) and the
# browsers' preload list (W021): the organisation's to decide, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W005", "security.W008", "security.W021"]
