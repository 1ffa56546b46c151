"""The blocks of a plain text, without the Markdown parser.

Plain is a text of headings ``#``, tables whose lines begin with a bar, paragraphs, and lists whose
items are not divided by empty lines.  For anything else, however small, there is no answer and
the parser decides: code, quotes, HTML, underlined headings, rules, indented lines, lazy lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from charteroak.core.reading.blocks import Block, Form, Title
from charteroak.core.reading.pipe_tables import is_table_header

HEADING = re.compile(r"(#{1,6})[ \t]+([^ \t#].*)")
BULLET = re.compile(r"[-+*] {1,4}[^ \t]")
NUMBER = re.compile(r"[0-9]{1,9}[.)] {1,4}[^ \t]")
LIKE_A_NUMBER = re.compile(r"[0-9]+[.)](?:[ \t]|$)")
# A line that begins with one of these may be more than a line of a paragraph.
NOT_PLAIN = ("<", ">", "=", "```", "~~~", " ", "\t")
MARKS = frozenset("-+*_")
BLANK = " \t"


class NotPlainError(Exception):
    """The text holds something that only the Markdown parser can place."""


def read_plain_blocks(lines: Sequence[str], first_line: int) -> list[Title | Block] | None:
    """Return the headings and blocks of ``lines``, or None where the text is not plain."""
    entries: list[Title | Block] = []
    line = first_line
    try:
        while line < len(lines):
            if lines[line].strip(BLANK):
                entries.append(_entry(lines, line))
                line = _end(entries[-1])
            else:
                line += 1
    except NotPlainError:
        return None
    return entries


def _end(entry: Title | Block) -> int:
    return entry.line + 1 if isinstance(entry, Title) else entry.end


def _entry(lines: Sequence[str], start: int) -> Title | Block:
    """Return the heading or block that begins on line ``start``."""
    text = lines[start]
    first = text[0]
    if first == "#":
        return _title(text, start)
    if first == "|":
        return Block(Form.TABLE, start, _end_of_table(lines, start))
    if BULLET.match(text) or NUMBER.match(text):
        return Block(Form.ITEM, start, _end_of_item(lines, start))
    _check_plain(text)
    return Block(Form.PARAGRAPH, start, _end_of_paragraph(lines, start))


def _title(text: str, line: int) -> Title:
    match = HEADING.fullmatch(text)
    if match is None or text.rstrip(BLANK).endswith("#"):
        raise NotPlainError
    return Title(match[2].rstrip(BLANK), line, len(match[1]))


def _check_plain(text: str) -> None:
    """Raise where a line may be something else than a line of a paragraph."""
    first = text[0]
    if text.startswith(NOT_PLAIN) or (first in MARKS and not text.strip("-+*_ \t")):
        raise NotPlainError
    if first in "-+*" and text[1:2] in {"", " ", "\t"}:
        raise NotPlainError
    if first.isdigit() and LIKE_A_NUMBER.match(text):
        raise NotPlainError


def _at(lines: Sequence[str], line: int) -> str:
    return lines[line] if line < len(lines) else ""


def _end_of_table(lines: Sequence[str], start: int) -> int:
    """Return the line after a table; a line right after it that has no bar is not plain."""
    if not is_table_header(lines[start], _at(lines, start + 1)):
        raise NotPlainError
    end = start + 2
    while _at(lines, end).startswith("|"):
        end += 1
    if _at(lines, end).strip(BLANK):
        raise NotPlainError
    return end


def _end_of_paragraph(lines: Sequence[str], start: int) -> int:
    """Return the line after a paragraph: an empty line, a heading, a list or a table."""
    end = start + 1
    while text := _at(lines, end).strip(BLANK):
        text = lines[end]
        if text.startswith("|") and is_table_header(lines[end - 1], text):
            raise NotPlainError
        if text.startswith(("#", "|")) or BULLET.match(text):
            break
        _check_plain(text)
        if text[0] in "-:":
            raise NotPlainError
        end += 1
    return end


def _end_of_item(lines: Sequence[str], start: int) -> int:
    """Return the line after an item: the next item or an empty line; all between is indented."""
    marker, _, content = lines[start].partition(" ")
    indent = " " * (len(lines[start]) - len(content.lstrip(" ")))
    if not lines[start].strip("-+*_ \t") or "|" in content:
        raise NotPlainError
    end = start + 1
    while text := _at(lines, end).strip(BLANK):
        if BULLET.match(lines[end]) or NUMBER.match(lines[end]):
            if (marker in "-+*") != (text[0] in "-+*"):
                raise NotPlainError
            break
        if not lines[end].startswith(indent) or "|" in text:
            raise NotPlainError
        end += 1
    return end
