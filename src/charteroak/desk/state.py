"""The state of the quick desk: what a person has told it, all of it in the address.

``text``, ``act``, ``paper`` and ``fact.NAME`` say what was asked and what is known, with the same
names as everywhere in the product; ``on`` is the day of the request.  The others say what is
looked at: ``see`` a view, ``ask`` one question, ``cue.NAME`` what was seen on a paper, ``line``
one thing to say, ``lang`` its language, ``start`` when a clock began.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import quote

FACT = "fact."
CUE = "cue."
VIEWS = ("now", "asked", "papers", "signed", "say")
MOST_PARTS = 60
LONGEST = 300
SHOWN = 60
ONE = ("text", "on", "paper", "see", "ask", "line", "lang", "start")
SAFE = "/@:"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What an address says.  Facts stand in the order in which they were told."""

    text: str = ""
    on: str = ""
    acts: tuple[str, ...] = ()
    paper: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    see: str = ""
    ask: str = ""
    cues: Mapping[str, str] = field(default_factory=dict)
    line: str = ""
    lang: str = ""
    start: str = ""

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the name and value of each part, in one order."""
        yield from (("text", self.text), ("on", self.on))
        yield from (("act", act) for act in self.acts)
        yield ("paper", self.paper)
        yield from ((FACT + name, answer) for name, answer in self.facts.items())
        yield from (("see", self.see), ("ask", self.ask))
        yield from ((CUE + name, seen) for name, seen in self.cues.items())
        yield from (("line", self.line), ("lang", self.lang), ("start", self.start))

    def address(self) -> str:
        """Return the state as the query of an address, ``?text=…``."""
        return "?" + "&".join(
            f"{_quoted(name)}={_quoted(value)}" for name, value in self.pairs() if value
        )

    def telling(self, fact: str, answer: str) -> State:
        """Return the state with one more answer; an earlier one to the same fact is replaced."""
        return replace(self.plain(), facts={**self.facts, fact: answer})

    def plain(self) -> State:
        """Return the state without what was only looked at."""
        see = "now" if self.see == "now" else ""
        return replace(self, see=see, ask="", cues={}, line="")


def read_state(parts: Iterable[tuple[str, str]]) -> tuple[State, tuple[str, ...]]:
    """Return the state that the parts of an address tell, and what was left out, in words.

    Never raises: a part that cannot be one is left out and named.
    """
    one: dict[str, str] = {}
    acts: list[str] = []
    facts: dict[str, str] = {}
    cues: dict[str, str] = {}
    left_out: list[str] = []
    for number, (name, value) in enumerate(parts):
        if number >= MOST_PARTS:
            left_out.append("everything after the first 60 parts of the address")
            break
        if not value:
            continue
        if len(name) + len(value) > LONGEST or not (name + value).isprintable():
            left_out.append(shown(name, value))
        elif name == "act":
            acts.append(value)
        elif name.startswith(FACT):
            facts[name.removeprefix(FACT)] = value
        elif name.startswith(CUE):
            cues[name.removeprefix(CUE)] = value
        elif name in ONE and not (name == "see" and value not in VIEWS):
            one[name] = value
        else:
            left_out.append(shown(name, value))
    distinct = tuple(dict.fromkeys(acts))
    return State(acts=distinct, facts=facts, cues=cues, **one), tuple(left_out)


def shown(name: str, value: str) -> str:
    """Return a part of an address as it can be shown: short, and without what cannot be read."""
    whole = f"{name.removeprefix(FACT)} = {value}"
    readable = "".join(letter if letter.isprintable() else "?" for letter in whole[: SHOWN + 1])
    return readable if len(whole) <= SHOWN else f"{readable[:SHOWN]}…"


@lru_cache(maxsize=4096)
def _quoted(words: str) -> str:
    return quote(words, safe=SAFE).replace("%20", "+")
