from __future__ import annotations

import importlib.util
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

CHECK = Path(__file__).resolve().parents[2] / "tools" / "check_python.py"


def what_is_wrong() -> Any:
    return runpy.run_path(str(CHECK))["what_is_wrong"]()


def test_nothing_is_wrong_with_the_python_that_runs_the_tests() -> None:
    assert what_is_wrong() is None


def test_an_old_python_is_told_which_one_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))

    assert "needs Python 3.11 or later" in what_is_wrong()
    assert "is 3.9.18" in what_is_wrong()
    assert "make setup PYTHON=" in what_is_wrong()


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_missing_venv_is_told_the_package(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == missing else find(name)
    )

    assert "apt-get install python3-venv" in what_is_wrong()
