"""Anchors: their form, and that each is unique."""

from __future__ import annotations

import pytest

from charteroak.core.reading.anchors import Anchors, slug
from core.reading.support import read, rules, wrong


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Detainers", "detainers"),
        ("2. Detainers & more", "2-detainers-more"),
        ("hold: may we?", "hold-may-we"),
        ("  A -- B  ", "a-b"),
        ("État", "état"),
        ("???", "part"),
        ("", "part"),
    ],
)
def test_slugs(text: str, anchor: str) -> None:
    assert slug(text) == anchor


def test_an_anchor_that_is_taken_gets_a_letter() -> None:
    anchors = Anchors()
    taken = [anchors.take("a") for _ in range(30)]
    assert taken[:3] == ["a", "a-b", "a-c"]
    assert len(set(taken)) == 30
    assert "a-b" in anchors
    assert anchors.all() == sorted(taken)


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("## A {#▶a b}", "“a b” cannot be an anchor."),
        ("## A {#▶}", "“” cannot be an anchor."),
        ("## A {#▶-a}", "“-a” cannot be an anchor."),
        ("## A {#x}\n\n## B {#▶x}", "the anchor “x” is written twice."),
    ],
)
def test_anchors_that_cannot_be(heading: str, found: str) -> None:
    assert wrong(f"{heading}\n").found == found


def test_every_anchor_of_a_text_is_unique() -> None:
    body = (
        "## May we {#hold-1}\n\none\n\ntwo\n\n## Hold\n\n## Hold\n\none\n\n"
        + rules("yes").replace("may we", "hold")
        + "a paragraph\n\n"
        + rules("no").replace("may we", "hold-1").replace("> hold", "> tell release date")
    )
    memo = read(body)
    anchors = [section.anchor for section in memo.sections]
    anchors += [block.anchor for section in memo.sections for block in section.paragraphs]
    rows = [row.anchor for table in memo.tables for row in table.rows]
    anchors += rows
    assert len(anchors) == len(set(anchors))
    assert rows == ["hold-1-b", "hold-1-c-1"] or len(set(rows)) == len(rows)


def test_a_row_may_point_to_a_section_a_paragraph_or_a_row() -> None:
    for see in ("detainers", "#detainers-2", "may-we-1"):
        body = (
            rules("yes")
            .replace("# cite |", "# cite | # see |")
            .replace("|---|---|---|---|", "|---|---|---|---|---|")
        )
        body = body.replace("CGS 54-192h |", f"CGS 54-192h | {see} |")
        memo = read("## Detainers\n\none\n\ntwo\n\n" + body)
        assert memo.tables[0].rows[0].see == see.removeprefix("#")
