"""What must hold before the product may serve anybody; ``charteroak serve`` runs these first."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import connections
from django.db.utils import DatabaseError

from charteroak.directory.models import Person

LEAST_SQLITE = (3, 37)


@register(Tags.database)
def no_demonstration_people(databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    """Refuse a real start over a database in which demonstration people can sign in."""
    if settings.DEMONSTRATION or not databases:
        return []
    try:
        found = Person.objects.filter(is_demonstration=True).count()
    except DatabaseError:
        return []  # not migrated yet; nobody can sign in either
    if not found:
        return []
    message = f"{found} demonstration people could sign in to this database."
    hint = "Use a new database for real work; never one that was begun as a demonstration."
    return [Error(message, hint=hint, id="charteroak.E001")]


@register(Tags.security)
def safe_outside_a_demonstration(**_: Any) -> list[CheckMessage]:
    """Refuse a real start without HTTPS, or with mail that nobody is sent."""
    if settings.DEMONSTRATION:
        return []
    found: list[CheckMessage] = []
    if settings.MAIL.kind == "mailbox":
        found.append(
            Error(
                "CHARTEROAK_MAIL is mailbox:, which sends to nobody.",
                hint="Name a mail server: smtp://USER:PASSWORD@HOST:587?tls=required",
                id="charteroak.E002",
            )
        )
    if not settings.HTTPS:
        found.append(
            Caution(
                "CHARTEROAK_HTTPS is no: passwords and names would travel in the clear.",
                hint="Put a TLS proxy in front and set CHARTEROAK_HTTPS=yes.",
                id="charteroak.W001",
            )
        )
    return found


@register(Tags.database)
def sqlite_is_new_enough(databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    """Refuse an SQLite older than what the triggers and the write-ahead log need."""
    used = any(connections[name].vendor == "sqlite" for name in databases or ())
    if not used or sqlite3.sqlite_version_info >= LEAST_SQLITE:
        return []
    message = f"SQLite {sqlite3.sqlite_version} is too old; 3.37 is the least."
    return [Error(message, id="charteroak.E003")]
