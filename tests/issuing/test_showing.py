"""What pages show: remarks at their line, differences, and kindly what is too large."""

from __future__ import annotations

import random

import pytest

from charteroak.issuing.examining import examine
from charteroak.issuing.showing import checked, differences
from issuing.the_office import porch

pytestmark = pytest.mark.django_db


def entangled() -> str:
    """Return a memo whose one table needs more decisions than can be worked out."""
    names = [f"f{number}" for number in range(20)]
    facts = "".join(f"| {name} | Is it {name}? | a, b, c, d |\n" for name in names)
    head = f"| F | {' | '.join(names)} | > light it | # cite |\n|{'---|' * 23}\n"
    chosen = random.Random(1)
    rows = "".join(
        f"| {number} | {' | '.join(chosen.choice('abcd-----------') for _ in names)} "
        f"| {chosen.choice(['may', 'must', 'should not'])} | Porch 1 |\n"
        for number in range(400)
    )
    table = porch().index("| U | dark")
    end = porch().index("## When not sure")
    source = f"{porch()[:table]}{head}{rows}\n{porch()[end:]}"
    return source.replace("| dark | Is", f"{facts}| dark | Is")


def test_a_remark_stands_at_its_line() -> None:
    remarks = checked(examine(porch(dark="shoud"))).remarks

    assert [(each.line, each.severity) for each in remarks] == [(40, "error")]
    assert "Did you mean “should”?" in remarks[0].words


def test_a_finding_shows_an_example() -> None:
    source = porch().replace("| 2 | no   | should not | Porch 1 |\n", "")
    check = checked(examine(source))

    assert not check.passed
    assert any("dark is no" in each.example for each in check.remarks)


def test_guarantees_and_cases_say_whether_they_hold() -> None:
    guarantee = "\n## Guarantees\n\n| guarantee | cite |\n|---|---|\n"
    held = "| never light it must when dark = no | Porch 1 |\n"
    broken = "| never light it should when dark = yes | Porch 1 |\n"
    found = checked(examine(porch() + guarantee + held + broken))

    assert [each.holds for each in found.guarantees] == [True, False]


def test_differences_name_their_line() -> None:
    lines = differences(porch(), porch(dark="must"))

    assert lines[0].kind == "place"
    assert [each.kind for each in lines].count("added") == 1
    assert [each.words for each in lines if each.kind == "removed"] == [
        "| 1 | yes  | should     | Porch 1 |"
    ]


@pytest.mark.slow
def test_what_is_too_large_is_said_at_its_table() -> None:
    source = entangled()
    (remark,) = checked(examine(source)).remarks

    assert "too large" in remark.words
    assert source.split("\n")[remark.line - 1].startswith(("### light it", "| F | f0"))
