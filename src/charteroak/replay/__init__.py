"""Replay: the acts of a guidance decided for every record of a file.

``core/replay.py`` works out the plan; this package runs it over columns, with NumPy and Arrow.
Importing it loads neither: they are loaded when a replay starts.

``files`` reads and writes, ``coder`` turns columns into digits, ``engine`` looks the outcomes up,
``run`` puts them together, ``summary`` is what a person is told in the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from charteroak.core.guidance import Guidance
from charteroak.replay.summary import ActCounts, Rejected, ReplayError, Summary

__all__ = ["ActCounts", "Rejected", "ReplayError", "Summary", "replay_file"]


def replay_file(  # noqa: PLR0913 - each is one choice of the person who replays
    guidance: Guidance,
    acts: Sequence[str],
    source: Path,
    target: Path | None,
    columns: Mapping[str, str] | None = None,
    *,
    keep: Sequence[str] = (),
) -> Summary:
    """Decide ``acts`` for every record of a file, and write what was found.

    The file is read in parts, so that memory stays small however long it is.  A missing value and
    *not sure* are *unknown*; a value that no answer fits leaves its record without an outcome and
    is reported.  A progress bar is shown on a terminal when it takes long.

    Args:
        guidance: the compiled guidance.
        acts: the names of acts; empty for all.
        source: a ``.csv``, ``.tsv`` or ``.parquet`` file.
        target: the file to write, of one of these kinds; None to count only.  For each record it
            holds its number, the columns of ``keep``, which facts were not understood, and for
            each act the ruling, what is needed, the rows and the citations.
        columns: the column that holds a fact, by the fact's name, where the names differ.
        keep: columns of the source to copy, so that a record can be found again.

    Raises:
        ReplayError: a file cannot be read or written, or NumPy and Arrow are not installed.
        UnknownNameError: an act, a fact or a column that does not exist.
        ColumnError: two columns hold the same fact.
        TooLargeError: an act cannot be worked out within the limits.
    """
    try:
        from charteroak.replay.run import Replay  # noqa: PLC0415 - loads NumPy and Arrow
    except ImportError as error:
        missing = error.name or "a package"
        message = f"a replay needs {missing}: install charteroak with its extra “replay”"
        raise ReplayError(message) from error
    return Replay(guidance, acts, columns or {}, keep).run(source, target)
