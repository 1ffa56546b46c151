"""Samples of every document, with demonstration names only, and a reader of the PDFs made."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from datetime import date, datetime
from functools import cache, cached_property, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from charteroak.documents.blocks import Column, Heading, Listing, Table, cell, paragraph
from charteroak.documents.desk_card import Contact, DeskCard, Place, make_desk_card
from charteroak.documents.letter import Letter, LetterSignature, Office, make_letter
from charteroak.documents.memo_document import MemoDocument, make_memo_document
from charteroak.documents.memo_version import MemoVersion
from charteroak.documents.notice_to_person import (
    Answered,
    NoticeToPerson,
    make_notice_to_person,
)
from charteroak.documents.notice_words import Asked, Decided, Language
from charteroak.documents.statement_for_file import (
    DecisionTaken,
    DirectionGiven,
    DutyOfRequest,
    FactGiven,
    LedgerMark,
    Override,
    StatementForFile,
    make_statement_for_file,
)
from charteroak.documents.typesetting import Typesetter
from charteroak.shipped import open_library

DAY = date(2026, 11, 26)
NEW_YORK = ZoneInfo("America/New_York")
HASH = "485f0c1baf344bbd242bb15044ed583a427a30edb3784959f469657991e7afdf"
EVENT = "ab" * 32
CHECKPOINT = "cd" * 32
ADDRESS = "https://guidance.example.org/verify/485f0c1baf34"
MEMO = MemoVersion(id="ct/law-enforcement@2026-11-23", title="Federal requests", content_hash=HASH)


def at(hour: int, minute: int = 0) -> datetime:
    """Return a moment of the day, in Connecticut."""
    return datetime(2026, 11, 26, hour, minute, tzinfo=NEW_YORK)


CARD = DeskCard(
    title="Someone from ICE asks us to hold a person",
    place=Place.POLICE,
    agency="Demo Town Police Department",
    first_steps=(
        "Ask for name, agency, badge number and a number to call back.",
        "Take the paper, copy it and give the copy to your supervisor.",
        "Look for a judge's signature. If you cannot tell, say not sure.",
    ),
    say=("I will take this and give it to my supervisor. I cannot answer it myself.",),
    do_not=("Do not keep the person longer because of the detainer alone.",),
    call=(Contact(who="Shift supervisor", telephone="555-0101"), Contact(who="Counsel")),
    clock=("48 hours from when the person would go free, weekends and holidays counted.",),
    write_down=("Day, time, name, agency, what was asked and what you did.",),
    memo=MEMO,
    valid_until=date(2027, 1, 25),
    url="https://guidance.example.org/desk/ct/law-enforcement",
)

NOTICE = NoticeToPerson(
    agency="Demo Town Police Department",
    agency_lines=("1 Demo Street, Demo Town, CT 06000", "555-0100"),
    reference="2026-00042",
    requester="U.S. Immigration and Customs Enforcement (ICE)",
    received_at=at(2, 5),
    answers=(
        Answered(asked=Asked.HOLD, decided=Decided.NO),
        Answered(asked=Asked.RELEASE_DATE, decided=Decided.OPEN, note="The head decides."),
    ),
    decided_at=at(14, 40),
    papers=("Form I-247A, Immigration Detainer",),
    citations=("CGS 54-192h(e)(1)",),
    memo=MEMO,
)

STATEMENT = StatementForFile(
    agency="Demo Town Police Department",
    request_number="2026-00042",
    received_at=at(2, 5),
    requester="ICE (as claimed, not verified)",
    about=(("How it came", "by fax"),),
    asked=("hold", "tell release date"),
    papers=("Form I-247A",),
    facts=(FactGiven(question="Is there a judge's warrant?", answer="no", source="form I-247A"),),
    directions=(
        DirectionGiven(
            act="hold",
            direction="must not",
            because=("judicial warrant is no",),
            citations=("CGS 54-192h(b)(1)(A) (verified; in force)",),
            also=("ct/law-enforcement: should not",),
        ),
    ),
    do=("Copy the paper and give the copy to the person.",),
    say=("I will give it to my supervisor.",),
    do_not=("Do not keep the person longer.",),
    duties=(
        DutyOfRequest(
            words="Give the person a copy of the detainer",
            who="the officer who received it",
            due_at=at(4),
            done_at=at(4, 30),
            done_by="Demo Officer",
            citations=("CGS 54-192h(e)(1)",),
        ),
        DutyOfRequest(words="Enter the request in the log", due_words="the same day"),
    ),
    decision=DecisionTaken(
        words="The person is held.",
        by="Demo Lieutenant",
        at=at(2, 40),
        override=Override(ground="A warrant came.", second_person="Demo Captain", at=at(2, 50)),
    ),
    outcome="Released on bond.",
    outcome_at=at(6),
    history=((at(2, 5), "Demo Officer", "Request recorded"),),
    memo=MEMO,
    ledger=LedgerMark(event_hash=EVENT, sequence=4711, checkpoint_hash=CHECKPOINT),
    verify_url=ADDRESS,
)

LETTER = Letter(
    senders=(
        Office(name="Office of the Governor (Demo)", lines=("1 Demo Avenue", "Demo, CT 06000")),
        Office(name="Commissioner of Public Safety (Demo)", contact=("555-0110",)),
    ),
    address=("Chief of Police", "Demo Town Police Department", "1 Demo Street", "Demo, CT 06001"),
    reference="CT-2026-000123",
    day=DAY,
    subject="Federal immigration requests: new guidance",
    salutation="Dear Chief of Police:",
    body=(
        paragraph("A new version of the guidance takes effect on November 30, 2026."),
        Heading("What changes for you"),
        Listing(((paragraph("The head of the agency answers a detainer."),),)),
        Table(
            (Column("Question", 2), Column("Until now"), Column("From November 30")),
            ((cell("Hold on a detainer alone?"), cell("should not"), cell("must not")),),
        ),
    ),
    signatures=(
        LetterSignature(name="Demo Governor", title="Governor", signed_at=at(9), content_hash=HASH),
        LetterSignature(
            name="Demo Commissioner", title="Commissioner", signed_at=at(10), content_hash=HASH
        ),
    ),
    enclosures=("the guidance in full",),
    memo=MEMO,
    checkpoint_hash=CHECKPOINT,
    verify_url=ADDRESS,
)


@cache
def memo_document(text: str = "ct/law-enforcement") -> MemoDocument:
    """Return a text in force on the day."""
    return MemoDocument(memo=open_library().find(text, DAY), content_hash=HASH, verify_url=ADDRESS)


@cache
def embedded_only() -> Typesetter:
    """Return a typesetter that knows only the fonts within Typst, as every machine has them."""
    return Typesetter(system_fonts=False)


def notice(language: Language) -> bytes:
    """Return the sample notice in ``language``."""
    return make_notice_to_person(NOTICE, language=language, made_at=at(14, 45))


MAKERS = {
    "desk card": lambda: make_desk_card(CARD, made_on=DAY),
    "notice, en": lambda: notice(Language.ENGLISH),
    "notice, es": lambda: notice(Language.SPANISH),
    "notice, pt-BR": lambda: notice(Language.PORTUGUESE),
    "statement": lambda: make_statement_for_file(STATEMENT, made_at=at(9), made_by="Demo Clerk"),
    "letter": lambda: make_letter(LETTER),
    "memo": lambda: make_memo_document(memo_document(), made_on=DAY),
}


@cache
def made(name: str) -> bytes:
    """Return the PDF of a sample."""
    return MAKERS[name]()


class Read:
    """A PDF as pypdf reads it."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(pdf))

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.reader.pages)

    @cached_property
    def text(self) -> str:
        """Its words with single spaces, without the places to break."""
        whole = "\n".join(page.extract_text() for page in self.reader.pages)
        return " ".join(whole.replace("\u200b", "").split())

    @cached_property
    def letters(self) -> str:
        """Its words as ``letters_of`` gives them."""
        return letters_of(self.text)

    @property
    def xmp(self) -> str:
        """Its metadata as XML."""
        return str(self.root["/Metadata"].get_object().get_data().decode())

    @property
    def root(self) -> Any:
        """Its catalogue."""
        return self.reader.trailer["/Root"]

    def where(self, lines: Collection[str]) -> list[tuple[float, float]]:
        """Return where text that is one of ``lines`` begins on the first page.

        In points from the left and from the top.
        """
        found: list[tuple[float, float]] = []

        def visit(text: str, page: Any, line: Any, *_: object) -> None:
            if text.replace("\u200b", "").strip() in lines:
                x, y = line[4], line[5]
                across = x * page[0] + y * page[2] + page[4]
                up = x * page[1] + y * page[3] + page[5]
                found.append((float(across), 792 - float(up)))

        self.reader.pages[0].extract_text(visitor_text=visit)
        return found


def letters_of(text: str) -> str:
    """Return ``text`` without spaces and hyphens, which lines bring and take as they break."""
    return re.sub("[\\s\u200b\u00ad\u2010-]", "", text)


@lru_cache(maxsize=16)
def read(pdf: bytes) -> Read:
    """Open a PDF; its words are read once, for pypdf takes its time."""
    return Read(pdf)
