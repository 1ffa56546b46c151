"""Where the texts are: a directory that was named, else the guidance shipped with the product."""

from __future__ import annotations

import os
from pathlib import Path

from charteroak.core.errors import CharterOakError
from charteroak.core.library import Library

HERE = Path(__file__).resolve().parent
VARIABLE = "CHARTEROAK_GUIDANCE"


def guidance_directory(named: Path | None = None) -> Path:
    """Return the directory of texts.

    In a wheel the texts lie inside the package; in a checkout they lie at its root.

    Raises:
        CharterOakError: the directory that was named does not exist.
    """
    if named is not None:
        return _existing(named, "name one with --guidance DIR")
    if set_by := os.environ.get(VARIABLE):
        return _existing(Path(set_by), f"the environment variable {VARIABLE} names it")
    packaged = HERE / "guidance"
    return packaged if packaged.is_dir() else HERE.parents[1] / "guidance"


def open_library(named: Path | None = None) -> Library:
    """Return the library of the texts in ``guidance_directory(named)``.

    Raises:
        CharterOakError: there is no such directory, or it holds no text.
        MemoError: the front matter of a text cannot be read.
    """
    directory = guidance_directory(named)
    library = Library.from_directory(directory)
    if not library.shelves:
        message = f"{directory} holds no text; a text is a file such as TEXT/2026-01-01.md"
        raise CharterOakError(message)
    return library


def _existing(directory: Path, hint: str) -> Path:
    if not directory.is_dir():
        message = f"{directory} is not a directory of texts; {hint}"
        raise CharterOakError(message)
    return directory
