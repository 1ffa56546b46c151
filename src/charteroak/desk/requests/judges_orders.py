"""A judge's order is obeyed: what may not be departed from, and words that say otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

OBEYED = (
    "A judge's order or warrant is obeyed. If it looks wrong, do not resist: call counsel, who can "
    "ask the court. Take out the words “{words}”, or say what else you depart from."
)
OF_A_JUDGE = re.compile(r"\b(judges?|judicial|courts?)\b", re.IGNORECASE)
COMMANDS = {"must"}
PAPER = (
    r"(?:(?:(?<!immigration )(?:judge|court|magistrate)(?:'s|s)?|judicial|search) "
    r"(?:order|warrant|subpoena|process|writ)s?"
    r"|(?:order|warrant|writ|subpoena|ruling)s?(?: \w+){0,2} (?:of|by|from) "
    r"(?:an? |the |that )?(?:(?!immigration)\w+ )?(?:judge|court|magistrate))"
)
REFUSAL = (
    r"(?:refus\w+|ignor\w+|disobey\w*|disregard\w*|defy\w*|defied|resist\w*|reject\w*|overrul\w+"
    r"|(?:not|never|\w*n't|won't|wont|cannot|no need to|without|stop|decline to|declined to) "
    r"(?:\w+ ){0,2}?(?:obey\w*|follow\w*|honou?r\w*|comply\w*|execut\w+|accept\w*|recogni\w+"
    r"|enforc\w+|carry\w* out|act\w* on))"
)
IS_TO_BE = r"(?:(?:is|are|was|were|will|shall|should|to|must|be|being) )*"
BETWEEN = r"(?:[ ,]+[\w']+){0,6}?[ ,]+"
REFUSING = re.compile(
    rf"\b{REFUSAL}{BETWEEN}{PAPER}\b"
    rf"|\b{PAPER}{BETWEEN}{IS_TO_BE}{REFUSAL}",
    re.IGNORECASE,
)


def refusal_of_a_judge(text: str) -> str:
    """Return the words of ``text`` that tell to refuse a judge's order; empty where none do."""
    plain = " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    found = REFUSING.search(plain)
    return found[0] if found else ""


def may_depart_from(answer: Mapping[str, Any]) -> list[str]:
    """Return the acts of a recorded answer that somebody may depart from.

    Left out is what an answer commands because a judge did: an act about a court's paper that
    *must* be done.
    """
    return [act for act, said in answer["directions"].items() if not _commanded(act, said)]


def _commanded(act: str, said: Mapping[str, Any]) -> bool:
    about_a_judge = OF_A_JUDGE.search(f"{act} {said['question']}")
    return said["direction"] in COMMANDS and bool(about_a_judge)
