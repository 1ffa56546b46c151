"""Runs the offline evaluator in Node, and answers the same requests in Python."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import charteroak.core
from charteroak.core.answer import answer
from charteroak.core.answer_record import answer_record
from charteroak.core.errors import CharterOakError
from charteroak.core.guidance import Guidance
from charteroak.core.situation import Request

ROOT = Path(__file__).parents[2]
EVALUATOR = Path(charteroak.core.__file__).parent / "offline" / "bundle.js"
RUNNER = ROOT / "tests" / "javascript" / "answers.mjs"


@dataclass(frozen=True, slots=True)
class Job:
    """One bundle, the day on which it is opened, and the requests to answer from it."""

    bundle: str
    on: str
    requests: Sequence[Request] = ()

    def data(self) -> dict[str, Any]:
        requests = [
            {"acts": each.acts, "facts": each.facts, "paper": each.paper} for each in self.requests
        ]
        return {"bundle": self.bundle, "on": self.on, "requests": requests}


def in_javascript(jobs: Sequence[Job]) -> list[Any]:
    """Return, for each job, the answers to its requests or why the bundle was refused."""
    run = subprocess.run(
        ["node", str(RUNNER), str(EVALUATOR)],
        input=json.dumps([job.data() for job in jobs]),
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    found: list[Any] = json.loads(run.stdout)
    for answers in found:
        for each in answers if isinstance(answers, list) else []:
            _as_python_rounds(each)
    return found


def _as_python_rounds(found: Any) -> None:
    """Bring the next question to the form of the answer record."""
    if isinstance(found, list) and found[1]:
        found[1]["expected_questions"] = round(found[1]["expected_questions"], 4)


def in_python(guidance: Guidance, requests: Sequence[Request]) -> list[Any]:
    """Return the answers to ``requests`` in the form of the evaluator's."""
    return [_one(guidance, request) for request in requests]


def _one(guidance: Guidance, request: Request) -> Any:
    try:
        found = answer(guidance, request, reasons=False)
    except CharterOakError as error:
        return {"error": type(error).__name__, "message": str(error)}
    record = answer_record(found)
    question = record.pop("next")
    if question and found.next:
        question["free"] = found.next.free
    # Reasons and changes stay with the server.
    for name in ("because", "would_change"):
        record.pop(name)
    return [record, question]
