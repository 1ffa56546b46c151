"""Every command shown in the docs is run, and prints what the docs say it prints.

A ``console`` block holds lines ``$ command`` and below each what it prints; a line ``…`` stands
for any lines.  A block after ``<!-- file: PATH -->`` is written to PATH first.  All blocks of one
page share one directory.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
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
    assert words[0] == "charteroak", f"only charteroak commands are shown in docs: {command}"
    environment = {**os.environ, "COLUMNS": "88", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "charteroak.cli", *words[1:]],
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return (done.stdout + done.stderr).splitlines()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_print_what_it_says(page: Path, tmp_path: Path) -> None:
    for block in FENCE.finditer(page.read_text(encoding="utf-8")):
        if block["file"]:
            target = tmp_path / block["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block["body"], encoding="utf-8")
        elif block["kind"] == "console":
            for command in commands_of(block["body"]):
                printed = run(command.line, tmp_path)
                assert matches(printed, command.expected), "\n".join(
                    [f"{page.name}: $ {command.line}", "printed:", *printed]
                )
