"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from charteroak.core.errors import CharterOakError
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.library import Library
from charteroak.core.memo import Kind, Memo

TEXT_HELP = "a text, ct/law-enforcement, one of its versions, or a file"


def day_option(text: str) -> date:
    """Read the value of an option that is a day.

    Raises:
        CharterOakError: it is not written as a day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"“{text}” is not a day; write it as 2020-03-01"
        raise CharterOakError(message) from error


def add_day(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--on`` of one day."""
    parser.add_argument("--on", type=day_option, metavar="DATE", help="the day (default: today)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--json``."""
    parser.add_argument("--json", action="store_true", help="print it for a program")


def today() -> date:
    """Return the day at the desk, which is not that of UTC."""
    return date.today()  # noqa: DTZ011 - the local day is what is meant


def find_text(library: Library, name: str, day: date) -> tuple[Library, Memo]:
    """Return the text that ``name`` stands for, and the library that holds it.

    Args:
        library: the texts to look among.
        name: a text, which means its version in force on ``day``, a version, or a file.
        day: the day of the request.

    Raises:
        UnknownNameError: there is no such text or version.
        NoVersionError: no version is in force on the day.
        MemoError: the text cannot be read.
    """
    path = text_file(name)
    if path is None:
        return library, library.find(name, day)
    library = library.with_file(path)
    return library, library.at(path)


def text_file(name: str) -> Path | None:
    """Return the file that ``name`` stands for, or None where it names a text or a version.

    Raises:
        CharterOakError: there is no such file.
    """
    path = Path(name)
    if path.suffix != ".md":
        return None
    if not path.is_file():
        message = f"there is no file {name}"
        raise CharterOakError(message)
    return path


def compiled(library: Library, name: str, day: date) -> Guidance:
    """Return the guidance that ``name`` stands for on ``day``.

    Raises:
        CharterOakError: it is a vocabulary, which rules on nothing; or as ``find_text``.
    """
    library, memo = find_text(library, name, day)
    if memo.kind is Kind.VOCABULARY:
        message = f"{memo.id} is a vocabulary: other texts use its words, and it rules on nothing"
        raise CharterOakError(message)
    return compile_guidance(library, memo, day)


def texts_in_force(library: Library, day: date) -> dict[str, str]:
    """Return the texts that rule on acts and are in force on ``day``, memos first, with titles."""
    found: dict[str, str] = {}
    for kinds in ({Kind.MEMO, Kind.PLAN}, {Kind.LAW}):
        for text, shelf in library.shelves.items():
            header = shelf.in_force(day)
            if header is not None and header.kind in kinds:
                found[text] = header.title
    return found
