"""What a letter says: as mail, and as paper on the letterhead of its senders.

The mail carries the memo in full, and encloses the letter and the memo as PDF; the memo's file is
kept once for all letters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from charteroak.core.memo import Memo
from charteroak.directory.models import Agency
from charteroak.documents import letter as paper
from charteroak.documents.blocks import Block, Heading, Listing, paragraph
from charteroak.documents.memo_version import MemoVersion
from charteroak.issuing.letters.models import Letter
from charteroak.issuing.library import memo_of
from charteroak.issuing.memo_pdf import content_hash, memo_pdf, verify_address
from charteroak.issuing.models import IssuedVersion
from charteroak.outbox.letter import Attachment

ADVICE = "This letter is not legal advice."
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Sent:
    """The parts of one mail."""

    subject: str
    text: str
    attachments: tuple[Attachment, ...]


def compose(letter: Letter, checkpoint: str) -> Sent:
    """Return the mail of a letter; ``checkpoint`` is the ledger's newest, for it to be witnessed.

    Raises:
        DocumentError: the letter cannot be set, with the reason.
    """
    memo = memo_of_version(letter.issuance.version)
    name = str(memo.id).replace("/", "-")
    return Sent(
        subject=memo.title,
        text=mail_text(letter, memo),
        attachments=(
            Attachment(
                name=f"letter-{letter.reference}.pdf",
                media_type=PDF,
                content=letter_pdf(letter, checkpoint),
            ),
            Attachment(name=f"{name}.pdf", media_type=PDF, content=memo_pdf(memo)),
        ),
    )


def mail_text(letter: Letter, memo: Memo) -> str:
    """Return the mail in words: the cover, what changed, what is asked, and the memo in full."""
    parts = [
        letter.salutation,
        letter.issuance.cover,
        *changed_words(letter),
        *asked_words(letter),
        f"{memo.title}\n{memo.id}, in force from {memo.in_force.start}",
        f"Reference {letter.reference}. {ADVICE}",
        "-" * 72,
        body_of(memo),
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def body_of(memo: Memo) -> str:
    """Return the memo's own words, without the front matter that stands before them."""
    return memo.source.split("\n---", 1)[-1].lstrip("-\n ")


def letter_pdf(letter: Letter, checkpoint: str) -> bytes:
    """Return the letter as PDF/UA.

    Raises:
        DocumentError: it cannot be set, with the reason.
    """
    return paper.make_letter(paper_letter(letter, checkpoint))


def paper_letter(letter: Letter, checkpoint: str) -> paper.Letter:
    """Return the letter as ``documents`` sets it."""
    version = letter.issuance.version
    memo = memo_of_version(version)
    digest = content_hash(memo)
    return paper.Letter(
        senders=(paper.Office(name=letter.issuance.office.name),),
        address=address_lines(letter.agency, letter.addressee),
        reference=letter.reference,
        day=day_of(letter.issuance.starts_at),
        subject=memo.title,
        salutation=letter.salutation,
        body=tuple(letter_body(letter)),
        signatures=tuple(signatures_of(version)),
        enclosures=(f"{memo.title} ({memo.id})",),
        memo=MemoVersion(id=str(memo.id), title=memo.title, content_hash=digest),
        checkpoint_hash=checkpoint,
        verify_url=verify_address(digest),
    )


def letter_body(letter: Letter) -> Iterable[Block]:
    """Yield the blocks of the letter between salutation and closing."""
    for each in letter.issuance.cover.split("\n\n"):
        if each.strip():
            yield paragraph(" ".join(each.split()))
    if changed := changed_words(letter):
        yield Heading("What changed for you")
        yield Listing(tuple((paragraph(each),) for each in changed))
    yield Heading("What we ask of you")
    yield Listing(tuple((paragraph(each),) for each in asked_words(letter)))


def changed_words(letter: Letter) -> list[str]:
    """Return what changed for this agency, counted; nothing where there was no version before."""
    if letter.answers_changed is None or letter.duties_changed is None:
        return []
    if not (letter.answers_changed or letter.duties_changed):
        return ["No answer and no duty that binds your agency changed."]
    return [
        f"Answers that changed for an agency like yours: {letter.answers_changed}.",
        f"Duties that changed for an agency like yours: {letter.duties_changed}.",
    ]


def asked_words(letter: Letter) -> list[str]:
    """Return what the agency is asked to do, with the address at which it does it."""
    address = letter_address(letter)
    if not letter.must_acknowledge:
        return [f"Nothing has to be done. The memo is at {address}"]
    return [
        "Please read the memo and acknowledge it. The head of the agency does so, signed in.",
        f"The letter, the memo and the button are at {address}",
    ]


def letter_address(letter: Letter) -> str:
    """Return where the agency reads and acknowledges its letter."""
    to = {"agency": letter.agency.slug, "reference": letter.reference}
    return settings.ADDRESS + reverse("letters:letter", kwargs=to)


def address_lines(agency: Agency, addressee: str) -> tuple[str, ...]:
    """Return the postal address: title, agency, street, place; what is not known is left out."""
    place = " ".join(
        filter(None, [agency.postal_city or agency.town, agency.state.upper(), agency.zip_code])
    )
    return tuple(filter(None, [addressee, agency.name, agency.address, place]))


def signatures_of(version: IssuedVersion) -> Iterable[paper.LetterSignature]:
    """Yield who signed the version, from the statements that were signed."""
    for each in version.signatures:
        said = json.loads(each["statement"])
        signed_at = datetime.fromisoformat(said["time"])
        yield paper.LetterSignature(
            name=said["signer"],
            title=said["title"],
            signed_at=timezone.localtime(signed_at),
            content_hash=said["hash"],
        )


def day_of(moment: datetime) -> date:
    """Return the local day of a moment."""
    return timezone.localdate(moment)


def memo_of_version(version: IssuedVersion) -> Memo:
    """Return the memo of an issued version; read once in each process."""
    return _memo(version.pk)


@lru_cache(maxsize=8)
def _memo(number: int) -> Memo:
    return memo_of(IssuedVersion.objects.get(pk=number))
