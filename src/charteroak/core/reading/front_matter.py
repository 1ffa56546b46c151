"""The front matter: what a text is, when it is in force, what it uses and rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeVar

from charteroak.core.errors import listing
from charteroak.core.memo import Kind, Period, Standing, Version
from charteroak.core.reading.parts import (
    read_date,
    read_list,
    read_text_id,
    read_version_name,
    split,
)
from charteroak.core.reading.report import Cell, Fault, Report, shown
from charteroak.core.reading.source import MARK, Source, read_source

FENCE = "---"
END_OF_HEAD = re.compile(rb"\n---[ \t]*\r?(?:\n|$)")
ROOT_OF_TEXTS = "guidance"

ALL = frozenset(Kind)
GUIDANCE = frozenset({Kind.MEMO, Kind.PLAN})
PLAN = frozenset({Kind.PLAN})
VOCABULARY = frozenset({Kind.VOCABULARY})
# Each key with the kinds of text that may write it.
KEYS: dict[str, frozenset[Kind]] = {
    "text": ALL,
    "version": ALL,
    "kind": ALL,
    "level": ALL - VOCABULARY,
    "title": ALL,
    "issued": ALL,
    "in force": ALL,
    "status": ALL,
    "summary": ALL,
    "from": GUIDANCE,
    "to": GUIDANCE,
    "uses": ALL,
    "rests on": GUIDANCE,
    "adopts": PLAN,
    "law levels": VOCABULARY,
    "guidance levels": VOCABULARY,
}
NEEDED: dict[str, frozenset[Kind]] = {
    "text": ALL,
    "version": ALL,
    "kind": ALL,
    "level": ALL - VOCABULARY,
    "title": ALL,
    "in force": ALL,
    "adopts": PLAN,
}
PERIOD_SHAPE = "{from: YYYY-MM-DD} or {from: YYYY-MM-DD, to: YYYY-MM-DD}"

Result = TypeVar("Result")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the front matter says; enough to find a text without reading it.

    ``places`` tell where the value of each key stands; ``body`` is the line after the front
    matter, counted from 0.
    """

    id: Version
    kind: Kind
    level: str
    title: str
    summary: str
    issued: date
    in_force: Period
    standing: Standing
    senders: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    adopts: str | None = None
    law_levels: tuple[str, ...] = ()
    guidance_levels: tuple[str, ...] = ()
    places: Mapping[str, Cell] = field(default_factory=dict, repr=False, compare=False)
    body: int = 0


def read_front_matter(source: str | bytes, file: str) -> Header:
    """Return what the front matter of a file says; the rest of the file is not looked at.

    Raises:
        MemoError: the front matter is missing, not closed, or wrong; with every problem in it.
    """
    report = Report(file)
    header = read_header(read_source(_head(source), file), report)
    report.finish()
    assert header is not None
    return header


