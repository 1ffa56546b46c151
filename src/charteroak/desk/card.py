"""The desk card of a place: the answer to its most usual requests on one page, to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import segno
from django.conf import settings
from django.urls import reverse

from charteroak.core.memo import Standing
from charteroak.desk.bundles import last_day
from charteroak.desk.furnished import enter
from charteroak.desk.places import Choice, Place
from charteroak.desk.room import Room
from charteroak.desk.screen import Data, screen_of
from charteroak.desk.state import State
from charteroak.documents.desk_card import Contact, DeskCard
from charteroak.documents.memo_version import MemoVersion
from charteroak.issuing.library import current_library
from charteroak.issuing.memo_pdf import content_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A desk card, and whether the text it rests on is a draft."""

    card: DeskCard
    draft: bool


def card_of(place: Place, today: date) -> Card | None:
    """Return the card of a place for today, or None where no text is in force."""
    entered = enter(place, (), today)
    if entered.room is None:
        return None
    room, memo = entered.room, entered.room.guidance.memo
    answers = [_answer(room, entered.state, choice) for choice in _chosen(place)]
    draft = memo.standing is Standing.DRAFT
    card = DeskCard(
        title=f"When an immigration authority asks{' (DRAFT)' if draft else ''}",
        place=place.title,
        first_steps=_words(answers, "do"),
        say=_words(answers, "say"),
        do_not=_words(answers, "do-not"),
        call=tuple(_contacts(answers)),
        write_down=_words(answers, "write-down"),
        clock=_clock(room),
        memo=MemoVersion(id=str(memo.id), title=memo.title, content_hash=content_hash(memo)),
        valid_until=last_day(current_library(), room.guidance, room.desk.card_days),
        url=settings.ADDRESS + reverse("desk:place", args=[place.name]),
    )
    return Card(card=card, draft=draft)


def qr_code(url: str) -> str:
    """Return the QR code of ``url`` as SVG that takes the size of what is around it."""
    return str(segno.make(url, error="m", micro=False).svg_inline(border=4, omitsize=True))


def _chosen(place: Place) -> list[Choice]:
    known = {choice.title: choice for choice in (*place.choices, *place.asked)}
    return [known[title] for title in place.card] or list(place.asked[:1])


def _answer(room: Room, state: State, choice: Choice) -> Data:
    asked = replace(state, facts=dict(choice.settles), acts=choice.acts, see="now")
    return screen_of(room, asked)


def _groups(answers: list[Data], kind: str) -> Iterator[Data]:
    for answer in answers:
        for block in answer["blocks"]:
            if block["kind"] == kind:
                yield from block["groups"]


def _words(answers: list[Data], kind: str) -> tuple[str, ...]:
    """Return what applies for certain, each once."""
    certain = (group for group in _groups(answers, kind) if not group["whens"])
    return tuple(dict.fromkeys(item["words"] for group in certain for item in group["items"]))


def _contacts(answers: list[Data]) -> Iterator[Contact]:
    """Yield whom to call, in order; those called only in some cases say in which."""
    seen: set[str] = set()
    for group in _groups(answers, "call"):
        note = " ".join(words for when in group["whens"] for words in when)
        for item in group["items"]:
            if item["words"] not in seen:
                seen.add(item["words"])
                yield Contact(who=item["words"], note=note)


def _clock(room: Room) -> tuple[str, ...]:
    """Return the rules of time of the duties that this text has."""
    return tuple(
        f"{clock.hours} hours. {clock.starts}. {_counted(clock.leave_out)}"
        for clock in room.clocks
        if _meets(room, clock.row)
    )


def _meets(room: Room, row: str) -> bool:
    """Tell whether the requests on the card can lead to the duty of a clock."""
    acts = {act for choice in _chosen(room.place) for act in choice.acts}
    return any(
        f"{table.name} {each.name}" == row and (each.asked is None or each.asked & acts)
        for table in room.guidance.memo.tables
        for each in table.rows
    )


def _counted(leave_out: tuple[str, ...]) -> str:
    return f"Not counted: {', '.join(leave_out)}" if leave_out else "Every day counts"
