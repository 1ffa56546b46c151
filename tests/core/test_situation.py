"""From what a person said to a situation: names found, papers applied, records read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from charteroak.core.errors import ConflictingFactsError, UnknownNameError
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.records import Record
from charteroak.core.situation import Request, Situation, find_fact, find_paper, resolve
from texts import DAY, find, library, sheet, table, text

HOLD = table(
    "hold",
    "U | warrant | > hold | # cite",
    "1 | yes | may | Act 1",
    "2 | no | must not | Act 2",
)
TELL = table("tell", "U | watch list | > tell release date | # cite", "1 | - | may | Act 1")
PAPERS = sheet(
    "Papers",
    "paper | title | looks like | signed by | asks for | settles | cite",
    "I-200 | Warrant for arrest | a form | an officer | hold | warrant = no | Act 1",
    "letter | A letter | paper | anybody | - | - | Act 1",
)
RECORDS = """
## Records

### conviction: each conviction

| field | question                 | answers     |
|-------|--------------------------|-------------|
| class | Of what class?           | A, B, C     |
| date  | On what day?             | date        |
"""
DEFINED = sheet(
    "Facts",
    "fact | question | answers | defined as",
    "grave | Is a conviction of class A or B? | yes, no | any conviction where class = A, B",
    "recent | Is one of the last year? | yes, no | any conviction where date within 1 year",
)
GRAVE = table(
    "hold",
    "F | grave | recent | > hold | # cite",
    "1 | yes | - | may | Act 1",
    "2 | - | yes | should not | Act 1",
    "3 | - | - | must not | Act 1",
)
CONVICTED = text("memo", GRAVE, RECORDS, DEFINED)


def guidance(*texts: str, name: str = "memo") -> Guidance:
    found = library(*texts)
    return compile_guidance(found, find(found, name), DAY)


def told(found: Guidance, request: Request) -> dict[str, str]:
    """Return the answers of the situation that ``request`` is, by the names of their facts."""
    situation = resolve(found, request)
    return {
        found.space.name(level): found.space.domains[level].label(index)
        for level, index in situation.answers.items()
    }


def convicted(*records: Record) -> dict[str, str]:
    return told(guidance(CONVICTED), Request(records={"conviction": records}))


# ---- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["warrant", "WARRANT", " Warrant ", "words: warrant"])
def test_a_fact_is_found_without_regard_to_capitals_and_spaces(written: str) -> None:
    assert told(guidance(text("memo", HOLD)), Request(facts={written: "Yes"})) == {"warrant": "yes"}


@pytest.mark.parametrize(
    ("request_", "nearest"),
    [
        (Request(facts={"warant": "yes"}), "warrant"),
        (Request(facts={"warrant": "yess"}), "yes"),
        (Request(acts=("hol",)), "hold"),
        (Request(paper="I-20"), "I-200"),
        (Request(paper=""), ""),
        (Request(facts={"held": "two days"}), ""),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(request_: Request, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve(guidance(text("memo", HOLD, PAPERS)), request_)

    assert caught.value.nearest == nearest


def test_the_facts_that_are_asked_stand_first_among_those_allowed() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_fact(guidance(text("memo", TELL)), "nonsense")

    assert caught.value.allowed == ("watch list", "warrant", "conviction", "held")


def test_a_fact_that_no_table_reads_is_checked_and_kept_beside() -> None:
    found = guidance(text("memo", HOLD))
    situation = resolve(found, Request(facts={"held": "30 hours", "watch list": "not sure"}))

    assert situation.beside == {"held": "30 hours", "watch list": "not sure"}
    with pytest.raises(UnknownNameError):
        resolve(found, Request(facts={"held": "200 hours"}))
    with pytest.raises(UnknownNameError):
        resolve(found, Request(facts={"conviction": "murder"}))


# ---- one word, two meanings ------------------------------------------------------------------

OWN = sheet("Facts", "fact | question | answers", "warrant | Is there any paper at all? | yes, no")
LAW = text("act", HOLD, level="state statute")


def test_a_word_that_the_memo_defines_itself_means_the_memos_fact() -> None:
    found = guidance(LAW, text("memo", TELL, OWN, front="rests on: act"))

    assert find_fact(found, "warrant").text == "memo"
    assert find_fact(found, "words: warrant").text == "words"


def law_with_its_own_note(name: str) -> str:
    """Return a law that defines the fact *note* for itself."""
    rows = table("hold", "U | note | > hold | # cite", "1 | yes | may | Act 1")
    fact = sheet("Facts", "fact | question | answers", "note | Is there a note? | yes, no")
    return text(name, rows, fact, level="state statute")


def test_a_word_of_two_other_texts_must_be_written_with_its_text() -> None:
    laws = [law_with_its_own_note("act"), law_with_its_own_note("other")]
    found = guidance(*laws, text("memo", HOLD, front="rests on: [act, other]"))

    with pytest.raises(UnknownNameError) as caught:
        find_fact(found, "note")
    assert set(caught.value.allowed) == {"act: note", "other: note"}
    assert find_fact(found, "other: note").text == "other"


def test_facts_that_share_a_name_are_shown_with_their_text() -> None:
    found = guidance(LAW, text("memo", HOLD, OWN, front="rests on: act"))

    assert {found.space.name(level) for level in range(2)} == {"words: warrant", "memo: warrant"}
    assert told(found, Request(facts={"words: warrant": "no", "memo: warrant": "yes"})) == {
        "words: warrant": "no",
        "memo: warrant": "yes",
    }


# ---- papers ----------------------------------------------------------------------------------


def test_a_paper_chooses_the_acts_that_it_asks_for_and_settles_facts() -> None:
    found = guidance(text("memo", HOLD, TELL, PAPERS))
    situation = resolve(found, Request(paper="i-200"))

    assert situation.acts == ("hold",)
    assert situation.paper == find_paper(found, "I-200")
    assert told(found, Request(paper="I-200")) == {"warrant": "no"}


def test_a_paper_that_asks_for_nothing_leaves_all_acts() -> None:
    found = guidance(text("memo", HOLD, TELL, PAPERS))

    assert resolve(found, Request(paper="letter")).acts == ("hold", "tell release date")


def test_acts_that_are_named_count_more_than_those_of_the_paper() -> None:
    request = Request(paper="I-200", acts=("tell release date",))

    assert resolve(guidance(text("memo", HOLD, TELL, PAPERS)), request).acts == (
        "tell release date",
    )


def test_a_fact_that_contradicts_the_paper_is_an_error_that_names_both() -> None:
    with pytest.raises(ConflictingFactsError) as caught:
        resolve(
            guidance(text("memo", HOLD, PAPERS)), Request(paper="I-200", facts={"warrant": "yes"})
        )

    assert "you answered yes, the I-200 settles no" in str(caught.value)


def test_the_paper_settles_what_the_person_is_not_sure_of() -> None:
    request = Request(paper="I-200", facts={"warrant": "not sure"})

    assert told(guidance(text("memo", HOLD, PAPERS)), request) == {"warrant": "no"}


def test_two_answers_to_one_fact_are_an_error_however_it_is_written() -> None:
    request = Request(facts={"warrant": "yes", "Warrant": "no"})

    with pytest.raises(ConflictingFactsError, match="“warrant” has two answers"):
        resolve(guidance(text("memo", HOLD)), request)


# ---- records ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([{"class": "C"}, {"class": "A"}], {"grave": "yes"}),
        ([{"class": "C"}, {}], {}),
        ([{"class": "A"}, {}], {"grave": "yes"}),
        ([{"class": "C", "date": "2019-06-01"}], {"grave": "no", "recent": "yes"}),
        ([{"class": "C", "date": "2019-05-31"}], {"grave": "no", "recent": "no"}),
        ([{"class": "not sure", "date": "2010-01-01"}], {"recent": "no"}),
        ([], {"grave": "no", "recent": "no"}),
    ],
)
def test_records_settle_the_facts_defined_over_them(
    records: Sequence[Record], expected: dict[str, str]
) -> None:
    assert convicted(*records) == expected


def test_one_list_written_in_two_ways_is_one_list() -> None:
    records = {"conviction": [{"class": "A"}], "Conviction": [{"class": "C"}]}

    assert told(guidance(CONVICTED), Request(records=records)) == {"grave": "yes"}


def test_without_records_the_facts_stay_open() -> None:
    assert told(guidance(CONVICTED), Request()) == {}


def test_a_person_may_answer_a_defined_fact_directly() -> None:
    assert told(guidance(CONVICTED), Request(facts={"grave": "yes"})) == {"grave": "yes"}


def test_an_answer_that_contradicts_the_records_is_an_error() -> None:
    request = Request(facts={"grave": "no"}, records={"conviction": [{"class": "A"}]})

    with pytest.raises(ConflictingFactsError, match="you answered no, the records say yes"):
        resolve(guidance(CONVICTED), request)


@pytest.mark.parametrize(
    ("records", "nearest"),
    [
        ({"convictions": [{"class": "A"}]}, "conviction"),
        ({"conviction": [{"clas": "A"}]}, "class"),
        ({"conviction": [{"class": "AA"}]}, "A"),
        ({"conviction": [{"date": "in May"}]}, ""),
    ],
)
def test_a_wrong_list_field_or_answer_is_an_error(
    records: dict[str, list[Record]], nearest: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve(guidance(CONVICTED), Request(records=records))

    assert caught.value.nearest == nearest


def test_a_situation_is_data_that_can_be_compared() -> None:
    found = guidance(text("memo", HOLD))
    expected = Situation(acts=("hold",), answers={0: 0}, unsure=frozenset(), beside={})

    assert resolve(found, Request(facts={"warrant": "yes"})) == expected
