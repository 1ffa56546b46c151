"""``charteroak ask`` without a person: options in, an answer or its reason out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.shell import DAY, Ran, run

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "answer.md"
Ask = Callable[..., Ran]


@pytest.fixture
def ask(guidance: str) -> Ask:
    """Return a function that asks the memo, on a day of 2020 unless told otherwise."""

    def asked(*options: str, text: str = "ct/memo", on: str = DAY) -> Ran:
        return run("ask", text, "--guidance", guidance, "--on", on, *options)

    return asked


# ---- what is answered ------------------------------------------------------------------------


def test_an_answer_names_its_version_its_texts_and_its_direction(ask: Ask) -> None:
    found = ask("--act", "hold", "--fact", "warrant=yes", "--json").data
    hold = found["directions"]["hold"]

    assert (found["memo"], found["on"], found["settled"]) == ("ct/memo@2020-01-01", DAY, True)
    assert found["texts"] == ["ct/memo@2020-01-01"]
    assert (hold["direction"], hold["bounds"]) == ("may", ["until 48 hours"])
    assert hold["text"] == "ct/memo@2020-01-01"
    assert [row["row"] for row in hold["rows"]] == ["judge"]
    assert hold["citations"][0]["text"] == "Act 1"
    assert hold["citations"][0]["grade"] == "verified"
    assert found["because"] == {"hold": {"warrant": "yes"}}
    assert found["would_change"]["hold"][0] == {
        "facts": {"warrant": ["no"]},
        "becomes": [
            {"direction": "must not", "bounds": []},
            {"direction": "may", "bounds": []},
        ],
    }


def test_without_acts_all_are_answered_and_with_several_those(ask: Ask) -> None:
    assert list(ask("--json").data["directions"]) == ["hold", "tell release date"]
    several = ask("--act", "tell release date", "--act", "hold", "--json").data["directions"]
    assert list(several) == ["tell release date", "hold"]


def test_a_fact_that_was_not_given_is_not_guessed_and_asked_next(ask: Ask) -> None:
    found = ask("--act", "hold", "--fact", "warrant=no", "--json").data

    assert not found["settled"]
    assert found["directions"]["hold"]["direction"] is None
    assert found["next"]["fact"] == "grave"
    assert found["next"]["answers"] == ["yes", "no", "not sure"]
    assert found["because"] == {}


def test_not_sure_falls_back_to_what_the_memo_says_then(ask: Ask) -> None:
    found = ask("--act", "hold", "--fact", "warrant=no", "--fact", "grave=not sure", "--json").data

    assert found["directions"]["hold"]["direction"] == "refer"
    assert found["directions"]["hold"]["by_fallback"]
    assert found["next"] is None


def test_a_paper_chooses_the_acts_and_settles_facts(ask: Ask) -> None:
    found = ask("--paper", "i-200", "--json").data

    assert list(found["directions"]) == ["hold"]
    assert found["given"] == {"warrant": "no"}


@pytest.mark.parametrize(
    ("options", "grave"),
    [
        (["--record", "crime: class=C", "--record", "Crime: class=A"], "yes"),
        (["--record", "crime: class=C, date=2019-01-01"], "no"),
        (["--record", "crime: date=2019-01-01"], None),
        (["--record", "crime:"], None),
        (["--record", "crime: class = A ,"], "yes"),
        (["--no-record", "crime"], "no"),
    ],
)
def test_records_settle_facts_where_they_can(
    ask: Ask, options: list[str], grave: str | None
) -> None:
    assert ask("--act", "hold", *options, "--json").data["given"].get("grave") == grave


def test_the_same_answer_twice_is_no_conflict(ask: Ask) -> None:
    found = ask("--fact", "warrant=yes", "--fact", "Warrant= YES ", "--json")

    assert found.data["given"] == {"warrant": "yes"}


def test_a_value_may_hold_an_equals_sign_only_after_the_first(ask: Ask) -> None:
    assert "“=yes” is not NAME=ANSWER" in ask("--fact", "=yes").err
    assert "“yes=no” is not an answer to “warrant”" in ask("--fact", "warrant=yes=no").err


# ---- versions --------------------------------------------------------------------------------


def test_the_day_chooses_the_version_and_never_a_draft(ask: Ask) -> None:
    assert ask("--json", on="2022-01-01").data["memo"] == "ct/memo@2020-01-01"
    draft = ask("--json", text="ct/memo@2021-01-01", on="2022-01-01").data
    assert (draft["memo"], draft["draft"]) == ("ct/memo@2021-01-01", True)


def test_a_day_before_any_version_has_no_rule_and_says_why(ask: Ask) -> None:
    ran = ask("--act", "hold", "--fact", "warrant=yes", "--json", on="2019-12-31")

    assert ran.code == 0
    assert ran.data["memo"] is None
    assert ran.data["directions"]["hold"]["direction"] == "no rule"
    assert ran.data["given"] == {"warrant": "yes"}
    assert "no version of ct/memo is in force on 2019-12-31" in ran.data["why"]
    plain = ask(on="2019-12-31")
    assert plain.lines[0].startswith("No rule: no version of ct/memo is in force on 2019-12-31.")
    assert (plain.code, plain.lines[-1]) == (0, "Not legal advice.")


def test_a_file_is_asked_in_place_of_its_version(ask: Ask, guidance: str) -> None:
    written = (Path(guidance) / "1.md").read_text(encoding="utf-8")
    mine = Path(guidance).with_name("mine.md")
    mine.write_text(written.replace("| must not | Act 3 |", "| should not | Act 3 |"), "utf-8")
    facts = ["--fact", "warrant=no", "--fact", "grave=no"]
    found = ask("--act", "hold", "--json", *facts, text=str(mine)).data

    assert found["directions"]["hold"]["direction"] == "should not"


# ---- what is wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (
            ["--fact", "warant=no"],
            "“warant” is not a fact of this guidance. Did you mean “warrant”?",
        ),
        (["--fact", "warrant=nop"], "is not an answer to “warrant”. Did you mean “no”?"),
        (["--act", "hol"], "“hol” is not an act of this guidance. Did you mean “hold”?"),
        (["--paper", "I-201"], "“I-201” is not a paper of this guidance. Did you mean “I-200”?"),
        (["--paper", ""], "“” is not a paper of this guidance."),
        (["--fact", "warrant"], "“warrant” is not NAME=ANSWER; write it so: --fact"),
        (
            ["--fact", "warrant=yes", "--fact", "WARRANT=no"],
            "“warrant” has two answers: yes and no",
        ),
        (["--paper", "I-200", "--fact", "warrant=yes"], "you answered yes, the I-200 settles no"),
        (["--record", "class=A"], "“class=A” is not a record; write it so: --record"),
        (["--record", "crime: class"], "“crime: class” is not a record"),
        (["--record", "crime: class=A, class=B"], "“class” has two answers in one record"),
        (["--record", "crime: clas=A"], "is not a field of “crime”. Did you mean “class”?"),
        (["--record", "crimes: class=A"], "is not a list of records of this guidance."),
        (["--no-record", "Crime", "--record", "crime: class=A"], "said to be empty and to hold"),
        (["--on", "2020-02-30"], "“2020-02-30” is not a day; write it as 2020-03-01"),
        (["too", "many"], "“too” is one word too many; put quotes round a name"),
    ],
)
def test_what_is_wrong_is_said_and_the_exit_code_is_2(
    ask: Ask, options: list[str], complaint: str
) -> None:
    ran = ask(*options)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("charteroak ask: ")
    assert complaint in ran.err


def test_without_a_text_and_a_person_the_texts_in_force_are_named(guidance: str) -> None:
    ran = run("ask", "--guidance", guidance, "--on", DAY)

    assert ran.code == 2
    assert "In force on 2020-06-01: ct/memo, ct/act" in ran.err


def test_a_vocabulary_cannot_be_asked(ask: Ask) -> None:
    ran = ask(text="words")

    assert ran.code == 2
    assert "words@2020-01-01 is a vocabulary: other texts use its words" in ran.err


# ---- the data is what the documentation says -------------------------------------------------


def documented(heading: str) -> dict[str, str]:
    """Return the keys of a table of docs/reference/answer.md with what each holds."""
    page = PAGE.read_text(encoding="utf-8")
    section = re.split(
        r"^#+ .*$", page.partition(f"{heading}\n")[2], maxsplit=1, flags=re.MULTILINE
    )
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", section[0], re.MULTILINE)
    return {key: words for keys, words in rows[1:] for key in keys.split(", ")}


def named(words: str) -> set[str]:
    """Return the keys that a description names, up to its semicolon."""
    return set(re.findall(r"`(\w+)`", words.partition(";")[0]))


@pytest.fixture
def settled(ask: Ask) -> Ran:
    """Return an answer of two layers with everything in it."""
    facts = ["--fact", "warrant=yes", "--fact", "grave=no"]
    return ask("--act", "hold", "--json", *facts)


def test_the_documented_keys_are_those_of_an_answer(settled: Ran, ask: Ask) -> None:
    keys = documented("# The answer, as data")

    assert set(settled.data) == set(keys) - {"why"}
    assert set(ask("--json", "--act", "hold", on="2000-01-01").data) == set(keys)
    assert set(settled.data["desk"]) == named(keys["desk"])


def test_the_documented_keys_are_those_of_a_direction(settled: Ran, ask: Ask) -> None:
    keys = documented("## Directions")
    hold = settled.data["directions"]["hold"]
    no_rule = ask("--json", "--act", "hold", on="2000-01-01").data["directions"]["hold"]

    assert list(hold) == list(keys)
    assert list(no_rule) == list(keys)
    assert set(hold["rows"][0]) == named(keys["rows"])
    assert set(hold["citations"][0]) == named(keys["citations"])


def test_the_documented_keys_are_those_of_what_the_other_texts_say(guidance: str) -> None:
    memo = Path(guidance) / "1.md"
    written = memo.read_text(encoding="utf-8").replace("\nuses:", "\nrests on: ct/act\nuses:")
    memo.write_text(written, encoding="utf-8")
    options = ["--fact", "warrant=no", "--fact", "grave=yes", "--act", "hold"]
    ran = run("ask", "ct/memo", "--guidance", guidance, "--on", DAY, *options, "--json")
    hold = ran.data["directions"]["hold"]

    assert hold["conflict"]
    assert hold["text"] == "ct/act@2020-01-01"
    assert set(hold["also"][0]) == named(documented("## Directions")["also"])


def test_the_documented_keys_are_those_of_a_duty(settled: Ran) -> None:
    keys = documented("## Things to do")
    (duty,), (thing,) = settled.data["duties"], settled.data["desk"]["do"]

    assert set(duty) == set(keys) - {"to_whom", "how_proven"}
    assert set(thing) == set(keys) - {"who", "to_whom", "by_when", "how_proven"}


def test_the_documented_keys_are_those_of_a_question(ask: Ask) -> None:
    question = ask("--json", "--act", "hold").data["next"]

    assert list(question) == list(documented("## The next question"))
