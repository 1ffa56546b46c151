"""From the bytes of a file to its lines: UTF-8, LF or CRLF, nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import NamedTuple

from charteroak.core.reading.report import SHOWN, Fault, Report

LARGEST = 256 * 1024
MOST_LINES = 20_000
MARK = b"\xef\xbb\xbf"
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Control characters, line ends that editors disagree on, marks that turn the direction of
# writing, and halves of characters: none of them can be seen, and each can hide something.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Source(NamedTuple):
    """A file as text: its lines without their ends, and the whole with LF ends."""

    file: str
    text: str
    lines: list[str]


def read_source(source: str | bytes, file: str) -> Source:
    """Return the lines of a file.

    Raises:
        MemoError: too large, not UTF-8, a lone carriage return or an invisible character.
    """
    report = Report(file)
    _check_size(source, report)
    text = _decoded(source, report) if isinstance(source, bytes) else source.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n")
    _check_characters(text, report)
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        report.add(
            MOST_LINES + 1, 1, Fault(f"the text has {len(lines)} lines", f"{MOST_LINES} lines")
        )
    report.finish()
    return Source(file, text, lines)


def _check_size(source: str | bytes, report: Report) -> None:
    """Raise where the file is too large to be a text."""
    size = len(source)
    if size <= LARGEST and isinstance(source, str) and not source.isascii():
        size = len(source.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        report.add(1, 1, Fault(f"the text has {size} bytes", f"{LARGEST} bytes (256 kB)"))
        report.finish()


def _decoded(source: bytes, report: Report) -> str:
    """Return the text of ``source``, or raise with the place of the first wrong byte."""
    if source.startswith(OTHER_MARKS):
        report.add(1, 1, Fault("the file is saved as UTF-16", "UTF-8"))
        report.finish()
    source = source.removeprefix(MARK)
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start
    line_start = source.rfind(b"\n", 0, start) + 1
    column = len(source[line_start:start].decode("utf-8", "replace")) + 1
    fault = Fault(f"the byte 0x{source[start]:02X} is not UTF-8", "UTF-8: save the file as UTF-8")
    report.add(source.count(b"\n", 0, start) + 1, column, fault)
    report.finish()
    return ""


def _check_characters(text: str, report: Report) -> None:
    """Raise where characters cannot be seen, with the place of the first fifty."""
    for match in islice(INVISIBLE.finditer(text), SHOWN):
        start = match.start()
        line_start = text.rfind("\n", 0, start) + 1
        report.add(text.count("\n", 0, start) + 1, start - line_start + 1, _invisible(match[0]))
    report.finish()


def _invisible(character: str) -> Fault:
    if character == "\r":
        return Fault("a carriage return without a line feed", "lines that end with LF or CRLF")
    name = unicodedata.name(character, "a control character").lower()
    code = f"U+{ord(character):04X}"
    return Fault(f"the invisible character {code} ({name})", "characters that can be seen")