def _head(source: str | bytes) -> bytes:
    """Return the file up to the end of its front matter, or all of it without one."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    start = len(MARK) if data.startswith(MARK) else 0
    end = END_OF_HEAD.search(data, start) if data.startswith(b"---", start) else None
    return data[: end.end()] if end else data


def read_header(source: Source, report: Report) -> Header | None:
    """Return the front matter of ``source``, or None after reporting why it cannot be read."""
    end = _closing_line(source, report)
    if end is None:
        return None
    header = _Values(_entries(source.lines[1:end], report), report).header(end + 1)
    if header is not None:
        _check_path(header, report)
        _check_own_name(header, report)
    return header


def _closing_line(source: Source, report: Report) -> int | None:
    """Return the index of the line that closes the front matter."""
    if source.lines[0].rstrip() != FENCE:
        found = f"the file begins with “{shown(source.lines[0])}” and not with front matter"
        report.add(1, 1, Fault(found, "a first line ---, lines “key: value”, and a line ---"))
        return None
    for i, line in enumerate(source.lines[1:], 1):
        if line.rstrip() == FENCE:
            return i
    report.add(1, 1, Fault("the front matter is not closed", "a line --- after its last key"))
    return None


def _entries(lines: Sequence[str], report: Report) -> dict[str, Cell]:
    """Return the values of the front matter by their key."""
    entries: dict[str, Cell] = {}
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        whole = Cell(line, number, 1)
        name, colon, _ = line.partition(":")
        known = " ".join(name.split())
        if fault := _key_fault(known, entries, colon=bool(colon)):
            report.at(whole.part(0, len(name)), fault)
        else:
            entries[known] = whole.part(len(name) + 1, len(line))
    return entries


def _key_fault(name: str, entries: Mapping[str, Cell], *, colon: bool) -> Fault | None:
    """Return what is wrong with a key, or None."""
    names = list(KEYS)
    if not colon:
        return Fault(f"“{shown(name)}” is not a line “key: value”", "a key, a colon, and its value")
    if name not in KEYS:
        found = f"“{shown(name)}” is not a key of the front matter"
        return Fault(found, listing(names, len(names)), word=name, candidates=names)
    if name in entries:
        found = f"“{name}” is written twice, first on line {entries[name].line}"
        return Fault(found, "each key once")
    return None


class _Values:
    """The values of the front matter, each read by the type that its key asks for."""

    def __init__(self, entries: dict[str, Cell], report: Report) -> None:
        self._entries, self._report = entries, report

    def header(self, body: int) -> Header | None:
        """Return the header, or None where a key that it cannot be without is missing or wrong."""
        kind = self._value("kind", lambda text: read_word(text, Kind, "a kind of text"))
        self._check_keys(kind)
        text = self._value("text", read_text_id)
        version = self._value("version", read_version_name)
        period = self._value("in force", _read_period)
        if kind is None or text is None or version is None or period is None:
            return None
        return Header(
            id=Version(text, version),
            kind=kind,
            level=self._sentence("level"),
            title=self._sentence("title"),
            summary=self._sentence("summary"),
            issued=self._value("issued", read_date) or period.start,
            in_force=period,
            standing=self._value("status", _read_standing) or Standing.ISSUED,
            senders=self._list("from"),
            addressees=self._list("to"),
            uses=self._texts("uses"),
            rests_on=self._texts("rests on"),
            adopts=self._value("adopts", read_text_id),
            law_levels=self._list("law levels"),
            guidance_levels=self._list("guidance levels"),
            places=self._entries,
            body=body,
        )

    def _check_keys(self, kind: Kind | None) -> None:
        """Report keys that are missing and keys that this kind of text does not have."""
        for name, kinds in NEEDED.items():
            if name not in self._entries and (kinds == ALL or kind in kinds):
                found = f"the front matter has no “{name}”"
                self._report.add(1, 1, Fault(found, f"a line “{name}: …”"))
        for name, cell in self._entries.items():
            if kind is not None and kind not in KEYS[name]:
                found = f"a {kind} has no “{name}”"
                allowed = listing([key for key, kinds in KEYS.items() if kind in kinds], len(KEYS))
                self._report.at(cell, Fault(found, allowed))

    def _value(self, name: str, read: Callable[[str], Result]) -> Result | None:
        """Return the value of a key, or None where it is missing or wrong."""
        cell = self._entries.get(name)
        if cell is None:
            return None
        return self._report.attempt(cell, lambda text: read(_unquoted(text)))

    def _sentence(self, name: str) -> str:
        return self._value(name, str) or ""

    def _list(self, name: str) -> tuple[str, ...]:
        cell = self._entries.get(name)
        return (self._report.attempt(cell, _read_sequence) if cell else None) or ()

    def _texts(self, name: str) -> tuple[str, ...]:
        """Return a list of ids of texts, without those that are none."""
        texts = self._list(name)
        cell = self._entries.get(name)
        if cell is None:
            return ()
        for text in texts:
            self._report.attempt(cell, lambda _, text=text: read_text_id(text))  # type: ignore[misc]
        return texts


def _unquoted(text: str) -> str:
    """Return the value without its quotes.

    Raises:
        Fault: there is no value, or its quotes are wrong.
    """
    if not text:
        raise Fault("there is no value", "a value after the colon")
    return split(text, "\n")[0].text if text.startswith('"') else text


def _read_sequence(text: str) -> tuple[str, ...]:
    """Return ``[a, b]``, or a word alone as a list of one.

    Raises:
        Fault: the brackets are not closed, or a piece is empty.
    """
    if not text.startswith("["):
        if "," in text and not text.startswith('"'):
            raise Fault("a list is written in brackets", "[a, b]")
        return (_unquoted(text),)
    if not text.endswith("]"):
        raise Fault("the list is not closed", "[a, b]", offset=len(text))
    return read_list(text[1:-1].strip())


def _read_period(text: str) -> Period:
    """Return ``{from: DATE, to: DATE}``; ``to`` may be absent.

    Raises:
        Fault: it has another shape, or ends before it begins.
    """
    if not (text.startswith("{") and text.endswith("}")):
        raise Fault(f"“{shown(text)}” is not a period", PERIOD_SHAPE)
    days: dict[str, date] = {}
    for piece in split(text[1:-1]):
        name, _, day = piece.text.partition(":")
        if name.strip() not in {"from", "to"} or name.strip() in days:
            raise Fault(
                f"“{shown(piece.text)}” is not part of a period",
                PERIOD_SHAPE,
                offset=piece.offset + 1,
            )
        days[name.strip()] = _day(day, piece.offset + 1 + len(name) + 1)
    if "from" not in days:
        raise Fault("the period has no “from”", PERIOD_SHAPE)
    period = Period(days["from"], days.get("to"))
    if period.end and period.end < period.start:
        raise Fault("the period ends before it begins", PERIOD_SHAPE)
    return period


def _day(text: str, offset: int) -> date:
    try:
        return read_date(text.strip())
    except Fault as fault:
        fault.offset = offset + len(text) - len(text.lstrip())
        raise


def _read_standing(text: str) -> Standing:
    return read_word(text, Standing, "a status of a text")


def read_word(text: str, words: type[Word], kind: str) -> Word:
    """Return the member of an enumeration that is written ``text``.

    Raises:
        Fault: there is none; with the nearest.
    """
    names = [word.value for word in words]
    if text in names:
        return words(text)
    found = f"“{shown(text)}” is not {kind}"
    raise Fault(found, listing(names), word=text, candidates=names)


def _check_own_name(header: Header, report: Report) -> None:
    """Report a text that uses, rests on or adopts itself."""
    named = {"uses": header.uses, "rests on": header.rests_on, "adopts": (header.adopts,)}
    for name, texts in named.items():
        if header.id.text in texts:
            report.at(
                header.places[name], Fault(f"“{header.id.text}” is this text", "another text")
            )


def _check_path(header: Header, report: Report) -> None:
    """Report a file under ``guidance/`` whose path is not its text and version."""
    parts = PurePosixPath(report.file.replace("\\", "/")).parts
    if ROOT_OF_TEXTS not in parts:
        return
    start = len(parts) - 1 - parts[::-1].index(ROOT_OF_TEXTS)
    text, version = "/".join(parts[start + 1 : -1]), parts[-1].removesuffix(".md")
    if text != header.id.text:
        found = f"the text “{header.id.text}” lies at the path “{text}”"
        report.at(header.places["text"], Fault(found, f"“{text}”, or another path"))
    if version != header.id.version:
        found = f"the version “{header.id.version}” lies in the file “{version}.md”"
        report.at(header.places["version"], Fault(found, f"“{version}”, or another file name"))
