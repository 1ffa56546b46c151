"""Answers: the same as at a desk, from the same core; nothing that is asked is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from charteroak.api.schemas import Asked, Problem
from charteroak.core.answer import answer
from charteroak.core.answer_record import answer_record
from charteroak.core.errors import CharterOakError, NoVersionError, UnknownNameError
from charteroak.core.situation import Request
from charteroak.issuing.library import guidance_for

router = Router(tags=["answers"])
# 404: no such text, fact or answer; 409: what was told contradicts itself.
ANSWERS = {200: dict[str, Any], 404: Problem, 409: Problem}


@router.post("/answer", response=ANSWERS, url_name="answer")
def answered(request: HttpRequest, asked: Asked) -> Status[dict[str, Any]]:  # noqa: ARG001
    """Answer a request, with the next question where something is open."""
    told = Request(acts=tuple(asked.acts), facts=asked.facts, paper=asked.paper)
    try:
        found = answer(guidance_for(asked.text, asked.on or timezone.localdate()), told)
    except (UnknownNameError, NoVersionError) as error:
        return Status(404, {"error": str(error)})
    except CharterOakError as error:
        return Status(409, {"error": str(error)})
    return Status(200, answer_record(found))
