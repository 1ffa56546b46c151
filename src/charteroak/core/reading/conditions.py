"""Conditions, ``NAME = value``: of guarantees joined by ``or``, of records by commas.

A value may itself hold the words *and* and *or*, such as *class A or B felony*; what is a known
answer is never divided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from charteroak.core.facts import (
    Answers,
    Choice,
    ChoiceTest,
    LineTest,
    key,
)
from charteroak.core.reading.cells import opposite, read_values
from charteroak.core.reading.parts import Piece
from charteroak.core.reading.report import Fault, shown

# Each begins with its word, not with the spaces before it: a long run of spaces costs nothing.
AND = re.compile(r"(?<=\s)and(?=\s)", re.IGNORECASE)
OR = re.compile(r"(?<=\s)or(?=\s)", re.IGNORECASE)
SIGN = re.compile(r"<=|>=|=|<|>")
IS_NOT = re.compile(r"(?<=\s)is\s+not(?=\s|$)", re.IGNORECASE)
WORD_SIGN = re.compile(r"(?<=\s)(?:within|in)(?=\s|$)", re.IGNORECASE)
MOST_PIECES = 200
# How many pieces a name may have that itself holds the word "and".
LONGEST_NAME = 4
SIGNS = "=, is not, <, <=, >, >="


class Clause(NamedTuple):
    """One condition before its names are looked up; offsets count from the start of the cell.

    ``compared`` is the value with the sign before it.
    """

    name: Piece
    sign: str
    value: Piece
    compared: Piece
    written: str


def split_clauses(
    text: str,
    offset: int,
    is_name: Callable[[str], bool],
    words: re.Pattern[str] | None = None,
) -> list[Clause]:
    """Return the conditions that ``and`` joins in ``text``, which begins at ``offset`` of its cell.

    An *and* that no sign follows belongs to the value before it, or to the name after it where
    ``is_name`` knows that name.

    Raises:
        Fault: the first condition has no sign, or there are too many.
    """
    joints = [(match.start(), match.end()) for match in AND.finditer(text)]
    if len(joints) > MOST_PIECES:
        raise Fault(f"{len(joints) + 1} conditions are joined", f"{MOST_PIECES} conditions")
    begins = [0, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), len(text)]
    signs = [_sign(text[start:end], words) for start, end in zip(begins, ends, strict=True)]
    firsts = [0]
    for i, sign in enumerate(signs):
        if sign and any(signs[:i]):
            firsts.append(_first_of_name(text, begins, signs, i, is_name))
    lasts = [*(ends[first - 1] for first in firsts[1:]), len(text)]
    return [
        _clause(text[begins[first] : last], offset + begins[first], words)
        for first, last in zip(firsts, lasts, strict=True)
    ]


def _first_of_name(
    text: str,
    begins: Sequence[int],
    signs: Sequence[re.Match[str] | None],
    index: int,
    is_name: Callable[[str], bool],
) -> int:
    """Return the piece at which the name begins whose sign stands in the piece ``index``."""
    sign = signs[index]
    assert sign is not None
    end = begins[index] + sign.start()
    for first in range(index, max(index - LONGEST_NAME, 0), -1):
        if is_name(text[begins[first] : end].strip()):
            return first
        if signs[first - 1]:
            break
    return index


def _sign(text: str, words: re.Pattern[str] | None) -> re.Match[str] | None:
    return SIGN.search(text) or IS_NOT.search(text) or (words.search(text) if words else None)


def _clause(text: str, offset: int, words: re.Pattern[str] | None) -> Clause:
    match = _sign(text, words)
    if match is None:
        found = f"“{shown(text)}” is not a condition"
        raise Fault(found, f"NAME {SIGNS} VALUE", offset=offset + len(text) - len(text.lstrip()))
    sign = " ".join(match[0].lower().split())
    name, value = text[: match.start()], text[match.end() :]
    return Clause(
        name=_trimmed(name, offset),
        sign=sign,
        value=_trimmed(value, offset + match.end()),
        compared=_trimmed(text[match.start() :], offset + match.start()),
        written=text.strip(),
    )


def _trimmed(text: str, offset: int) -> Piece:
    return Piece(text.strip(), offset + len(text) - len(text.lstrip()))


def split_values(value: Piece, answers: Answers) -> list[Piece]:
    """Return the values that ``or`` joins; an answer that itself holds *or* stays whole.

    Raises:
        Fault: there are too many.
    """
    bounds = [(match.start(), match.end()) for match in OR.finditer(value.text)]
    if len(bounds) > MOST_PIECES:
        raise Fault(
            f"{len(bounds)} values are joined", f"{MOST_PIECES} values", offset=value.offset
        )
    starts = [0, *(end for _, end in bounds)]
    ends = [*(start for start, _ in bounds), len(value.text)]
    known = {key(v) for v in answers.values} if isinstance(answers, Choice) else set()
    pieces, first = [], 0
    while first < len(starts):
        last = _longest(value.text, starts[first], ends[first:], known)
        text = value.text[starts[first] : ends[first + last]]
        pieces.append(_unquoted(_trimmed(text, value.offset + starts[first])))
        first += last + 1
    return pieces


def _longest(text: str, start: int, ends: Sequence[int], known: set[str]) -> int:
    """Return how many further pieces belong to the value that begins at ``start``."""
    return max(
        (i for i in range(1, min(len(ends), 8)) if key(text[start : ends[i]]) in known), default=0
    )


def _unquoted(piece: Piece) -> Piece:
    if len(piece.text) > 1 and piece.text[0] == piece.text[-1] == '"':
        return Piece(piece.text[1:-1], piece.offset + 1, quoted=True)
    return piece


def read_clause_test(
    clause: Clause,
    answers: Answers,
    divide: Callable[[Piece, Answers], list[Piece]],
) -> ChoiceTest | LineTest:
    """Return the test of a condition with one of the signs =, is not, <, <=, >, >=.

    Raises:
        Fault: a value is missing, or is not an answer.
    """
    if not clause.value.text:
        raise Fault(f"“{clause.written}” has no value", "a value", offset=clause.value.offset)
    if clause.sign not in {"=", "is not"}:
        return read_values([clause.compared], answers, clause.name.text)
    test = read_values(divide(clause.value, answers), answers, clause.name.text)
    if clause.sign == "=":
        return test
    try:
        return opposite(test, answers, clause.written)
    except Fault as fault:
        fault.offset = clause.value.offset
        raise
