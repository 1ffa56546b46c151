"""Letters as PDFs, against a plain document of one paragraph that Typst sets in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import typst

from bench.measure import core_seconds
from bench.subjects import Line
from charteroak.documents.blocks import Block, Column, Heading, Listing, Table, cell, paragraph
from charteroak.documents.desk_card import Contact, DeskCard, Place, make_desk_card
from charteroak.documents.letter import (
    Letter,
    LetterSignature,
    Office,
    make_letter,
    make_postal_batch,
)
from charteroak.documents.memo_document import MemoDocument, make_memo_document
from charteroak.documents.memo_version import MemoVersion
from charteroak.documents.typesetting import STANDARDS
from charteroak.shipped import open_library

DAY = date(2026, 11, 26)
HASH = "485f0c1baf344bbd242bb15044ed583a427a30edb3784959f469657991e7afdf"
MEMO = MemoVersion(id="example/memo@2026-11-26", title="A demonstration memo", content_hash=HASH)
PLAIN = b"""#set document(title: "Plain")
#set page(paper: "us-letter")
#sys.inputs.words"""
SENTENCE = "Have the desk card printed and put by the telephone of every desk. "
BATCH = 100
ROUNDS = 4


def documents() -> Iterator[Line]:
    """Letters a second, each its own; a batch for the printer; a desk card; the longest memo."""
    fresh = _fresh_letters()
    took = core_seconds(lambda: [make_letter(each) for each in next(fresh)], ROUNDS)
    ours, plain = BATCH / took, _plain_rate()
    yield Line(
        "letters as PDF/UA, two pages each, on one core", f"{ours:,.0f}/s", "≥ 50/s", ours >= 50
    )
    yield Line(
        "a document of one plain paragraph, by Typst",
        f"{plain:,.0f}/s; a letter takes as long as {plain / ours:.1f} of these",
    )
    took = core_seconds(lambda: make_postal_batch(next(fresh), title="Batch"), ROUNDS)
    yield Line(
        f"a batch of {BATCH} letters in one PDF, on one core", f"{BATCH / took:,.0f} letters/s"
    )
    numbers = count()
    card = core_seconds(
        lambda: make_desk_card(replace(CARD, agency=f"Demo {next(numbers)}"), made_on=DAY)
    )
    yield Line("a desk card, in the largest type that fits", f"{card * 1000:.0f} ms")
    yield _longest_memo()


def _fresh_letters() -> Iterator[list[Letter]]:
    """Yield batches of letters, none twice: Typst remembers what it has set before."""
    first = letter()
    for number in count():
        yield [
            replace(
                first,
                reference=f"DEMO-{number * BATCH + n:06}",
                address=(f"Chief {number * BATCH + n}", *first.address[1:]),
            )
            for n in range(BATCH)
        ]


def _plain_rate() -> float:
    compiler = typst.Compiler(font_paths=typst.Fonts())

    def plain(words: str) -> object:
        return compiler.compile(
            PLAIN,
            format="pdf",
            sys_inputs={"words": words},
            pdf_standards=STANDARDS,
            timestamp=datetime(2026, 11, 26, tzinfo=UTC),
        )

    numbers = count()
    took = core_seconds(
        lambda: [plain(f"{next(numbers)} {SENTENCE * 4}") for _ in range(BATCH)], ROUNDS
    )
    return BATCH / took


def _longest_memo() -> Line:
    library = open_library()
    names = [header.id for shelf in library.shelves.values() for header in shelf.headers]
    memo = max((library.version(name) for name in names), key=lambda each: len(each.source))
    document = MemoDocument(memo=memo, content_hash=HASH)
    numbers = count()
    took = core_seconds(
        lambda: make_memo_document(replace(document, content_hash=f"{next(numbers)}"), made_on=DAY)
    )
    return Line(f"the longest text, {memo.id}, as a PDF", f"{took * 1000:.0f} ms")


def letter() -> Letter:
    """Return a letter with a body of a page."""
    body: tuple[Block, ...] = (
        paragraph(SENTENCE * 3),
        Heading("What changes for you"),
        Listing(((paragraph(SENTENCE),), (paragraph(SENTENCE),))),
        Table(
            (Column("Question", 2), Column("Until now"), Column("From now on")),
            ((cell("Hold on a detainer alone?"), cell("should not"), cell("must not")),) * 3,
        ),
        Heading("What we ask of you"),
        paragraph(SENTENCE * 5),
    )
    signed = LetterSignature(
        name="Demo Person",
        title="Commissioner",
        signed_at=datetime(2026, 11, 25, 16, tzinfo=UTC),
        content_hash=HASH,
    )
    return Letter(
        senders=(Office(name="Demo Office", lines=("1 Demo Avenue", "Demo City, CT 06000")),),
        address=("Chief of Police", "Demo Town Police Department", "Demo Town, CT 06001"),
        reference="DEMO-000000",
        day=DAY,
        subject="Federal immigration requests: new guidance",
        salutation="Dear Chief of Police:",
        body=body,
        signatures=(signed,) * 3,
        memo=MEMO,
        checkpoint_hash=HASH,
        verify_url="https://guidance.example.org/verify/485f0c1baf34",
    )


CARD = DeskCard(
    title="Someone from ICE asks us to hold a person",
    place=Place.POLICE,
    first_steps=(SENTENCE,) * 4,
    say=(SENTENCE,),
    do_not=(SENTENCE,) * 3,
    call=(Contact(who="Supervisor", telephone="555-0101"), Contact(who="Counsel")),
    clock=(SENTENCE,),
    memo=MEMO,
    valid_until=date(2027, 1, 25),
    url="https://guidance.example.org/desk/example",
)
