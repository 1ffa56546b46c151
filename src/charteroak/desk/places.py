"""The places of a quick desk, read from a state's ``desk.toml`` and checked for people.

``docs/reference/desk-toml.md`` describes the file.  Nothing of any state stands in Python.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from charteroak.core.errors import CharterOakError, listing

BLOCKS = ("direction", "do", "say", "do not", "call", "write down")
LEAVE_OUT = ("Saturday", "Sunday", "federal holidays")
MOST_DAYS = 90
MOST_CARD_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One large button: what it says, which facts it settles, which acts it asks about."""

    title: str
    hint: str = ""
    settles: Mapping[str, str] = field(default_factory=dict)
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place where a request arrives; the keys of its table in ``desk.toml``."""

    name: str
    title: str
    hint: str
    icon: str
    text: str
    question: str
    asked_question: str
    order: tuple[str, ...]
    call_instead: str
    choices: tuple[Choice, ...]
    asked: tuple[Choice, ...]
    papers: tuple[str, ...]
    card: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How the time of one duty is worked out; ``row`` is its table and row."""

    row: str
    starts: str
    hours: int
    leave_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHelp:
    """Which text describes papers, which facts they help with, and which stays open without."""

    text: str = ""
    facts: tuple[str, ...] = ()
    unsure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A state's quick desk: its places, how long things hold, and what only a show answers from."""

    title: str
    valid_days: int
    changed_days: int
    card_days: int
    drafts: Mapping[str, str]
    papers: PaperHelp
    places: tuple[Place, ...]
    clocks: tuple[Clock, ...]

    def place(self, name: str) -> Place | None:
        """Return the place called ``name``, or None."""
        return next((place for place in self.places if place.name == name), None)


class DeskFileError(CharterOakError):
    """A ``desk.toml`` that cannot be used; says everything that is wrong with it."""


