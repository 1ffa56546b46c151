"""Why an answer is what it is, in words; what the answer's own tests do not show."""

from __future__ import annotations

import pytest

from charteroak.commands.reason_text import reason_lines
from charteroak.core.answer import ActAnswer, Change
from charteroak.core.directions import Direction, Ruling
from charteroak.core.memo import Version
from charteroak.core.provenance import RowReference

MAY = Ruling(Direction.MAY)


def settled(
    *rows: RowReference, because: dict[str, str] | None = None, changes: tuple[Change, ...] = ()
) -> ActAnswer:
    return ActAnswer(
        act="hold", question="", ruling=MAY, rows=rows, because=because or {}, would_change=changes
    )


def row(name: str, *, table: str = "hold", heading: str = "2. Holding") -> RowReference:
    return RowReference(
        text=Version("act", "1"),
        table=table,
        row=name,
        anchor="a",
        section="s",
        heading=heading,
        line=1,
    )


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([row("1")], "  act@1, 2. Holding, hold row 1"),
        ([row("1"), row("3")], "  act@1, 2. Holding, hold rows 1 and 3"),
        ([row("1", heading="hold: may we?")], "  act@1, hold row 1"),
        ([row("1", heading="")], "  act@1, hold row 1"),
        (
            [row("1"), row("2", table="keep")],
            "  act@1, 2. Holding, hold row 1; act@1, 2. Holding, keep row 2",
        ),
    ],
)
def test_the_rows_of_one_table_stand_together_under_their_heading(
    rows: list[RowReference], shown: str
) -> None:
    assert list(reason_lines([settled(*rows)], settled=True))[3] == shown


def test_what_holds_whatever_the_facts_are_says_so() -> None:
    assert list(reason_lines([settled()], settled=True)) == ["", "Why", "  whatever the facts are"]


def test_the_changes_that_lead_to_the_same_stand_together_and_only_the_nearest_are_shown() -> None:
    rulings = [Ruling(Direction.MUST, (f"within {hours} hours",)) for hours in range(1, 7)]
    changes = [Change(facts={"warrant": ("yes", "perhaps")}, becomes=(MAY, rulings[0]))]
    changes += [Change(facts={"grave": ("yes",)}, becomes=(each,)) for each in rulings]
    changes += [Change(facts={"a": ("1",), "b": ("2",)}, becomes=(rulings[0],))]
    lines = list(reason_lines([settled(changes=tuple(changes))], settled=True))[3:]

    assert lines == [
        "  would be may or must, within 1 hours if warrant is yes or perhaps",
        "  would be must, within 1 hours if grave is yes or if a is 1 and b is 2",
        "  would be must, within 2 hours if grave is yes",
        "  would be must, within 3 hours if grave is yes",
        "  and 3 other changes (--json lists all)",
    ]


def test_what_is_open_has_no_reason_until_all_questions_are_answered() -> None:
    unsettled = ActAnswer(act="hold", question="", ruling=None, because={}, depends_on=("grave",))

    assert list(reason_lines([unsettled], settled=False)) == []
    assert list(reason_lines([unsettled], settled=True))[2:] == [
        "  because you are not sure of grave, and this text does not say what then"
    ]
