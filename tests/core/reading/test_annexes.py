"""The sections *Acts*, *Papers*, *Blanks*, *When not sure* and *Citations*."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

from datetime import date

import pytest

from charteroak.core.directions import Direction, Ruling
from charteroak.core.facts import (
    FactKey,
)
from charteroak.core.memo import (
    Grade,
    Period,
    Status,
    Version,
)
from core.reading.support import FRONT, read, rules, sheet, wrong

PAPERS = "paper | title | looks like | signed by | asks for | settles | in use | cite"
CITATIONS = "cite | grade | status | text | source | note"
PLAN = FRONT.replace("kind: memo", "kind: plan\nadopts: ct/memo")


# ---- acts --------------------------------------------------------------------------------------


def test_every_column_of_an_act() -> None:
    memo = read(
        sheet("Acts", "act | question | group | note", "use a room | May they? | school | a note")
    )
    act = memo.acts[-1]
    assert (act.name, act.question, act.group, act.note) == (
        "use a room",
        "May they?",
        "school",
        "a note",
    )
    assert memo.acts[0].group == "any"


@pytest.mark.parametrize(
    ("row", "found", "allowed", "nearest"),
    [
        ("new | ▶Do it | any", "“Do it” is not a question", "a sentence that ends in ?", ""),
        ("new | May we? | ▶polise", "“polise” is not a group", "police, school, court, any", "police"),
        ("▶say | May we? | any", "“say” is a word of the language", "a verb phrase, such as hold", ""),
        ("▶Must Not | May we? | any", "“Must Not” is a word of the language", "a verb phrase, such as hold", ""),
        ("▶who | May we? | any", "“who” is a word of the language", "a verb phrase, such as hold", ""),
        ("▶HOLD | May we? | any", "“HOLD” is already the name of an act on line 26", "each name once", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong_with_an_act(row: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong(sheet("Acts", "act | question | group", row))
    assert (problem.found, problem.allowed, problem.nearest) == (f"{found}.", allowed, nearest)


# ---- papers ------------------------------------------------------------------------------------


def test_every_column_of_a_paper() -> None:
    row = (
        "I-247A | Detainer | a form | an officer | HOLD, tell release date | "
        "Judge Signed = NO; held = 2 days | from 2017-04-02 | CGS 54-192h; CGS 54-192h(b)"
    )
    (paper,) = read(sheet("Papers", PAPERS, row)).papers
    assert (paper.name, paper.title, paper.looks_like) == ("I-247A", "Detainer", "a form")
    assert paper.signed_by == "an officer"
    assert paper.asks_for == ("hold", "Tell Release Date")
    assert paper.settles == (
        (FactKey("ct/test", "judge signed"), "no"),
        (FactKey("ct/test", "held"), "48 hours"),
    )
    assert paper.in_use == Period(date(2017, 4, 2))
    assert paper.cites == ("CGS 54-192h", "CGS 54-192h(b)")


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("-", None),
        ("from 2017-04-02", Period(date(2017, 4, 2))),
        ("2015-06-01 to 2017-04-01", Period(date(2015, 6, 1), date(2017, 4, 1))),
        ("to 2017-04-01", Period(date.min, date(2017, 4, 1))),
    ],
)
def test_when_a_paper_is_in_use(cell: str, period: Period | None) -> None:
    (paper,) = read(sheet("Papers", PAPERS, f"p | - | - | - | - | - | {cell} | CGS 54-192h")).papers
    assert paper.in_use == period
    assert (paper.asks_for, paper.settles, paper.title) == ((), (), "")


@pytest.mark.parametrize(
    ("row", "found", "allowed", "nearest"),
    [
        ("p | - | - | - | hold, ▶hodl | - | - | CGS 54-192h", "“hodl” is not an act, in “hold, hodl”", "hold, Tell Release Date", "hold"),
        ("p | - | - | - | - | ▶judge signed | - | CGS 54-192h", "“judge signed” settles nothing", "fact = answer; or -", ""),
        ("p | - | - | - | - | ▶judge singed = no | - | CGS 54-192h", "“judge singed” is not a fact, in “judge singed = no”", "judge signed, warrant, conviction, distance, people, held, asked on", "judge signed"),
        ("p | - | - | - | - | held = 2 days; judge signed =  ▶non | - | CGS 54-192h", "“non” is not an answer to “judge signed”, in “held = 2 days; judge signed = non”", "yes, no; not(…) or - in a test", "no"),
        ("p | - | - | - | - | - | ▶since 2017 | CGS 54-192h", "“since 2017” is not a time of use", "from DATE, DATE to DATE, or to DATE", ""),
        ("p | - | - | - | - | - | from ▶2017 | CGS 54-192h", "“2017” is not a date, in “from 2017”", "a date YYYY-MM-DD", ""),
        ("p | - | - | - | - | - | 2015-06-01 to ▶x | CGS 54-192h", "“x” is not a date, in “2015-06-01 to x”", "a date YYYY-MM-DD", ""),
        ("p | - | - | - | - | - | ▶2018-01-01 to 2017-01-01 | CGS 54-192h", "the time of use ends before it begins, in “2018-01-01 to 2017-01-01”", "the earlier date first", ""),
        ("p | - | - | - | - | - | - | ▶-", "there is no citation, in “-”", "what the row rests on; several are separated by ;", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong_with_a_paper(row: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong(sheet("Papers", PAPERS, row))
    assert (problem.found, problem.allowed, problem.nearest) == (f"{found}.", allowed, nearest)


def test_two_papers_with_one_name() -> None:
    row = "p | - | - | - | - | - | - | CGS 54-192h"
    assert wrong(sheet("Papers", PAPERS, row, f"▶{row}")).found.startswith(
        "“p” is already the name"
    )


# ---- blanks ------------------------------------------------------------------------------------


def test_a_memo_names_blanks_and_a_plan_fills_them_in() -> None:
    (blank,) = read(
        sheet("Blanks", "blank | meaning", "desk phone | the number of the desk")
    ).blanks
    assert (blank.name, blank.meaning, blank.value) == (
        "desk phone",
        "the number of the desk",
        None,
    )
    (blank,) = read(
        sheet("Blanks", "blank | value", "desk phone | 203-555-0100"), front=PLAN
    ).blanks
    assert (blank.name, blank.meaning, blank.value) == ("desk phone", "", "203-555-0100")


@pytest.mark.parametrize(("front", "column"), [(FRONT, "meaning"), (PLAN, "value")])
def test_a_blank_says_what_it_is(front: str, column: str) -> None:
    problem = wrong(sheet("Blanks", f"blank | {column}", "desk phone | ▶-"), front=front)
    assert problem.found == f"the blank has no {column}, in “-”."
    assert problem.allowed == f"a column {column} with a text in each row"


# ---- when not sure -----------------------------------------------------------------------------


def test_what_applies_when_a_person_is_not_sure() -> None:
    body = sheet(
        "When not sure",
        "act | direction | cite",
        "HOLD | refer, to the head of the agency | CGS 54-192h",
        "Any other  act | must not | CGS 54-192h(b)",
    )
    first, other = read(body).fallbacks
    assert (first.act, first.ruling) == (
        "hold",
        Ruling(Direction.REFER, ("to the head of the agency",)),
    )
    assert (other.act, other.ruling, other.cites) == (
        None,
        Ruling(Direction.MUST_NOT),
        ("CGS 54-192h(b)",),
    )


@pytest.mark.parametrize(
    ("row", "found", "allowed", "nearest"),
    [
        ("▶hodl | refer | CGS 54-192h", "“hodl” is not an act", "hold, Tell Release Date", "hold"),
        ("hold | ▶wait | CGS 54-192h", "“wait” is not a direction", "must, must not, should, should not, may, refer, no rule", ""),
        ("hold | refer | ▶XYZ", "“XYZ” has no entry in Citations", "CGS 54-192h, HB 8004", ""),
        ("hold | ▶may | HB 8004", "“may” decides, but “HB 8004” is reported", "refer or no rule, until the official text was read", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong_when_not_sure(row: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong(sheet("When not sure", "act | direction | cite", row))
    assert (problem.found, problem.allowed, problem.nearest) == (f"{found}.", allowed, nearest)


@pytest.mark.parametrize("act", ["hold", "any other act"])
def test_one_direction_for_each_act_when_not_sure(act: str) -> None:
    row = f"{act} | refer | CGS 54-192h"
    problem = wrong(sheet("When not sure", "act | direction | cite", row, f"▶{row}"))
    assert problem.found == f"“{act}” has two directions."


# ---- citations ---------------------------------------------------------------------------------


def test_every_column_of_a_citation() -> None:
    row = "PA 25-29 | unverified | challenged since 2025-12-01; not yet in force | ct/54-192h@2019-10-01 | web | seen in the press"
    entry = read(sheet("Citations", CITATIONS, row)).citations[-1]
    assert (entry.cite, entry.grade) == ("PA 25-29", Grade.UNVERIFIED)
    assert entry.statuses == (Status("challenged", date(2025, 12, 1)), Status("not yet in force"))
    assert entry.read_in == Version("ct/54-192h", "2019-10-01")
    assert (entry.source, entry.note) == ("web", "seen in the press")


def test_an_entry_also_covers_what_is_deeper_and_the_longest_counts() -> None:
    body = sheet(
        "Citations", CITATIONS, "CGS 54-192h(b) | reported | in force | - | - | only heard of"
    )
    memo = read(
        body
        + "## More\n\n"
        + rules("yes").replace("may |", "refer |").replace("192h |", "192h(b)(1) |")
    )
    entry = memo.citation(memo.tables[0].rows[0].cites[0])
    assert entry is not None
    assert entry.cite == "CGS 54-192h(b)"


@pytest.mark.parametrize(
    ("row", "found", "allowed", "nearest"),
    [
        ("▶- | verified | in force | - | - | -", "the citation is missing, in “-”", "the citation as rows write it", ""),
        ("A▶; B | verified | in force | - | - | -", "an entry is for one citation, in “A; B”", "a row for each citation", ""),
        ("A | ▶verifed | in force | - | - | -", "“verifed” is not a grade", "verified, reported, unverified", "verified"),
        ("A | verified | in force; ▶stay | - | - | -", "“stay” is not a status, in “in force; stay”", "in force, challenged, stayed, not yet in force, repealed; perhaps with since YYYY-MM-DD", "stayed"),
        ("A | verified | stayed since ▶May | - | - | -", "“May” is not a date, in “stayed since May”", "a date YYYY-MM-DD", ""),
        ("A | verified | in force | ▶ct/54-192h | - | -", "“ct/54-192h” does not name a version", "text@version, ct/54-192h@2019-10-01", ""),
        ("A | reported | in force | - | - | ▶-", "“A” is reported without a reason, in “-”", "why, in the column note", ""),
        ("▶CGS 54-192h | verified | in force | - | - | -", "“CGS 54-192h” already has an entry on line 33", "one entry each", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong_with_a_citation(
    row: str, found: str, allowed: str, nearest: str
) -> None:
    problem = wrong(sheet("Citations", CITATIONS, row))
    assert (problem.found, problem.allowed, problem.nearest) == (f"{found}.", allowed, nearest)


def test_a_citation_is_not_endless() -> None:
    problem = wrong(
        sheet("Citations", CITATIONS, f"▶{'x' * 201} | verified | in force | - | - | -")
    )
    assert problem.found.startswith("the citation is 201 characters long")
    assert problem.allowed == "200 characters"
