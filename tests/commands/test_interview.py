"""The interview: one question at a time, back without losing answers, not sure everywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from charteroak.commands.dialog import Dialog
from charteroak.commands.interview import hold_interview
from charteroak.core.errors import CharterOakError, ConflictingFactsError, NoVersionError
from charteroak.core.library import Library
from charteroak.core.situation import Request
from texts import library, sheet, table, text

DAY = date(2020, 6, 1)
HOLD = table(
    "hold",
    "U | warrant | conviction | watch list | > hold | # cite",
    "1 | yes | - | - | may | Act 1",
    "2 | no | none | - | must not | Act 2",
    "3 | no | other | yes | should | Act 3",
    "4 | no | other | no | should not | Act 4",
    "5 | no | class A or B felony | - | must | Act 5",
)
TELL = table(
    "tell",
    "U | held | > tell release date | # cite",
    "1 | > 48 hours | may | Act 1",
    "2 | <= 48 hours | must not | Act 1",
)
PAPERS = sheet(
    "Papers",
    "paper | title | looks like | signed by | asks for | settles | in use | cite",
    "I-200 | Warrant | a form | an officer | hold | warrant = no | to 2019-12-31 | Act 1",
    "other | Nothing of ours | a form | nobody | give a speech | - | - | Act 1",
)
ACTS = sheet("Acts", "act | question", "give a speech | May we?")
COUNT = table(
    "hold",
    "U | children | > hold | # cite",
    "1 | >= 2 | may | Act 1",
    "2 | < 2 | must not | Act 1",
)
CHILDREN = sheet(
    "Facts",
    "fact | question | answers | how to tell | why | decided by",
    "children | How many *children*? | whole number [0..] | Count. | The act asks. | a nurse",
)


class Person:
    """Types the lines it was given, and keeps what it was told."""

    def __init__(self, *typed: str) -> None:
        self.typed, self.told = list(typed), list[str]()

    def read(self, _: str) -> str:
        if not self.typed:
            raise EOFError
        return self.typed.pop(0)

    def told_of(self, start: str) -> list[str]:
        """Return the lines that begin so."""
        return [line for line in self.told if line.startswith(start)]


def interview(
    found: Library, *typed: str, name: str | None = "memo", request: Request | None = None
) -> Person:
    """Hold the interview with a person who types so, and return the person."""
    person = Person(*typed)
    dialog = Dialog(person.read, person.told.append)
    hold_interview(found, name, DAY, request or Request(), dialog)
    assert not person.typed, f"not asked for: {person.typed}"
    return person


SIMPLE = library(text("memo", HOLD))
BOTH = library(text("memo", HOLD, TELL, PAPERS, ACTS))


# ---- from the first question to the answer ---------------------------------------------------


def test_the_facts_are_asked_one_at_a_time_until_the_answer_is_settled() -> None:
    person = interview(SIMPLE, "no", "2", "1", "")

    assert person.told_of("1. ") == [
        "1. Is there a warrant signed by a judge? (about 2 questions to go)"
    ]
    assert person.told_of("2. What is the most serious conviction?")
    assert person.told_of("3. Is the person on a watch list?")
    assert person.told_of("hold: ") == ["hold: SHOULD"]


def test_a_question_that_makes_no_difference_is_not_asked() -> None:
    person = interview(SIMPLE, "yes", "")

    assert not person.told_of("2. ")
    assert person.told_of("hold: ") == ["hold: MAY"]


def test_what_is_known_already_is_not_asked() -> None:
    facts = {"warrant": "no", "conviction": "other"}
    person = interview(SIMPLE, "y", "", request=Request(facts=facts))

    assert person.told_of("1. Is the person on a watch list?")


def test_where_nothing_has_to_be_asked_the_answer_is_printed_at_once() -> None:
    person = interview(SIMPLE, request=Request(facts={"warrant": "yes"}))

    assert person.told_of("hold: ") == ["hold: MAY"]
    assert not person.told_of("Enter ends")


def test_not_sure_is_an_answer_to_every_question() -> None:
    person = interview(SIMPLE, "not sure", "not sure", "not sure", "")

    assert person.told_of("hold: ") == ["hold: REFER"]
    assert person.told_of("  because you are not sure of")


def test_not_sure_everywhere_ends_without_a_fallback_too() -> None:
    law = library(text("act", HOLD, level="state statute"))
    person = interview(law, "not sure", "not sure", "not sure", "", name="act")

    assert person.told_of("hold: not settled")


# ---- going back ------------------------------------------------------------------------------


def test_going_back_several_questions_keeps_the_other_answers() -> None:
    person = interview(SIMPLE, "no", "other", "b", "b", "no", "yes", "")

    assert len(person.told_of("1. ")) == 2
    assert len(person.told_of("2. ")) == 2
    assert len(person.told_of("3. ")) == 2
    assert "   Enter keeps “other”." in person.told
    assert person.told_of("hold: ") == ["hold: SHOULD"]


def test_an_answer_is_changed_and_those_after_it_stay() -> None:
    person = interview(SIMPLE, "no", "other", "b", "b", "yes", "")

    assert person.told_of("hold: ") == ["hold: MAY"]


def test_an_empty_line_keeps_the_answer_on_the_way_back() -> None:
    person = interview(SIMPLE, "no", "other", "b", "", "no", "")

    assert person.told_of("hold: ") == ["hold: SHOULD NOT"]


def test_before_the_first_question_there_is_none() -> None:
    person = interview(SIMPLE, "b", "yes", "")

    assert "   This is the first question." in person.told


def test_the_last_answer_can_still_be_changed_when_the_answer_stands() -> None:
    person = interview(SIMPLE, "yes", "b", "no", "none", "")

    assert person.told_of("hold: ") == ["hold: MAY", "hold: MUST NOT"]


# ---- what is asked for -----------------------------------------------------------------------


def test_the_person_chooses_the_paper_shown_or_the_act_asked_for() -> None:
    person = interview(BOTH, "1", "none", "")

    assert "   1  I-200: Warrant (in use until 2019-12-31)" in person.told
    assert "  no paper, or none of these:" in person.told
    assert "   2  hold: May we keep this person?" in person.told
    assert "   4  everything: all acts that this guidance rules on" in person.told
    assert person.told_of("hold: ") == ["hold: MUST NOT"]


def test_a_paper_that_asks_for_nothing_of_this_guidance_is_not_offered() -> None:
    assert not [line for line in interview(BOTH, "q").told if "Nothing of ours" in line]


def test_an_act_or_everything_can_be_chosen() -> None:
    assert interview(BOTH, "tell release date", "2 days", "").told_of("tell release date: MUST NOT")
    person = interview(BOTH, "everything", "yes", "3 days", "")
    assert person.told_of("tell release date:  MAY")
    assert person.told_of("hold:               MAY")


def test_before_the_first_fact_stands_what_is_asked_for() -> None:
    person = interview(BOTH, "hold", "no", "b", "b", "", "", "none", "")

    assert person.told.count("Which paper is shown, or what is asked?") == 2
    assert "   Enter keeps “hold”." in person.told
    assert person.told_of("hold: ") == ["hold: MUST NOT"]


def test_a_paper_chosen_later_takes_back_what_it_contradicts() -> None:
    person = interview(BOTH, "hold", "yes", "b", "b", "I-200", "none", "")

    assert "   The paper settles warrant otherwise." in person.told
    assert person.told_of("hold: ") == ["hold: MAY", "hold: MUST NOT"]


def test_acts_and_papers_that_were_given_are_not_asked_for() -> None:
    person = interview(BOTH, "none", "", request=Request(paper="I-200"))

    assert "Which paper is shown, or what is asked?" not in person.told


def test_without_a_text_the_person_chooses_among_those_in_force() -> None:
    found = library(text("memo", HOLD), text("act", HOLD, level="state statute"))
    person = interview(found, "act", "yes", "", name=None)

    assert "   1  memo: memo" in person.told
    assert "   2  act: act" in person.told
    assert any(line.startswith("act@2020-01-01") for line in person.told)


# ---- values, help, leaving -------------------------------------------------------------------


def test_a_number_is_the_answer_itself_and_never_the_number_of_an_answer() -> None:
    person = interview(library(text("memo", COUNT, CHILDREN)), "1", "")

    assert "   -  from 0 to 1" in person.told
    assert person.told_of("hold: ") == ["hold: MUST NOT"]


def test_a_value_that_cannot_be_is_asked_again() -> None:
    person = interview(library(text("memo", COUNT, CHILDREN)), "minus", "-1", "2", "")

    assert len(person.told_of("   “minus” is not an answer to “children”.")) == 1
    assert len(person.told_of("   “-1” is not an answer to “children”.")) == 1
    assert person.told_of("hold: ") == ["hold: MAY"]


def test_help_says_how_to_tell_why_it_is_asked_and_who_decides() -> None:
    person = interview(library(text("memo", COUNT, CHILDREN)), "?", "q")

    assert "1. How many “children”?" in person.told
    assert "   How to tell: Count." in person.told
    assert "   Why we ask: The act asks." in person.told
    assert "   Who decides: a nurse" in person.told


@pytest.mark.parametrize("typed", [["q"], ["no", "q"], ["no", "b", "q"]])
def test_a_person_may_stop_at_any_question(typed: list[str]) -> None:
    person = interview(SIMPLE, *typed)

    assert person.told[-1] == "Stopped; nothing was kept."
    assert not person.told_of("hold: ")


def test_the_end_of_the_input_stops_before_the_answer_and_ends_after_it() -> None:
    assert interview(SIMPLE, "no").told[-1] == "\nStopped; nothing was kept."
    assert interview(SIMPLE, "yes").told[-1] == "Enter ends; b changes an answer."


# ---- what is wrong before the first question -------------------------------------------------


def test_what_was_given_is_checked_before_the_first_question() -> None:
    with pytest.raises(ConflictingFactsError):
        interview(BOTH, request=Request(paper="I-200", facts={"warrant": "yes"}))
    with pytest.raises(NoVersionError):
        interview(library(text("memo", HOLD, start="2021-01-01")))


def test_a_day_on_which_nothing_is_in_force_is_an_error() -> None:
    with pytest.raises(CharterOakError, match="no text is in force on 2020-06-01"):
        interview(library(text("memo", HOLD, start="2021-01-01")), name=None)


def test_a_file_can_be_asked(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text(text("memo", HOLD.replace("| may |", "| must |")), encoding="utf-8")

    assert interview(SIMPLE, "yes", "", name=str(file)).told_of("hold: ") == ["hold: MUST"]
