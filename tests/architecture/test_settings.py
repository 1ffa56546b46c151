"""The settings of the project agree with each other and say why they are so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from architecture.project import ROOT, shown

PYPROJECT = ROOT / "pyproject.toml"
DEPENDENCIES_RECORD = ROOT / "docs" / "decisions" / "0002-python-and-dependencies.md"
LISTS = sorted((ROOT / "requirements").glob("*.in"))


def test_every_ignored_rule_has_its_reason() -> None:
    lines = PYPROJECT.read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if re.match(r'^ +"[A-Z]+\d*",', line)]
    bare = [line.strip() for line in rules if not re.search(r"# \S.{8,}\.$", line)]

    assert rules
    assert not bare, f"write the reason beside each of these in pyproject.toml: {bare}"


def test_the_product_and_its_lock_ask_for_the_same() -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(each for extra in extras for each in extra)]

    assert sorted(asked) == sorted(wanted(ROOT / "requirements" / "runtime.in"))


@pytest.mark.parametrize("path", LISTS, ids=shown)
def test_every_dependency_has_a_decision(path: Path) -> None:
    record = DEPENDENCIES_RECORD.read_text(encoding="utf-8")
    names = [re.split(r"[\[=<>]", line)[0] for line in wanted(path)]
    missing = [name for name in names if f"| {name} |" not in record]

    assert not missing, f"{shown(DEPENDENCIES_RECORD)} needs a row for {missing}"


@pytest.mark.parametrize("path", LISTS, ids=shown)
def test_every_list_is_locked_with_hashes(path: Path) -> None:
    lock = path.with_suffix(".txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+)==.*(\n    --hash=sha256:[0-9a-f]{64})?", lock, re.MULTILINE)
    locked = {name.lower() for name, _ in pins}
    names = {re.split(r"[\[=<>]", line)[0].lower() for line in wanted(path)}

    assert names <= locked, f"run `make lock`: {shown(path)} asks for {sorted(names - locked)}"
    assert not [name for name, digest in pins if not digest], f"run `make lock`: {shown(path)}"


def wanted(path: Path) -> list[str]:
    """Return the requirements that a list names itself."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("-")]
