"""The core imports the standard library and the Markdown parser; it knows no clock or network."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from architecture.project import CORE, SOURCE, shown

ALLOWED_PACKAGES = {"markdown_it"}
ALLOWED_PARTS = {"urllib.parse"}  # Only splits and joins addresses; it opens none.
WITHHELD = {
    "asyncio", "ctypes", "ftplib", "http", "imaplib", "importlib", "multiprocessing", "random",
    "runpy", "secrets", "select", "selectors", "smtplib", "socket", "socketserver", "sqlite3",
    "ssl", "subprocess", "telnetlib", "threading", "time", "urllib", "xmlrpc",
}  # fmt: skip
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow")}


@pytest.mark.parametrize("path", sorted(CORE.rglob("*.py")), ids=shown)
def test_core_stays_pure(path: Path) -> None:
    found = list(impurities(path.read_text(encoding="utf-8"), package_of(path)))

    assert not found, "\n".join(f"{shown(path)}:{each}" for each in found)


@pytest.mark.parametrize(
    "line",
    [
        "import numpy",
        "import os, numpy.linalg",
        "from pyarrow import csv",
        "import socket",
        "from urllib.request import urlopen",
        "from charteroak.cli import main",
        "import charteroak.terminal",
        "from charteroak import shipped",
        "from ... import terminal",
        "from ...commands import ask",
        "def later():\n    import django",
        "__import__('numpy')",
        "now = datetime.now()",
        "day = date.today()",
    ],
)
def test_an_impurity_is_found(line: str) -> None:
    assert list(impurities(line, "charteroak.core.reading")), line


@pytest.mark.parametrize(
    "line",
    [
        "import re, dataclasses",
        "from markdown_it import MarkdownIt",
        "from charteroak.core.memo import Memo",
        "from charteroak.core import memo",
        "from urllib.parse import quote",
        "from .source import Source",
        "from ..memo import Memo",
        "day = date(2020, 3, 1)",
    ],
)
def test_what_is_pure_is_let_through(line: str) -> None:
    assert not list(impurities(line, "charteroak.core.reading"))


def package_of(path: Path) -> str:
    """Return the dotted name of the package that a file is in."""
    return ".".join(path.relative_to(SOURCE.parent).parent.parts)


def impurities(code: str, package: str) -> Iterator[str]:
    """Yield, with its line, each import, and each reading of a clock, that core must not have."""
    for node in ast.walk(ast.parse(code)):
        for name in imported_names(node, package):
            if not is_allowed(name):
                yield (
                    f"{node.lineno}: core must not import {name}: pass in what it gives, "  # type: ignore[attr-defined]
                    "or move this out of core"
                )
        match node:
            case ast.Attribute(value=ast.Name(id=kind), attr=read) if (kind, read) in CLOCKS:
                yield f"{node.lineno}: core has no clock: take the date as an argument"


def imported_names(node: ast.AST, package: str) -> Iterator[str]:
    """Yield the full names of the modules that a statement imports."""
    match node:
        case ast.Import():
            yield from (alias.name for alias in node.names)
        case ast.ImportFrom():
            parents = package.split(".")
            parents = parents[: len(parents) - node.level + 1] if node.level else []
            module = ".".join([*parents, *([node.module] if node.module else [])])
            if module == "charteroak":
                yield from (f"charteroak.{alias.name}" for alias in node.names)
            else:
                yield module
        case ast.Call(func=ast.Name(id="__import__")):
            yield "by __import__"


def is_allowed(name: str) -> bool:
    """Return whether core may import the module."""
    top = name.partition(".")[0]
    if top == "charteroak":
        return f"{name}.".startswith("charteroak.core.")
    return (
        name in ALLOWED_PARTS
        or top in ALLOWED_PACKAGES
        or (top in sys.stdlib_module_names and top not in WITHHELD)
    )
