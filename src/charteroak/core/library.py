"""A library of texts: finds the version in force on a day and the texts it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from charteroak.core.errors import (
    MemoError,
    NoVersionError,
    Place,
    Problem,
    UnknownNameError,
)
from charteroak.core.memo import Kind, Memo, Standing, Version
from charteroak.core.reading import Header, read_front_matter, read_memo


@dataclass(frozen=True, slots=True)
class Shelf:
    """The versions of one text, oldest first."""

    text: str
    headers: tuple[Header, ...]

    def in_force(self, day: date) -> Header | None:
        """Return the issued version in force on ``day``; of several, the one issued last."""
        standing = [
            header
            for header in self.headers
            if header.standing is Standing.ISSUED
            and header.in_force.holds(day)
            and header.issued <= day
        ]
        return max(standing, key=lambda header: (header.issued, header.id.version), default=None)

    def comes_after(self, day: date) -> bool:
        """Tell whether an issued version comes into force after ``day``."""
        return any(
            header.standing is Standing.ISSUED and header.in_force.start > day
            for header in self.headers
        )


class Library:
    """Texts by id and version, read when first needed and then kept."""

    def __init__(self, sources: Mapping[str, bytes]) -> None:
        """Take the content of each file by its displayed name; read the front matter only."""
        self._sources = dict(sources)
        self._memos: dict[Version, Memo] = {}
        self._files: dict[Version, str] = {}

    @classmethod
    def from_directory(cls, root: Path) -> Library:
        """Return the library of all ``*.md`` files under ``root``."""
        files = sorted(path for path in root.rglob("*.md") if path.name != "README.md")
        return cls({_shown(path): path.read_bytes() for path in files})

    @property
    def sources(self) -> Mapping[str, bytes]:
        """The content of each file by its displayed name."""
        return self._sources

    def with_file(self, path: Path) -> Library:
        """Return this library with one more file, which takes the place of its own version."""
        return self.with_source(_shown(path), path.read_bytes())

    def with_source(self, file: str, source: bytes) -> Library:
        """Return this library with one more text, which takes the place of its own version.

        Args:
            file: the name under which errors show it.
            source: the content.

        Raises:
            MemoError: its front matter cannot be read.
        """
        header = read_front_matter(source, file)
        kept = {
            name: content
            for name, content in self._sources.items()
            if self._headers[name].id != header.id
        }
        return Library({**kept, file: source})

    def at(self, path: Path) -> Memo:
        """Return the text that the file at ``path`` holds."""
        return self.version(self._headers[_shown(path)].id)

    @cached_property
    def _headers(self) -> dict[str, Header]:
        headers: dict[str, Header] = {}
        problems: list[Problem] = []
        holds: dict[Version, str] = {}
        for file, source in self._sources.items():
            try:
                header = headers[file] = read_front_matter(source, file)
            except MemoError as error:
                problems.extend(error.problems)
                continue
            first = holds.setdefault(header.id, file)
            if first != file:
                found = f"this file holds {header.id}, and so does {first}"
                problems.append(Problem(place=Place(file=file, line=1), found=found))
        if problems:
            raise MemoError(problems)
        return headers

    @cached_property
    def shelves(self) -> dict[str, Shelf]:
        """The versions of each text, by its id."""
        by_text: dict[str, list[Header]] = {}
        for file, header in self._headers.items():
            by_text.setdefault(header.id.text, []).append(header)
            self._files[header.id] = file
        return {
            text: Shelf(text, tuple(sorted(headers, key=lambda header: header.id.version)))
            for text, headers in sorted(by_text.items())
        }

    def shelf(self, text: str) -> Shelf:
        """Return the versions of ``text``.

        Raises:
            UnknownNameError: no text has this id.
        """
        if text not in self.shelves:
            raise UnknownNameError("a text of this library", text, tuple(self.shelves))
        return self.shelves[text]

    def version(self, wanted: Version) -> Memo:
        """Return one version by its name.

        Raises:
            UnknownNameError: there is no such text or version.
            MemoError: the file cannot be read.
        """
        names = [header.id.version for header in self.shelf(wanted.text).headers]
        if wanted.version not in names:
            raise UnknownNameError(f"a version of {wanted.text}", wanted.version, names)
        if wanted not in self._memos:
            file = self._files[wanted]
            self._memos[wanted] = read_memo(self._sources[file], file, self._vocabulary)
        return self._memos[wanted]

    def in_force(self, text: str, day: date) -> Memo:
        """Return the version of ``text`` in force on ``day``.

        Raises:
            NoVersionError: none is, with the reason.
        """
        header = self.shelf(text).in_force(day)
        if header is None:
            raise NoVersionError(self._why_none(text, day))
        return self.version(header.id)

    def find(self, name: str, day: date) -> Memo:
        """Return ``text@version`` where a version is named, else the one in force on ``day``."""
        text, at, version = name.partition("@")
        return self.version(Version(text, version)) if at else self.in_force(text, day)

    def texts_in_play(self, memo: Memo, day: date) -> tuple[Memo, ...]:
        """Return ``memo`` and all texts it rests on in force on ``day``, highest level first.

        A text that has no version in force on the day is left out: it says nothing then.
        """
        found = {memo.id.text: memo}
        self._gather(memo, day, found)
        order = level_order(memo)
        return tuple(sorted(found.values(), key=lambda text: order.get(text.level, len(order))))

    def next_version(self, texts: Iterable[Memo], day: date) -> date | None:
        """Return the first day after ``day`` on which a version of ``texts`` comes into force.

        The texts that they rest on count too; None where no such version is in the library.
        """
        names = {name for text in texts for name in (text.id.text, *text.rests_on)}
        starts = (
            header.in_force.start
            for name in names
            for header in self.shelf(name).headers
            if header.standing is Standing.ISSUED and header.in_force.start > day
        )
        return min(starts, default=None)

    def _gather(self, memo: Memo, day: date, found: dict[str, Memo]) -> None:
        """Add to ``found`` what ``memo`` rests on; texts that rest on each other come once."""
        for text in (*memo.rests_on, *((memo.adopts,) if memo.adopts else ())):
            header = self.shelf(text).in_force(day)
            if header is not None and text not in found:
                found[text] = self.version(header.id)
                self._gather(found[text], day, found)

    def _vocabulary(self, text: str, day: date) -> Memo | None:
        if text not in self.shelves:
            return None
        header = self.shelves[text].in_force(day)
        memo = self.version(header.id) if header else None
        return memo if memo and memo.kind is Kind.VOCABULARY else None

    def _why_none(self, text: str, day: date) -> str:
        lines = []
        for header in self.shelf(text).headers:
            end = f" to {header.in_force.end}" if header.in_force.end else ""
            draft = ", a draft that nobody has issued" if header.standing is Standing.DRAFT else ""
            lines.append(f"{header.id} (from {header.in_force.start}{end}{draft})")
        return f"no version of {text} is in force on {day}. Its versions: {'; '.join(lines)}"


def level_order(memo: Memo) -> dict[str, int]:
    """Return the rank of each level that the vocabularies of ``memo`` declare, 0 the highest."""
    law = [level for words in (memo, *memo.vocabularies) for level in words.law_levels]
    guidance = [level for words in (memo, *memo.vocabularies) for level in words.guidance_levels]
    return {level: rank for rank, level in enumerate(dict.fromkeys([*law, *guidance]))}


def _shown(path: Path) -> str:
    """Return ``path`` as a person in this directory would write it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
