"""Reads settings from the environment; what is missing or wrong is said at once, in words.

Each reader takes the name without its prefix: ``flag("HTTPS")`` reads ``CHARTEROAK_HTTPS``.
A value may also lie in a file that ``CHARTEROAK_…_FILE`` names, as secrets do in containers.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PREFIX = "CHARTEROAK_"
YES = frozenset({"yes", "true", "on", "1"})
NO = frozenset({"no", "false", "off", "0"})


def words(name: str, default: str | None = None) -> str:
    """Return the value of a setting; with no ``default`` it has to be set.

    Raises:
        ImproperlyConfigured: it is not set, or the file that is to hold it cannot be read.
    """
    variable = PREFIX + name
    if (file := os.environ.get(f"{variable}_FILE")) is not None:
        return _content(f"{variable}_FILE", Path(file))
    value = os.environ.get(variable, default)
    if value is None:
        message = f"{variable} is not set. Set it, or name a file that holds it in {variable}_FILE."
        raise ImproperlyConfigured(message)
    return value.strip()


def flag(name: str, *, default: bool) -> bool:
    """Return whether a setting says yes.

    Raises:
        ImproperlyConfigured: the value is neither yes nor no.
    """
    value = words(name, "yes" if default else "no")
    if value.lower() not in YES | NO:
        message = f"{PREFIX}{name} is “{value}”. Allowed: yes or no."
        raise ImproperlyConfigured(message)
    return value.lower() in YES


def number(name: str, default: int, *, least: int = 0) -> int:
    """Return a setting that is a whole number.

    Raises:
        ImproperlyConfigured: the value is no whole number, or less than ``least``.
    """
    value = words(name, str(default))
    if not value.isdecimal() or int(value) < least:
        message = f"{PREFIX}{name} is “{value}”. Allowed: a whole number from {least} on."
        raise ImproperlyConfigured(message)
    return int(value)


def listed(name: str, default: str | None = None) -> list[str]:
    """Return a setting that is a list with commas; with no ``default`` it has to be set.

    Raises:
        ImproperlyConfigured: it is not set, or the file that is to hold it cannot be read.
    """
    return [part.strip() for part in words(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """Return a folder, made if it is not there yet.

    Raises:
        ImproperlyConfigured: it cannot be made.
    """
    path = Path(words(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{PREFIX}{name} is {path}, and that folder cannot be made: {error.strerror}."
        raise ImproperlyConfigured(message) from error
    return path


def _content(variable: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        message = f"{variable} is {file}, and that file cannot be read: {error.strerror}."
        raise ImproperlyConfigured(message) from error
