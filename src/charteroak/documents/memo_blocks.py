"""A memo of the core as blocks: its prose, its decision tables, and what the machine keeps.

The same walk as ``core/render/page.py`` makes for the web page.
"""

from __future__ import annotations

from collections.abc import Iterator

from charteroak.core.facts import key
from charteroak.core.memo import Memo, Paragraph, Section, Shape
from charteroak.documents.blocks import Block, Heading, Listing
from charteroak.documents.decision_tables import decision_table
from charteroak.documents.kept_tables import kept_tables
from charteroak.documents.prose import prose_blocks


def memo_blocks(memo: Memo) -> tuple[Block, ...]:
    """Return all that stands below the front matter of ``memo``, in the order of the text."""
    return tuple(block for section in memo.sections for block in section_blocks(memo, section))


def section_blocks(memo: Memo, section: Section) -> tuple[Block, ...]:
    """Return a section: its heading, if it has one of its own, and its blocks."""
    is_title = section.depth == 1 and key(section.title) == key(memo.title)
    heading: tuple[Block, ...] = ()
    if section.title and not is_title:
        heading = (Heading(section.title, max(section.depth - 1, 1)),)
    blocks = [block for each in section.blocks for block in _blocks(memo, section, each)]
    return (*heading, *_joined(blocks))


def _blocks(memo: Memo, section: Section, block: Paragraph) -> Iterator[Block]:
    match block.shape:
        case Shape.KEPT:
            yield from kept_tables(memo, section, block)
        case Shape.DECISION:
            for table in memo.tables:
                if table.name == block.table:
                    yield decision_table(memo, table)
        case _:
            yield from prose_blocks(block.markdown)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks; the reader hands over list items one by one, and they become one list again."""
    open_list: Listing | None = None
    for block in blocks:
        if not isinstance(block, Listing):
            if open_list is not None:
                yield open_list
            open_list = None
            yield block
        elif open_list is None or (open_list.start is None) != (block.start is None):
            if open_list is not None:
                yield open_list
            open_list = block
        else:
            open_list = Listing((*open_list.items, *block.items), open_list.start)
    if open_list is not None:
        yield open_list
