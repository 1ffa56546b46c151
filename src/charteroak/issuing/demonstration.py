"""The memo of the demonstration: the shipped draft for schools, in review at the state office.

Whoever looks around can preview it, prove it, have it signed by three made-up people and issue it.
"""

from __future__ import annotations

from django.db import transaction

from charteroak.core.memo import Version
from charteroak.directory.access import Acting, acting_for, today
from charteroak.directory.demonstration import STATE_OFFICE, address
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.roles import Role
from charteroak.issuing import actions, drafting
from charteroak.issuing.library import current_library
from charteroak.issuing.models import Draft, IssuedVersion
from charteroak.issuing.words import words_of

MEMO = Version("ct/schools", "2026-11-23")
POLICE = Version("ct/law-enforcement", "2026-11-23")
FROM = {"\nto: [": "\nfrom: [Office of Policy (demonstration)]\nto: ["}
# What each shipped draft says of itself, and what a memo that is signed in play says instead.
SAID = {
    MEMO: FROM
    | {
        " (draft of November 2026)": " (demonstration)",
        "Nobody has issued this text.": "This memo is part of a demonstration.",
        "It is our draft, for": "Whoever signs it is made up.\nIt is for",
        "This draft sends": "This memo sends",
    },
    POLICE: FROM
    | {
        " (draft of 2026)": " (demonstration)",
        "A draft that no office has issued, bringing": "Part of a demonstration, bringing",
        "This is our draft.": "This memo is part of a demonstration.",
        "No office has issued it, nobody has signed it, and": "Whoever signed it is made up, and",
        "The draft adds little": "This memo adds little",
        "the draft adds nothing": "this memo adds nothing",
    },
}
SIGNERS = ("governor", "commissioner-one", "commissioner-two")


@transaction.atomic
def seed() -> None:
    """Put the memo in review, unless it was begun before or there is no such text here."""
    author = acting_as("author")
    if author is not None and not _begun(MEMO) and _is_here(MEMO):
        draft = drafting.begin_draft(acting=author, source=_words(MEMO))
        drafting.send_to_review(acting=author, draft=draft)


@transaction.atomic
def issue_in_play(memo: Version) -> IssuedVersion | None:
    """Have a shipped draft signed and issued by the made-up people of the state office.

    Returns None where it was begun before, or there is no such text or office here.
    """
    author, publisher = acting_as("author"), acting_as("publisher")
    signers = [each for word in SIGNERS if (each := acting_as(word))]
    if author is None or publisher is None or _begun(memo) or not _is_here(memo):
        return None
    draft = drafting.begin_draft(acting=author, source=_words(memo))
    draft = drafting.send_to_review(acting=author, draft=draft)
    titled = [drafting.Signer(person=each.person, title=_title(each)) for each in signers]
    draft = drafting.send_to_signature(acting=author, draft=draft, signers=titled)
    for each in signers:
        actions.sign_draft(acting=each, draft=draft, digest=draft.hash)
    draft.refresh_from_db()
    return actions.issue_version(acting=publisher, draft=draft)


def acting_as(word: str, agency: str = STATE_OFFICE) -> Acting | None:
    """Return a person of the demonstration acting for an agency; None where there is none."""
    there = Agency.objects.filter(slug=agency).first()
    person = Person.objects.filter(email=address(word), is_demonstration=True).first()
    return acting_for(person, there, today()) if there and person else None


def _title(signer: Acting) -> str:
    post = Post.objects.filter(person=signer.person, agency=signer.agency, role=Role.SIGNER).first()
    return post.title if post else signer.person.name


def _begun(memo: Version) -> bool:
    named = {"text": memo.text, "version": memo.version}
    return Draft.objects.filter(**named).exists() or IssuedVersion.objects.filter(**named).exists()


def _is_here(memo: Version) -> bool:
    shelf = current_library().shelves.get(memo.text)
    return shelf is not None and memo in {header.id for header in shelf.headers}


def _words(memo: Version) -> str:
    """Return the shipped draft with what it says of itself made true."""
    words = words_of(current_library().version(memo).source)
    for before, after in SAID[memo].items():
        words = words.replace(before, after)
    return words
