"""Files and functions stay small enough to be read at one sitting."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from architecture.project import code_files, shown

MOST_LINES_OF_A_FILE = 500
MOST_LINES_OF_A_FUNCTION = 60
JS_FUNCTION = re.compile(r"^(?P<indent> *)(?:export )?(?:async )?function\*? (?P<name>\w+)\(")


@pytest.mark.parametrize("path", code_files(".py", ".js", ".mjs"), ids=shown)
def test_no_file_is_too_long(path: Path) -> None:
    assert not too_long_file(path), too_long_file(path)


@pytest.mark.parametrize("path", code_files(".py", ".js", ".mjs"), ids=shown)
def test_no_function_is_too_long(path: Path) -> None:
    found = list(too_long_functions(path))

    assert not found, "\n".join(found)


def test_a_long_file_is_found(tmp_path: Path) -> None:
    long = tmp_path / "long.py"

    long.write_text("pass\n" * MOST_LINES_OF_A_FILE)
    assert not too_long_file(long)

    long.write_text("pass\n" * (MOST_LINES_OF_A_FILE + 1))
    assert "has 501 lines, 500 is the most" in too_long_file(long)


@pytest.mark.parametrize(
    ("name", "head", "line", "foot"),
    [
        ("long.py", "class Desk:\n    async def answer():\n", "        pass\n", ""),
        ("long.mjs", "  export function answer() {\n", "    walk();\n", "  }\n"),
    ],
)
def test_a_long_function_is_found(
    tmp_path: Path, name: str, head: str, line: str, foot: str
) -> None:
    path = tmp_path / name
    fits = MOST_LINES_OF_A_FUNCTION - 1 - foot.count("\n")

    path.write_text(head + line * fits + foot)
    assert not list(too_long_functions(path))

    path.write_text(head + line * (fits + 1) + foot)
    (found,) = too_long_functions(path)
    assert "answer has 61 lines, 60 is the most" in found


def too_long_file(path: Path) -> str:
    """Return what to do about a file that is too long, or nothing."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if lines <= MOST_LINES_OF_A_FILE:
        return ""
    return (
        f"{shown(path)} has {lines} lines, {MOST_LINES_OF_A_FILE} is the most: "
        "move one noun with its functions to a module of that name"
    )


def too_long_functions(path: Path) -> Iterator[str]:
    """Yield what to do about each function that is too long."""
    spans = python_functions(path) if path.suffix == ".py" else javascript_functions(path)
    for name, first, last in spans:
        if last - first + 1 > MOST_LINES_OF_A_FUNCTION:
            yield (
                f"{shown(path)}:{first}: {name} has {last - first + 1} lines, "
                f"{MOST_LINES_OF_A_FUNCTION} is the most: give each of its steps a name"
            )


def python_functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the name, the first and the last line of each function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno, node.end_lineno or node.lineno


def javascript_functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the same for JavaScript, where a function ends at the brace that is indented alike."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for first, line in enumerate(lines):
        if head := JS_FUNCTION.match(line):
            ends = (at for at in range(first, len(lines)) if lines[at] == f"{head['indent']}}}")
            yield head["name"], first + 1, next(ends, first) + 1
