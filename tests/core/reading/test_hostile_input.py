"""Hostile input ends within seconds in a memo or a MemoError, never in anything else.

Each text is near the largest size.  The limits are generous, for a busy machine; without care
for a case it would take minutes.
"""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress

import pytest

from charteroak.core.errors import MemoError
from charteroak.core.reading import read_front_matter
from core.reading.support import FILE, FRONT, KNOWN, error_of, sheet, table

MOST = 250_000
SECONDS = 4.0
RULES = "### may we: hold?\n\n| F | judge signed | distance | > hold | # cite |\n|---|---|---|---|---|\n"
FACTS = "## Facts\n\n| fact | question | answers |\n|---|---|---|\n"
GUARANTEES = "## Guarantees\n\n| guarantee | cite |\n|---|---|\n"


def row(
    tested: str = "-", distance: str = "-", hold: str = "may", cite: str = "CGS 54-192h"
) -> str:
    """Return a text whose one row has these cells."""
    return f"{FRONT}{KNOWN}{RULES}| 1 | {tested} | {distance} | {hold} | {cite} |\n"


def chain(count: int, reads: int) -> str:
    """Return tables that each read the outputs of many others."""
    tables = []
    for i in range(count):
        inputs = [f"v{(i + k + 1) % count}" for k in range(reads)]
        header = f"F | {' | '.join(inputs)} | > v{i} | # cite"
        tables.append(table(header, f"1{' | -' * reads} | x | CGS 54-192h", name=f"t{i}"))
    return FRONT + KNOWN + "".join(tables)


