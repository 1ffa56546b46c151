"""The formats that can be imported, by key."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from charteroak.directory.importers import ccd, fbi, hifld, ipeds, plain
from charteroak.directory.importers.reading import Format, Reading

FORMATS: dict[str, Format] = {
    each.key: each for each in (hifld.FORMAT, fbi.FORMAT, ccd.FORMAT, ipeds.FORMAT, plain.FORMAT)
}


def read(key: str, source: Path | BinaryIO, file: str = "") -> Reading:
    """Return the reading of a file in the format of that key.

    `source` is a path or an open binary stream of CSV that can be rewound, packed with gzip or
    not; `file` is its name in messages.

    Raises:
        KeyError: there is no such format.
        OSError: the path cannot be opened (when the reading begins).
    """
    name = file or (source.name if isinstance(source, Path) else "the file")
    return Reading(FORMATS[key], source, name)
