"""The commands shown in the docs: found, run, and held against what the page says they print.

A ``console`` block holds lines ``$ command`` and below each what it prints; a line ``…`` stands
for any lines.  A block after ``<!-- file: PATH -->`` is written to PATH first.  All blocks of one
page share one directory; a page that writes no file is run in the checkout.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(
    r"(?:^<!-- file: (?P<file>\S+) -->\n+)?"
    r"^(?P<fence>`{3,})(?P<kind>\w*)\n(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
ELLIPSIS = "…"


@dataclass(frozen=True)
class Command:
    """A command of a page with the lines it is said to print."""

    line: str
    expected: list[str]


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its kind, its lines and where they start, the file it stands for.

    ``file`` is empty where the block is no file.
    """

    kind: str
    body: str
    file: str
    start: int

    def write(self, directory: Path) -> None:
        """Write the block to its file under ``directory``."""
        target = directory / self.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.body, encoding="utf-8")


def directory_for(text: str, empty: Path) -> Path:
    """Return where the commands of a page are run: ``empty`` where it writes files."""
    return empty if any(block.file for block in blocks_of(text)) else ROOT


def elided(block: str) -> bool:
    """Tell whether a block leaves lines out."""
    return any(line.strip() == ELLIPSIS for line in block.splitlines())


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page in order."""
    for match in FENCE.finditer(text):
        yield Block(match["kind"], match["body"], match["file"] or "", match.start("body"))


def commands_of(block: str) -> list[Command]:
    """Return the commands of a console block."""
    commands: list[Command] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append(Command(line[2:], []))
        else:
            commands[-1].expected.append(line)
    return commands


def matches(printed: list[str], expected: list[str]) -> bool:
    """Tell whether ``printed`` is ``expected``, where a line … stands for any lines."""
    pattern = "".join(
        "(?:.*\n)*?" if line.strip() == ELLIPSIS else re.escape(line.rstrip()) + "\n"
        for line in expected
    )
    text = "".join(line.rstrip() + "\n" for line in printed)
    return re.fullmatch(pattern, text) is not None


def run(command: str, directory: Path) -> list[str]:
    """Run a ``charteroak`` command in ``directory`` and return what it prints."""
    words = shlex.split(command)
    if words[0] != "charteroak":
        message = f"only charteroak commands are shown in docs: {command}"
        raise ValueError(message)
    environment = {**os.environ, "COLUMNS": "88", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "charteroak.cli", *words[1:]],
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return [line.rstrip() for line in done.stdout.splitlines()]
