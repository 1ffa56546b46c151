"""One question at a terminal: picking an answer by number, name or beginning; back, help, stop."""

from __future__ import annotations

import pytest

from charteroak.commands.dialog import Back, Choice, Dialog, Leave

COLOURS = Choice(names=["red", "dark red", "blue", "not sure"], help=["How to tell: look."])


def ask(choice: Choice, *typed: str) -> tuple[str, list[str]]:
    """Return what is picked by typing lines, and what the person was told."""
    waiting, told = list(typed), list[str]()

    def read(_: str) -> str:
        if not waiting:
            raise EOFError
        return waiting.pop(0)

    return Dialog(read, told.append).choose("Which colour?", choice), told


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("1", "red"),
        ("4", "not sure"),
        ("Red", "red"),
        ("  dark   RED ", "dark red"),
        ("dark", "dark red"),
        ("blu", "blue"),
    ],
)
def test_an_answer_is_picked_by_its_number_its_name_or_its_beginning(
    typed: str, picked: str
) -> None:
    assert ask(COLOURS, typed)[0] == picked


@pytest.mark.parametrize(("typed", "picked"), [("y", "yes"), ("n", "no"), ("N", "no")])
def test_yes_and_no_have_one_letter(typed: str, picked: str) -> None:
    assert ask(Choice(names=["yes", "no", "not sure"]), typed)[0] == picked


@pytest.mark.parametrize("typed", ["0", "5", "-1", "1.0", "99999999999999999999", "²", "٣", "re"])
def test_what_is_no_answer_is_asked_again(typed: str) -> None:
    picked, told = ask(COLOURS, typed, "1")

    assert picked == "red"
    assert f"“{typed}” is not one of the answers." in told[-1]
    assert "Type 1 to 4." in told[-1]


def test_a_slip_is_answered_with_the_nearest_answer() -> None:
    assert "Did you mean “blue”?" in ask(COLOURS, "bleu", "1")[1][-1]


@pytest.mark.parametrize("typed", ["b", "B", "back"])
def test_b_goes_back(typed: str) -> None:
    with pytest.raises(Back):
        ask(COLOURS, typed)


@pytest.mark.parametrize("typed", ["q", "Q", "quit", "exit"])
def test_q_stops(typed: str) -> None:
    with pytest.raises(Leave):
        ask(COLOURS, typed)


def test_the_end_of_the_input_is_passed_on() -> None:
    with pytest.raises(EOFError):
        ask(COLOURS)


def test_before_the_first_question_there_is_none() -> None:
    picked, told = ask(Choice(names=["red"], first=True), "b", "1")

    assert picked == "red"
    assert told[-1] == "   This is the first question."


def test_an_answer_that_is_called_b_or_q_is_an_answer() -> None:
    classes = Choice(names=["A", "B", "C", "Q"])

    assert ask(classes, "b")[0] == "B"
    assert ask(classes, "q")[0] == "Q"
    with pytest.raises(Back):
        ask(classes, "back")


def test_help_tells_how_to_tell_and_what_to_type() -> None:
    told = ask(COLOURS, "?", "help", "1")[1]

    assert told.count("   How to tell: look.") == 2
    assert told[-1] == "   Type the number or the answer. b goes back, ? helps, q stops."


def test_an_empty_line_tells_what_to_type() -> None:
    assert ask(COLOURS, "", "1")[1][-1].startswith("   Type the number or the answer.")


def test_an_empty_line_keeps_the_answer_given_before() -> None:
    picked, told = ask(Choice(names=["red", "blue"], kept="blue"), "")

    assert picked == "blue"
    assert "   Enter keeps “blue”." in told


def test_the_answers_are_listed_with_numbers_descriptions_and_headings() -> None:
    choice = Choice(
        names=["red", "blue"], descriptions=["like a rose", ""], headings={"blue": "or:"}
    )

    assert ask(choice, "1")[1] == [
        "",
        "Which colour?",
        "   1  red: like a rose",
        "  or:",
        "   2  blue",
    ]


def test_a_question_that_wants_a_number_takes_it_as_the_answer() -> None:
    weights = Choice(names=["20 or less", "more than 20", "not sure"], numbered=False, free=True)
    picked, told = ask(weights, "2")

    assert picked == "2"
    assert "   -  20 or less" in told
    assert ask(weights, "not sure")[0] == "not sure"
    assert ask(weights, "MORE than 20")[0] == "more than 20"
    assert ask(weights, "?", "1")[1][-1].startswith(
        "   Type the value itself, or the words of an answer."
    )


def test_a_question_with_free_answers_takes_any_words() -> None:
    lengths = Choice(names=["48 hours or less", "not sure"], free=True)

    assert ask(lengths, "3 days")[0] == "3 days"
    assert ask(lengths, "1")[0] == "48 hours or less"
