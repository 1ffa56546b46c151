"""Typst, kept ready: from a template and data to the bytes of a PDF/UA-1 file.

Typst itself refuses to write a PDF/UA file with a missing glyph, a skipped heading level, a
picture without words or no title.  The first is mended here, by stand-ins; the others are faults
of a template and raise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import cast

import typst

from charteroak.documents.errors import DocumentError, OverflowingError
from charteroak.documents.printable import AS_IS, ATTACHED, JSON, Stand

TEMPLATES = Path(__file__).resolve().parent / "templates"
# The first is in the wheel of Typst and sets nearly everything.  The others, where the machine has
# them, bring the scripts that it lacks; Typst looks further by itself for the rest.
FAMILIES = (
    "Libertinus Serif",
    "Noto Naskh Arabic",
    "Noto Serif Hebrew",
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "Droid Sans Fallback",
)
LACKING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
# What a template panics with: the height in points of each of its parts, named by its own words.
OVERFLOW = re.compile(r"does not fit: ((?:[a-z_0-9]+=[\d.]+;)+)")
# For people who cannot see, and for archives that keep a paper longer than any program.
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-3a"]
MOST_ROUNDS = 12
# A machine that meets ever new characters without a glyph must not remember them without end.
MOST_REMEMBERED = 4_000


class Typesetter:
    """A compiler with its fonts, to be used again and again, by one thread at a time."""

    def __init__(
        self,
        *,
        templates: Path = TEMPLATES,
        font_directories: Sequence[Path] = (),
        system_fonts: bool = True,
    ) -> None:
        """Find the fonts: those within Typst, in ``font_directories`` and, if so, the system's.

        A template can read no file outside ``templates``.
        """
        fonts = typst.Fonts(
            include_system_fonts=system_fonts, font_paths=[str(each) for each in font_directories]
        )
        self._templates = templates
        found = set(fonts.families())
        self.families = [family for family in FAMILIES if family in found]
        self._compiler = typst.Compiler(root=str(templates), font_paths=fonts)
        self._lacking: frozenset[str] = frozenset()
        self._lock = Lock()

    def typeset(self, template: str, data: Mapping[str, JSON], *, made_on: date) -> bytes:
        """Return the PDF of ``templates/TEMPLATE.typ`` filled with ``data``.

        Args:
            template: the name of a template.
            data: what it prints; every text in it is made printable first.
            made_on: the date of the document, which its file carries too.

        Raises:
            OverflowingError: what has to fit on one page does not.
            DocumentError: Typst refuses the document.
        """
        own: frozenset[str] = frozenset()
        message = ""
        for _ in range(MOST_ROUNDS):
            with self._lock:
                lacking = self._lacking | own
            filled = _filled(data, lacking, self.families, made_on)
            try:
                return self._compile(template, filled, made_on)
            except typst.TypstError as error:
                message = error.message
                own |= self._learn(_named(error, template), filled, lacking)
        raise DocumentError(_apology(template, message))

    def _compile(self, template: str, filled: str, made_on: date) -> bytes:
        midnight = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
        with self._lock:
            made, _ = self._compiler.compile_with_warnings(
                self._templates / f"{template}.typ",
                format="pdf",
                sys_inputs={"data": filled},
                pdf_standards=STANDARDS,
                timestamp=midnight,
            )
        return cast("bytes", made)

    def _learn(self, named: set[str], filled: str, lacking: frozenset[str]) -> frozenset[str]:
        """Remember which of the ``named`` strings have no glyph.

        Returns:
            What this one document has to do without besides: strings that fail only beside
            others, which are not known to be lacking anywhere else.
        """
        found = self._alone(named) or _together(named, filled)
        if not found - lacking:
            return _last_resort(named, filled, lacking)
        with self._lock:
            known = self._lacking if len(self._lacking) < MOST_REMEMBERED else frozenset()
            self._lacking = known | found
        return frozenset()

    def _alone(self, named: set[str]) -> frozenset[str]:
        """Return those of the ``named`` strings that have no glyph even when they stand alone.

        A letter that prints is named too where a mark on it has no glyph, and must stay a letter.
        """
        probe = json.dumps({"fonts": self.families, "strings": sorted(named)}, ensure_ascii=False)
        try:
            self._compile("probe", probe, date(2000, 1, 1))
        except typst.TypstError as error:
            return frozenset(_without_glyph(error))
        return frozenset()


@cache
def default_typesetter() -> Typesetter:
    """Return the typesetter of this process, with the fonts of the system."""
    return Typesetter()


def _filled(
    data: Mapping[str, JSON], lacking: frozenset[str], families: Sequence[str], made_on: date
) -> str:
    """Return the data as JSON, printable, with the stand-ins that each document had to use."""
    filled = {
        **_printable(data, lacking),
        "fonts": families,
        "made_on": [made_on.year, made_on.month, made_on.day],
    }
    return json.dumps(filled, ensure_ascii=False)


def _printable(data: Mapping[str, JSON], lacking: frozenset[str]) -> dict[str, JSON]:
    """Return ``data`` printable; documents within ``documents`` have stand-ins of their own."""
    stand = Stand(lacking)
    made: dict[str, JSON] = {}
    for key, value in data.items():
        if key == "documents":
            each = cast("Sequence[Mapping[str, JSON]]", value)
            made[key] = [_printable(one, lacking) for one in each]
        else:
            made[key] = value if key in AS_IS else stand.value(value)
    return {**made, "stand_ins": list(stand.used)}


def _without_glyph(error: typst.TypstError) -> set[str]:
    """Return the strings that ``error`` says have no glyph, but for joiners."""
    named = {_unescaped(each) for each in LACKING.findall(error.diagnostic)}
    return {each for each in named if not re.fullmatch(f"[{ATTACHED}]*", each)}


def _named(error: typst.TypstError, template: str) -> set[str]:
    """Return the strings without a glyph that ``error`` names; raise where it is about others."""
    if overflow := OVERFLOW.search(error.diagnostic):
        parts = [part.split("=") for part in overflow[1].strip(";").split(";")]
        raise OverflowingError({name: float(height) for name, height in parts}) from error
    if named := _without_glyph(error):
        return named
    raise DocumentError(_apology(template, error.message)) from error


def _last_resort(named: set[str], filled: str, lacking: frozenset[str]) -> frozenset[str]:
    """Return the characters named that are not ASCII; where that is nothing new, all of them."""
    own = frozenset(each for each in "".join(named) if not each.isascii())
    return own if own - lacking else frozenset(each for each in filled if not each.isascii())


def _together(named: set[str], filled: str) -> frozenset[str]:
    """Return the strings of several of the ``named`` in a row: they fail only together."""
    each = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    return frozenset(re.findall(f"(?:{each}){{2,}}", filled)) if named else frozenset()


def _unescaped(written: str) -> str:
    """Return a string that Rust wrote with escapes."""

    def character(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else PLAIN_ESCAPES.get(found[2], found[2])

    return ESCAPED.sub(character, written)


def _apology(template: str, message: str) -> str:
    return (
        f"The document “{template}” could not be set, which is a fault of this program and not of "
        f"what was entered. Typst says: {message.strip()} Nothing was changed. Report it with this "
        "message; until it is mended, print the web page instead."
    )
