"""Run the commands shown in the docs again and write down what they print now.

A block that holds a line ``…`` is left as it is; read the difference before you commit it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from docs.console import PAGES, Block, blocks_of, commands_of, directory_for, elided, run  # noqa: E402


def refreshed(page: Path) -> str:
    """Return the text of ``page`` with what its commands print now."""
    text = page.read_text(encoding="utf-8")
    parts, end = list[str](), 0
    with tempfile.TemporaryDirectory() as empty:
        directory = directory_for(text, Path(empty))
        for block in blocks_of(text):
            if block.file:
                block.write(directory)
            elif block.kind == "console":
                printed = _printed(block, directory)
                if not elided(block.body):
                    parts += [text[end : block.start], printed]
                    end = block.start + len(block.body)
    return "".join([*parts, text[end:]])


def _printed(block: Block, directory: Path) -> str:
    lines: list[str] = []
    for command in commands_of(block.body):
        lines += [f"$ {command.line}", *run(command.line, directory)]
    return "\n".join(lines) + "\n"


for each in PAGES:
    each.write_text(refreshed(each), encoding="utf-8")
