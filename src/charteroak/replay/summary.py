"""What a replay tells in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charteroak.core.errors import CharterOakError


class ReplayError(CharterOakError):
    """A file cannot be replayed: why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A value that no answer fits, or a row that is no record.

    ``row`` counts the records from 1, the line of headers not included.  ``column`` is empty
    where the whole row is at fault.  ``nearest`` is what could have been meant, or what is allowed.
    """

    row: int
    column: str
    value: str
    nearest: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        where = f"row {self.row}, column “{self.column}”" if self.column else f"row {self.row}"
        return f"{where}: {self.value!r} is not understood; nearest: {self.nearest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActCounts:
    """How many records had which outcome for one act.

    ``rulings`` counts the settled ones by ruling, ``needs`` the others by the fact they need
    first, ``rejected`` those with a value of a fact the act depends on that was not understood.
    """

    act: str
    rulings: Mapping[str, int]
    needs: Mapping[str, int]
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a replay found.

    ``records`` is the number of records decided; ``ragged`` that of rows with too few or too many
    cells, which are left out.  ``rejected_values`` counts every value not understood;
    ``rejected`` shows the first of them and of the ragged rows.  ``columns`` is the column that
    held each fact, by the fact's name; ``missing`` are the facts that no column held, which were
    unknown in every record.
    """

    records: int
    ragged: int
    rejected_values: int
    rejected: tuple[Rejected, ...]
    acts: tuple[ActCounts, ...]
    columns: Mapping[str, str]
    missing: tuple[str, ...]
