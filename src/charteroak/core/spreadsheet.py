"""Cells of tables that people open in a spreadsheet."""

from __future__ import annotations

# A spreadsheet takes a cell that begins so for a formula, and runs it: OWASP ASVS 5.0, 1.2.10.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


def harmless(words: object) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe before a formula; None is empty."""
    text = "" if words is None else str(words)
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text
