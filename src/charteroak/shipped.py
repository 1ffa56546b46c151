"""Where the texts are: a directory that was named, else the guidance shipped with the product."""

from __future__ import annotations

import os
from pathlib import Path

from charteroak.core.errors import CharterOakError
from charteroak.core.library import Library

HERE = Path(__file__).resolve().parent


def guidance_directory(named: Path | None = None) -> Path:
    """Return the directory of texts.

    In a wheel the texts lie inside the package; in a checkout they lie at its root.

    Raises:
        CharterOakError: the directory that was named does not exist.
    """
    wanted = named or (Path(set_by) if (set_by := os.environ.get("CHARTEROAK_GUIDANCE")) else None)
    if wanted is not None:
        if not wanted.is_dir():
            message = f"{wanted} is not a directory of texts; name one with --guidance DIR"
            raise CharterOakError(message)
        return wanted
    packaged = HERE / "guidance"
    return packaged if packaged.is_dir() else HERE.parents[1] / "guidance"


def open_library(named: Path | None = None) -> Library:
    """Return the library of the texts in ``guidance_directory(named)``."""
    return Library.from_directory(guidance_directory(named))
