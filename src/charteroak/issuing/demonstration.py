"""The memo of the demonstration: the shipped draft for schools, in review at the state office.

Whoever looks around can preview it, prove it, have it signed by three made-up people and issue it.
"""

from __future__ import annotations

from django.db import transaction

from charteroak.core.memo import Version
from charteroak.directory.access import Acting, acting_for, today
from charteroak.directory.demonstration import STATE_OFFICE, address
from charteroak.directory.models import Agency, Person
from charteroak.issuing import drafting
from charteroak.issuing.library import current_library
from charteroak.issuing.models import Draft, IssuedVersion
from charteroak.issuing.words import words_of

MEMO = Version("ct/schools", "2026-11-23")
# What the shipped draft says of itself, and what a memo that is signed in play says instead.
SAID = {
    " (draft of November 2026)": " (demonstration)",
    "Nobody has issued this text.": "This memo is part of a demonstration.",
    "It is our draft, for": "Whoever signs it is made up.\nIt is for",
    "This draft sends": "This memo sends",
    "\nto: [": "\nfrom: [Office of Policy (demonstration)]\nto: [",
}


@transaction.atomic
def seed() -> None:
    """Put the memo in review, unless it was begun before or there is no such text here."""
    named = {"text": MEMO.text, "version": MEMO.version}
    begun = Draft.objects.filter(**named).exists() or IssuedVersion.objects.filter(**named).exists()
    author = _author()
    shelf = current_library().shelves.get(MEMO.text)
    if begun or author is None or shelf is None:
        return
    if MEMO in {header.id for header in shelf.headers}:
        draft = drafting.begin_draft(acting=author, source=_words())
        drafting.send_to_review(acting=author, draft=draft)


def _author() -> Acting | None:
    office = Agency.objects.filter(slug=STATE_OFFICE).first()
    person = Person.objects.filter(email=address("author"), is_demonstration=True).first()
    return acting_for(person, office, today()) if office and person else None


def _words() -> str:
    """Return the shipped draft with what it says of itself made true."""
    words = words_of(current_library().version(MEMO).source)
    for before, after in SAID.items():
        words = words.replace(before, after)
    return words
