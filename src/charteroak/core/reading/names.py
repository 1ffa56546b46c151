"""Names: what they may hold, which are kept, and which only look alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from charteroak.core.facts import (
    key,
)
from charteroak.core.reading.report import Cell, Fault, Report, shown

NAME = re.compile(r"[^\W_](?:[^\W_]|[-/'&.+() ])*")
NAME_CHARACTERS = "letters, digits, spaces and - / ' & . + ( ), beginning with a letter or digit"
LONGEST = 120
KEPT = frozenset({"not sure", "no rule", "not settled", "asked", "any other act", "-"})
# For each Latin letter the digits and the letters of other scripts that look like it.
ALIKE = {
    "a": "\u0430\u03b1\u0251",
    "b": "\u042c",
    "c": "\u0441\u03f2",
    "d": "\u0501",
    "e": "\u0435",
    "g": "\u0261",
    "h": "\u04bb\u0570",
    "i": "\u0456\u03b9\u0131",
    "j": "\u0458\u03f3",
    "k": "\u043a\u03ba",
    "l": "1I\u0406\u0399\u04c0\u04cf",
    "n": "\u0578",
    "o": "0\u043e\u03bf\u0585",
    "p": "\u0440\u03c1",
    "q": "\u051b",
    "s": "\u0455",
    "t": "\u03c4",
    "u": "\u03c5\u057d",
    "v": "\u0475\u03bd",
    "w": "\u051d",
    "x": "\u0445\u03c7",
    "y": "\u0443\u03b3",
    "A": "\u0410\u0391",
    "B": "\u0412\u0392",
    "C": "\u0421\u03f9",
    "E": "\u0415\u0395",
    "H": "\u041d\u0397",
    "J": "\u0408",
    "K": "\u041a\u039a",
    "M": "\u041c\u039c",
    "N": "\u039d",
    "O": "\u041e\u039f\u0555",
    "P": "\u0420\u03a1",
    "S": "\u0405\u054f",
    "T": "\u0422\u03a4",
    "X": "\u0425\u03a7",
    "Y": "\u04ae\u03a5",
    "Z": "\u0396",
}
LOOKS_LIKE = str.maketrans({other: letter for letter, others in ALIKE.items() for other in others})


def check_name(text: str, kind: str) -> str:
    """Return ``text`` where it may be the name of a thing of this ``kind``.

    Raises:
        Fault: it is empty, too long, a kept word, or holds a character that names may not hold.
    """
    if NAME.fullmatch(text) and len(text) <= LONGEST and key(text) not in KEPT:
        return text
    if not text:
        raise Fault(f"the name of {kind} is missing", NAME_CHARACTERS)
    if len(text) > LONGEST:
        raise Fault(f"the name of {kind} is {len(text)} characters long", f"{LONGEST} characters")
    if key(text) in KEPT:
        raise Fault(f"“{text}” is a kept word and cannot be the name of {kind}", "any other name")
    raise _wrong_character(text, kind)


def _wrong_character(text: str, kind: str) -> Fault:
    offset = next((i for i, c in enumerate(text) if not _may_stand(c, first=i == 0)), 0)
    wrong = text[offset]
    what = f"“{wrong}”" if wrong.isprintable() and not wrong.isspace() else _code(wrong)
    where = "stand in" if offset else "begin"
    return Fault(f"{what} cannot {where} the name of {kind}", NAME_CHARACTERS, offset=offset)


def _may_stand(character: str, *, first: bool) -> bool:
    return NAME.fullmatch(character if first else f"a{character}") is not None


def skeleton(name: str) -> str:
    """Return what two names that look alike have in common."""
    if not name.isascii():
        marked = unicodedata.normalize("NFKD", name.translate(LOOKS_LIKE))
        name = "".join(c for c in marked if not unicodedata.combining(c))
    return key(name.translate(LOOKS_LIKE))


def foreign_letters(name: str) -> str:
    """Return the code points of the letters of ``name`` that pass for others, or nothing."""
    codes = [_code(c) for c in name if not c.isascii() and skeleton(c) != key(c)]
    return ", ".join(codes[:3])


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


class NameBook:
    """The names of one space of names; two that are equal or look alike are reported."""

    def __init__(self, report: Report) -> None:
        """Begin an empty book that reports to ``report``."""
        self._report = report
        self._by_key: dict[str, tuple[str, str]] = {}
        self._by_skeleton: dict[str, str] = {}

    def seed(self, names: Iterable[str], kind: str) -> None:
        """Enter names that are known to be right, from a vocabulary."""
        for name in names:
            self._by_key.setdefault(key(name), (name, kind))
            self._by_skeleton.setdefault(skeleton(name), name)

    def claim(self, cell: Cell, kind: str, *, shadows: bool = False) -> str | None:
        """Enter the name in ``cell``; return it, or None after reporting why it cannot stand.

        Where ``shadows`` is true, a vocabulary may have a thing of this kind by the same name.
        """
        name = self._report.attempt(cell, lambda text: check_name(text, kind))
        if name is None:
            return None
        known = self._by_key.get(key(name))
        if known and not (shadows and known[1] == f"{kind} of a vocabulary"):
            self._report.at(
                cell, Fault(f"“{name}” is already the name of {known[1]}", "each name once")
            )
            return None
        if self._looks_alike(cell, name):
            return None
        self._by_key[key(name)] = (name, f"{kind} on line {cell.line}")
        self._by_skeleton[skeleton(name)] = name
        return name

    def _looks_alike(self, cell: Cell, name: str) -> bool:
        twin = self._by_skeleton.get(skeleton(name))
        if twin is None or key(twin) == key(name):
            return False
        letters = foreign_letters(name) or foreign_letters(twin)
        why = f" (it holds {letters})" if letters else ""
        fault = Fault(
            f"“{name}” looks like “{shown(twin)}” but is another name{why}", "names that differ"
        )
        self._report.at(cell, fault)
        return True


def unknown(name: str, kind: str, candidates: Iterable[str], allowed: str) -> Fault:
    """Return the fault of a ``name`` that is not a thing of this ``kind``."""
    names = tuple(candidates)
    found = f"“{shown(name)}” is not {kind}"
    if letters := foreign_letters(name[:LONGEST]):
        found += f" (it holds {letters})"
        alike = skeleton(name[:LONGEST])
        names = tuple(each for each in names if skeleton(each) == alike) or names
    return Fault(found, allowed, word=name, candidates=names)
