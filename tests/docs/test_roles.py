"""The page of roles says what the program allows, to the last cell."""

from __future__ import annotations

from architecture.project import ROOT
from charteroak.directory.permissions import ALLOWED, Act
from charteroak.directory.roles import Role

PAGE = ROOT / "docs" / "reference" / "roles.md"


def rows() -> list[str]:
    """Return the table of acts and roles, a line each."""
    marks = [[act.value, *(_mark(act, role) for role in Role)] for act in Act]
    head = ["act", *(role.value for role in Role)]
    return [_line(cells) for cells in [head, ["---"] * len(head), *marks]]


def _mark(act: Act, role: Role) -> str:
    return "yes" if role in ALLOWED[act] else ""


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def test_the_page_of_roles_lists_every_act_and_who_may() -> None:
    written = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    table = written[-len(Act) - 2 :]

    assert table == rows(), "write these lines into docs/reference/roles.md:\n" + "\n".join(rows())


def test_every_act_has_somebody_who_may() -> None:
    assert set(ALLOWED) == set(Act)
    assert all(ALLOWED.values())
