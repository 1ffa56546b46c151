"""Every command shown in the docs is run, and prints what the docs say it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.console import PAGES, ROOT, blocks_of, commands_of, directory_for, matches, run


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_print_what_it_says(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    directory = directory_for(text, tmp_path)
    for block in blocks_of(text):
        if block.file:
            block.write(directory)
        elif block.kind == "console":
            for command in commands_of(block.body):
                printed = run(command.line, directory)
                assert matches(printed, command.expected), "\n".join(
                    [f"{page.name}: $ {command.line}", "printed:", *printed]
                )


def test_a_line_of_dots_stands_for_any_lines() -> None:
    assert matches(["a", "b", "c"], ["a", "…"])
    assert matches(["a", "b", "c"], ["a", "…", "c"])
    assert not matches(["a", "b"], ["a", "…", "c"])
    assert not matches(["a", "b"], ["a"])
