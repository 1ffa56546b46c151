"""No page of the documentation leads to nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


def shown(path: Path) -> str:
    """Return the path as a person would type it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    broken = [link for link in links if not (page.parent / link).exists()]

    assert not broken


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*/*.md")), ids=shown)
def test_every_page_is_on_the_list_of_documentation(page: Path) -> None:
    listed = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    folder = "decisions/" if page.parent.name == "decisions" else f"{page.parent.name}/{page.name}"

    assert folder in listed
