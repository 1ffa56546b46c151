from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from charteroak.core.library import Library
from charteroak.core.memo import Memo, Standing, Version
from charteroak.core.reading import read_memo
from charteroak.core.render import render_html
from core.render.page_reader import Reading, read_html

LIBRARY = Library.from_directory(Path(__file__).parents[3] / "guidance")
EVERY = [header.id for shelf in LIBRARY.shelves.values() for header in shelf.headers]

TEXT = """---
text: example/parcel
version: 2026-01-01
kind: memo
level: memo
title: Parcels at the desk
in force: {{from: 2026-01-01}}
status: {status}
from: [Post room]
to: [front desks]
---

{prose}

## Facts

| fact | question | answers | how to tell |
|------|----------|---------|-------------|
| addressed to us | Does the label name our office? | yes, no | Read *the label*. |
| weight | How much does it weigh? | number [0..] kg | - |

## Acts

| act | question |
|-----|----------|
| take | May the desk take it? |

## 1. Parcels {{#parcels}}

The desk takes what is addressed to this office.

### take: may the desk take it?

| F | addressed to us | weight | > take | # cite | # see | # note |
|---|-----------------|--------|--------|--------|-------|--------|
| 1 | no | - | must not | Desk rule 1 | parcels-1 | - |
| heavy | - | > 20 | refer, to the dock | Desk rule 2; Old rule | | Mind your *back*. |
| 3 | - | - | may | Desk rule 1 | | - |

### say: what can we say?

| C | addressed to us | > say | # cite |
|---|-----------------|-------|--------|
| s | no | This is not ours. | Desk rule 1 |

## When not sure

| act | direction | cite |
|-----|-----------|------|
| any other act | refer, to the office manager | Desk rule 3 |

## Citations

| cite | grade | status | source | note |
|------|-------|--------|--------|------|
| Desk rule | verified | in force | read at https://example.org/a?b=1&c=2 today | |
| Old rule | reported | stayed since 2025-05-01 | | Nobody has it. |

## Guarantees

| guarantee | cite |
|-----------|------|
| never take may or must when addressed to us = no | Desk rule 1 |

## Cases

| case | addressed to us | weight | > take | # cite |
|------|-----------------|--------|--------|--------|
| a letter | yes | 0.2 | may | Desk rule 1 |
| a puzzle | yes | not sure | refer, to the office manager | Desk rule 3 |
"""


def memo_of(prose: str = "Some words.", status: str = "issued") -> Memo:
    source = TEXT.format(prose=prose, status=status).encode()
    return read_memo(source, "parcel.md", lambda _text, _day: None)


def shown(memo: Memo) -> Reading:
    return read_html(render_html(memo))


def prose(markdown: str) -> str:
    """Return the markup of one paragraph, up to the first heading."""
    article = render_html(memo_of(markdown), fragment=True)
    return article.partition("</header>")[2].partition("<h2")[0]


# ---- the page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", EVERY, ids=str)
def test_every_shipped_text_is_a_sound_page(version: Version) -> None:
    memo = LIBRARY.version(version)
    page = shown(memo)
    assert page.faults == []
    anchors = page.values("id")
    assert len(anchors) == len(set(anchors))
    inner = [unquote(href[1:]) for href in page.values("href") if href.startswith("#")]
    assert set(inner) <= set(anchors)
    labels = page.values("aria-label")
    assert len(labels) == len(set(labels))
    assert [each.name for each in page.elements if each.name == "h1"] == ["h1"]


@pytest.mark.parametrize("version", EVERY, ids=str)
def test_every_paragraph_and_row_has_its_anchor(version: Version) -> None:
    memo = LIBRARY.version(version)
    anchors = set(shown(memo).values("id"))
    for section in memo.sections:
        assert section.anchor in anchors or not section.title
        assert {paragraph.anchor for paragraph in section.paragraphs} <= anchors
    for table in memo.tables:
        assert {table.anchor, *(row.anchor for row in table.rows)} <= anchors


def test_the_head_says_who_what_and_when() -> None:
    text = shown(memo_of()).text
    for words in ("Parcels at the desk", "Post room", "front desks", "example/parcel@2026-01-01"):
        assert words in text
    assert "In forcefrom 2026-01-01" in text
    assert "This is not legal advice." in text
    assert "Draft" not in text


def test_a_draft_says_so() -> None:
    memo = replace(memo_of(), standing=Standing.DRAFT, issued=date(2026, 1, 2))
    text = shown(memo).text
    assert "Draft. No office has issued this text" in text
    assert "Meant to be in forcefrom 2026-01-01" in text
    assert "Issued2026-01-02" in text


def test_it_links_to_the_texts_it_rests_on() -> None:
    memo = replace(memo_of(), rests_on=("us/1373",), uses=("us/glossary",), adopts="ct/memo")
    links = shown(memo).values("href")
    assert {"../../us/1373/", "../../us/glossary/", "../../ct/memo/"} <= set(links)
    own = read_html(render_html(memo, address=lambda text: f"/texts/{text}")).values("href")
    assert "/texts/us/1373" in own


