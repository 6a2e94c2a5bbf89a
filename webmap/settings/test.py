"""Settings of the test suite."""

import os

# Tests make and drop their database, which only its owner may; each test then works as the app's role.
os.environ.setdefault("DB_ROLE", "owner")

from .base import *  # noqa: F403

SECRET_KEY = "only-for-tests"
DEMO = True
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True

# Several test runs may share the private cluster: each has a database of its own.
DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_gridatlas_{os.getpid()}"  # noqa: F405
