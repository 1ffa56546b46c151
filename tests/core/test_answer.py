"""The answer to a request: settled or not, never guessed, layered, and why it is so."""

from __future__ import annotations

from datetime import date

import pytest

from charteroak.core.answer import ActAnswer, Answer, Change, answer, question_at
from charteroak.core.directions import Direction, Ruling
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.memo import Version
from charteroak.core.situation import Request
from texts import DAY, find, library, sheet, table, text

MAY, MUST_NOT, REFER = Ruling(Direction.MAY), Ruling(Direction.MUST_NOT), Ruling(Direction.REFER)
HOLD = table(
    "hold",
    "U | warrant | conviction | > hold | # cite",
    "judge | yes | - | may | Act 1",
    "felony | no | class A or B felony | may | Act 2",
    "otherwise | no | < class A or B felony | must not | Act 3",
)
MEMO = text("memo", HOLD)
LAW = text("act", HOLD, level="state statute")


def guidance(*texts: str, name: str = "memo", day: date = DAY) -> Guidance:
    found = library(*texts)
    return compile_guidance(found, find(found, name), day)


def ask(*texts: str, name: str = "memo", acts: tuple[str, ...] = (), **facts: str) -> Answer:
    """Answer under the text ``name``; a fact's spaces are written as underlines."""
    given = {fact.replace("_", " "): value for fact, value in facts.items()}
    return answer(guidance(*texts, name=name), Request(acts=acts, facts=given))


def hold(found: Answer) -> ActAnswer:
    (direction,) = [each for each in found.directions if each.act == "hold"]
    return direction


# ---- settled, open, not sure -----------------------------------------------------------------


def test_a_fact_that_was_not_given_is_never_guessed() -> None:
    found = ask(MEMO, conviction="none")

    assert not found.settled
    assert hold(found).ruling is None
    assert hold(found).possible == (MUST_NOT, MAY)
    assert hold(found).depends_on == ("warrant",)


def test_an_answer_is_settled_where_the_missing_facts_make_no_difference() -> None:
    found = ask(MEMO, warrant="yes")

    assert found.settled
    assert hold(found).ruling == MAY
    assert found.next is None


def test_not_sure_is_settled_where_it_makes_no_difference() -> None:
    found = ask(MEMO, warrant="not sure", conviction="class A or B felony")

    assert hold(found).ruling == MAY
    assert not hold(found).by_fallback


def test_not_sure_that_matters_falls_back_to_what_the_memo_says_then() -> None:
    found = ask(MEMO, warrant="not sure", conviction="none")

    assert hold(found).ruling == REFER
    assert hold(found).by_fallback
    assert hold(found).possible == (MUST_NOT, MAY)
    assert hold(found).depends_on == ("warrant",)
    assert [cite.cite for cite in hold(found).citations] == ["Act 9"]
    assert hold(found).binding == Version("memo", "2020-01-01")


def test_not_sure_that_matters_settles_nothing_where_no_fallback_is_written() -> None:
    found = ask(LAW, name="act", warrant="not sure", conviction="none")

    assert not found.settled
    assert hold(found).possible == (MUST_NOT, MAY)
    assert hold(found).depends_on == ("warrant",)
    assert found.next is None


def test_not_sure_is_not_asked_again() -> None:
    found = ask(MEMO, warrant="not sure")

    assert found.next is not None
    assert found.next.fact == "conviction"


def test_the_given_facts_are_repeated_in_the_words_of_the_texts() -> None:
    found = ask(MEMO, Warrant="YES", conviction="Not sure", held="2 days")

    assert found.given == {"warrant": "yes", "conviction": "not sure", "held": "2 days"}


# ---- acts ------------------------------------------------------------------------------------


def test_without_acts_every_act_is_answered_in_the_order_of_the_vocabulary() -> None:
    release = table("release", "U | watch list | > tell release date | # cite", "1 | - | may | Act")
    found = ask(text("memo", release, HOLD))

    assert [each.act for each in found.directions] == ["hold", "tell release date"]
    assert hold(found).question == "May we keep this person?"


def test_an_act_that_no_text_rules_on_has_no_rule() -> None:
    found = ask(MEMO, acts=("tell release date",))
    (release,) = found.directions

    assert release.ruling == Ruling(Direction.NO_RULE)
    assert (release.binding, release.rows, release.citations) == (None, (), ())


def test_an_act_is_found_without_regard_to_capitals_and_asked_once() -> None:
    assert [each.act for each in ask(MEMO, acts=("HOLD", "hold")).directions] == ["hold"]


# ---- rows, reasons and changes ---------------------------------------------------------------


def test_the_rows_that_decide_are_named_with_their_citations() -> None:
    direction = hold(ask(MEMO, warrant="no", conviction="none"))
    (row,) = direction.rows

    assert (str(row.text), row.table, row.row) == ("memo@2020-01-01", "hold", "otherwise")
    assert [cite.cite for cite in direction.citations] == ["Act 3"]


def test_all_rows_that_may_decide_are_named_where_they_say_the_same() -> None:
    direction = hold(ask(MEMO, conviction="class A or B felony"))

    assert [row.row for row in direction.rows] == ["judge", "felony"]
    assert [cite.cite for cite in direction.citations] == ["Act 1", "Act 2"]


