"""Every column of a request has a row in the reference: what it holds, who sees it, its class."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from charteroak.desk.requests.models import Duty, Notice, ParentMessage, Request

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "requests.md"
ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \| (\w+) \|$", re.MULTILINE)
CLASSES = {"public", "exempt", "FERPA"}


def rows(model: str) -> dict[str, str]:
    """Return the class of each field on the page, by the field's name."""
    text = PAGE.read_text(encoding="utf-8")
    section = text.partition(f"### {model}\n")[2].partition("\n## ")[0].partition("\n### ")[0]
    return {name: kind for name, _, _, kind in ROW.findall(section)}


@pytest.mark.parametrize("model", [Request, Duty, Notice, ParentMessage])
def test_every_column_has_a_row_with_a_class(
    model: type[Request | Duty | Notice | ParentMessage],
) -> None:
    columns = {field.name for field in model._meta.concrete_fields}

    assert set(rows(model.__name__)) == columns
    assert set(rows(model.__name__).values()) <= CLASSES


def test_names_are_exempt() -> None:
    sealed = {kind for name, kind in rows("Request").items() if name.endswith("_sealed")}

    assert sealed == {"exempt"}


def test_no_exempt_field_goes_out_with_the_table() -> None:
    source = Path(PAGE.parents[2] / "src/charteroak/desk/requests/table.py").read_text("utf-8")
    exempt = {name for name, kind in rows("Request").items() if kind == "exempt"} - {"id"}

    assert [name for name in exempt if re.search(rf"request\.{name}\b", source)] == []
