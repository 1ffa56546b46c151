"""No file names a package host: where packages come from is the machine's to say, not ours.

The names are put together from parts, so that this file holds none of them either.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from architecture.project import ROOT, committed_files, shown

PARTS = [
    ("pypi", "org"),
    ("pypi", "io"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("jsdelivr", "net"),
    ("unpkg", "com"),
    ("deb.debian", "org"),
    ("security.debian", "org"),
    ("archive.ubuntu", "com"),
    ("anaconda", "org"),
    ("crates", "io"),
    ("rubygems", "org"),
    ("proxy.golang", "org"),
    ("maven", "org"),
]
HOST = re.compile("|".join(re.escape(".".join(part)) for part in PARTS), re.IGNORECASE)
ADDRESS = re.compile(
    r"https?:|--(extra-)?index-url|--find-links|--trusted-host|^-[if] ", re.MULTILINE
)


def test_no_file_names_a_package_host() -> None:
    found = [line for path in committed_files() for line in lines_with(HOST, path)]

    assert not found, "take the address out; the package's name is enough:\n" + "\n".join(found)


def test_no_requirement_says_where_to_fetch_it() -> None:
    files = sorted((ROOT / "requirements").iterdir())
    found = [line for path in files for line in lines_with(ADDRESS, path)]

    assert files
    assert not found, "run `make lock`, which writes no addresses:\n" + "\n".join(found)


@pytest.mark.parametrize("part", PARTS, ids=" ".join)
def test_a_host_is_found(part: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("fine\nsee https://www." + ".".join(part).upper() + "/x\n")

    assert len(lines_with(HOST, path)) == 1


@pytest.mark.parametrize("line", ["--index-url x", "-i x", "six @ http" + "s://a/b.whl"])
def test_an_address_is_found(line: str, tmp_path: Path) -> None:
    path = tmp_path / "runtime.txt"
    path.write_text(f"six==1.16.0\n{line}\n")

    assert len(lines_with(ADDRESS, path)) == 1


def lines_with(pattern: re.Pattern[str], path: Path) -> list[str]:
    """Return the lines of a file that the pattern is found in; a file that is no text has none."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    lines = enumerate(text.splitlines(), start=1)
    return [
        f"{shown(path)}:{at}: {line.strip()[:120]}" for at, line in lines if pattern.search(line)
    ]
