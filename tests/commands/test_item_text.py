"""Things to do in words: the certain before the open, each under its heading."""

from __future__ import annotations

from charteroak.commands.item_text import item_lines
from charteroak.core.items import Item
from charteroak.core.memo import Version
from charteroak.core.provenance import RowReference
from charteroak.core.tables import Items

ROW = RowReference(
    text=Version("memo", "1"), table="t", row="1", anchor="a", section="s", heading="h", line=1
)


def item(kind: Items, words: str, *open_facts: str, **columns: str) -> Item:
    return Item(
        kind=kind,
        words=words,
        columns={name.replace("_", " "): value for name, value in columns.items()},
        certain=not open_facts,
        depends_on=open_facts,
        row=ROW,
        citations=(),
    )


def test_each_kind_has_its_heading_in_the_order_of_the_desk() -> None:
    kinds = [Items.DUTY, Items.WRITE_DOWN, Items.CALL, Items.DO_NOT, Items.SAY, Items.DO]
    lines = list(item_lines([item(kind, f"{kind} it") for kind in kinds], settled=True))

    assert [line for line in lines if line and not line.startswith(" ")] == [
        "Do",
        "Say",
        "Do not",
        "Call",
        "Write down",
        "Then",
    ]
    assert lines[:3] == ["", "Do", "  - do it"]


def test_what_is_open_stands_after_what_is_certain_grouped_by_its_facts() -> None:
    items = [
        item(Items.DUTY, "Perhaps", "warrant"),
        item(Items.DUTY, "Surely"),
        item(Items.SAY, "Hello", "warrant"),
        item(Items.DUTY, "Rarely", "warrant", "held"),
    ]

    assert list(item_lines(items, settled=True)) == [
        "",
        "Then",
        "  - Surely",
        "",
        "Depending on warrant",
        "  - say: Hello",
        "  - then: Perhaps",
        "",
        "Depending on warrant and held",
        "  - then: Rarely",
    ]


def test_the_details_of_what_is_open_wait_for_the_last_question() -> None:
    duties = [item(Items.DUTY, "Copy it", "warrant", who="the desk", by_when="-", to_whom="")]

    assert list(item_lines(duties, settled=False))[2:] == ["  - then: Copy it"]
    assert list(item_lines(duties, settled=True))[2:] == [
        "  - then: Copy it",
        "    who: the desk",
    ]


def test_nothing_to_do_takes_no_line() -> None:
    assert list(item_lines([], settled=True)) == []
