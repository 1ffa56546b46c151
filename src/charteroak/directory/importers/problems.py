"""What an importer found wrong in a file, for the person who has to mend it."""

from __future__ import annotations

from dataclasses import dataclass

LEFT_OUT = "The row was left out."
WITHOUT_IT = "The row was taken without it."
READ_ON = "The file was read all the same."
NOT_READ = "Nothing was read."
STOPPED = "Reading stopped there."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where it is, what stands there, what may stand there, what was done.

    `line` counts from 1, the header's; 0 means the whole file. `column` is the header's word.
    """

    file: str
    line: int
    column: str
    found: str
    allowed: str
    outcome: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" {self.column}:" if self.column else ""
        found = f" found “{self.found}”." if self.found else ""
        return f"{place}:{column}{found} {self.allowed} {self.outcome}"

    @property
    def loses_the_row(self) -> bool:
        """Return whether the row did not become a record."""
        return self.outcome == LEFT_OUT
