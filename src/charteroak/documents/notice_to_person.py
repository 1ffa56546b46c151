"""The notice to a person in custody: what was asked, what was decided, and a copy of the paper.

A notice in another language than English has the English beside it, and says how far the
translation has been checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from charteroak.documents.marks import Marks
from charteroak.documents.memo_version import MemoVersion
from charteroak.documents.notice_words import (
    TRANSLATION_IN_ENGLISH,
    WORDS,
    Asked,
    Decided,
    Language,
    NoticeWords,
    Translation,
)
from charteroak.documents.printable import JSON
from charteroak.documents.typesetting import Typesetter, default_typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One thing that was asked, and what was decided.

    ``asked`` is one of ``Asked``, or the agency's own words, which are printed as they are in
    every language; so is the ``note``.
    """

    asked: Asked | str
    decided: Decided
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeToPerson:
    """What the notice says.

    ``person`` may be empty: the notice then has a line to write on, and so it has for
    ``officer`` and ``delivered_at``.  ``papers`` are the papers of which a copy goes with the
    notice.  ``citations`` say which law demands the notice.  Moments carry their time zone.
    """

    agency: str
    agency_lines: tuple[str, ...] = ()
    reference: str = ""
    person: str = ""
    requester: str
    received_at: datetime
    answers: tuple[Answered, ...]
    decided_at: datetime | None = None
    papers: tuple[str, ...]
    citations: tuple[str, ...] = ()
    officer: str = ""
    delivered_at: datetime | None = None
    memo: MemoVersion


def make_notice_to_person(
    notice: NoticeToPerson,
    *,
    language: Language,
    translation: Translation = Translation.DRAFT,
    made_at: datetime,
    typesetter: Typesetter | None = None,
) -> bytes:
    """Return the notice as a PDF in ``language``, with the English beside it.

    Args:
        notice: what it says.
        language: English, or the language that the person reads.
        translation: how far our words in that language have been checked; of English, how far
            the agency has.
        made_at: the moment printed as the notice's own.
        typesetter: another than the process's own.

    Raises:
        DocumentError: it cannot be set.
        ValueError: a moment has no time zone.
    """
    languages = [Language.ENGLISH]
    if language is not Language.ENGLISH:
        languages = [language, Language.ENGLISH]
    columns: list[JSON] = [_column(notice, each, WORDS[each]) for each in languages]
    own = WORDS[language]
    data: dict[str, JSON] = {
        "title": f"{own.heading}, {notice.agency}",
        "marks": Marks(
            kind="notice",
            memo=notice.memo.id,
            content_hash=notice.memo.content_hash,
            reference=notice.reference,
        ).keywords(),
        "language": language.value,
        "agency": notice.agency,
        "agency_lines": notice.agency_lines,
        "made_at": own.moment_words(made_at),
        "translation": [own.translation[translation], *_in_english(language, translation)],
        "is_draft": translation is Translation.DRAFT,
        "columns": columns,
        "memo": notice.memo.as_data(),
    }
    chosen = typesetter or default_typesetter()
    return chosen.typeset("notice_to_person", data, made_on=made_at.date())


def _column(notice: NoticeToPerson, language: Language, words: NoticeWords) -> dict[str, JSON]:
    """Return the notice in one language: a heading, labelled lines, parts, lines to fill in."""
    return {
        "language": language.value,
        "heading": words.heading,
        "about": _about(notice, words),
        "parts": _parts(notice, words),
        "fill_in": [
            [words.delivered, _moment(notice.delivered_at, words)],
            [words.officer, notice.officer],
            [words.signature, ""],
            [words.receipt, ""],
        ],
    }


def _in_english(language: Language, translation: Translation) -> list[str]:
    """Return the state of a translation in English, for the officer who hands it over."""
    if language is Language.ENGLISH:
        return []
    return [TRANSLATION_IN_ENGLISH[translation]]


def _moment(moment: datetime | None, words: NoticeWords) -> str:
    return words.moment_words(moment) if moment else ""


def _about(notice: NoticeToPerson, words: NoticeWords) -> list[JSON]:
    lines: list[JSON] = [[words.person, notice.person]]
    if notice.reference:
        lines.append([words.reference, notice.reference])
    lines.append([words.requester, notice.requester])
    lines.append([words.received, words.moment_words(notice.received_at)])
    if notice.decided_at:
        lines.append([words.decided_at, words.moment_words(notice.decided_at)])
    return lines


def _parts(notice: NoticeToPerson, words: NoticeWords) -> list[JSON]:
    asked = [words.asked_words(each.asked) for each in notice.answers]
    lead = words.asked_lead.replace("{requester}", notice.requester)
    parts = [
        _part(words.asked_heading, lead, asked),
        _part(words.decision_heading, words.decision_lead, _decisions(notice, words)),
        _part(words.papers_heading, words.papers_lead, notice.papers),
        _part(words.law_heading, words.law_lead, notice.citations),
    ]
    closing: dict[str, JSON] = {
        "heading": words.help_heading,
        "lead": words.help_words,
        "items": [],
    }
    return [*(part for part in parts if part["items"]), closing]


def _part(heading: str, lead: str, items: Sequence[JSON]) -> dict[str, JSON]:
    return {"heading": heading, "lead": lead, "items": items}


def _decisions(notice: NoticeToPerson, words: NoticeWords) -> list[JSON]:
    return [
        [
            words.asked_words(each.asked),
            words.decided[each.decided],
            f"{words.reason}: {each.note}" if each.note else "",
        ]
        for each in notice.answers
    ]
