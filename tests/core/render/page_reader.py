"""Reads HTML as a browser's parser would tell it, for tests to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "col", "hr", "meta"})


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag with its attributes."""

    name: str
    attributes: dict[str, str]


@dataclass(slots=True)
class Reading:
    """Every start tag, the text, and what is wrong with the nesting."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""
    faults: list[str] = field(default_factory=list)

    def named(self, name: str) -> list[Element]:
        return [each for each in self.elements if each.name == name]

    def values(self, attribute: str) -> list[str]:
        return [
            each.attributes[attribute] for each in self.elements if attribute in each.attributes
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Reading()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.found.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.found.text += data

    def handle_comment(self, data: str) -> None:
        self.found.faults.append(f"comment {data[:40]!r}")

    def handle_pi(self, data: str) -> None:
        self.found.faults.append(f"processing instruction {data[:40]!r}")

    def unknown_decl(self, data: str) -> None:
        self.found.faults.append(f"declaration {data[:40]!r}")

    def close(self) -> None:
        super().close()
        self.found.faults += [f"<{tag}> is not closed" for tag in self._open]


def read_html(text: str) -> Reading:
    """Return what is in ``text``."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.found
