"""Settings from the environment. Everything an office must set has a safe default for one machine with SQLite."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("CHUYENBIEN_DATA_DIR", Path.cwd() / "var")).resolve()

DEBUG = os.environ.get("CHUYENBIEN_DEBUG") == "1"


def _secret_key() -> str:
    """The given key, or one made once and kept beside the data, readable by its owner only."""
    given = os.environ.get("CHUYENBIEN_SECRET_KEY")
    if given:
        return given
    kept = DATA_DIR / "secret.key"
    if not kept.exists():
        import secrets

        DATA_DIR.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as target:
            target.write(secrets.token_urlsafe(64))
    return kept.read_text().strip()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("CHUYENBIEN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CHUYENBIEN_ORIGINS", "").split(",") if origin]

ROOMS = [
    "core",
    "journal",
    "accounts",
    "orgs",
    "documents",
    "notices",
    "regulations",
    "reviews",
    "findings",
    "remediation",
    "indicators",
    "escalation",
    "verification",
    "conferences",
    "ratings",
    "selfreviews",
    "preparing",
    "followup",
    "desk",
]
INSTALLED_APPS = [
    *(f"chuyenbien.{room}" for room in reversed(ROOMS)),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "chuyenbien.core.middleware.PlainTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "chuyenbien.accounts.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chuyenbien.accounts.middleware.PersonLanguageMiddleware",
    "chuyenbien.accounts.middleware.SignInMiddleware",
    "chuyenbien.accounts.middleware.KeepPostMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "chuyenbien.orgs.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "chuyenbien.core.middleware.ForbiddenMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "chuyenbien.config.urls"
WSGI_APPLICATION = "chuyenbien.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chuyenbien.core.context.story",
                "chuyenbien.core.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"


def _database() -> dict[str, object]:
    """SQLite in the data folder, or what ``DATABASE_URL`` (postgresql://…) names."""
    url = os.environ.get("DATABASE_URL", "")
    if not url or url.startswith("sqlite"):
        path = urlsplit(url).path if url else ""
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path or str(DATA_DIR / "chuyenbien.sqlite3"),
            "CONN_MAX_AGE": 600,  # opening one reads the whole schema, and closing the last one folds up the log
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                    "PRAGMA mmap_size=268435456; PRAGMA cache_size=-64000; PRAGMA journal_size_limit=67108864;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql:// or sqlite:///")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
            "connect_timeout": 5,
            # A page of one thing joins a dozen tables by their keys: weighing every order of them takes far longer than
            # reading them, and so does compiling.
            "options": "-c join_collapse_limit=4 -c from_collapse_limit=4 -c jit=off",
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "chuyenbien.accounts.backends.AccountBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "chuyenbien.accounts.password_rules.LongEnough", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "chuyenbien.accounts.password_rules.NotTheName",
        "OPTIONS": {"user_attributes": ("username", "email")},
    },
    {"NAME": "chuyenbien.accounts.password_rules.NotCommon"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:login"

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "chuyenbien.accounts.backends.lockout_name"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "chuyenbien.accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["chuyenbien.config.formats"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG or os.environ.get("CHUYENBIEN_PLAIN_STATIC") == "1":
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True

FILES_DIR = DATA_DIR / "files"
STAGING_DIR = DATA_DIR / "staged"
PACKS_DIR = DATA_DIR / "packs"
"""Rule packs of the province, beside the national ones that the program carries."""
JOURNAL_HEAD_FILE: Path | None = DATA_DIR / "journal.head"
LONG_STANDING_YEARS = int(os.environ.get("CHUYENBIEN_LONG_STANDING_YEARS", "3"))
"""From how many years on an open limitation counts as long-standing. No regulation gives a number."""
AGE_LIMITS = tuple(int(days) for days in os.environ.get("CHUYENBIEN_AGE_LIMITS", "30,90,180,365").split(","))
"""The last day of each class of age in the figures; what is older is the last class. No regulation gives a number."""
NOTICE_ACKNOWLEDGED_DAYS = int(os.environ.get("CHUYENBIEN_NOTICE_ACKNOWLEDGED_DAYS", "14"))
"""For how many days an acknowledgement of a notice holds; after them it shows again. No regulation gives a number."""
REPLY_ACKNOWLEDGE_DAYS = int(os.environ.get("CHUYENBIEN_REPLY_ACKNOWLEDGE_DAYS", "5"))
"""Working days in which an authority is expected to acknowledge a petition where no office has set terms. No
regulation gives a number; so it is with the next."""
REPLY_DECIDE_DAYS = int(os.environ.get("CHUYENBIEN_REPLY_DECIDE_DAYS", "15"))
"""Working days, from the receipt, in which an authority is expected to decide."""
MEETING_SILENT_DAYS = int(os.environ.get("CHUYENBIEN_MEETING_SILENT_DAYS", "30"))
"""A progress meeting looks at what was not reported on for so many days, unless the meeting says otherwise."""
MEETING_REPLY_DAYS = int(os.environ.get("CHUYENBIEN_MEETING_REPLY_DAYS", "7"))
"""And at petitions to be answered within so many days. No regulation gives either number."""
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CSRF_FAILURE_VIEW = "chuyenbien.accounts.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
if os.environ.get("CHUYENBIEN_HTTPS") == "1":
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

EMAIL_BACKEND = os.environ.get(
    "CHUYENBIEN_EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("CHUYENBIEN_SMTP_HOST")
    else "django.core.mail.backends.console.EmailBackend",
)
EMAIL_HOST = os.environ.get("CHUYENBIEN_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("CHUYENBIEN_SMTP_PORT", "25"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("CHUYENBIEN_MAIL_FROM", "chuyenbien@localhost")
PUBLIC_ADDRESS = os.environ.get("CHUYENBIEN_ADDRESS", (CSRF_TRUSTED_ORIGINS or ["http://localhost:8000"])[0]).rstrip(
    "/"
)
"""Under which address people reach the program; links in mail and calendars begin with it."""
MAIL_LEASE_SECONDS = int(os.environ.get("CHUYENBIEN_MAIL_LEASE_SECONDS", "180"))
"""For how long a worker has the mails it took; if it is gone by then, another takes them."""

_told = os.environ.get("CHUYENBIEN_TODAY", "")
STORY_TODAY: dt.date | None = dt.date.fromisoformat(_told) if _told else None
"""The demo's story day; ``None`` in a real office."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("CHUYENBIEN_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
MIGRATION_MODULES: dict[str, str] = {}
