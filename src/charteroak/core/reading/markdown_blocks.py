"""The blocks of a text by the rules of CommonMark, from the Markdown parser.

Nothing inside a line is parsed.  Tables are found by a rule of our own, by whole lines, because
the parser's takes every cell apart; and link definitions stay text, because ``[0..48]`` is a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from charteroak.core.reading.blocks import Block, Form, Title
from charteroak.core.reading.pipe_tables import is_table_header

# Each level of a list counts twice, for the list and for its item.
DEEPEST = 10


class TooDeepError(Exception):
    """Blocks stand in each other too deep; ``line`` is where, counted from 0."""

    def __init__(self, line: int) -> None:
        """Keep the line."""
        super().__init__(line)
        self.line = line


def read_markdown_blocks(lines: Sequence[str], first_line: int) -> Iterator[Title | Block]:
    """Yield the headings and blocks of ``lines`` from ``first_line`` (counted from 0) on.

    Raises:
        TooDeepError: lists and quotes stand in each other so deep that the parser gives up.
    """
    body = "\n" * first_line + "\n".join(lines[first_line:])
    tokens: list[Token] = []
    parser = _parser()
    parser.block.parse(body, parser, {}, tokens)
    for token in tokens:
        if token.nesting > 0 and token.level >= DEEPEST - 1:
            raise TooDeepError(_lines_of(token)[0])
    for group in _top_level(tokens):
        if group[0].type == "heading_open":
            yield _title(group)
        else:
            yield from _blocks(group, lines)


@cache
def _parser() -> MarkdownIt:
    """Return Markdown with tables found by ``_pipe_table`` and link definitions left as text."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST})
    parser.block.ruler.at("table", _pipe_table, {"alt": ["paragraph"]})
    parser.enable("table").disable("reference")
    return parser


def _pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Find a pipe table at line ``start``: the parser's rule of the same name, by whole lines."""
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent:
        return False
    dashes_at = state.bMarks[start + 1] + state.tShift[start + 1]
    if state.src[dashes_at : dashes_at + 1] not in {"|", "-", ":"}:
        return False
    if not is_table_header(_line(state, start), _line(state, start + 1)):
        return False
    if state.is_code_block(start) or state.is_code_block(start + 1):
        return False
    if not silent:
        state.line = _end_of_table(state, start + 2, end)
        state.push("pipe_table", "table", 0).map = [start, state.line]
    return True


def _end_of_table(state: StateBlock, line: int, end: int) -> int:
    """Return the line after the last row of a table."""
    others = state.md.block.ruler.getRules("blockquote")
    silent = True
    while line < end and state.sCount[line] >= state.blkIndent and not state.isEmpty(line):
        if state.is_code_block(line):
            break
        starts_with_bar = state.src[state.bMarks[line] + state.tShift[line]] == "|"
        if not starts_with_bar and any(rule(state, line, end, silent) for rule in others):
            break
        line += 1
    return line


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _top_level(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each block that stands in no other."""
    start = 0
    for i, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            yield tokens[start : i + 1]
            start = i + 1


def _lines_of(token: Token) -> tuple[int, int]:
    start, end = token.map or (0, 0)
    return start, end


def _title(group: Sequence[Token]) -> Title:
    start, _ = _lines_of(group[0])
    return Title(" ".join(group[1].content.split("\n")), start, int(group[0].tag[1:]))


def _blocks(group: Sequence[Token], lines: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks of one group of tokens; a list is a block for each item."""
    kind = group[0].type
    if kind in {"bullet_list_open", "ordered_list_open"}:
        yield from _items(group, lines)
    elif kind != "hr":
        start, end = _lines_of(group[0])
        end = _last_written(lines, start, end)
        if kind == "html_block":
            hidden = tuple(i for i in range(start, end) if lines[i].lstrip().startswith("|"))[:1]
            yield Block(Form.HTML, start, end, hidden)
        else:
            yield Block(FORMS[kind], start, end, _hidden_tables(group))


FORMS = {
    "paragraph_open": Form.PARAGRAPH,
    "blockquote_open": Form.QUOTE,
    "pipe_table": Form.TABLE,
    "fence": Form.CODE,
    "code_block": Form.CODE,
}


def _items(group: Sequence[Token], lines: Sequence[str]) -> Iterator[Block]:
    """Yield one block for each item of a list."""
    item: list[Token] = []
    for token in group[1:-1]:
        item.append(token)
        if token.level == 1 and token.nesting < 0:
            start, end = _lines_of(item[0])
            yield Block(Form.ITEM, start, _last_written(lines, start, end), _hidden_tables(item))
            item = []


def _hidden_tables(group: Sequence[Token]) -> tuple[int, ...]:
    return tuple(_lines_of(t)[0] for t in group if t.type == "pipe_table" and t.level > 0)


def _last_written(lines: Sequence[str], start: int, end: int) -> int:
    """Return ``end`` without the empty lines before it."""
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return end
