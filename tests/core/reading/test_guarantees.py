"""The section *Guarantees*."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import pytest

from charteroak.core.facts import (
    ChoiceTest,
    FactKey,
    LineTest,
)
from charteroak.core.memo import (
    Guarantee,
)
from charteroak.core.tables import (
    LawAct,
    OutputKey,
)
from core.reading.support import FRONT, KNOWN, read, rules, sheet, wrong
from core.reading.test_tables import SORT

TABLES = SORT + rules("yes")
SHAPE = "never or always ACT DIRECTION or DIRECTION when FACT = ANSWER and …"


def promise(text: str) -> Guarantee:
    """Return the guarantee that says ``text``."""
    (found,) = read(
        TABLES + sheet("Guarantees", "guarantee | cite", f"{text} | CGS 54-192h")
    ).guarantees
    return found


def test_never() -> None:
    found = promise("never hold must or may when judge signed = no and conviction = none")
    assert (found.always, found.act, found.directions) == (
        False,
        "hold",
        frozenset({"must", "may"}),
    )
    assert [(c.source, c.test, c.written) for c in found.conditions] == [
        (FactKey("ct/test", "judge signed"), ChoiceTest(frozenset({"no"})), "judge signed = no"),
        (FactKey("ct/test", "conviction"), ChoiceTest(frozenset({"none"})), "conviction = none"),
    ]
    assert found.cites == ("CGS 54-192h",)
    assert found.written.startswith("never hold must or may when")


def test_always() -> None:
    found = promise("Always TELL  release date must not or refer when judge signed = yes")
    assert (found.always, found.act) == (True, "Tell Release Date")
    assert found.directions == {"must not", "refer"}


def test_a_guarantee_may_hold_without_conditions() -> None:
    found = promise("never tell release date must not")
    assert (found.directions, found.conditions) == (frozenset({"must not"}), ())


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("warrant = judicial", {"judicial"}),
        ("warrant = judicial or none", {"judicial", "none"}),
        ("warrant is not judicial", {"none", "administrative"}),
        ("warrant is not judicial or none", {"administrative"}),
        ("conviction = class A or B felony", {"class A or B felony"}),
        ("conviction = other or Class A or B felony", {"other", "class A or B felony"}),
        ("conviction >= other", {"other", "class A or B felony"}),
        ("conviction < other", {"none"}),
        ("kind of paper = from a court", {"from a court"}),
        ("hold is not may", {"must", "must not", "should", "should not", "refer", "no rule"}),
        ("law: hold = must or must not", {"must", "must not"}),
    ],
)
def test_every_condition(condition: str, values: set[str]) -> None:
    (found,) = promise(f"never hold may when {condition}").conditions
    assert found.test == ChoiceTest(frozenset(values))


@pytest.mark.parametrize(
    "condition",
    ["held > 48 hours", "people <= 3", "asked on >= 2025-10-01", "distance is not 5 or 6"],
)
def test_conditions_on_numbers_durations_and_dates(condition: str) -> None:
    (found,) = promise(f"never hold may when {condition}").conditions
    assert isinstance(found.test, LineTest)


def test_conditions_read_facts_outputs_acts_and_the_law() -> None:
    found = promise(
        "never hold may when ct/test: held > 1 hour and kind of paper = from a court and hold = may and law: hold = may"
    )
    assert [c.source for c in found.conditions] == [
        FactKey("ct/test", "held"),
        OutputKey("kind of paper"),
        OutputKey("hold"),
        LawAct("hold"),
    ]


def test_an_act_may_hold_the_words_or_and_when() -> None:
    acts = KNOWN.replace("| Tell Release Date |", "| stop or ask when asked |")
    body = sheet(
        "Guarantees",
        "guarantee | cite",
        "never stop or ask when asked must or may when judge signed = no | CGS 54-192h",
    )
    (found,) = read(body, known=acts).guarantees
    assert (found.act, found.directions, len(found.conditions)) == (
        "stop or ask when asked",
        frozenset({"must", "may"}),
        1,
    )


def test_names_of_guarantees() -> None:
    body = sheet(
        "Guarantees",
        "name | guarantee | cite",
        "no hold | never hold may | CGS 54-192h",
        "- | never hold must | CGS 54-192h",
    )
    assert [found.name for found in read(body).guarantees] == ["no hold", "2"]
    body = sheet(
        "Guarantees",
        "name | guarantee | cite",
        "a | never hold may | CGS 54-192h",
        "▶A | never hold must | CGS 54-192h",
    )
    assert wrong(body).found == "“A” is already the name of a guarantee."


@pytest.mark.parametrize(
    ("text", "found", "allowed", "nearest"),
    [
        ("▶sometimes hold may", "“sometimes hold may” is not a guarantee", SHAPE, ""),
        ("never ▶hold when judge signed = yes", "“hold” does not end with a direction", "ACT and one of must, must not, should, should not, may, refer, no rule", ""),
        ("never ▶hodl may when judge signed = yes", "“hodl” is not an act", "hold, Tell Release Date", "hold"),
        ("never hold may when ▶judge singed = yes", "“judge singed” is not a fact, nor an output of a table of this text", "judge signed, warrant, conviction, distance, people, held, asked on, kind of paper, hold", "judge signed"),
        ("never hold may when judge signed = yes and ▶warant = none", "“warant” is not a fact, nor an output of a table of this text", "judge signed, warrant, conviction, distance, people, held, asked on, kind of paper, hold", "warrant"),
        ("never hold may when judge signed = ▶maybe", "“maybe” is not an answer to “judge signed”", "yes, no; not(…) or - in a test", ""),
        ("never hold may when warrant = none or ▶jud", "“jud” is not an answer to “warrant”", "none, administrative, judicial; not(…) or - in a test", ""),
        ("never hold may when ▶judge signed", "“judge signed” is not a condition", "NAME =, is not, <, <=, >, >= VALUE", ""),
        ("never hold may when judge signed =▶", "“judge signed =” has no value", "a value", ""),
        ("never hold may when judge signed is not ▶yes or no", "no answer fits “judge signed is not yes or no”", "yes, no", ""),
        ("never hold may when held ▶> 99 days", "no answer fits “> 99 days”", "a duration, from 0 hours to 96 hours, such as 48 hours", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong(text: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong(TABLES + sheet("Guarantees", "guarantee | cite", f"{text} | CGS 54-192h"))
    assert problem.found.startswith(found)
    assert (problem.allowed, problem.nearest) == (allowed, nearest)


def test_a_guarantee_cites() -> None:
    body = sheet("Guarantees", "guarantee | cite", "never hold may | ▶-")
    assert wrong(body).found == "there is no citation, in “-”."


def test_a_law_does_not_promise_what_the_law_gives() -> None:
    body = sheet(
        "Guarantees", "guarantee | cite", "never hold may when ▶law: hold = may | CGS 54-192h"
    )
    problem = wrong(body, front=FRONT.replace("kind: memo", "kind: law"))
    assert problem.found.startswith("only a memo or a plan reads what the law gives")
