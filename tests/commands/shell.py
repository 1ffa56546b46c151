"""Runs ``charteroak`` in this process, and holds the small texts that its tests ask."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from charteroak.cli import main
from texts import WORDS, sheet, table, text

DAY = "2020-06-01"
PAPERS = sheet(
    "Papers",
    "paper | title | looks like | signed by | asks for | settles | in use | cite",
    "I-200 | Warrant for arrest | a form | an officer | hold | warrant = no | - | Act 1",
    "letter | A letter | paper | anybody | - | - | from 2019-01-01 | Act 1",
)
RECORDS = """
## Records

### crime: each crime on the record

| field | question         | answers |
|-------|------------------|---------|
| class | Of what class?   | A, B, C |
| date  | On what day?     | date    |
"""
FACTS = sheet(
    "Facts",
    "fact | question | answers | how to tell | why | decided by | defined as",
    "grave | Is there a grave crime? | yes, no | Look for *class A*. | The act says so. | counsel |"
    " any crime where class = A",
)
HOLD = table(
    "hold",
    "F | warrant | grave | > hold | # cite",
    "judge | yes | - | may, until 48 hours | Act 1",
    "grave | - | yes | may | Act 2",
    "otherwise | - | - | must not | Act 3",
)
TELL = table(
    "tell",
    "U | held | > tell release date | # cite",
    "long | > 48 hours | must | Act 4",
    "short | <= 48 hours | must not | Act 4",
)
DESK = table(
    "desk",
    "C | asked | > do | # cite",
    "1 | - | Ask *who* it is. | Act 5",
)
DUTIES = table(
    "duties",
    "C | warrant | > duty | who | by when | # cite",
    "copy | yes | Give a copy | the desk | at once | Act 6",
)
MEMO = text("ct/memo", HOLD, TELL, DESK, DUTIES, RECORDS, FACTS, PAPERS)
LATER = text(
    "ct/memo",
    HOLD.replace("| must not |", "| refer |"),
    RECORDS,
    FACTS,
    start="2021-01-01",
    front="status: draft",
)
LAW = text(
    "ct/act",
    table("hold", "U | warrant | > hold | # cite", "1 | no | must not | Act 1"),
    level="state statute",
)


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The output as JSON."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def flat(self) -> str:
        """The output as one line, however it was wrapped."""
        return " ".join(self.out.split())

    @property
    def lines(self) -> list[str]:
        """The lines of the output."""
        return self.out.splitlines()


def run(*words: str) -> Ran:
    """Run ``charteroak`` with ``words``."""
    with captured() as (out, err):
        code = main(words)
        out.flush()
    return Ran(code, read(out), read(err))


@contextmanager
def captured(encoding: str = "utf-8") -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """Catch standard output and error as files of ``encoding``."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding, newline="\n") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        yield out, err


def read(stream: io.TextIOWrapper) -> str:
    """Return what was written to ``stream``."""
    stream.flush()
    stream.seek(0)
    return stream.read()


def write_texts(directory: Path, *texts: str) -> Path:
    """Write the vocabulary and ``texts`` into ``directory``, and return it."""
    for number, each in enumerate((WORDS, *texts)):
        (directory / f"{number}.md").write_text(each, encoding="utf-8")
    return directory
