"""Verify a ledger of Charter Oak: ``python verify.py LEDGER.sqlite3`` or ``EXPORT.jsonl``.

This one file needs nothing but Python's standard library and shares no code with what writes the
ledger: copy it, read it, run it.  It follows docs/reference/ledger.md, says in plain words what is
wrong and at which position, and ends with 0 (whole), 1 (not whole) or 2 (cannot be read).
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import hashlib
import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

ZEROS = "0" * 64
TITLE = "charteroak ledger checkpoint"
MOST_SHOWN = 20
COUNTED = ("checkpoints", "events", "private")
TIME = r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z)"
NAME, COUNT, HASH = r'([^"\\]*)', "(0|[1-9][0-9]*)", "([0-9a-f]{64})"
ENTRY = re.compile(
    rf'{{"act":"{NAME}","actor":"{NAME}","agency":"{NAME}","behind":{COUNT},"detail":({{.*}}),'
    rf'"format":1,"position":{COUNT},"previous":"{HASH}","sealed":"{HASH}?",'
    rf'"stored":"{HASH}?","subject":"{NAME}","time":"{TIME}"}}'
)
STATEMENT = re.compile(
    rf'{{"digest":"{HASH}","format":1,"key":"{HASH}","number":{COUNT},"position":{COUNT},'
    rf'"previous":"{HASH}","time":"{TIME}"}}'
)
SIGNATURE = re.compile(r"[0-9a-f]{128}")
SELECT_CHECKPOINTS = """SELECT number, position, digest, time, statement, signature
    FROM ledger_checkpoint ORDER BY number"""
SELECT_EVENTS = """SELECT position, time, act, actor, agency, subject, entry, digest
    FROM ledger_event ORDER BY position"""
SELECT_PRIVATE = "SELECT position, content FROM ledger_private ORDER BY position"
SELECT_TRIGGERS = "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
ALL = "INSERT UPDATE DELETE"
GUARDS = {"event": ALL, "checkpoint": ALL, "private": "INSERT UPDATE"}
# What a value that was tampered with can raise when it is read as what it should be.
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)

encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
decode = json.JSONDecoder().decode
Row = Sequence[Any]


class UnreadableError(Exception):
    """The file is no ledger, or a key or a witness's checkpoint is none."""


@dataclass(frozen=True)
class Witness:
    """What somebody outside holds: a signed checkpoint, or only a position with its digest."""

    name: str
    position: int
    digest: str
    statement: str = ""
    signature: str = ""


