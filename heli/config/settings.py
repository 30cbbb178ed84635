"""Django settings. Everything a deployment may change comes from the environment (names in docs/how-to/settings.md)."""

import json
import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from heli.config.database import options_of, url_for

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("HELI_DATA") or Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "heli")
BIND = os.environ.get("HELI_BIND", "127.0.0.1")
LOOPBACK = BIND in {"127.0.0.1", "::1", "localhost"}


def _secret_key() -> str:
    """The key of this deployment: given, or made once and kept beside the data (mode 0600)."""
    if given := os.environ.get("HELI_SECRET_KEY"):
        return given
    kept = DATA / "secret-key"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(50))
        except FileExistsError:  # another process of ours was faster
            pass
    return kept.read_text()


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("HELI_DEBUG") == "1"
ALLOWED_HOSTS = json.loads(os.environ.get("HELI_HOSTS", '["127.0.0.1", "localhost", "[::1]", "testserver"]'))
CSRF_TRUSTED_ORIGINS = json.loads(os.environ.get("HELI_ORIGINS", "[]"))

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "heli.web.apps.WebConfig",  # before allauth, whose templates ours replace
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
    "heli.audit.apps.AuditConfig",
    "heli.search.apps.SearchConfig",
    "heli.directory.apps.DirectoryConfig",
    "heli.notifications.apps.NotificationsConfig",
    "heli.programmes.apps.ProgrammesConfig",
    "heli.documents.apps.DocumentsConfig",
    "heli.matters.apps.MattersConfig",
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
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "heli.web.shell.middleware.ActorMiddleware",
]

ROOT_URLCONF = "heli.config.urls"
WSGI_APPLICATION = "heli.config.wsgi.application"


_cached = ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", [_cached])],
            "builtins": ["template_partials.templatetags.partials", "heli.web.shell.templatetags.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "heli.web.shell.context.shell",
            ],
        },
    }
]

DATABASES = {"default": options_of(url_for(os.environ.get("HELI_ROLE", "app")))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = ["heli.web.shell.accounts.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "heli.web.shell.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # the files lie in the package itself: nothing to collect
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A received file stays in memory until its secrecy markings have been looked for: nothing of it may touch the disk.
FILE_UPLOAD_HANDLERS = ["heli.web.shell.uploads.MemoryOnlyUploadHandler"]
# Networks (CIDR) in which a programme's own language model may stand; none means that none may be asked.
MODEL_NETWORKS = json.loads(os.environ.get("HELI_MODEL_NETWORKS", "[]"))
UPLOAD_LIMIT = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("HELI_HTTPS") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
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
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("HELI_LOG_LEVEL", "WARNING")},
}
