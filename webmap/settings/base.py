"""Settings shared by every environment; each one read from the environment is listed in the README."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from .databases import databases

BASE_DIR = Path(__file__).resolve().parent.parent.parent
LOCAL_DIR = BASE_DIR / ".local"
REFERENCE_DATA = Path(os.environ.get("REFERENCE_DATA", BASE_DIR.parent / "shared" / "data"))

DEMO = os.environ.get("DEMO", "") == "1"
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "webmap",
    "layers",
    "geodata",
    "webmap.admin_config.RecordsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "leaflet",
    "csp",
    "axes",
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
    "webmap.access.ViewerMiddleware",
    "webmap.errors.DomainErrorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

# GDAL 3.6 cannot block foreign spatial references: no CRS string is ever taken from a user.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]

ROOT_URLCONF = "webmap.urls"
WSGI_APPLICATION = "webmap.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "webmap.site.site",
            ],
        },
    },
]

DATABASES = databases(BASE_DIR)
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "webmap.errors.form_expired"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "webmap.pages.sign_in.locked_out"
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "webmap" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = LOCAL_DIR / "static"
STATICFILES_DIRS = [path for path in (BASE_DIR / "static", BASE_DIR / "static" / "vendor") if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "webmap.static_files.ModuleManifestStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LEAFLET_CONFIG = {"TILES": [], "RESET_VIEW": False, "NO_GLOBALS": True, "ATTRIBUTION_PREFIX": ""}

# Hours and shares of the warning levels; the plans give none, so a district sets its own.
DUE_SOON_SHARE = float(os.environ.get("DUE_SOON_SHARE", "0.8"))
YELLOW_HOURS = int(os.environ.get("YELLOW_HOURS", "24"))
RED_HOURS = int(os.environ.get("RED_HOURS", "72"))
HELP_PHONE = os.environ.get("HELP_PHONE", "")

# Finished tiles kept in memory, compressed, in each process.
TILE_CACHE_MB = int(os.environ.get("TILE_CACHE_MB", "128"))

# Uploads: one folder each, with the file, what was read of it and the worker's log.
IMPORT_DIR = Path(os.environ.get("IMPORT_DIR", LOCAL_DIR / "imports"))
IMPORT_KEEP_DAYS = int(os.environ.get("IMPORT_KEEP_DAYS", "30"))

# Basemaps of others, fetched by the server; none by default, and only these hosts are ever asked.
TIANDITU_KEY = os.environ.get("TIANDITU_KEY", "")
TIANDITU_URL = os.environ.get("TIANDITU_URL", "https://t0.tianditu.gov.cn")
TIANDITU_REVIEW = os.environ.get("TIANDITU_REVIEW", "")
BASEMAP_XYZ = os.environ.get("BASEMAP_XYZ", "")
BASEMAP_CACHE_MB = int(os.environ.get("BASEMAP_CACHE_MB", "64"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a mistyped address is no news on the console
        "geodata.export": {"level": "INFO"},  # who took what out
    },
}