@dataclass
class Verification:
    """Checks checkpoints, then events, then private contents, each in its order.

    ``findings`` mean that the ledger is not whole; ``notes`` do not.
    """

    keys: frozenset[str] = frozenset()
    witnesses: tuple[Witness, ...] = ()
    findings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    covered: int = 0
    purged: int = 0
    opened: bool = False
    # Digests to be met with: position -> who vouches for it, and the digest or its beginning.
    wanted: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    # Private contents to be met with: position -> commitment to the text, hash of the bytes.
    expected: dict[int, tuple[str, str]] = field(default_factory=dict)
    # Of the event before: the digests it may be known by, none once lost; its place; its time.
    before: tuple[str, ...] = (ZEROS,)
    position: int = 0
    time: str = ""

    def find(self, finding: str) -> None:
        """Keep one finding."""
        self.findings.append(finding)

    # --- checkpoints ---

    def check_checkpoints(self, rows: Iterable[Row]) -> None:
        """Check number, position, digest, time, statement and signature of each."""
        held: dict[int, tuple[str, str]] = {}
        link = ZEROS
        for row in rows:
            self.counts["checkpoints"] += 1
            try:
                self._check_checkpoint(row, link)
                held[row[0]] = (row[4], row[5])
                link = sha256(f"{row[4]}\n{row[5]}")
            except UNREADABLE:
                self.find(f"checkpoint {row[0]!r}: it cannot be read as a checkpoint")
        if held:
            # Each statement holds a hash of the one before with its signature: the last
            # signature vouches for all of them.
            last = list(held)[-1]
            self._check_signature(f"checkpoint {last}", *held[last])
        for witness in self.witnesses:
            self._check_witness(witness, held)

    def _check_checkpoint(self, row: Row, link: str) -> None:
        where, statement = f"checkpoint {row[0]}", STATEMENT.fullmatch(row[4])
        if statement is None or not SIGNATURE.fullmatch(row[5]):
            raise ValueError
        digest, _, number, position, previous, time = statement.groups()
        if tuple(row[:4]) != (int(number), int(position), digest, time):
            self.find(f"{where}: its columns and its text differ")
        if int(number) != self.counts["checkpoints"]:
            self.find(f"{where}: number {self.counts['checkpoints']} should stand here")
        if previous != link:
            self.find(f"{where}: it does not follow on the checkpoint before it")
        if int(position) <= self.covered:
            self.find(f"{where}: it stands for no later event than the one before it")
        self.covered = int(position)
        self.wanted.setdefault(self.covered, []).append((where, digest))

    def _check_signature(self, where: str, statement: str, signature: str) -> None:
        key = decode(statement)["key"]
        message = f"{TITLE}\n{statement}".encode()
        if not is_signed(bytes.fromhex(key), message, bytes.fromhex(signature)):
            self.find(f"{where}: the signature is not that of the key {key}")
        elif self.keys and key not in self.keys:
            self.find(f"{where}: it was signed by {key}, which is not a key you gave")

    def _check_witness(self, witness: Witness, held: dict[int, tuple[str, str]]) -> None:
        if witness.statement:
            self._check_signature(witness.name, witness.statement, witness.signature)
            number = decode(witness.statement)["number"]
            if number not in held:
                self.find(f"checkpoint {number}: it is missing, and {witness.name} holds it")
            elif held[number] != (witness.statement, witness.signature):
                self.find(f"checkpoint {number}: it is another than {witness.name} holds: a fork")
        self.wanted.setdefault(witness.position, []).append((witness.name, witness.digest))

    # --- events ---

    def check_events(self, rows: Iterable[Row]) -> None:
        """Check the columns, the text and the digest of each event, in order of position."""
        for row in rows:
            self.counts["events"] += 1
            try:
                self._check_event(row)
            except UNREADABLE:
                self.find(f"event {row[0]!r}: it cannot be read as an event")
                self.before, self.position, self.time = (), self.position + 1, ""
        for position in sorted(self.wanted):
            for name, _ in self.wanted[position]:
                self.find(f"event {position}: it is missing, and {name} vouches for it: cut short")

    def _check_event(self, row: Row) -> None:
        position, time, act, actor, agency, subject, entry, digest = row
        if position != self.position + 1:
            self._find_gap(position)
        computed = hashlib.sha256(entry.encode()).hexdigest()
        if computed != digest:
            self.find(f"event {position}: it was changed, its text does not give its digest")
        did, who, at, behind, detail, place, previous, sealed, stored, to, moment = _parts(entry)
        copies = (int(place), moment, did, who, at, to)
        if (position, time, act, actor, agency, subject) != copies:
            self.find(f"event {position}: its columns and its text differ")
        if previous not in self.before and self.before:
            self.find(f"event {position}: it does not follow on the event before it")
        if behind != "0" or time < self.time:
            self._check_clock(position, moment, int(behind))
        if sealed or stored:
            self.expected[position] = (sealed, stored)
        if act.startswith("private."):
            self._follow(position, act, decode(detail))
        if position in self.wanted:
            self._check_wanted(position, digest)
        self.before, self.position, self.time = (digest, computed), position, moment

    def _find_gap(self, position: int) -> None:
        first, last = self.position + 1, position - 1
        if last < first:
            self.find(f"event {position}: it stands after event {self.position}")
        else:
            self.find(f"event {first}: it is missing" + (f", to {last}" if last > first else ""))
        self.before, self.time = (), ""

    def _check_clock(self, position: int, time: str, behind: int) -> None:
        back = max(_moment(self.time or time) - _moment(time), timedelta())
        if self.before and back != timedelta(microseconds=behind):
            self.find(f"event {position}: it says wrongly how far the clock had gone back")
        elif behind:
            self.notes.append(f"event {position}: the clock had gone back by {back}")

    def _follow(self, position: int, act: str, detail: dict[str, Any]) -> None:
        """Do what an event says of private contents: they were purged, or their keys changed."""
        if act == "private.purged":
            for purged in detail["positions"]:
                if self.expected.pop(purged, None) is None:
                    self.find(f"event {position}: event {purged} had nothing to be purged")
            self.purged += len(detail["positions"])
        elif act == "private.rewrapped":
            for number, stored in detail["stored"].items():
                self.expected[int(number)] = (self.expected[int(number)][0], stored)

    def _check_wanted(self, position: int, digest: str) -> None:
        for name, wanted in self.wanted.pop(position):
            if not digest.startswith(wanted):
                self.find(
                    f"event {position}: {name} vouches for the digest {wanted} and here it is "
                    f"{digest}: up to here the ledger was written anew, or there are two (a fork)"
                )

    # --- private contents ---

    def check_private(self, rows: Iterable[Row]) -> None:
        """Check stored bytes, or a plain text, against what the event of its position says."""
        for position, content in rows:
            self.counts["private"] += 1
            sealed, stored = self.expected.pop(position, ("", ""))
            found = sha256(content) if isinstance(content, str | bytes) else ""
            if not sealed:
                self.find(f"private content {position}: it is here, and was purged or never was")
            elif found != (sealed if isinstance(content, str) else stored):
                self.find(f"private content {position}: it was changed, or is another event's")
        for position in sorted(self.expected):
            self.find(f"private content {position}: it is gone, and no event says so")


