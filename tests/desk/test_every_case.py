"""The desk's page says what the command line says, for the cases of every text."""

from __future__ import annotations

import json

import pytest

from charteroak import cli
from charteroak.core.memo import Case
from charteroak.desk.answer_screen import HEADS, OPEN
from desk.every_case import Job, address_of, every_case

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EACH = 10  # a run of the command line costs a tenth of a second


def asked_on_the_command_line(job: Job, case: Case) -> list[str]:
    memo = job.room.guidance.memo.id
    words = ["ask", str(memo), "--on", job.room.day.isoformat(), "--json"]
    for act in case.asked:
        words += ["--act", act]
    for fact, said in case.given:
        words += ["--fact", f"{fact.text}: {fact.name}={said or 'not sure'}"]
    return [*words, *(["--paper", case.paper] if case.paper else [])]


def heads(shown: dict[str, object]) -> dict[str, str]:
    """Return the large words for each act, by its question."""
    (block,) = (each for each in shown["blocks"] if each["kind"] == "direction")  # type: ignore[attr-defined]
    return {
        question: direction["head"]
        for direction in block["directions"]
        for question in direction["questions"]
    }


def test_the_page_and_the_command_line_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    every = [(job, case) for job in every_case() for case in job.cases if case.asked]
    for job, case in every[::EACH]:
        cli.main(asked_on_the_command_line(job, case))
        said = json.loads(capsys.readouterr().out)
        shown = job.screen(address_of(case, see="now"))
        expected = {
            each["question"]: HEADS[each["direction"]][0] if each["settled"] else OPEN[0]
            for each in said["directions"].values()
        }

        assert heads(shown) == expected, case.name
    assert len(every) > 300
