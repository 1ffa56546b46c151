"""The database that ``CHARTEROAK_DATABASE`` names, as Django wants it.

``sqlite:PATH`` or ``postgresql://USER:PASSWORD@HOST:PORT/NAME``.  A socket folder may stand in
``?host=/folder``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# A counter must not lose what it was told it has: FULL keeps a commit through a power cut, where
# NORMAL may not (https://www.sqlite.org/pragma.html#pragma_synchronous).  IMMEDIATE takes the
# write lock at the start, so that two writers wait for each other instead of failing.
SQLITE_START = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
"""
SECONDS_TO_WAIT = 20
SHAPES = "sqlite:PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME"


def database(address: str, data: Path) -> dict[str, Any]:
    """Return Django's settings of the database at ``address``; a bare path lies under ``data``.

    Raises:
        ImproperlyConfigured: the address is of another shape.
    """
    kind, _, rest = address.partition(":")
    if kind == "sqlite" and rest:
        return _sqlite(data / rest)
    if kind in {"postgresql", "postgres"}:
        return _postgresql(address)
    message = f"CHARTEROAK_DATABASE is “{kind}:…”. Allowed: {SHAPES}."
    raise ImproperlyConfigured(message)


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SECONDS_TO_WAIT,
            "init_command": SQLITE_START,
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    further = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "charteroak",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": further.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": further,
    }
