"""Random memos written as Markdown are read back as the same trees, and answer alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from charteroak.core.checking import check_memo
from charteroak.core.library import Library
from charteroak.core.memo import Memo
from markdown import markdown
from strategies import START, World, worlds

pytestmark = pytest.mark.slow

OF_THE_PAGE = {
    *("place", "anchor", "section", "sections", "file", "written", "issued"),
    *("cells", "columns", "allowed"),
}


def read(world: World) -> Library:
    """Return the library of all texts of ``world``, written and read again."""
    texts = [world.vocabulary, *world.texts]
    return Library({text.file: markdown(text).encode() for text in texts})


def bare(node: Any) -> Any:
    """Return a tree without the places and spellings that writing it changes."""
    if isinstance(node, tuple):
        return tuple(map(bare, node))
    if hasattr(node, "__dataclass_fields__"):
        left_out = OF_THE_PAGE | ({"source"} if isinstance(node, Memo) else set())
        names = [name for name in node.__dataclass_fields__ if name not in left_out]
        return (type(node).__name__, *((name, bare(getattr(node, name))) for name in names))
    return node


def unordered(memo: Memo) -> Memo:
    """Return ``memo`` without the order of values that nothing but a P table keeps."""
    tables = [
        replace(table, outputs=tuple(replace(o, values=()) for o in table.outputs))
        if table.policy != "P" and table.outputs[0].act
        else table
        for table in memo.tables
    ]
    return replace(memo, tables=tuple(tables))


@given(worlds())
@settings(max_examples=40)
def test_a_memo_that_is_written_is_read_as_it_was(world: World) -> None:
    library = read(world)
    for text in (world.vocabulary, *world.texts):
        assert bare(unordered(library.version(text.id))) == bare(unordered(text))


@given(worlds())
@settings(max_examples=25)
def test_what_is_found_in_the_text_is_what_is_found_in_the_tree(world: World) -> None:
    tree = check_memo(world.library, world.memo)
    library = read(world)
    text = check_memo(library, library.in_force(world.memo.id.text, START))

    assert sorted((f.code, f.situations or 0) for f in text.findings) == sorted(
        (f.code, f.situations or 0) for f in tree.findings
    )
    assert text.counts == tree.counts