def read_desk(file: Path) -> Desk:
    """Return the desk that ``file`` describes.

    Raises:
        DeskFileError: the file is missing or has faults; each is said with file and key.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = f"{file} does not exist; it says which places the quick desk has"
        raise DeskFileError(message) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{file} is not a TOML file: {error}"
        raise DeskFileError(message) from error
    table = _Table(str(file), "", data)
    desk = _desk(table)
    problems = [*table.problems, *_doubles(str(file), desk.places)]
    if problems:
        raise DeskFileError("\n".join(problems))
    return desk


def _desk(table: _Table) -> Desk:
    papers = table.table("papers")
    desk = Desk(
        title=table.words("title"),
        valid_days=table.number("valid_days", most=MOST_DAYS),
        changed_days=table.number("changed_days", most=MOST_DAYS),
        card_days=table.number("card_days", most=MOST_CARD_DAYS),
        drafts=table.named("drafts"),
        papers=PaperHelp(
            text=papers.words("text", ""),
            facts=papers.several("facts", ()),
            unsure=papers.words("unsure", ""),
        ),
        places=tuple(_place(each) for each in table.tables("place")),
        clocks=tuple(_clock(each) for each in table.tables("clock", least=0)),
    )
    papers.finish()
    table.finish()
    return desk


def _place(table: _Table) -> Place:
    place = Place(
        name=table.words("name"),
        title=table.words("title"),
        hint=table.words("hint", ""),
        icon=table.words("icon", ""),
        text=table.words("text"),
        question=table.words("question"),
        asked_question=table.words("asked_question"),
        order=table.several("order", BLOCKS, allowed=BLOCKS),
        call_instead=table.words("call_instead"),
        choices=tuple(_choice(each) for each in table.tables("choice", least=0)),
        asked=tuple(_choice(each) for each in table.tables("asked")),
        papers=table.several("papers", ()),
        card=table.several("card", ()),
    )
    missing = [block for block in BLOCKS if block not in place.order]
    if missing:
        table.fault("order", f"leaves out {listing(missing)}; every block has its place")
    known = [choice.title for choice in (*place.choices, *place.asked)]
    for title in place.card:
        if title not in known:
            table.fault("card", f"“{title}” is no choice of this place", known)
    if not (place.name.isascii() and place.name.replace("-", "").isalnum()):
        table.fault("name", f"“{place.name}” stands in addresses: letters, figures and - only")
    table.finish()
    return place


def _choice(table: _Table) -> Choice:
    choice = Choice(
        title=table.words("title"),
        hint=table.words("hint", ""),
        settles=table.named("settles"),
        acts=table.several("acts", ()),
    )
    if not choice.settles and not choice.acts:
        table.fault("acts", "a choice settles facts or asks about acts, or both")
    table.finish()
    return choice


def _clock(table: _Table) -> Clock:
    clock = Clock(
        row=table.words("row"),
        starts=table.words("starts"),
        hours=table.number("hours", most=24 * 366),
        leave_out=table.several("leave_out", (), allowed=LEAVE_OUT),
    )
    if clock.leave_out and set(clock.leave_out) != set(LEAVE_OUT):
        table.fault("leave_out", f"is empty, or all of {listing(LEAVE_OUT)}")
    table.finish()
    return clock


def _doubles(file: str, places: Iterable[Place]) -> Iterator[str]:
    seen: set[str] = set()
    for place in places:
        if place.name in seen:
            yield f"{file}: place: two places are called “{place.name}”; each needs its own name"
        seen.add(place.name)


class _Table:
    """One table of the file; ``problems`` is shared by all, so that all faults are said at once."""

    def __init__(
        self, file: str, path: str, data: Mapping[str, Any], problems: list[str] | None = None
    ) -> None:
        self.file, self.path, self.data = file, path, data
        self.problems: list[str] = [] if problems is None else problems
        self.read: set[str] = set()

    def fault(self, key: str, found: str, allowed: Iterable[str] = ()) -> None:
        """Note what is wrong with ``key``, and what is allowed there."""
        names = tuple(allowed)
        more = f". Allowed: {listing(names)}" if names else ""
        self.problems.append(f"{self.file}: {self.path}{key}: {found}{more}.")

    def words(self, key: str, default: str | None = None) -> str:
        """Return words; without ``default`` they have to be there."""
        value = self._value(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fault(key, "words are needed here" if key in self.data else "is missing")
            return ""
        return value

    def number(self, key: str, *, most: int) -> int:
        """Return a whole number from 1 to ``most``."""
        value = self._value(key, None)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            self.fault(key, f"a whole number from 1 to {most} is needed here")
            return 1
        return value

    def several(
        self, key: str, default: tuple[str, ...], *, allowed: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Return a list of words, each one of ``allowed`` where that is given."""
        value = self._value(key, list(default))
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.fault(key, "a list of words is needed here")
            return default
        for each in value:
            if allowed and each not in allowed:
                self.fault(key, f"“{each}” is not known here", allowed)
        return tuple(value)

    def named(self, key: str) -> dict[str, str]:
        """Return a table of words by name, perhaps empty."""
        value = self._value(key, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.fault(key, 'a table of words is needed here, { "fact" = "answer" }')
            return {}
        return dict(value)

    def table(self, key: str) -> _Table:
        """Return the table ``[key]``, empty where it is left out."""
        value = self._value(key, {})
        if not isinstance(value, dict):
            self.fault(key, f"a table is needed here, [{key}]")
            value = {}
        return _Table(self.file, f"{self.path}{key}.", value, self.problems)

    def tables(self, key: str, least: int = 1) -> list[_Table]:
        """Return the tables ``[[key]]``, at least so many."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.fault(key, f"tables are needed here, [[{self.path}{key}]]")
            return []
        if len(value) < least:
            self.fault(key, f"at least {least} is needed, [[{self.path}{key}]]")
        return [
            _Table(self.file, f"{self.path}{key} {number}: ", each, self.problems)
            for number, each in enumerate(value, start=1)
        ]

    def finish(self) -> None:
        """Note every key that nothing has read."""
        for key in self.data:
            if key not in self.read:
                self.fault(key, "is not known here", sorted(self.read))

    def _value(self, key: str, default: Any) -> Any:
        self.read.add(key)
        return self.data.get(key, default)
