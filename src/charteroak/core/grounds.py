"""On what a direction rests: the rows that say so, and the citations of these rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charteroak.core.directions import Saying
from charteroak.core.guidance import Guidance
from charteroak.core.memo import Memo
from charteroak.core.provenance import RowReference, Sourced, reference, sourced
from charteroak.core.tables import Row, Table


def rows_of(guidance: Guidance, act: str, sayings: Sequence[Saying]) -> tuple[RowReference, ...]:
    """Return the rows of ``sayings`` about ``act``, those of the highest text first, each once."""
    return tuple(reference(*place) for place in _places(guidance, act, sayings))


def citations_of(guidance: Guidance, act: str, sayings: Sequence[Saying]) -> tuple[Sourced, ...]:
    """Return the citations of these rows as they stand on the day, in that order, each once."""
    found: dict[Sourced, None] = {}
    for memo, _, row in _places(guidance, act, sayings):
        found.update(dict.fromkeys(sourced(memo, row.cites, guidance.day)))
    return tuple(found)


def _places(
    guidance: Guidance, act: str, sayings: Sequence[Saying]
) -> Iterator[tuple[Memo, Table, Row]]:
    """Yield the text, table and row of each saying that a row made."""
    for text, index in sorted({(each.text, each.row) for each in sayings if each.row >= 0}):
        table, _ = guidance.compiled[text].act_tables[act]
        yield guidance.texts[text], table, table.rows[index]
