"""Runs the verifier over the database in use, and opens private contents, which it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from charteroak.ledger.entry import decode, digest_of
from charteroak.ledger.export import CHUNK, one_moment
from charteroak.ledger.guards import missing
from charteroak.ledger.models import Checkpoint, Event, PrivateContent
from charteroak.ledger.queries import place_of_private
from charteroak.ledger.verify import Verification, verify_file
from charteroak.sealing import SealingError, unseal

EVENT_ROW = ("position", "time", "act", "actor", "agency", "subject", "entry", "digest")
CHECKPOINT_ROW = ("number", "position", "digest", "time", "statement", "signature")


def name_in_use() -> str:
    """Return the name of the database that the settings name: a file, for SQLite."""
    return str(connection.settings_dict["NAME"])


def verify_database_in_use(verification: Verification) -> None:
    """Verify the ledger in the database that the settings name.

    Raises:
        UnreadableError: the tables are not there.
    """
    if connection.vendor == "sqlite":
        verify_file(Path(name_in_use()), verification)
        return
    with one_moment():
        events = Event.objects.order_by("position").values_list(*EVENT_ROW)
        checkpoints = Checkpoint.objects.order_by("number").values_list(*CHECKPOINT_ROW)
        verification.check_checkpoints(checkpoints.iterator(CHUNK))
        verification.check_events(events.iterator(CHUNK))
        verification.check_private((at, bytes(content)) for at, content in _private_rows())
        for guard in missing(connection):
            verification.find(f"the trigger {guard} was removed or switched off")


def audit_private() -> Iterator[str]:
    """Open every private content and yield what is wrong with it: this takes the sealing keys.

    A content is right when it opens in its own row and is the text that its event commits to.
    """
    for position, content in _private_rows():
        entry = Event.objects.filter(pk=position).values_list("entry", flat=True).first()
        try:
            text = unseal(bytes(content), bound_to=place_of_private(position))
        except SealingError as error:
            yield f"private content {position}: {error}"
            continue
        if entry is None or decode(entry)["sealed"] != digest_of(text):
            yield f"private content {position}: it is not the text that its event commits to"


def _private_rows() -> Iterator[Any]:
    return iter(PrivateContent.objects.order_by("pk").values_list().iterator(CHUNK))
