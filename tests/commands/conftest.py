"""What the tests of the commands share: a directory of small texts, and a screen of 80 columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.shell import LATER, LAW, MEMO, write_texts


@pytest.fixture(autouse=True)
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrap at 80 columns, without colour."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def guidance(tmp_path: Path) -> str:
    """Return a directory with the texts of ``shell.py``."""
    directory = tmp_path / "texts"
    directory.mkdir()
    return str(write_texts(directory, MEMO, LATER, LAW))