def test_a_fragment_is_the_article_alone() -> None:
    page = render_html(memo_of())
    fragment = render_html(memo_of(), fragment=True)
    assert fragment in page
    assert fragment.startswith('<article class="memo">')
    assert not read_html(fragment).named("style")
    assert page.startswith("<!doctype html>")
    assert read_html(page).named("html")[0].attributes == {"lang": "en"}


# ---- tables -------------------------------------------------------------------------------------


def test_a_decision_table_tells_its_parts_in_words() -> None:
    page = render_html(memo_of(), fragment=True)
    table = re.search(r'<table class="decision">.*?</table>', page, re.DOTALL)
    assert table is not None
    text = read_html(table[0]).text
    assert "The first row that fits decides. (F)" in text
    assert "RowIfthenon this ground" in text
    assert "addressed to usweighttakecitationseenote" in text
    assert "heavyany> 20" in text
    assert '<strong class="direction">refer</strong>, to the dock' in table[0]
    assert "Old rule (reported; stayed since 2025-05-01)" in text
    assert "Desk rule 1 (verified; in force)" in text
    assert 'href="#parcels-1"' in table[0]
    assert "Mind your <em>back</em>." in table[0]


def test_every_table_has_a_caption_scopes_and_a_region_to_scroll_in() -> None:
    page = shown(memo_of())
    tables = page.named("table")
    regions = [each for each in page.elements if each.attributes.get("role") == "region"]
    assert len(tables) == len(page.named("caption")) == len(regions)
    for each in regions:
        assert each.attributes["tabindex"] == "0"
        assert each.attributes["aria-label"]
    assert all("scope" in each.attributes for each in page.named("th"))


def test_what_can_be_said_is_a_quotation() -> None:
    assert "<q>This is not ours.</q>" in render_html(memo_of())


def test_columns_without_content_are_left_out() -> None:
    page = render_html(memo_of(), fragment=True)
    facts = page.partition("Does the label name")[0].rpartition("<table")[2]
    assert "how to tell" in facts
    assert "decided by" not in facts


def test_kept_sections_are_tables() -> None:
    text = shown(memo_of()).text
    for words in (
        "number, 0 kg or more", "any other actrefer, to the office manager", "verifiedin force",
        "never take may or must when addressed to us = no", "weight = not sure", "take: may",
    ):  # fmt: skip
        assert words in text


def test_a_source_is_linked() -> None:
    markup = render_html(memo_of())
    link = '<a href="https://example.org/a?b=1&amp;c=2" rel="noreferrer">'
    assert f"read at {link}https://example.org/a?b=1&amp;c=2</a> today" in markup


# ---- prose --------------------------------------------------------------------------------------


def test_items_of_one_list_stand_in_one_list() -> None:
    markup = prose("- one\n- two\n\nBetween.\n\n3. three\n4. four")
    assert markup.count("<ul>") == markup.count("</ul>") == 1
    assert markup.count("<li id=") == 4
    assert '<ol start="3">' in markup


def test_each_paragraph_links_to_itself() -> None:
    assert '<a href="#top-2" class="self" aria-label="Link to #top-2">#</a>' in prose(
        "One.\n\nTwo."
    )


def test_links_lead_only_where_they_may() -> None:
    markup = prose(
        "[a](https://example.org/?x=1&y=2) [b](mailto:x@example.org) [c](#parcels-1) "
        "[d](us/1373) [e](us/1373@1996-09-30) [f](javascript:alert%281%29) [g](//example.org)"
    )
    assert read_html(markup).values("href")[:5] == [
        "https://example.org/?x=1&y=2",
        "mailto:x@example.org",
        "#parcels-1",
        "../../us/1373/",
        "../../us/1373/1996-09-30.html",
    ]
    assert "[f](javascript:alert%281%29) [g](//example.org)" in markup


def test_a_table_of_prose_is_a_table_in_a_region() -> None:
    markup = prose("| a | b |\n|:-:|--:|\n| 1 | 2 |")
    assert '<th scope="col">a</th>' in markup
    assert "style=" not in markup
    assert 'role="region"' in markup


def test_quotes_and_code_stay_what_they_are() -> None:
    assert "<blockquote>" in prose("> quoted")
    assert "<code>a &lt; b</code>" in prose("`a < b`")
    assert "<h" not in prose("> # no heading inside")


# ---- hostile texts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "flood", ["![", "[", "*a _b ", "`a``", "<a", "![[[](", "<http://a>", "\\[a]("]
)
def test_a_flood_of_marks_is_shown_quickly(flood: str) -> None:
    memo = memo_of()
    line = (flood * 100_000)[:100_000]
    section = memo.sections[0]
    block = replace(section.blocks[0], markdown=line)
    flooded = replace(memo, sections=(replace(section, blocks=(block,)), *memo.sections[1:]))
    start = time.perf_counter()
    assert line[:50] in unescape(render_html(flooded))
    assert time.perf_counter() - start < 0.5


def test_a_flood_in_many_paragraphs_is_shown_quickly() -> None:
    memo = memo_of("\n\n".join(["![[[](" * 1000] * 30))
    start = time.perf_counter()
    assert "![[[](![[[](" in render_html(memo)
    assert time.perf_counter() - start < 1