def sha256(content: str | bytes) -> str:
    """Return the SHA-256 of bytes, or of a text's UTF-8, in hex."""
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def _parts(entry: str) -> tuple[str, ...]:
    """Return the parts of an entry; ``ValueError`` where it is not as the ledger writes it."""
    found = ENTRY.fullmatch(entry)
    if found is None or encode(decode(found[5])) != found[5]:
        raise ValueError
    return found.groups()


def _moment(time: str) -> datetime:
    return datetime.fromisoformat(time[:-1])


def verify_file(path: Path, verification: Verification) -> None:
    """Verify an SQLite database or an export; an UnreadableError says that it is neither."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    try:
        if path.stat().st_size == 0 or not _is_database(address):
            with path.open(encoding="utf-8", newline="\n") as lines:
                verify_export(map(decode, lines), verification)
            return
        with contextlib.closing(sqlite3.connect(address, uri=True, isolation_level=None)) as opened:
            opened.execute("BEGIN")  # One moment of a database that others may be writing to.
            verify_database(opened, verification)
    except (OSError, sqlite3.Error, *UNREADABLE) as error:
        raise UnreadableError(f"{path}: {error}") from error


def _is_database(address: str) -> bool:
    # SQLite looks: a file that we closed would drop this process's locks on it, howtocorrupt 2.2.
    with contextlib.closing(sqlite3.connect(address, uri=True)) as opened:
        try:
            opened.execute("PRAGMA schema_version")
        except sqlite3.DatabaseError as error:
            return error.sqlite_errorcode != sqlite3.SQLITE_NOTADB
    return True


def verify_database(database: sqlite3.Connection, verification: Verification) -> None:
    """Verify the ledger in an open SQLite database, and that its triggers stand."""
    for check, query in (
        (verification.check_checkpoints, SELECT_CHECKPOINTS),
        (verification.check_events, SELECT_EVENTS),
        (verification.check_private, SELECT_PRIVATE),
    ):
        rows = database.execute(query)
        try:
            check(rows)
        except sqlite3.OperationalError as error:  # A text that is not UTF-8 stops the reading.
            verification.find(f"a row cannot be read: {error}")
    triggers = [(str(table), str(sql)) for table, sql in database.execute(SELECT_TRIGGERS)]
    for name, actions in GUARDS.items():
        for action in actions.split():
            guard = re.compile(rf"BEFORE {action} ON ledger_{name} .*RAISE\(ABORT", re.DOTALL)
            if not any(table == f"ledger_{name}" and guard.search(sql) for table, sql in triggers):
                verification.find(f"the trigger against {action} on ledger_{name} was removed")


def verify_export(lines: Iterator[dict[str, Any]], verification: Verification) -> None:
    """Verify the lines of an export: a head, checkpoints, events, private contents, an end.

    Raises:
        UnreadableError: they do not begin as an export.
    """
    head = next(lines, {})
    if head.get("ledger") != "charteroak" or head.get("format") != 1:
        raise UnreadableError("it is neither an SQLite database nor an export of a ledger")
    waiting = [next(lines, {})]

    def part(kind: str, row: Callable[[Any], Row]) -> Iterator[Row]:
        while kind in waiting[0]:
            yield row(waiting[0][kind])
            waiting[0] = next(lines, {})

    verification.check_checkpoints(part("checkpoint", _checkpoint_row))
    verification.check_events(part("event", _event_row))
    if head["private"] == "none":
        verification.expected.clear()
        verification.notes.append("this export was made without private contents")
    verification.opened = head["private"] == "plain"
    verification.check_private(part("private", _private_row))
    if waiting[0].get("end") != verification.counts or next(lines, None) is not None:
        verification.find("the export is cut short or was put together: its end does not fit")


def _checkpoint_row(line: dict[str, str]) -> Row:
    fields = decode(line["statement"])
    copies = (fields[name] for name in ("number", "position", "digest", "time"))
    return (*copies, line["statement"], line["signature"])


def _event_row(line: dict[str, str]) -> Row:
    fields = decode(line["entry"])
    copies = (fields[name] for name in ("position", "time", "act", "actor", "agency", "subject"))
    return (*copies, line["entry"], line["digest"])


def _private_row(line: dict[str, Any]) -> Row:
    content = line["plain"] if "plain" in line else base64.b64decode(line["content"])
    return line["position"], content


def read_witness(given: str) -> list[Witness]:
    """Return what a witness holds: POSITION:DIGEST, or a file with signed checkpoints in it.

    Raises:
        UnreadableError: it is neither.
    """
    if short := re.fullmatch(r"(\d+):([0-9a-f]{16,64})", given):
        return [Witness(f"the witness of {given}", int(short[1]), short[2])]
    try:
        lines = [line.strip("> \r\n") for line in Path(given).read_text("utf-8").split("\n")]
        signed = [lines[at + 1 : at + 3] for at, line in enumerate(lines) if line == TITLE]
        if not all(
            STATEMENT.fullmatch(each[0]) and SIGNATURE.fullmatch(each[1]) for each in signed
        ):
            raise ValueError("what stands below its title is not as the ledger writes it")
        read = [(decode(statement), statement, signature) for statement, signature in signed]
        found = [Witness(given, each["position"], each["digest"], *rest) for each, *rest in read]
    except (OSError, *UNREADABLE) as error:
        raise UnreadableError(f"{given}: it cannot be read as a checkpoint: {error}") from error
    if not found:
        raise UnreadableError(f"{given}: there is no checkpoint in it")
    return found


# --- Ed25519 (RFC 8032, section 5.1) ----------------------------------------------------------

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def _add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % PRIME, (p[1] + p[0]) * (q[1] + q[0]) % PRIME
    c, d = 2 * p[3] * q[3] * CURVE % PRIME, 2 * p[2] * q[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def _times(factor: int, point: Point) -> Point:
    total = NEUTRAL
    while factor:
        if factor & 1:
            total = _add(total, point)
        point, factor = _add(point, point), factor >> 1
    return total


def _point(encoded: bytes) -> Point | None:
    number = int.from_bytes(encoded, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT_OF_MINUS_ONE % PRIME
    if y >= PRIME or (x * x - square) % PRIME or (x == 0 and sign):
        return None
    x = PRIME - x if x & 1 != sign else x
    return x, y, 1, x * y % PRIME


BASE = _point((4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little")) or NEUTRAL


@lru_cache(maxsize=1024)
def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether ``signature``, 64 bytes, is that of the public ``key``, 32, on ``message``."""
    if len(key) != 32 or len(signature) != 64:  # noqa: PLR2004 - as the docstring says
        return False
    public, commitment = _point(key), _point(signature[:32])
    factor = int.from_bytes(signature[32:], "little")
    if public is None or commitment is None or factor >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    left, right = _times(factor, BASE), _add(commitment, _times(challenge, public))
    return not any((left[at] * right[2] - right[at] * left[2]) % PRIME for at in (0, 1))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say who may sign and what witnesses hold."""
    told = "a public key that may sign, in hex; may repeat"
    parser.add_argument("--key", action="append", default=[], metavar="KEY", help=told)
    told = "what a witness holds: a file with checkpoints, or POSITION:DIGEST; may repeat"
    parser.add_argument("--checkpoint", action="append", default=[], metavar="FILE", help=told)


def verification_of(options: argparse.Namespace) -> Verification:
    """Return a verification with the keys and witnesses that the options name.

    Raises:
        UnreadableError: one of them is none.
    """
    for key in options.key:
        if not re.fullmatch(HASH, key):
            raise UnreadableError(f"“{key}” is no public key; that is 64 of the digits 0-9a-f")
    witnesses = [each for given in options.checkpoint for each in read_witness(given)]
    return Verification(frozenset(options.key), tuple(witnesses))


def describe(name: str, done: Verification) -> str:
    """Return the report on the ledger ``name`` as a person reads it."""
    count = len(done.findings)
    verdict = f"the ledger is NOT whole, {count} found" if count else "the ledger is whole"
    lines = [f"{name}: {verdict}", *done.findings[:MOST_SHOWN]]
    if count > MOST_SHOWN:
        lines.append(f"… and {count - MOST_SHOWN} more")
    lines += [
        f"events: {done.counts['events']}, the last with the digest {(*done.before, ZEROS)[0]}",
        f"checkpoints: {done.counts['checkpoints']}, the last at event {done.covered}",
        f"private contents: {done.counts['private']}, and {done.purged} purged",
    ]
    notes = [*done.notes[:MOST_SHOWN], *_limits(done)]
    return "\n  ".join([*lines, *map("note: {}".format, notes)])


def _limits(done: Verification) -> Iterator[str]:
    """Yield what this run could not prove."""
    if not done.keys:
        yield "no --key was given: whoever holds the database could have signed it anew"
    if not done.witnesses:
        yield "no --checkpoint was given: that the end was cut off would not be noticed"
    if done.covered < done.counts["events"]:
        yield f"no checkpoint covers what comes after event {done.covered}"
    if done.counts["private"] and not done.opened:
        yield "private contents were compared as they are stored, none was opened"


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify the file that the arguments name, print the report, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", help="an SQLite database, or an export")
    add_options(parser)
    options = parser.parse_args(arguments)
    try:
        verification = verification_of(options)
        verify_file(Path(options.file), verification)
    except UnreadableError as error:
        print(f"verify: {error}", file=sys.stderr)  # noqa: T201 - it is a program of its own
        return 2
    print(describe(options.file, verification))  # noqa: T201 - it is a program of its own
    return 1 if verification.findings else 0


if __name__ == "__main__":
    sys.exit(main())
