"""The answer where no version is in force; its keys are held against the others with ``ask``."""

from __future__ import annotations

from datetime import date

from charteroak.commands.no_rule import no_rule_lines, no_rule_record
from charteroak.core.situation import Request


def test_each_act_asked_for_has_no_rule_and_is_settled() -> None:
    request = Request(acts=("hold", "obstruct"), facts={"warrant": "yes"})
    record = no_rule_record(date(2010, 1, 1), request, "nothing is in force")

    assert list(record["directions"]) == ["hold", "obstruct"]
    assert all(each["direction"] == "no rule" for each in record["directions"].values())
    assert all(each["settled"] for each in record["directions"].values())
    assert (record["settled"], record["next"], record["why"]) == (True, None, "nothing is in force")


def test_the_reason_is_said_in_words() -> None:
    assert list(no_rule_lines("nothing is in force")) == [
        "No rule: nothing is in force.",
        "Not legal advice.",
    ]
