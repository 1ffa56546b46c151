"""The screens of the quick desk: two taps to the first instruction, one question at a time."""

from __future__ import annotations

import pytest
from django.test import Client

from desk.quick_desk import DETAINER, DOOR, block, screen, words

pytestmark = pytest.mark.django_db


def test_a_school_has_its_first_instruction_after_two_taps() -> None:
    first_tap = screen("school")
    door = next(each for each in first_tap["choices"] if "door" in each["title"])
    answer = screen("school", door["url"])

    assert answer["kind"] == "answer"
    assert answer["blocks"][0]["kind"] == "say"
    assert words(answer, "say")[0].startswith("I can't give access or information myself.")


def test_a_desk_that_knows_nothing_yet_is_asked_where_it_works() -> None:
    assert screen("police")["title"] == "Where do you work?"
    assert screen("police", "?fact.agency=correction")["title"] == "What do they want?"


def test_questions_come_one_at_a_time_until_the_answer_is_settled() -> None:
    address, asked = DETAINER, []
    while (shown := screen("police", address))["kind"] == "question":
        asked.append(shown["title"])
        address = next(each["url"] for each in shown["answers"] if each["title"] == "No")

    assert shown["kind"] == "answer"
    assert 2 <= len(asked) <= 6
    assert block(shown, "direction")["directions"][0]["head"] == "No. You must not."


def test_not_sure_can_be_said_to_every_question() -> None:
    address = DETAINER
    while (shown := screen("police", address))["kind"] == "question":
        address = shown["not_sure"]["url"]

    direction = block(shown, "direction")["directions"][0]
    assert direction["head"] == "Pass this on."
    assert direction["unsure"], "it says of what nobody was sure"


def test_changing_an_answer_keeps_the_others() -> None:
    answer = screen("school", f"{DOOR}&fact.administrator+reached=no")
    change = next(line for line in answer["told"] if line["answer"] == "in person")["url"]
    asked = screen("school", change)

    assert asked["title"] == "How did the request come?"
    assert next(each for each in asked["answers"] if each["chosen"])["title"] == "in person"
    assert all("administrator+reached=no" in each["url"] for each in asked["answers"])


def test_back_leads_to_the_last_answer_and_loses_nothing() -> None:
    shown = screen("police", f"{DETAINER}&fact.watch+list+match=no")
    again = screen("police", shown["back"])

    assert again["kind"] == "question"
    assert next(each for each in again["answers"] if each["chosen"])["title"] == "No"


def test_a_thing_to_do_says_on_which_answer_it_depends() -> None:
    whens = [
        when for group in block(screen("school", DOOR), "call")["groups"] for when in group["whens"]
    ]

    assert whens == [["Only if no:", "Has the designated administrator answered?"]]


def test_an_open_blank_is_named_and_not_shown_as_braces() -> None:
    first = block(screen("school", DOOR), "call")["groups"][0]["items"][0]

    assert first["words"] == "The designated administrator"
    assert first["blanks"] == ["designated administrator"]
    assert not any("{" in said for said in words(screen("school", DOOR), "do"))


def test_the_clocks_of_a_hold_are_shown() -> None:
    held = (
        "&fact.watch+list+match=no&fact.serious+conviction=yes&fact.requester=immigration+authority"
    )
    shown = screen("police", f"{DETAINER}{held}&see=now")

    assert [clock["hours"] for clock in shown["clocks"]] == [48, 48]
    assert shown["clocks"][0]["leave_out"] == []
    assert "Saturday" in shown["clocks"][1]["leave_out"]


def test_what_is_folded_names_paragraph_citation_and_status() -> None:
    fold = screen("school", DOOR)["fold"]

    assert fold["paragraphs"][0]["title"] == "1. The designated administrator"
    assert fold["paragraphs"][0]["html"].startswith('<div class="paragraph"><p>Public Act 25-1')
    assert {"PA 25-1 sec. 1(a)"} <= {cite["text"] for cite in fold["citations"]}


def test_the_link_of_an_answer_names_its_version_and_its_day() -> None:
    assert "text=ct/schools@2026-11-23&on=2026-11-26" in screen("school", DOOR)["back"]


def test_a_draft_is_marked_and_the_text_in_force_is_one_link_away() -> None:
    frame = screen("school", DOOR)["frame"]
    issued = screen("school", frame["issued_url"])

    assert frame["draft"]
    assert not issued["frame"]["draft"]
    assert issued["frame"]["text"] == "ct/schools@2025-01-28"
    assert issued["kind"] == "answer"


def test_a_production_never_answers_from_a_draft(settings: object) -> None:
    settings.DEMONSTRATION = False  # type: ignore[attr-defined]
    shown = screen("school", f"{DOOR}&text=ct/schools@2026-11-23")

    assert shown["frame"]["text"] == "ct/schools@2025-01-28"
    assert shown["left_out"] == ["text = ct/schools@2026-11-23"]


def test_a_request_is_answered_for_its_day() -> None:
    frame = screen("school", f"{DOOR}&on=2018-03-01")["frame"]

    assert frame["text"] == "ct/schools@2017-02-22"
    assert frame["day"] == "March 1, 2018"
    assert frame["today_url"]


def test_a_day_without_any_text_says_whom_to_call() -> None:
    shown = screen("school", f"{DOOR}&on=1999-01-01")

    assert shown["title"] == "No text was in force on that day"
    assert "designated administrator" in shown["call_instead"]


@pytest.mark.parametrize("place", ["school", "police", "campus", "court"])
def test_every_button_of_the_first_screens_leads_on(place: str, client: Client) -> None:
    first = screen(place)
    for choice in first["choices"]:
        following = screen(place, choice["url"])
        assert following["left_out"] == []
        for button in following.get("choices", []):
            assert client.get(f"/desk/{place}/{button['url']}").status_code == 200


def test_an_anonymous_page_asks_the_database_at_most_once(
    client: Client, django_assert_max_num_queries: object
) -> None:
    client.get("/desk/school/")
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        response = client.get(f"/desk/school/{DOOR}")

    assert response.status_code == 200
    assert not response.cookies