# Texts that are prose or valid, however strange.
HARMLESS = {
    "brackets": FRONT + "[" * MOST,
    "brackets and angles": FRONT + "[](<" * (MOST // 4),
    "emphasis": FRONT + "*a_" * (MOST // 3),
    "backticks": FRONT + "`" * MOST,
    "a line of 256 kB": FRONT + "x" * MOST,
    "spaces": FRONT + " " * MOST + "x",
    "dashes": FRONT + "-" * MOST,
    "lines of dashes": FRONT + "--\n" * 19_000,
    "an underline under a long paragraph": FRONT + "a\n" * 19_000 + "===",
    "headings": FRONT + "# a\n" * 19_000,
    "empty headings": FRONT + "#\n" * 19_000,
    "fences": FRONT + "```\n" * 19_000,
    "a fence that is not closed": FRONT + "```\n" + "a\n" * 19_000,
    "HTML tags": FRONT + "<a " * (MOST // 3),
    "HTML lines": FRONT + "<a b='\n" * 19_000,
    "HTML attributes": FRONT + "<a" + " b=c" * 60_000,
    "HTML spaces": FRONT + "<a" + " " * MOST,
    "HTML comments": FRONT + "<!--\n" * 19_000,
    "lists": FRONT + "- a\n" * 19_000,
    "empty items": FRONT + "-\n" * 19_000,
    "indented items": FRONT + "".join(f"{'  ' * (i % 8)}- a\n" for i in range(15_000)),
    "numbers": FRONT + "1. " * (MOST // 3),
    "items on one line": FRONT + "- " * (MOST // 2) + "a",
    "quotes": FRONT + ">a\n" * 19_000,
    "lazy quotes": FRONT + "> a\n" + "b\n" * 19_000,
    "link definitions": FRONT + "[a]: <" * 40_000,
    "prose tables": FRONT + "| a | b |\n|--|--|\n\n" * 6_000,
    "a wide prose table": FRONT + "a|" * 60_000 + "\n" + "-|" * 60_000 + "\n",
    "a byte order mark": "\ufeff" + row(),
    "CRLF": row().replace("\n", "\r\n"),
    "tabs": row().replace("| ", "|\t").replace(" |", "\t|"),
    "half a megabyte of points": row(distance=", ".join(["1"] * 500)),
    "a blank in a row": row(hold="may" + ", a" * 60_000),
    "a wide set": FRONT + KNOWN + sheet("Sets", "set | members | cite", f"s | {'a,' * 100_000}b | CGS 54-192h"),
}  # fmt: skip
# Texts that end in an error, with a part of its first line.
REFUSED = {
    "300 kB": ("[" * 300_000, "the text has 300000 bytes"),
    "100,000 headings": (FRONT + "# a\n" * 60_000, "the text has 60009 lines"),
    "NUL": (FRONT + "\0" * MOST, "the invisible character U+0000"),
    "lone CR": (FRONT + "a\r" * (MOST // 2), "a carriage return without a line feed"),
    "surrogates": (FRONT + "\ud800" * 1_000, "the invisible character U+D800"),
    "bars": (FRONT + "|" * MOST, "begins with | but is in no table"),
    "half a table": (FRONT + "|" * 120_000 + "\n" + "|-" * 60_000, "begins with | but is in no table"),
    "deep quotes": (FRONT + ">" * MOST, "too deep"),
    "deep lists": (FRONT + "> " + "- " * (MOST // 2) + "a", "too deep"),
    "deep lazy quotes": (FRONT + (">" * 12 + " a\n" + "b\n" * 10) * 900, "too deep"),
    "a thousand columns": (FRONT + KNOWN + table("F | " + "a | " * 1_000 + "> hold | # cite", "1 | " + "- | " * 1_000 + "may | X"), "the table has 1003 columns"),
    "a thousand columns of cases": (FRONT + KNOWN + sheet("Cases", "case" + " | a" * 1_000, "1" + " | a" * 1_000), "the table has 1001 columns"),
    "many rows": (row() + "| 1 | - | - | may | X |\n" * 8_000, "the table has 8001 rows"),
    "many tables": (FRONT + KNOWN + "".join(table("F | > a | # cite", "1 | x | X", name=f"t{i}") for i in range(3_000)), "the text has more than 200 tables"),
    "a fact with 10,000 values": (FRONT + FACTS + f"| a | A? | {', '.join(f'v{i}' for i in range(10_000))} |\n", "the list has 10000 answers"),
    "a fact with 100,000 values in order": (FRONT + FACTS + f"| a | A? | {'<'.join('v' * 100_000)} |\n", "the list has 100000 answers"),
    "many facts": (FRONT + FACTS + "".join(f"| f{i} | A? | yes, no |\n" for i in range(1_900)), "the text defines 1900 facts"),
    "one fact many times": (FRONT + FACTS + "| f | A? | yes, no |\n" * 1_900, "already the name of a fact"),
    "facts that look alike": (FRONT + FACTS + "| held | A? | yes, no |\n| h\u0435ld | A? | yes, no |\n", "looks like “held”"),
    "facts that differ by case": (FRONT + FACTS + "| held | A? | yes, no |\n| HELD | A? | yes, no |\n", "already the name of a fact"),
    "an endless name": (FRONT + FACTS + f"| {'a' * MOST} | A? | yes, no |\n", "characters long"),
    "an endless cell": (row("x" * MOST), "is not an answer"),
    "a cell of spaces": (row(" " * MOST), "the cell is empty"),
    "commas": (row("yes," * 60_000), "the cell lists 60001 answers"),
    "quotes in a cell": (row('"' * MOST), "quotes"),
    "quotes and commas": (row('",' * 100_000), "the cell lists"),
    "bars in a cell": (row("\\|" * 100_000), "is not an answer"),
    "brackets in a cell": (row("[" * MOST), "is not an answer"),
    "not in not": (row("not(" * 60_000), "stands alone"),
    "a huge number": (row(distance="9" * MOST), "is not an answer"),
    "a huge fraction": (row(distance="1." + "9" * MOST), "is not an answer"),
    "a huge range": (row(distance="[" + "." * MOST + "]"), "lacks an end"),
    "a huge limit": (row(hold=f"may, until {'9' * 5_000} hours"), "is not a length of time"),
    "a huge citation": (row(cite="L" * MOST), "characters long"),
    "unknown citations": (row(cite="L;" * 1_000), "has no entry in Citations"),
    "blanks": (row(hold="may, " + "{a}" * 80_000), "is not a blank"),
    "marks over letters": (row("a" + "\u0301" * 100_000), "is not an answer"),
    "similar names everywhere": (row() + "".join(f"| r{i} | {'a' * 100}{i} | - | may | {'b' * 99}{i} |\n" for i in range(700)), "is not an answer"),
    "front matter that is not closed": ("---\n" + "a: b\n" * 15_000, "the front matter is not closed"),
    "front matter of unknown keys": ("---\n" + "".join(f"k{i}: b\n" for i in range(15_000)) + "---\n", "is not a key"),
    "front matter with a long list": (FRONT.replace("level", f"from: [{'a,' * 100_000}]\nlevel"), "before or after a comma"),
    "directions in a guarantee": (FRONT + KNOWN + GUARANTEES + f"| never hold {'may or ' * 30_000}may | X |\n", "directions are joined"),
    "when in a guarantee": (FRONT + KNOWN + GUARANTEES + f"| never hold may {'when ' * 45_000}| X |\n", "is not a condition"),
    "conditions in a guarantee": (FRONT + KNOWN + GUARANTEES + f"| never hold may when a {'and a = yes ' * 20_000}| X |\n", "conditions are joined"),
    "values in a guarantee": (FRONT + KNOWN + GUARANTEES + f"| never hold may when warrant = {'x or ' * 45_000}y | X |\n", "values are joined"),
    "spaces in a guarantee": (FRONT + KNOWN + GUARANTEES + f"| never hold may when a{' ' * MOST}b | X |\n", "is not a condition"),
    "a circle of 190 tables": (chain(190, 1), "in a circle"),
    "circles everywhere": (chain(60, 58), "in a circle"),
    "anchors": (FRONT + "## a {#x}\n" * 15_000, "the anchor “x” is written twice"),
    "paragraphs that are not there": (FRONT + KNOWN + table("F | > hold | # cite | # see", *(f"{i} | may | CGS 54-192h | #q{i}" for i in range(1_990))) + "p\n\n" * 8_000, "no paragraph has the anchor"),
    "unknown facts in cases": (FRONT + KNOWN + sheet("Cases", "case" + "".join(f" | {'a' * 39}{i}" for i in range(60)), *(f"{i}" + " | q" * 60 for i in range(1_000))), "is not a fact"),
}  # fmt: skip


def timed(source: str | bytes) -> str:
    """Read ``source`` and return the first line of its problems, after checking the time it took."""
    start = time.process_time()
    error = error_of(source)
    assert time.process_time() - start < SECONDS
    if error is None:
        return ""
    assert len(error.problems) <= 51
    assert len(str(error)) < 100_000
    return str(error).split("\n")[0]


@pytest.mark.parametrize("name", HARMLESS)
def test_strange_texts_are_read(name: str) -> None:
    assert timed(HARMLESS[name]) == ""


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_texts_are_refused(name: str) -> None:
    source, words = REFUSED[name]
    assert words in timed(source)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (FRONT.encode() + b"\xff" * MOST, "the byte 0xFF is not UTF-8"),
        (b"\xff\xfe" + b"-\0" * 100_000, "UTF-16"),
        (b"\xef\xbb\xbf" * 50_000, "not with front matter"),
        (b"", "not with front matter"),
        (b"---", "the front matter is not closed"),
    ],
)
def test_hostile_bytes_are_refused(data: bytes, words: str) -> None:
    assert words in timed(data)


@pytest.mark.parametrize("name", REFUSED)
def test_the_front_matter_of_hostile_texts_is_read_or_refused(name: str) -> None:
    start = time.process_time()
    with suppress(MemoError):
        read_front_matter(REFUSED[name][0], FILE)
    assert time.process_time() - start < SECONDS


@pytest.mark.slow
def test_everything_stays_below_512_megabytes() -> None:
    code = (
        "import re, sys; sys.path.insert(0, 'tests')\n"
        "from charteroak.core.errors import MemoError\n"
        "from charteroak.core.reading import read_memo\n"
        "from core.reading.test_hostile_input import HARMLESS, REFUSED\n"
        "for source in [*HARMLESS.values(), *(text for text, _ in REFUSED.values())]:\n"
        "    try:\n        read_memo(source, 'f', lambda a, b: None)\n"
        "    except MemoError:\n        pass\n"
        # Not ru_maxrss: a child begins with the mark of its parent, and ours has grown large.
        "marks = open('/proc/self/status').read()\n"
        "sys.exit(int(re.search(r'VmHWM:\\s+(\\d+)', marks)[1]) // 1024 > 512)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
