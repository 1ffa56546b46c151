"""From the bytes of a CSV file, packed or not, to its rows; whatever is wrong is said."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from charteroak.directory.importers.problems import (
    LEFT_OUT,
    NOT_READ,
    READ_ON,
    STOPPED,
    Problem,
)

Note: TypeAlias = Callable[[Problem], None]
PACKED, UTF_16, MARK = b"\x1f\x8b", (b"\xff\xfe", b"\xfe\xff"), b"\xef\xbb\xbf"
LONGEST_LINE = 1_000_000
LONGEST_CELL = 100_000
SHOWN = 60


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Give the file's bytes, unpacked if they are gzip; a path is closed afterwards."""
    with ExitStack() as stack:
        stream = stack.enter_context(source.open("rb")) if isinstance(source, Path) else source
        start = stream.read(2)
        stream.seek(0)
        packed = start == PACKED
        yield cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if packed else stream


def rows(stream: BinaryIO, file: str, note: Note) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins on; broken ones are noted and passed over."""
    count = _Count()
    reader = csv.reader(count.over(lines(stream, file, note)))
    while True:
        first = count.line + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            allowed = (
                f"Lines {first} to {count.line} are no row of CSV ({error}): close each quote."
            )
            note(Problem(file, first, "", "", allowed, LEFT_OUT))
            continue
        if row:
            yield first, row


class _Count:
    """Counts the lines that go through it."""

    def __init__(self) -> None:
        self.line = 0

    def over(self, source: Iterator[str]) -> Iterator[str]:
        """Yield the lines again."""
        for text in source:
            self.line += 1
            yield text


def lines(stream: BinaryIO, file: str, note: Note) -> Iterator[str]:
    """Yield the lines as text: UTF-8, UTF-16 by its mark, else Windows-1252, which is noted."""
    decoder = _Decoder(file, note)
    for number, raw in enumerate(_raw_lines(stream, file, note), start=1):
        yield decoder.text(number, raw)


def _raw_lines(stream: BinaryIO, file: str, note: Note) -> Iterator[bytes]:
    try:
        first = stream.readline(LONGEST_LINE)
        if first[:2] in UTF_16:
            yield from _from_utf_16(first + stream.read())
            return
        yield first.removeprefix(MARK)
        while line := stream.readline(LONGEST_LINE):
            yield line
    except (OSError, EOFError, zlib.error) as error:
        note(Problem(file, 0, "", str(error)[:SHOWN], "A file that is whole.", STOPPED))


def _from_utf_16(raw: bytes) -> Iterator[bytes]:
    for line in io.StringIO(raw.decode("utf-16", errors="replace"), newline=""):
        yield line.encode("utf-8", errors="replace")


class _Decoder:
    """Decodes one line after another and says once what had to be mended."""

    def __init__(self, file: str, note: Note) -> None:
        self._file = file
        self._note = note
        self._said: set[str] = set()

    def text(self, number: int, raw: bytes) -> str:
        """Return a line as text without NUL characters."""
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
            self._once(number, "UTF-8 text; such lines were read as Windows-1252: check accents.")
        if "\x00" in text:
            self._once(number, "Text without NUL characters; they were taken out.")
            text = text.replace("\x00", "")
        return text

    def _once(self, number: int, allowed: str) -> None:
        if allowed not in self._said:
            self._said.add(allowed)
            self._note(Problem(self._file, number, "", "", allowed, READ_ON))


def columns_of(header: list[str], wanted: tuple[str, ...], file: str, note: Note) -> dict[str, int]:
    """Return where each column stands, by its name in capitals; empty where one is missing."""
    found: dict[str, int] = {}
    for at, name in enumerate(header):
        key = name.strip().upper()
        if key in found:
            allowed = "Each column once; the first of them is read."
            note(Problem(file, 1, name.strip()[:SHOWN], "", allowed, READ_ON))
        found.setdefault(key, at)
    missing = [name for name in wanted if name.upper() not in found]
    if missing:
        allowed = f"The header needs these columns too: {', '.join(missing)}."
        note(Problem(file, 1, "", ", ".join(header)[:SHOWN], allowed, NOT_READ))
        return {}
    return found
