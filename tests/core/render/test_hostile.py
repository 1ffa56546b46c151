"""Whatever stands in a memo stays words: nothing a browser would run, load or send."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import pytest

from charteroak.core.memo import Memo, Paragraph, Section, Shape
from charteroak.core.render import render_html
from core.render.hostile_vectors import VECTORS
from core.render.page_reader import Reading, read_html
from core.render.test_render import memo_of

ELEMENTS = frozenset({
    "html", "head", "meta", "title", "style", "body", "main", "article", "header",
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "a", "dl", "dt", "dd",
    "table", "caption", "thead", "tbody", "tr",
    "th", "td", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "q", "br", "hr",
})  # fmt: skip
ATTRIBUTES = frozenset({
    "id", "class", "href", "rel", "title", "lang", "charset", "name", "content", "role", "scope",
    "colspan", "rowspan", "tabindex", "aria-label", "start",
})  # fmt: skip
WEB = frozenset({"http", "https", "mailto", ""})


def assert_harmless(page: Reading) -> None:
    assert page.faults == []
    for element in page.elements:
        assert element.name in ELEMENTS
        assert element.attributes.keys() <= ATTRIBUTES
    assert len(page.named("style")) <= 1
    assert len(page.named("meta")) in {0, 2}
    for href in page.values("href"):
        # A browser takes control characters and spaces out before it looks for the scheme.
        address = re.sub(r"[\x00-\x20]", "", href)
        assert urlsplit(address).scheme.lower() in WEB, href
        assert not address.startswith(("//", "/\\", "\\")), href


def poisoned(node: Any, vector: str) -> Any:
    """Return a tree in which every word that an author may write is ``vector``."""
    if isinstance(node, tuple):
        return tuple(poisoned(each, vector) for each in node)
    if isinstance(node, str):
        return vector if type(node) is str else node
    if is_dataclass(node) and not isinstance(node, type):
        if type(node).__name__ in {"Place", "Version"}:
            return node
        kept = {"kept", "file", "source", "text", "measure", "vocabularies"}
        if isinstance(node, Section):
            kept |= {"anchor"}
        if isinstance(node, Paragraph) and node.shape in {Shape.KEPT, Shape.DECISION}:
            kept |= {"markdown"}
        changes = {
            each.name: poisoned(getattr(node, each.name), vector)
            for each in fields(node)
            if each.init and each.name not in kept
        }
        return replace(node, **changes)
    return node


def in_prose(memo: Memo, vector: str) -> Memo:
    """Return ``memo`` with ``vector`` as a paragraph, a list item, a quote and a table."""
    forms = (vector, f"- {vector}", f"> {vector}", f"1. {vector}", f"| a |\n|---|\n| {vector} |")
    place = memo.sections[0].place
    blocks = tuple(
        Paragraph(f"x-{n}", form, place, Shape.ITEM if form[:1] in "-1" else Shape.PARAGRAPH)
        for n, form in enumerate(forms)
    )
    return replace(memo, sections=(replace(memo.sections[0], blocks=blocks), *memo.sections[1:]))


MEMO = memo_of()


def test_there_are_more_than_a_hundred_different_vectors() -> None:
    assert len(set(VECTORS)) > 250


@pytest.mark.parametrize("part", range(10))
def test_no_vector_gets_out_of_the_prose(part: int) -> None:
    for vector in VECTORS[part::10]:
        assert_harmless(read_html(render_html(in_prose(MEMO, vector))))


@pytest.mark.parametrize("part", range(10))
def test_no_vector_gets_out_of_any_other_place(part: int) -> None:
    for vector in VECTORS[part::10]:
        assert_harmless(read_html(render_html(poisoned(MEMO, vector))))


def test_the_poison_reaches_every_part() -> None:
    page = read_html(render_html(poisoned(MEMO, "pOiSoN")))
    assert page.text.count("pOiSoN") > 100
    assert "addressed to us" not in page.text
    assert "Desk rule" not in page.text
