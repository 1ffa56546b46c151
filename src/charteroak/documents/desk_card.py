"""One page to put by the telephone: the first steps, what to say, whom to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from charteroak.documents.dates import day_words
from charteroak.documents.errors import OverflowingError, TooLongError
from charteroak.documents.marks import Marks
from charteroak.documents.memo_version import MemoVersion
from charteroak.documents.printable import JSON
from charteroak.documents.qr import qr_picture
from charteroak.documents.typesetting import Typesetter, default_typesetter

SMALLEST = 9  # points; what a person still reads at arm's length


class Place(StrEnum):
    """Where the card lies."""

    POLICE = "Police desk or jail"
    SCHOOL = "School front office"
    CAMPUS = "Campus"
    COURT = "Court"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody to call.  Without a ``telephone`` the card has a line to write it on."""

    who: str
    telephone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCard:
    """What a desk card says.

    ``place`` is one of ``Place`` or words of one's own; ``clock`` are the rules of time that run;
    ``url`` is where the QR code leads.  Parts that are empty are left out, but for ``call``, which
    then has lines to write on.
    """

    title: str
    place: str
    first_steps: tuple[str, ...]
    say: tuple[str, ...]
    do_not: tuple[str, ...]
    call: tuple[Contact, ...] = ()
    write_down: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    agency: str = ""
    memo: MemoVersion
    valid_until: date
    url: str


def make_desk_card(card: DeskCard, *, made_on: date, typesetter: Typesetter | None = None) -> bytes:
    """Return the card as a PDF of exactly one page, in the largest type that fits.

    Raises:
        TooLongError: it does not fit even at 9 points; says which part to shorten.
        DocumentError: it cannot be set.
    """
    data: dict[str, JSON] = {
        "title": f"{card.title}: desk card",
        "heading": card.title,
        "marks": Marks(
            kind="desk card", memo=card.memo.id, content_hash=card.memo.content_hash
        ).keywords(),
        "language": "en",
        "place": card.place,
        "agency": card.agency,
        "parts": _parts(card),
        "memo": card.memo.as_data(),
        "valid_until": day_words(card.valid_until),
        "qr": qr_picture(card.url, "the current version of this card"),
        "smallest": SMALLEST,
    }
    try:
        return (typesetter or default_typesetter()).typeset("desk_card", data, made_on=made_on)
    except OverflowingError as error:
        raise _too_long(error.heights) from error


LABELS = {
    "title": "the title",
    "foot": "the title of the memo at the foot",
    "first": "“First”",
    "say": "“Say”",
    "do_not": "“Do not”",
    "clock": "“Clock”",
    "call": "“Call”",
    "write_down": "“Write down”",
}


def _parts(card: DeskCard) -> list[JSON]:
    """Return the parts in the order in which a hand at the counter needs them."""
    call = card.call or (Contact(who="Supervisor"), Contact(who="Head of the agency"))
    contacts: list[JSON] = [
        {"who": each.who, "telephone": each.telephone, "note": each.note} for each in call
    ]
    parts: list[dict[str, JSON]] = [
        _part("first", "First", card.first_steps),
        _part("say", "Say", card.say),
        _part("do_not", "Do not", card.do_not),
        _part("clock", "Clock", card.clock),
        _part("call", "Call", contacts),
        _part("write_down", "Write down", card.write_down),
    ]
    return [part for part in parts if part["items"]]


def _part(key: str, label: str, items: Sequence[JSON]) -> dict[str, JSON]:
    return {"key": key, "label": label, "items": items}


def _too_long(heights: Mapping[str, float]) -> TooLongError:
    """Return what to shorten, and by how much, from the heights at the smallest size."""
    room = heights["room"]
    parts = {key: height for key, height in heights.items() if key != "room"}
    longest = sorted(parts, key=lambda key: -parts[key])
    total = sum(parts.values())
    cut = min(99, max(1, round(100 * (total - room) / total)))
    share = round(100 * parts[longest[0]] / total)
    message = (
        f"The desk card does not fit on one page, even at {SMALLEST} points, the smallest type "
        f"that can be read at a counter. About {cut} percent of its text has to go. "
        f"{_sentence(LABELS[longest[0]])} takes most of the room ({share} percent): shorten it "
        f"first, then {LABELS[longest[1]]}."
    )
    return TooLongError(message, longest)


def _sentence(label: str) -> str:
    return label[0].upper() + label[1:]
