"""Small texts for tests: one vocabulary, and memos of a table or two written as a lawyer would."""

from __future__ import annotations

from datetime import date

from charteroak.core.library import Library
from charteroak.core.memo import Memo, Version

DAY = date(2020, 6, 1)
WORDS = """---
text: words
version: 2020-01-01
kind: vocabulary
title: Words
in force: {from: 2020-01-01}
law levels: [federal statute, state statute]
guidance levels: [state memo, local plan]
---

## Facts

| fact       | question                              | answers                            |
|------------|---------------------------------------|------------------------------------|
| warrant    | Is there a warrant signed by a judge? | yes, no                            |
| conviction | What is the most serious conviction?  | none < other < class A or B felony |
| watch list | Is the person on a watch list?        | yes, no                            |
| held       | How long has the person been held?    | duration [0 hours..96 hours]       |

## Acts

| act               | question                      |
|-------------------|-------------------------------|
| hold              | May we keep this person?      |
| tell release date | May we say when they go free? |
"""
CITATIONS = """
## Citations

| cite | grade | status |
|------|-------|--------|
| Act  | verified | in force |
"""
NOT_SURE = """
## When not sure

| act | direction | cite |
|-----|-----------|------|
| any other act | refer | Act 9 |
"""
KINDS = {"statute": "law", "memo": "memo", "plan": "plan"}


def text(  # noqa: PLR0913 - a text has many parts, and each test writes one or two
    name: str,
    *parts: str,
    level: str = "state memo",
    front: str = "",
    start: str = "2020-01-01",
    citations: str = CITATIONS,
    not_sure: str = NOT_SURE,
) -> str:
    """Return a text of a level, made of ``parts``; ``front`` are further lines of front matter."""
    kind = KINDS[level.rsplit(maxsplit=1)[-1]]
    force = "" if "in force:" in front else f"in force: {{from: {start}}}\n"
    front = f"{front}\n" if front else ""
    head = f"---\ntext: {name}\nversion: {start}\nkind: {kind}\nlevel: {level}\ntitle: {name}\n"
    body = "\n\n".join(parts)
    unsure = "" if kind == "law" else not_sure
    return f"{head}{force}uses: words\n{front}---\n\n## Rules\n\n{body}\n{unsure}{citations}"


def table(name: str, *lines: str) -> str:
    """Return a decision table; each line is a row without its outer bars, the header first."""
    header, *rows = [f"| {line} |" for line in lines]
    dashes = "|" + "---|" * (header.count("|") - 1)
    return "\n".join([f"### {name}", "", header, dashes, *rows])


def sheet(name: str, *lines: str) -> str:
    """Return a section with a table: *Cases*, *Guarantees*; each line as in ``table``."""
    return "\n" + table(name, *lines)[1:] + "\n"


def library(*texts: str) -> Library:
    """Return the library of the vocabulary and ``texts``."""
    sources = {f"{number}.md": each.encode() for number, each in enumerate(texts)}
    return Library({"words.md": WORDS.encode(), **sources})


def find(found: Library, name: str, version: str = "2020-01-01") -> Memo:
    """Return one version of a text."""
    return found.version(Version(name, version))
