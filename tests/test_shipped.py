"""Where the texts are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from charteroak import shipped
from charteroak.core.errors import CharterOakError, MemoError
from charteroak.shipped import guidance_directory, open_library
from texts import WORDS

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no variable of the machine name a directory."""
    monkeypatch.delenv("CHARTEROAK_GUIDANCE", raising=False)


def test_a_checkout_has_its_texts_at_its_root() -> None:
    assert guidance_directory() == ROOT / "guidance"


def test_a_wheel_has_its_texts_inside_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "guidance").mkdir()
    monkeypatch.setattr(shipped, "HERE", tmp_path)

    assert guidance_directory() == tmp_path / "guidance"


def test_a_directory_that_is_named_counts_before_the_variable_and_that_before_the_texts_shipped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHARTEROAK_GUIDANCE", str(tmp_path))
    named = tmp_path / "named"
    named.mkdir()

    assert guidance_directory(named) == named
    assert guidance_directory() == tmp_path


def test_a_directory_that_is_not_there_is_an_error_that_says_who_named_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(CharterOakError, match="name one with --guidance DIR"):
        guidance_directory(tmp_path / "nowhere")
    monkeypatch.setenv("CHARTEROAK_GUIDANCE", str(ROOT / "Makefile"))
    with pytest.raises(CharterOakError, match="the environment variable CHARTEROAK_GUIDANCE"):
        guidance_directory()


def test_a_directory_without_texts_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Nothing here\n", encoding="utf-8")

    with pytest.raises(CharterOakError, match="holds no text; a text is a file such as"):
        open_library(tmp_path)


def test_a_text_that_cannot_be_read_is_an_error_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text(WORDS, encoding="utf-8")
    (tmp_path / "notes.md").write_text("# Notes\n", encoding="utf-8")

    with pytest.raises(MemoError, match=r"notes\.md:1:1: the file begins with"):
        open_library(tmp_path)