def test_the_reason_is_the_fewest_facts_that_force_the_direction() -> None:
    direction = hold(ask(MEMO, warrant="no", conviction="class A or B felony", held="1 hour"))

    assert direction.because == {"conviction": "class A or B felony"}


def test_the_nearest_other_answers_and_what_they_lead_to() -> None:
    direction = hold(ask(MEMO, warrant="no", conviction="none"))

    assert direction.would_change == (
        Change(facts={"warrant": ("yes",)}, becomes=(MAY,)),
        Change(facts={"conviction": ("class A or B felony",)}, becomes=(MAY,)),
    )


def test_reasons_and_the_next_question_can_be_left_out() -> None:
    found = answer(guidance(MEMO), Request(facts={"warrant": "yes"}), interview=False)
    bare = answer(guidance(MEMO), Request(facts={"warrant": "yes"}), reasons=False)

    assert found.next is None
    assert hold(found).because == {"warrant": "yes"}
    assert hold(bare).because == {}
    assert hold(bare).would_change == ()


# ---- the next question -----------------------------------------------------------------------


def test_the_next_question_settles_the_answer_in_the_fewest_further_ones() -> None:
    found = ask(MEMO)

    assert found.next is not None
    assert found.next.fact == "warrant"
    assert found.next.answers == ("yes", "no")
    assert found.next.expected == pytest.approx(1.5)
    assert found.next.exact


def test_a_question_about_a_length_of_time_offers_the_pieces_that_matter() -> None:
    clock = table(
        "hold",
        "U | held | > hold | # cite",
        "1 | > 48 hours | may | Act",
        "2 | <= 48 hours | must not | Act",
    )
    question = question_at(guidance(text("memo", clock)), 0)

    assert question.answers == (
        "from 0 hours to 48 hours",
        "more than 48 hours and 96 hours or less",
    )
    assert question.free


# ---- layers ----------------------------------------------------------------------------------


def say(name: str, direction: str, *, level: str, front: str = "") -> str:
    """Return a text with one row that always says ``direction`` of *hold*."""
    rows = table("hold", "U | warrant | > hold | # cite", f"1 | - | {direction} | Act 1")
    return text(name, rows, level=level, front=front)


def test_law_binds_and_what_the_memo_says_against_it_is_shown_as_a_conflict() -> None:
    direction = hold(
        ask(
            say("act", "must not", level="state statute"),
            say("memo", "may", level="state memo", front="rests on: act"),
        )
    )
    (also,) = direction.also

    assert direction.ruling == MUST_NOT
    assert direction.binding == Version("act", "2020-01-01")
    assert direction.conflict
    assert (also.text, also.rulings) == (Version("memo", "2020-01-01"), (MAY,))
    assert [cite.cite for cite in also.citations] == ["Act 1"]


def test_a_memo_narrows_what_the_law_leaves_open_without_conflict() -> None:
    direction = hold(
        ask(
            say("act", "may", level="state statute"),
            say("memo", "should not", level="state memo", front="rests on: act"),
        )
    )

    assert direction.ruling == Ruling(Direction.SHOULD_NOT)
    assert direction.binding == Version("memo", "2020-01-01")
    assert not direction.conflict
    assert [str(said.text) for said in direction.also] == ["act@2020-01-01"]


def test_the_higher_of_two_laws_binds() -> None:
    direction = hold(
        ask(
            say("act", "must not", level="state statute"),
            say("federal", "must", level="federal statute"),
            say("memo", "no rule", level="state memo", front="rests on: [act, federal]"),
        )
    )

    assert direction.ruling == Ruling(Direction.MUST)
    assert direction.conflict


def test_laws_of_one_level_that_contradict_each_other_refer_the_case() -> None:
    direction = hold(
        ask(
            say("act", "must not", level="state statute"),
            say("other", "must", level="state statute"),
            say("memo", "no rule", level="state memo", front="rests on: [act, other]"),
        )
    )

    assert direction.ruling is not None
    assert direction.ruling.direction is Direction.REFER
    assert direction.conflict


def test_the_texts_in_force_are_listed_highest_level_first() -> None:
    found = ask(
        say("memo", "may", level="state memo", front="rests on: [act, federal]"),
        say("act", "may", level="state statute"),
        say("federal", "may", level="federal statute"),
    )

    assert [each.text for each in found.texts] == ["federal", "act", "memo"]


# ---- plans -----------------------------------------------------------------------------------

ADOPTED = text(
    "memo",
    table("hold", "U | warrant | > hold | # cite", "1 | - | may, until {hours} | Act 1"),
    sheet("Blanks", "blank | meaning", "hours | how long we keep a person"),
)
PLAN = text(
    "plan",
    sheet("Blanks", "blank | value", "hours | 24 hours"),
    level="local plan",
    front="adopts: memo",
)


def test_a_plan_fills_in_the_blanks_of_the_memo_it_adopts() -> None:
    assert hold(ask(ADOPTED, PLAN, name="plan")).ruling == Ruling(
        Direction.MAY, ("until 24 hours",)
    )


def test_a_blank_that_nobody_fills_in_stays_as_it_is_written() -> None:
    assert hold(ask(ADOPTED)).ruling == Ruling(Direction.MAY, ("until {hours}",))


def test_a_draft_says_that_it_is_one() -> None:
    assert ask(text("memo", HOLD, front="status: draft")).draft
    assert not ask(MEMO).draft
