"""What a desk was asked and what is known, as addresses carry it, and the answer to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict

from charteroak.core.answer import answer
from charteroak.core.answer_record import answer_record
from charteroak.core.situation import Request as CoreRequest
from charteroak.issuing.library import guidance_at
from charteroak.issuing.memo_pdf import content_hash

FACT = "fact."
MOST_PARTS = 60
LONGEST_PART = 300


class NotAskedError(ValueError):
    """An address that asks nothing that can be answered; the message is for the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked: of which text, which acts, on which paper, and the facts given.

    ``text`` is a text, ``ct/schools``, or one version of it, ``ct/schools@2025-01-28``.
    """

    text: str
    acts: tuple[str, ...] = ()
    paper: str | None = None
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        """The same as an address carries it."""
        return urlencode(list(self.pairs()))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the value of each part."""
        yield "text", self.text
        for act in self.acts:
            yield "act", act
        if self.paper:
            yield "paper", self.paper
        for name, given in self.facts:
            yield FACT + name, given


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer as it is recorded: the memo's version, hashes, and the answer as plain data."""

    memo: str
    memo_digest: str
    record: dict[str, Any]
    digest: str


def read_asked(query: QueryDict) -> Asked:
    """Return what an address asks.

    Raises:
        NotAskedError: it names no text, or is longer than any desk makes it.
    """
    parts = [(name, value) for name, values in query.lists() for value in values]
    if len(parts) > MOST_PARTS or any(len(a) + len(b) > LONGEST_PART for a, b in parts):
        message = "The address is longer than the desk ever makes it. Start again from the desk."
        raise NotAskedError(message)
    if not query.get("text"):
        message = "The address does not say which guidance was asked. Start again from the desk."
        raise NotAskedError(message)
    return Asked(
        text=str(query["text"]),
        acts=tuple(query.getlist("act")),
        paper=query.get("paper") or None,
        facts=tuple(
            (name.removeprefix(FACT), value) for name, value in parts if name.startswith(FACT)
        ),
    )


def answer_to(asked: Asked, received_at: datetime, zone: ZoneInfo) -> Given:
    """Answer what was asked as it was to be answered when it came in.

    The texts are those that answered at that moment, in the version in force on that day where
    the agency is; so the same request gets the same answer years later.

    Raises:
        CharterOakError: no version was in force, or a name or an answer does not exist.
    """
    day = received_at.astimezone(zone).date()
    guidance = guidance_at(asked.text, day, received_at)
    request = CoreRequest(acts=asked.acts, facts=dict(asked.facts), paper=asked.paper)
    record = answer_record(answer(guidance, request))
    return Given(
        memo=str(guidance.memo.id),
        memo_digest=content_hash(guidance.memo),
        record=record,
        digest=digest_of(record),
    )


def digest_of(record: dict[str, Any]) -> str:
    """Return the SHA-256 of an answer in hex, over JSON with sorted names and no spaces."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
