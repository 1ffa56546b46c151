"""Writes the ledger out, line by line, for auditors and for whoever keeps a copy."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from django.db import transaction

from charteroak.ledger.entry import encode
from charteroak.ledger.models import Checkpoint, Event, PrivateContent
from charteroak.ledger.queries import place_of_private
from charteroak.sealing import unseal

CHUNK = 1000
BEGIN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


class Private(StrEnum):
    """What an export holds of private contents."""

    NONE = "none"
    SEALED = "sealed"
    PLAIN = "plain"


def export_lines(private: Private) -> Iterator[str]:
    """Yield the lines of an export, each a JSON object, without their line ends.

    Args:
        private: whether private contents are left out, stay sealed, or are opened.

    Raises:
        SealingError: a private content that is to be opened cannot be.
    """
    counts = {"checkpoints": 0, "events": 0, "private": 0}
    yield encode({"ledger": "charteroak", "format": 1, "private": private.value})
    with one_moment():
        for number, line in enumerate(_checkpoints(), start=1):
            counts["checkpoints"] = number
            yield encode({"checkpoint": line})
        for number, line in enumerate(_events(), start=1):
            counts["events"] = number
            yield encode({"event": line})
        for number, line in enumerate(_private(private), start=1):
            counts["private"] = number
            yield encode({"private": line})
    yield encode({"end": counts})


@contextmanager
def one_moment() -> Iterator[None]:
    """Show the database as it is at one moment, without keeping anybody from writing."""
    connection = transaction.get_connection()
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        # Not transaction.atomic: with SQLite that would take the one turn to write.
        cursor.execute(BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _checkpoints() -> Iterator[dict[str, Any]]:
    rows = Checkpoint.objects.order_by("number").values_list("statement", "signature")
    for statement, signature in rows.iterator(CHUNK):
        yield {"statement": statement, "signature": signature}


def _events() -> Iterator[dict[str, Any]]:
    rows = Event.objects.order_by("position").values_list("entry", "digest")
    for entry, digest in rows.iterator(CHUNK):
        yield {"entry": entry, "digest": digest}


def _private(private: Private) -> Iterator[dict[str, Any]]:
    if private is Private.NONE:
        return
    for position, content in PrivateContent.objects.order_by("pk").values_list().iterator(CHUNK):
        if private is Private.PLAIN:
            plain = unseal(bytes(content), bound_to=place_of_private(position))
            yield {"position": position, "plain": plain}
        else:
            yield {"position": position, "content": base64.b64encode(bytes(content)).decode()}
