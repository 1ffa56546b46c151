"""An official letter on the letterhead of its senders, for a double-window envelope.

Where the address stands, and why there, is told in docs/reference/documents.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from charteroak.documents.blocks import Block, as_data
from charteroak.documents.dates import day_words, moment_words
from charteroak.documents.errors import DocumentError, OverflowingError, TooLongError
from charteroak.documents.marks import Marks
from charteroak.documents.memo_version import MemoVersion
from charteroak.documents.printable import JSON
from charteroak.documents.qr import qr_picture
from charteroak.documents.typesetting import Typesetter, default_typesetter

# Typst holds all pages at once, about 2 MB for a letter of two pages.
MOST_IN_BATCH = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that sends; ``lines`` are its address, ``contact`` how else it is reached."""

    name: str
    lines: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSignature:
    """Who signed, as what, when, and the SHA-256 of the content that this person signed."""

    name: str
    title: str
    signed_at: datetime
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to one addressee.

    The first of the ``senders`` stands in the window of the return address; the others beside it.
    ``address`` has at most five lines, an office's title or a name first.  ``reference`` is this
    one letter's own number: it is printed, and held by a code beside the address, so that returned
    mail can be entered by a scanner.  ``salutation`` is by title: ``Dear Chief of Police:``.
    A letter without ``signatures`` says that it is a preview.
    """

    senders: tuple[Office, ...]
    address: tuple[str, ...]
    reference: str
    day: date
    subject: str
    salutation: str
    body: tuple[Block, ...]
    closing: str = "Sincerely,"
    signatures: tuple[LetterSignature, ...] = ()
    enclosures: tuple[str, ...] = ()
    memo: MemoVersion
    checkpoint_hash: str = ""
    verify_url: str = ""
    language: str = "en"


def make_letter(letter: Letter, *, typesetter: Typesetter | None = None) -> bytes:
    """Return the letter as a PDF.

    Raises:
        TooLongError: an address does not fit its window.
        DocumentError: it has no sender or no address, or cannot be set.
        ValueError: a signature's moment has no time zone.
    """
    return _set([letter], letter.subject, typesetter)


def make_letters(
    letters: Iterable[Letter], *, typesetter: Typesetter | None = None
) -> Iterator[tuple[Letter, bytes | DocumentError]]:
    """Yield each letter with its PDF, or with the reason why it could not be made.

    One that cannot be made does not stop the others.
    """
    for letter in letters:
        try:
            yield letter, make_letter(letter, typesetter=typesetter)
        except DocumentError as error:
            yield letter, error


def make_postal_batch(
    letters: Sequence[Letter], *, title: str, typesetter: Typesetter | None = None
) -> bytes:
    """Return one PDF for the printer: the letters in order, each from a page of its own.

    Pages are numbered within each letter.

    Raises:
        TooLongError: an address does not fit its window; says which letter's.
        DocumentError: there is no letter, there are more than ``MOST_IN_BATCH``, or two have one
            reference, so that returned mail could not be told apart.
    """
    if not 0 < len(letters) <= MOST_IN_BATCH:
        message = (
            f"A batch for the post has 1 to {MOST_IN_BATCH:,} letters, and this one has "
            f"{len(letters):,}. Split it."
        )
        raise DocumentError(message)
    seen: set[str] = set()
    for letter in letters:
        if letter.reference in seen:
            message = (
                f"Two letters of this batch have the reference “{letter.reference}”. Give each its "
                "own, so that returned mail can be told apart."
            )
            raise DocumentError(message)
        seen.add(letter.reference)
    return _set(letters, title, typesetter)


def _check(letter: Letter) -> None:
    """Raise where a letter has no sender or no address to go to."""
    for named, lines in (("sender", letter.senders), ("address", letter.address)):
        if not lines:
            message = (
                f"The letter {letter.reference} has no {named}, so the window of its envelope "
                "would be empty. Give it one."
            )
            raise DocumentError(message)


def _set(letters: Sequence[Letter], title: str, typesetter: Typesetter | None) -> bytes:
    for each in letters:
        _check(each)
    data: dict[str, JSON] = {
        "title": title,
        "marks": _marks(letters).keywords(),
        "language": letters[0].language,
        "documents": [_data(letter) for letter in letters],
    }
    chosen = typesetter or default_typesetter()
    try:
        return chosen.typeset("letter", data, made_on=letters[0].day)
    except OverflowingError as error:
        raise _too_long(letters, error) from error


def _marks(letters: Sequence[Letter]) -> Marks:
    """Return the marks of one letter, or of a batch, which has no reference of its own."""
    memo = letters[0].memo
    if len(letters) > 1:
        return Marks(kind="batch of letters", memo=memo.id, content_hash=memo.content_hash)
    return Marks(
        kind="letter",
        memo=memo.id,
        content_hash=memo.content_hash,
        reference=letters[0].reference,
    )


def _data(letter: Letter) -> dict[str, JSON]:
    first, *others = letter.senders
    return {
        "language": letter.language,
        "sender": [first.name, *first.lines],
        "contact": first.contact,
        "others": [[each.name, *each.lines, *each.contact] for each in others],
        "address": letter.address,
        "reference": letter.reference,
        "code": qr_picture(letter.reference, "the reference of this letter"),
        "day": day_words(letter.day),
        "subject": letter.subject,
        "salutation": letter.salutation,
        "blocks": as_data(letter.body),
        "closing": letter.closing,
        "signatures": [_signature(each) for each in letter.signatures],
        "enclosures": letter.enclosures,
        "memo": letter.memo.as_data(),
        "checkpoint": letter.checkpoint_hash,
        "verify_url": letter.verify_url,
        "qr": qr_picture(letter.verify_url, "the page that verifies this letter"),
    }


def _signature(signature: LetterSignature) -> dict[str, JSON]:
    return {
        "name": signature.name,
        "title": signature.title,
        "at": moment_words(signature.signed_at),
        "hash": signature.content_hash,
    }


def _too_long(letters: Sequence[Letter], error: OverflowingError) -> TooLongError:
    """Return which letter's address is too long for its window."""
    (name,) = (name for name in error.heights if name != "room")
    part, _, at = name.rpartition("_")
    letter = letters[int(at)]
    lines = letter.address
    if part == "sender":
        lines = (letter.senders[0].name, *letter.senders[0].lines)
    what = "address of the sender" if part == "sender" else "address"
    message = (
        f"The {what} of letter {letter.reference} does not fit the window of the envelope: "
        f"“{' / '.join(lines)[:200]}”. It has room for five short lines or four long ones; leave a "
        "line out or shorten the longest."
    )
    return TooLongError(message, [part])
