"""What can be printed of a text, and what stands in for a character that cannot.

A character without a glyph, or one that nobody can see, is never dropped and never printed as an
empty box: it is shown as ``[U+4E2D]``, and the document says so at its end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby

JSON = None | bool | int | float | str | Sequence["JSON"] | Mapping[str, "JSON"]

# Under these keys lies what is not printed as text: a picture of our own making, the marks of a
# file, the source that is attached to it.
PICTURE = "svg"
AS_IS = frozenset({PICTURE, "marks", "source"})
# Controls, marks that turn the direction of writing, halves of characters, characters that are
# none, tags, and characters that have a meaning only by private agreement.
UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\ue000-\uf8ff\ufeff\U000e0000-\U000e007f\U000f0000-\U0010ffff"
)
LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
# Joiners and selectors of a variant: they belong to the character before them.
MARKS = (0x300, 0x1F000)  # where combining marks lie
ATTACHED = "\u200c\u200d\ufe00-\ufe0f"
# A run of this many characters that no line break may part would leave the page at its right edge.
# A SHA-256 is left whole, so that it can be copied from the page and compared.
UNBROKEN = re.compile(
    r"(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])|[^\s/\-\u200b\u2e80-\U0003ffff]{31,}"
)
PIECE = 10


@dataclass(slots=True)
class Stand:
    """Rewrites the texts of one document and gathers the stand-ins that it used.

    ``lacking`` are the strings for which no font of this machine has a glyph.
    """

    lacking: frozenset[str] = frozenset()
    used: dict[str, None] = field(default_factory=dict)

    def value(self, value: JSON) -> JSON:
        """Return ``value`` with every text in it made printable."""
        match value:
            case str():
                return self.text(value)
            case Mapping():
                return {k: each if k in AS_IS else self.value(each) for k, each in value.items()}
            case Sequence():
                return [self.value(each) for each in value]
            case _:
                return value

    def text(self, text: str) -> str:
        """Return ``text`` with stand-ins, and with places to break what is long and unbroken."""
        if not (text.isascii() and text.isprintable()):
            text = unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text))
            text = _pattern(self.lacking).sub(self._stand_in, text)
        return UNBROKEN.sub(_with_breaks, text) if len(text) > PIECE else text

    def _stand_in(self, found: re.Match[str]) -> str:
        written = "".join(stand_in(character) for character in found[0])
        self.used[written] = None
        return written


def stand_in(character: str) -> str:
    """Return what is printed for a character that cannot be: ``[U+4E2D]``."""
    return f"[U+{ord(character):04X}]"


@lru_cache(maxsize=8)
def _pattern(lacking: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of what cannot be printed, with the marks that are set upon it.

    A mark at the beginning has nothing to be set upon.
    """
    longest_first = sorted(lacking, key=lambda each: (-len(each), each))
    strings = "|".join([f"[{UNSEEN}]", *map(re.escape, longest_first)])
    return re.compile(f"^[{_marks()}]+|(?:{strings})[{ATTACHED}{_marks()}]*")


@cache
def _marks() -> str:
    """Return the combining marks of Unicode, as the inside of a class of characters."""
    marks = (n for n in range(*MARKS) if unicodedata.category(chr(n)).startswith("M"))
    runs = groupby(enumerate(marks), key=lambda each: each[1] - each[0])
    spans = [[n for _, n in run] for _, run in runs]
    return "".join(f"{chr(span[0])}-{chr(span[-1])}" for span in spans)


def _with_breaks(found: re.Match[str]) -> str:
    run = found[0]
    if re.fullmatch(r"[0-9a-f]{64}", run):
        return run
    return "\u200b".join(run[at : at + PIECE] for at in range(0, len(run), PIECE))
