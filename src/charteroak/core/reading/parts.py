"""Pieces of a cell: lists, quotes, dates and names of texts, each with its offset in the cell."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from charteroak.core.memo import Version
from charteroak.core.reading.report import Fault, shown

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
VERSION_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.[0-9]{1,3})?")
TEXT_ID = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
DATE_SHAPE = "a date YYYY-MM-DD"
TEXT_SHAPE = "a path in small letters, such as ct/54-192h"
VERSION_SHAPE = "a date YYYY-MM-DD, where needed with a suffix .2"


class Piece(NamedTuple):
    """A piece of a cell; ``quoted`` where it stood in double quotes, which are taken off."""

    text: str
    offset: int
    quoted: bool = False


def split(text: str, separator: str = ",") -> list[Piece]:
    """Return the pieces of ``text`` between separators that stand outside double quotes.

    Raises:
        Fault: a double quote is not closed, or something stands beside a quoted piece.
    """
    pieces, start = [], 0
    for raw in _raw_pieces(text, separator):
        pieces.append(_piece(raw, start))
        start += len(raw) + len(separator)
    return pieces


def _raw_pieces(text: str, separator: str) -> list[str]:
    if '"' not in text:
        return text.split(separator)
    pieces, start, quoted = [], 0, False
    for match in re.finditer(f'["{separator}]', text):
        if match[0] == '"':
            quoted = not quoted
        elif not quoted:
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]


def _piece(raw: str, start: int) -> Piece:
    text = raw.strip()
    offset = start + len(raw) - len(raw.lstrip())
    if not text.startswith('"'):
        return Piece(text, offset)
    if text.count('"') != 2 or not text.endswith('"'):  # noqa: PLR2004 - one to open, one to close
        allowed = "one pair of double quotes around a whole answer"
        raise Fault(
            f"the quotes of “{shown(text)}” are not closed or not at its ends",
            allowed,
            offset=offset,
        )
    return Piece(text[1:-1].strip(), offset, quoted=True)


def read_list(text: str) -> tuple[str, ...]:
    """Return the pieces of a comma list; ``-`` is the empty list.

    Raises:
        Fault: a piece is empty or its quotes are wrong.
    """
    if text in {"-", ""}:
        return ()
    pieces = split(text)
    for piece in pieces:
        if not piece.text:
            raise Fault(
                "nothing stands before or after a comma", "a list: a, b, c", offset=piece.offset
            )
    return tuple(piece.text for piece in pieces)


def read_date(text: str) -> date:
    """Return a day.

    Raises:
        Fault: it is not a date YYYY-MM-DD of the calendar.
    """
    if DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Fault(f"“{text}” is not a day of the calendar", DATE_SHAPE) from None
    raise Fault(f"“{shown(text)}” is not a date", DATE_SHAPE)


def read_text_id(text: str) -> str:
    """Return the id of a text.

    Raises:
        Fault: it is not a path in small letters.
    """
    if TEXT_ID.fullmatch(text):
        return text
    raise Fault(f"“{shown(text)}” is not the id of a text", TEXT_SHAPE)


def read_version_name(text: str) -> str:
    """Return the name of a version.

    Raises:
        Fault: it is not a date, perhaps with a suffix.
    """
    if match := VERSION_NAME.fullmatch(text):
        read_date(match[1])
        return text
    raise Fault(f"“{shown(text)}” is not the name of a version", VERSION_SHAPE)


def read_version(text: str) -> Version:
    """Return ``text@version``.

    Raises:
        Fault: it has another shape.
    """
    name, at, version = text.partition("@")
    if not at:
        raise Fault(
            f"“{shown(text)}” does not name a version", "text@version, ct/54-192h@2019-10-01"
        )
    return Version(read_text_id(name), read_version_name(version))
