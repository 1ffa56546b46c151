"""The text of an event: canonical JSON, made once, hashed, and never made again.

The form is that of RFC 8785 for the values allowed here: text, whole numbers up to 2^53 - 1, true,
false, null, lists, and objects whose names are ASCII.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from charteroak.ledger.errors import NotRecordableError

FORMAT = 1
ZEROS = "0" * 64
LARGEST_NUMBER = 2**53 - 1
LONGEST_DETAIL = 20_000
TIME_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"
WORD = r"[a-z][a-z0-9]*(?:[ _-][a-z0-9]+)*"
ACT = re.compile(rf"{WORD}(?:\.{WORD})+")
ACTOR = re.compile(rf"anonymous|{WORD}:[\w.:/+-]+(?: [\w.:/+-]+)*", re.ASCII)
AGENCY = re.compile(r"(?:[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*)?")
# Neither quotes nor backslashes: an entry holds these four names as they are, without escapes.
SUBJECT = re.compile(rf"{WORD}:[!#-\[\]-~]+(?: [!#-\[\]-~]+)*")
FORMS = {
    "act": (ACT, "such as request.recorded"),
    "actor": (ACTOR, "such as person:17, system:worker or anonymous"),
    "agency": (AGENCY, "an agency's slug such as ct/police/new-haven, or empty"),
    "subject": (SUBJECT, "such as request:3f2a"),
}
LONGEST_NAME = 200

encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode
decode = json.JSONDecoder().decode


def digest_of(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_bytes(content: bytes) -> str:
    """Return the SHA-256 of bytes in hex."""
    return hashlib.sha256(content).hexdigest()


def stamp(time: datetime) -> str:
    """Return a time as entries hold it: UTC, to the microsecond, with a Z."""
    return time.astimezone(UTC).strftime(TIME_FORM)


def moment(text: str) -> datetime:
    """Return the time that an entry holds."""
    return datetime.strptime(text, TIME_FORM).replace(tzinfo=UTC)


def behind(time: str, before: str) -> int:
    """Return by how many microseconds the clock is behind that of the event before, or 0."""
    if time >= before:
        return 0
    return (moment(before) - moment(time)) // timedelta(microseconds=1)


def check_names(**names: str) -> None:
    """Make sure that act, actor, agency and subject have their forms.

    Raises:
        NotRecordableError: one has not; the message says which and what is allowed.
    """
    for part, name in names.items():
        form, example = FORMS[part]
        if not form.fullmatch(name) or len(name) > LONGEST_NAME:
            message = (
                f"the {part} “{name}” is not one the ledger takes; write it {example}, in at most "
                f"{LONGEST_NAME} characters"
            )
            raise NotRecordableError(message)


def canonical(part: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``content`` as plain dicts and lists, every value of which the ledger takes.

    Args:
        part: what to call it in a message, ``detail`` or ``private``.
        content: an object as JSON knows it.

    Raises:
        NotRecordableError: a value is none of JSON's, a number is no whole one, or it is long.
    """
    plain: dict[str, Any] = _plain(part, content)
    if len(encode(plain)) > LONGEST_DETAIL:
        message = (
            f"{part} is longer than {LONGEST_DETAIL:,} characters: keep it in a table of its own "
            "and record its hash"
        )
        raise NotRecordableError(message)
    return plain


def _plain(where: str, value: Any) -> Any:
    match value:
        case None | bool():
            return value
        case str():
            return _text(where, value)
        case int() if abs(value) <= LARGEST_NUMBER:
            return int(value)
        case Mapping():
            return {_name(where, name): _plain(f"{where}.{name}", value[name]) for name in value}
        case list() | tuple():
            return [_plain(f"{where}[{at}]", each) for at, each in enumerate(value)]
    message = (
        f"{where} is {value!r}, which the ledger does not take: allowed are text, whole numbers "
        "up to 2^53, true, false, null, lists and objects"
    )
    raise NotRecordableError(message)


def _text(where: str, value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        message = f"{where} holds half a character, which no file can hold"
        raise NotRecordableError(message) from error
    return str(value)


def _name(where: str, name: Any) -> str:
    if not isinstance(name, str) or not name.isascii():
        message = f"{where} has the name {name!r}; names are ASCII"
        raise NotRecordableError(message)
    return str(name)
