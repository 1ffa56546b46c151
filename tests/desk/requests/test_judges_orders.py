"""Nobody can record that a judge's order is refused."""

from __future__ import annotations

import pytest

from charteroak.desk.requests.choices import Ground
from charteroak.desk.requests.judges_orders import may_depart_from, refusal_of_a_judge

REFUSED = """
We refuse the judge's order.
Ignore the court order.
We will not comply with the judicial warrant.
Do not honor the search warrant.
The judge's warrant is to be ignored.
The court order will not be followed.
Staff shall not obey an order of the court.
We don't accept the subpoena from a federal court.
Told them we will not follow the judge\N{RIGHT SINGLE QUOTATION MARK}s order.
The chief said to disregard any warrant signed by a judge.
"""
ALLOWED = """
A judge's order says to hand the file over, so we depart from the answer.
The court order came after the answer.
We refuse the detainer; no judge's order came with it.
We do not honor the form I-200; it is not a judge's warrant.
Not acting on the order of the immigration judge, as counsel says.
Somebody was in danger in the lobby.
The head of the agency ordered it by telephone.
They did not show a court order.
We followed the court order at once.
"""


def lines(text: str) -> list[str]:
    return [line for line in text.strip().splitlines() if line]


@pytest.mark.parametrize("words", lines(REFUSED))
def test_words_that_refuse_a_judge_are_found(words: str) -> None:
    assert refusal_of_a_judge(words)


@pytest.mark.parametrize("words", lines(ALLOWED))
def test_other_words_about_judges_are_kept(words: str) -> None:
    assert refusal_of_a_judge(words) == ""


def test_no_ground_refuses_a_judge() -> None:
    words = " ".join(label.lower() for label in Ground.labels)

    assert refusal_of_a_judge(words) == ""
    assert "refuse" not in words


def test_what_a_judge_commands_is_not_offered() -> None:
    order = {"question": "Do we do what a court's warrant says?", "direction": "must"}
    hold = {"question": "May we keep this person?", "direction": "must not"}

    assert may_depart_from({"directions": {"honour": order, "hold": hold}}) == ["hold"]
