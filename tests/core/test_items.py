"""Duties, scripts and instructions: which apply, surely or perhaps, and to which acts."""

from __future__ import annotations

from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.items import Item, items_of
from charteroak.core.situation import Request, resolve
from charteroak.core.tables import Items
from texts import DAY, find, library, sheet, table, text

RULES = table(
    "hold",
    "U | warrant | > hold | # cite",
    "1 | yes | may | Act 1",
    "2 | no | must not | Act 2",
)
DUTIES = table(
    "duties",
    "C | asked | warrant | > duty | who | to whom | by when | how proven | # cite",
    "log | - | - | Write it down | the desk | the chief | at once | the log | Act 3",
    "copy | hold | yes | Give a copy | the desk | the person | at once | - | Act 4",
    "note | tell release date | - | Send a note | the desk | - | - | - | Act 5",
)
SCRIPT = table(
    "script",
    "C | hold | > say | # cite",
    "1 | must not | Nobody is kept on this paper. | Act 6",
)


def guidance(*texts: str, name: str = "memo") -> Guidance:
    found = library(*texts)
    return compile_guidance(found, find(found, name), DAY)


def items(*parts: str, acts: tuple[str, ...] = ("hold",), **facts: str) -> dict[str, Item]:
    """Return the items of a memo by the name of their row."""
    found = guidance(text("memo", RULES, *parts))
    situation = resolve(found, Request(acts=acts, facts=facts))
    return {item.row.row: item for item in items_of(found, situation)}


def test_the_rows_that_fit_are_collected_in_their_order() -> None:
    assert list(items(DUTIES, warrant="yes")) == ["log", "copy"]
    assert list(items(DUTIES, warrant="no")) == ["log"]


def test_a_row_restricted_to_some_acts_applies_only_where_they_are_asked_for() -> None:
    assert list(items(DUTIES, acts=("tell release date",), warrant="yes")) == ["log", "note"]
    assert list(items(DUTIES, acts=("hold", "tell release date"), warrant="yes")) == [
        "log",
        "copy",
        "note",
    ]


def test_a_duty_says_who_to_whom_by_when_and_how_it_is_proven() -> None:
    duty = items(DUTIES, warrant="yes")["log"]

    assert duty.kind is Items.DUTY
    assert duty.words == "Write it down"
    assert duty.columns == {
        "who": "the desk",
        "to whom": "the chief",
        "by when": "at once",
        "how proven": "the log",
    }
    assert [cite.cite for cite in duty.citations] == ["Act 3"]


def test_what_depends_on_a_fact_that_is_open_or_not_sure_is_not_certain() -> None:
    for copy in (items(DUTIES)["copy"], items(DUTIES, warrant="not sure")["copy"]):
        assert not copy.certain
        assert copy.depends_on == ("warrant",)
    assert items(DUTIES)["log"].certain


def test_an_item_may_follow_from_the_direction_of_an_act() -> None:
    assert list(items(SCRIPT, warrant="no")) == ["1"]
    assert list(items(SCRIPT, warrant="yes")) == []
    assert items(SCRIPT)["1"].depends_on == ("warrant",)


def test_the_blanks_of_an_item_are_filled_in_by_the_plan() -> None:
    call = table("call", "C | warrant | > call | # cite", "1 | - | {chief}, at once | Act 1")
    blanks = sheet("Blanks", "blank | meaning", "chief | whom to call")
    filled = sheet("Blanks", "blank | value", "chief | 555-0100")
    plan = text("plan", filled, level="local plan", front="adopts: memo")
    found = guidance(text("memo", call, blanks), plan, name="plan")

    (item,) = items_of(found, resolve(found, Request()))
    assert item.words == "555-0100, at once"


def test_items_of_all_texts_are_collected_highest_level_first() -> None:
    law = text("act", DUTIES, level="state statute")
    found = guidance(law, text("memo", RULES, SCRIPT, front="rests on: act"))
    situation = resolve(found, Request(acts=("hold",), facts={"warrant": "no"}))

    assert [str(item.row.text) for item in items_of(found, situation)] == [
        "act@2020-01-01",
        "memo@2020-01-01",
    ]
