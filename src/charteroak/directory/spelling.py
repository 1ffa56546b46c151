"""How names, telephones, postal codes and addresses of the official files are written."""

from __future__ import annotations

import re

TELEPHONE = re.compile(r"1?([2-9]\d{2})(\d{3})(\d{4})")
BETWEEN_DIGITS = re.compile(r"[\s().+/-]")
ZIP = re.compile(r"(?P<five>\d{3,5})(?:-(?P<four>\d{4}))?|(?P<nine>\d{9})")
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
# What the files write for "none".
ABSENT = {
    *("", "NOT AVAILABLE", "NOT APPLICABLE", "N/A", "NA", "M", "†"),
    *("-999", "-999.0", "-2", "-3"),
}
SMALL = {"of", "and", "at", "for", "the", "in", "on", "de", "du"}
CAPITALS = {
    *("PO", "RR", "NE", "NW", "SE", "SW", "II", "III", "IV", "US", "USA"),
    *("FCI", "BIA", "ISD", "CCSD", "LLC", "DMV", "MTA"),
}
ORDINAL = re.compile(r"\d+(ST|ND|RD|TH)")
WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W\d_]+)*")


def cleaned(text: str) -> str:
    """Return the text without needless spaces; what the files write for "none" is empty."""
    joined = " ".join(text.split())
    return "" if joined.upper() in ABSENT else joined


def telephone(text: str) -> str:
    """Return `(203) 946-6255`, or an empty text where it has not the ten digits of a US number."""
    found = TELEPHONE.fullmatch(BETWEEN_DIGITS.sub("", text))
    return f"({found[1]}) {found[2]}-{found[3]}" if found and text.isascii() else ""


def zip_code(text: str) -> str:
    """Return five digits, or nine with a hyphen; zeros that a spreadsheet ate are put back."""
    found = ZIP.fullmatch(cleaned(text))
    if not found or not text.isascii():
        return ""
    if nine := found["nine"]:
        return f"{nine[:5]}-{nine[5:]}"
    four = found["four"]
    return found["five"].zfill(5) + (f"-{four}" if four and four != "0000" else "")


def website(text: str) -> str:
    """Return an address that begins with http, or an empty text where it names no host."""
    scheme, _, rest = cleaned(text).rpartition("://")
    host, slash, path = rest.partition("/")
    if not HOST.fullmatch(host) or " " in path or scheme.lower() not in {"", "http", "https"}:
        return ""
    return f"{scheme.lower() or 'https'}://{host.lower()}{slash}{path}".removesuffix("/")


def in_title_case(text: str) -> str:
    """Return a text of capitals as names are written; a text that has small letters is kept."""
    plain = cleaned(text)
    if plain != plain.upper():
        return plain
    words = WORD.sub(lambda match: _word(match.group()), plain)
    return words[:1].upper() + words[1:]


def _word(word: str) -> str:
    if word in CAPITALS:
        return word
    if word[0].isdigit():
        return word.lower() if ORDINAL.fullmatch(word) else word
    if word.lower() in SMALL:
        return word.lower()
    if word.startswith("MC") and len(word) > len("MCX"):
        return "Mc" + word[2:].capitalize()
    return word.capitalize()
