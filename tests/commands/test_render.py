"""``charteroak render``: a text as a page, printed or written."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path

from charteroak.cli import main
from commands.shell import DAY, MEMO, run


def test_the_page_is_printed_or_written(guidance: str, tmp_path: Path) -> None:
    options = ["render", "ct/memo", "--guidance", guidance, "--on", DAY]
    target = tmp_path / "memo.html"
    printed, written = run(*options), run(*options, "--out", str(target))

    assert printed.out.startswith("<!doctype html>")
    assert printed.out == f"{target.read_text(encoding='utf-8')}\n"
    assert (written.code, written.out) == (0, "")


def test_the_page_is_utf_8_whatever_the_terminal_writes(guidance: str) -> None:
    file = Path(guidance) / "1.md"
    file.write_text(MEMO.replace("title: ct/memo", "title: Café"), encoding="utf-8")
    out = io.TextIOWrapper(io.BytesIO(), "latin-1")
    with redirect_stdout(out):
        main(["render", "ct/memo", "--guidance", guidance, "--on", DAY])

    assert "Café".encode() in out.buffer.read() or "Café".encode() in out.buffer.getvalue()


def test_a_vocabulary_and_a_file_can_be_rendered(guidance: str) -> None:
    assert "<title>Words" in run("render", "words", "--guidance", guidance, "--on", DAY).out
    file = str(Path(guidance) / "1.md")
    assert "<title>ct/memo" in run("render", file, "--guidance", guidance).out
