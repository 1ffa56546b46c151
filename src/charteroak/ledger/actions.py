"""Every write to the ledger: an event, a purge of private content, a checkpoint."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils import timezone

from charteroak.ledger import signing
from charteroak.ledger.entry import (
    FORMAT,
    ZEROS,
    behind,
    canonical,
    check_names,
    digest_of,
    digest_of_bytes,
    encode,
    stamp,
)
from charteroak.ledger.errors import NotInTransactionError, NotRecordableError
from charteroak.ledger.models import Checkpoint, Event, PrivateContent
from charteroak.ledger.queries import place_of_private
from charteroak.sealing import rewrap, seal

NOTHING: Mapping[str, Any] = MappingProxyType({})
OWN_ACTS = "private."
PURGED, REWRAPPED = "private.purged", "private.rewrapped"
PRIVATE_SUBJECT = "ledger:private"
SALT_BYTES = 32
BETWEEN_CHECKPOINTS = timedelta(hours=1)
MOST_PURGED, MOST_REWRAPPED = 1000, 100
# Any number will do that nothing else in this database locks on; this one is “oak” in ASCII.
TURN = 0x6F616B


def record(  # noqa: PLR0913 - the six parts of an event, each by its name
    *,
    act: str,
    actor: str,
    agency: str,
    subject: str,
    detail: Mapping[str, Any] = NOTHING,
    private: Mapping[str, Any] | None = None,
) -> Event:
    """Record one event in the transaction of what it tells of, as the last thing in it.

    Writers wait for each other from here to the end of their transactions, so that positions have
    no gap; recording last keeps the wait short.

    Args:
        act: what was done, such as ``request.recorded``.
        actor: who did it: ``person:17``, ``system:worker`` or ``anonymous``.
        agency: the slug of the agency it was done at, or empty.
        subject: what it was done to, such as ``request:3f2a``.
        detail: anything else as JSON without fractions; nothing personal, for it stands for ever.
        private: what is personal; kept apart and sealed, until it is purged.

    Raises:
        NotInTransactionError: there is no transaction.
        NotRecordableError: a part is not what the ledger takes.
        SealingError: private content cannot be sealed, for want of a key.
    """
    if act.startswith(OWN_ACTS):
        message = f"the act “{act}” is the ledger's own: call purge_private instead"
        raise NotRecordableError(message)
    check_names(act=act, actor=actor, agency=agency, subject=subject)
    names = {"act": act, "actor": actor, "agency": agency, "subject": subject}
    _take_turn()
    return _append(names, canonical("detail", detail), canonical("private", private or {}))


def purge_private(*, positions: Iterable[int], actor: str, reason: str) -> list[Event]:
    """Delete the private content, salt and all, of events, and record that it was done.

    The events stand and the chain verifies as before.  What is freed in the database's files is
    overwritten by ``wipe_freed_space``, after the transaction.

    Args:
        positions: of the events; those without private content, or purged before, are left out.
        actor: who purges, such as ``system:worker``.
        reason: why, such as the rule of retention; nothing personal.

    Returns:
        The events that say so, one for a thousand purged; none where there was nothing to purge.

    Raises:
        NotInTransactionError: there is no transaction.
    """
    check_names(actor=actor)
    _take_turn()
    names = {"act": PURGED, "actor": actor, "agency": "", "subject": PRIVATE_SUBJECT}
    events = []
    for wanted in _batches(sorted(set(positions)), MOST_PURGED):
        rows = PrivateContent.objects.filter(pk__in=wanted).order_by("pk")
        if found := list(rows.values_list("pk", flat=True)):
            rows.order_by().delete()
            events.append(_append(names, {"positions": found, "reason": reason}, {}))
    return events


def rewrap_private(*, actor: str) -> list[Event]:
    """Wrap the keys of all private content by the first sealing key, and record the new bytes.

    After this an old sealing key may be removed from the key file, as far as the ledger goes.

    Raises:
        NotInTransactionError: there is no transaction.
        SealingError: a content cannot be opened.
    """
    check_names(actor=actor)
    _take_turn()
    names = {"act": REWRAPPED, "actor": actor, "agency": "", "subject": PRIVATE_SUBJECT}
    positions = PrivateContent.objects.order_by("pk").values_list("pk", flat=True)
    return [
        _append(names, {"stored": dict(_rewrapped(batch))}, {})
        for batch in _batches(list(positions), MOST_REWRAPPED)
    ]


def _batches(positions: list[int], most: int) -> Iterator[list[int]]:
    for start in range(0, len(positions), most):
        yield positions[start : start + most]


def _rewrapped(positions: Iterable[int]) -> Iterator[tuple[str, str]]:
    """Put each content back with its key wrapped anew; yield its position and new hash."""
    for position, old in PrivateContent.objects.filter(pk__in=positions).values_list():
        content = rewrap(bytes(old), place_of_private(position))
        # A row is never updated: the guards allow it to be purged and to be put in.
        PrivateContent.objects.filter(pk=position).delete()
        PrivateContent.objects.create(event_id=position, content=content)
        yield str(position), digest_of_bytes(content)


def make_checkpoint() -> Checkpoint | None:
    """Sign the digest of the last event; return the checkpoint, or the last one if it covers it.

    Returns:
        The checkpoint, to be given to as many witnesses as can be; None while there is no event.

    Raises:
        LedgerKeyError: the signing key cannot be read.
    """
    with transaction.atomic():
        _take_turn()
        last = Checkpoint.objects.last()
        event = Event.objects.last()
        if event is None or (last is not None and last.position == event.position):
            return last
        return _sign(event, last)


def sign_when_due() -> int:
    """Make a checkpoint if the last is an hour old and there are events since; return how many.

    Raises:
        LedgerKeyError: the signing key cannot be read.
    """
    last = Checkpoint.objects.last()
    if last is not None and stamp(timezone.now() - BETWEEN_CHECKPOINTS) < last.time:
        return 0
    made = make_checkpoint()
    return 0 if made is None or made == last else 1


def _sign(event: Event, last: Checkpoint | None) -> Checkpoint:
    key = signing.current_key()
    statement = {
        "digest": event.digest,
        "format": FORMAT,
        "key": signing.public_hex(key),
        "number": last.number + 1 if last else 1,
        "position": event.position,
        "previous": digest_of(f"{last.statement}\n{last.signature}") if last else ZEROS,
        "time": stamp(timezone.now()),
    }
    text = encode(statement)
    copies = {name: statement[name] for name in ("number", "position", "digest", "time")}
    signature = signing.sign(key, text)
    return Checkpoint.objects.create(**copies, statement=text, signature=signature)


def wipe_freed_space() -> None:
    """Overwrite what purged rows left in the files of the database; call it after the commit.

    SQLite zeroes freed pages (secure_delete) and here empties the write-ahead log; PostgreSQL
    rewrites the table.  Backups and PostgreSQL's own log age out by their own rules.
    """
    connection = transaction.get_connection()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL ledger_private")


def _take_turn() -> None:
    """Wait until no other transaction appends; the turn ends with this transaction.

    Raises:
        NotInTransactionError: there is no transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        message = "an event is recorded in the transaction of what it tells of: open one first"
        raise NotInTransactionError(message)
    # On SQLite, every transaction that begins IMMEDIATE has the turn from its start.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def _append(names: dict[str, str], detail: dict[str, Any], private: dict[str, Any]) -> Event:
    """Append an event to the last one; the turn is ours."""
    heads = Event.objects.order_by("-position").values_list("position", "digest", "time")
    position, previous, before = heads.first() or (0, ZEROS, "")
    position, time = position + 1, stamp(timezone.now())
    sealed, content = _seal(position, private)
    entry = encode(
        {
            **names,
            "behind": behind(time, before),
            "detail": detail,
            "format": FORMAT,
            "position": position,
            "previous": previous,
            "sealed": sealed,
            "stored": digest_of_bytes(content) if content else "",
            "time": time,
        }
    )
    event = Event.objects.create(
        position=position, time=time, entry=entry, digest=digest_of(entry), **names
    )
    if content:
        PrivateContent.objects.create(event=event, content=content)
    return event


def _seal(position: int, private: dict[str, Any]) -> tuple[str, bytes]:
    """Return the commitment to private content and its sealed bytes; both empty for none.

    The salt is sealed with it: else whoever has the database could try names against the hash.
    """
    if not private:
        return "", b""
    text = encode({"content": private, "salt": secrets.token_hex(SALT_BYTES)})
    return digest_of(text), seal(text, bound_to=place_of_private(position))
