"""What a person can use is described where they look for it."""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from architecture.project import ROOT, SOURCE, shown
from charteroak import cli

COMMAND_LINE_PAGE = ROOT / "docs" / "reference" / "command-line.md"
MAKEFILE = ROOT / "Makefile"


def written_files() -> list[Path]:
    """Return the modules that a person has written; Django writes the migrations."""
    return sorted(path for path in SOURCE.rglob("*.py") if path.parent.name != "migrations")


@pytest.mark.parametrize("path", written_files(), ids=shown)
def test_every_public_name_has_a_docstring(path: Path) -> None:
    found = list(undescribed(ast.parse(path.read_text(encoding="utf-8"))))

    assert not found, f"{shown(path)}: say in one sentence what it is for: {', '.join(found)}"


def test_a_missing_docstring_is_found() -> None:
    code = '"""A module."""\nclass Desk:\n    """A desk."""\n    def answer(self): ...\n'
    private = '"""A module."""\ndef _inner(): ...\nclass _Hidden:\n    def seen(self): ...\n'

    assert list(undescribed(ast.parse(code))) == ["Desk.answer, line 4"]
    assert list(undescribed(ast.parse("def run(): ..."))) == ["the module", "run, line 1"]
    assert not list(undescribed(ast.parse(private)))


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_has_a_heading(command: str) -> None:
    page = COMMAND_LINE_PAGE.read_text(encoding="utf-8")

    assert has_heading(page, command), f"{shown(COMMAND_LINE_PAGE)} needs a heading `{command}`"


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_option_is_described_under_its_command(command: str) -> None:
    section = section_of(COMMAND_LINE_PAGE.read_text(encoding="utf-8"), command)
    missing = [option for option in options_of(command) if f"`{option}" not in section]

    assert not missing, f"{shown(COMMAND_LINE_PAGE)} says nothing under `{command}` of {missing}"


def test_a_missing_heading_and_a_missing_option_are_found() -> None:
    page = "# Commands\n\n## `ask`\n\n- `--on DATE`\n\n### Exit\n\n## `check`\n\n`--json`\n"

    assert has_heading(page, "check")
    assert not has_heading(page, "facts")
    assert "`--on" in section_of(page, "ask")
    assert "`--json" not in section_of(page, "ask")


def test_every_make_target_is_described() -> None:
    printed = subprocess.run(
        ["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    missing = [
        target
        for target in phony_targets(MAKEFILE.read_text(encoding="utf-8"))
        if not re.search(rf"^  make {target} +\w", printed, re.MULTILINE)
    ]

    assert not missing, f"write `## what it does` after these targets in the Makefile: {missing}"


def test_phony_targets_are_read() -> None:
    assert phony_targets(".PHONY: run\nrun: x ## y\n.PHONY: a b\n") == ["run", "a", "b"]


def undescribed(module: ast.Module) -> Iterator[str]:
    """Yield the public names of a module that have no docstring."""
    if not ast.get_docstring(module):
        yield "the module"
    yield from undescribed_members(module, "")


def undescribed_members(parent: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
    """Yield the public functions, classes and methods within that have no docstring."""
    for node in parent.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_") or is_variant(node):
            continue
        if not ast.get_docstring(node):
            yield f"{prefix}{node.name}, line {node.lineno}"
        if isinstance(node, ast.ClassDef):
            yield from undescribed_members(node, f"{prefix}{node.name}.")


def is_variant(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Return whether the definition is described with another one: an overload, an override."""
    names = {ast.unparse(each).split(".")[-1] for each in node.decorator_list}
    return bool(names & {"overload", "override", "setter"})


def has_heading(page: str, command: str) -> bool:
    """Return whether a heading of the page is the command, with or without the program's name."""
    return bool(section_of(page, command))


def section_of(page: str, command: str) -> str:
    """Return what stands under the command's heading, up to the next heading as high."""
    heading = re.search(
        rf"^(?P<level>#+) +`?(?:charteroak )?{command}`?(?![\w-]).*\n", page, re.MULTILINE
    )
    if heading is None:
        return ""
    rest = page[heading.end() :]
    following = re.search(rf"^#{{1,{len(heading['level'])}}} ", rest, re.MULTILINE)
    return heading[0] + rest[: following.start() if following else None]


def options_of(command: str) -> list[str]:
    """Return the long options that the command takes."""
    parser = cli.command_parser(command)
    (commands,) = (
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )
    actions = commands.choices[command]._actions
    names = {name for action in actions for name in action.option_strings}
    return sorted(name for name in names if name.startswith("--") and name != "--help")


def phony_targets(makefile: str) -> list[str]:
    """Return the targets that are commands, not files."""
    lines = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    return [target for line in lines for target in line.split()]
