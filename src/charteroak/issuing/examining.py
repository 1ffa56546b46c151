"""A text in work, read and proven by the core over the texts that answer here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from charteroak.core.checking import Finding, Report, Severity, check_memo
from charteroak.core.errors import CharterOakError, MemoError, Place, Problem
from charteroak.core.library import Library
from charteroak.core.memo import Memo
from charteroak.core.reading import Header, read_front_matter
from charteroak.issuing import library
from charteroak.issuing.words import bytes_of

FILE = "memo.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What the core says of a text in work.

    ``problems`` say why it cannot be read; then there is no memo and no report.  ``library`` is
    the one that answers here with this text in it.
    """

    problems: tuple[Problem, ...] = ()
    library: Library | None = None
    memo: Memo | None = None
    report: Report | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep it from being signed."""
        return self.report.of(Severity.ERROR) if self.report else ()

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that have to be acknowledged in words."""
        return self.report.of(Severity.WARNING) if self.report else ()

    @property
    def passed(self) -> bool:
        """Whether it could be read, and nothing found is an error."""
        return self.report is not None and self.report.passed


def header_of(words: str) -> Header | None:
    """Return what the front matter says, or None where it cannot be read."""
    try:
        return read_front_matter(bytes_of(words), FILE)
    except MemoError:
        return None


def read(words: str) -> Examined:
    """Return the text read over the texts that answer now, and nothing proven yet."""
    try:
        with_it = library.current_library().with_source(FILE, bytes_of(words))
        header = read_front_matter(bytes_of(words), FILE)
        memo = with_it.version(header.id)
    except MemoError as error:
        return Examined(problems=error.problems)
    except CharterOakError as error:
        return Examined(problems=(_problem(error),))
    return Examined(library=with_it, memo=memo)


def examine(words: str) -> Examined:
    """Return the text read and proven; the same words over the same texts are proven once."""
    return _examined(words, library.stamp())


@lru_cache(maxsize=16)
def _examined(words: str, _stamp: str) -> Examined:
    found = read(words)
    if found.library is None or found.memo is None:
        return found
    try:
        report = check_memo(found.library, found.memo)
    except MemoError as error:
        return Examined(problems=error.problems)
    except CharterOakError as error:
        return Examined(problems=(_problem(error),))
    return Examined(library=found.library, memo=found.memo, report=report)


def _problem(error: CharterOakError) -> Problem:
    return Problem(place=Place(file=FILE, line=1), found=str(error))
