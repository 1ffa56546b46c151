"""The settings under which the tests run: those of a demonstration, with a folder of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_FOLDER = tempfile.mkdtemp(prefix="charteroak-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["CHARTEROAK_DEMONSTRATION"] = "yes"
os.environ["CHARTEROAK_DATA"] = _FOLDER

from charteroak.config.settings import *  # noqa: E402, F403 - after the environment is set

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405 - from the settings
    # A file, as in use: a database in memory knows neither the log nor waiting writers.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_FOLDER) / "tests.sqlite3")}  # noqa: F405

# scrypt is slow on purpose; no test depends on it but the one that names it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_USE_FINDERS = True
# Else each test client looks through all static files, a tenth of a second each time.
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["*"]
