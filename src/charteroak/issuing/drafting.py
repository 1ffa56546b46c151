"""Every write to a draft before it is signed; each is one transaction and one ledger event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from charteroak.directory.access import Acting
from charteroak.directory.models import Person
from charteroak.directory.permissions import Act
from charteroak.issuing.asking import ask_next_signer
from charteroak.issuing.errors import EditConflictError, NotReadyError, NotYoursError
from charteroak.issuing.examining import examine, header_of
from charteroak.issuing.models import (
    Draft,
    IssuedVersion,
    Revision,
    Signature,
    SignatureLine,
    State,
    Step,
    StepKind,
)
from charteroak.issuing.queries import acknowledged, warnings_hash
from charteroak.issuing.words import hash_of, without_draft_status, words_of
from charteroak.ledger.actions import record

MOST_BYTES = 256 * 1024
SHORTEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A person who is to sign, and the office signed for."""

    person: Person
    title: str


@transaction.atomic
def begin_draft(*, acting: Acting, source: str | bytes) -> Draft:
    """Begin a draft from Markdown whose front matter names text and version.

    Raises:
        NotReadyError: the front matter cannot be read, or such a draft is in work already, or
            such a version was issued.
        NotYoursError: the text is not this office's.
    """
    acting.require(Act.DRAFT)
    words = _checked(source)
    header = header_of(words)
    if header is None:
        message = "The front matter of this text cannot be read, so nobody knows which text it is."
        raise NotReadyError(message)
    _check_own(acting, header.id.text)
    _check_free(header.id.text, header.id.version)
    now = timezone.now()
    draft = Draft.objects.create(
        office=acting.agency,
        text=header.id.text,
        version=header.id.version,
        title=header.title,
        source=words,
        hash=hash_of(words),
        created_at=now,
        changed_at=now,
    )
    _keep_revision(draft, acting.person)
    note(draft, StepKind.BEGUN, acting)
    return draft


@transaction.atomic
def save_draft(*, acting: Acting, draft: Draft, revision: int, source: str | bytes) -> Draft:
    """Save the words of a draft; signatures under other words are struck out.

    Args:
        acting: who saves.
        draft: the draft.
        revision: the revision that was edited.
        source: the words, which need not be readable yet.

    Returns:
        The draft as it is now; unchanged where the words are.

    Raises:
        EditConflictError: somebody saved since that revision; nothing was written.
        NotReadyError: it was issued or abandoned, or the words are too long to be a text.
        NotYoursError: the words now name a text that is not this office's.
    """
    acting.require(Act.DRAFT)
    words = _checked(source)
    current = locked(draft, acting)
    _check_open(current)
    if current.revision != revision:
        message = (
            f"Somebody saved revision {current.revision} while you worked on revision {revision}. "
            "Nothing of yours was lost and nothing of theirs was overwritten."
        )
        raise EditConflictError(message)
    if words == current.source:
        return current
    _write(current, words, acting)
    if current.state != State.DRAFT:
        _restart(current, acting, "The words were changed.")
    _record(current, acting, "draft.saved", revision=current.revision)
    return current


@transaction.atomic
def send_to_review(*, acting: Acting, draft: Draft) -> Draft:
    """Send a draft to review: from here on it reads as it will be published.

    A line ``status: draft`` leaves the front matter, which is a revision of its own: what is
    reviewed, signed and published are the same bytes.

    Raises:
        NotReadyError: it is no draft in work, or cannot be read.
    """
    acting.require(Act.DRAFT)
    current = locked(draft, acting, State.DRAFT)
    words = without_draft_status(current.source)
    if examine(words).memo is None:
        message = "This text cannot be read yet. Mend what the check lists first."
        raise NotReadyError(message)
    if words != current.source:
        _write(current, words, acting)
    return _move(current, State.REVIEW, StepKind.TO_REVIEW, acting)


@transaction.atomic
def take_back(*, acting: Acting, draft: Draft, reason: str) -> Draft:
    """Take a draft back from review or signature to be written further.

    Raises:
        NotReadyError: it is neither in review nor being signed, or there is no reason.
    """
    acting.require(Act.DRAFT)
    current = locked(draft, acting, State.REVIEW, State.SIGNING, State.SIGNED)
    words = reason_of(reason)
    strike(current, "Taken back to draft.")
    return _move(current, State.DRAFT, StepKind.BACK, acting, words)


@transaction.atomic
def acknowledge_warnings(*, acting: Acting, draft: Draft, words: str) -> Step:
    """Say in words why the warnings of the check may stand; it counts for these warnings only.

    Raises:
        NotReadyError: the draft is not in review, or the words are missing.
    """
    acting.require(Act.DRAFT)
    current = locked(draft, acting, State.REVIEW)
    said = reason_of(words)
    step = note(current, StepKind.ACKNOWLEDGED, acting, said)
    step.hash = warnings_hash(current, examine(current.source).warnings)
    step.save(update_fields=["hash"])
    return step


@transaction.atomic
def send_to_signature(*, acting: Acting, draft: Draft, signers: Sequence[Signer]) -> Draft:
    """Ask people to sign, in this order.

    Raises:
        NotReadyError: it is not in review; the check refuses it; its warnings are not
            acknowledged; or there is nobody to sign, or somebody twice.
    """
    acting.require(Act.DRAFT)
    current = locked(draft, acting, State.REVIEW)
    check_proven(current)
    if not signers or len({signer.person.pk for signer in signers}) < len(signers):
        message = "Name at least one person to sign, and each person once."
        raise NotReadyError(message)
    current.lines.all().delete()
    SignatureLine.objects.bulk_create(
        SignatureLine(draft=current, order=order, person=signer.person, title=signer.title)
        for order, signer in enumerate(signers, start=1)
    )
    ask_next_signer(current)
    return _move(current, State.SIGNING, StepKind.TO_SIGNATURE, acting)


@transaction.atomic
def abandon(*, acting: Acting, draft: Draft, reason: str) -> Draft:
    """Give a draft up; its history stays.

    Raises:
        NotReadyError: it was issued or given up already, or there is no reason.
    """
    acting.require(Act.DRAFT)
    current = locked(draft, acting)
    _check_open(current)
    strike(current, "The draft was given up.")
    return _move(current, State.ABANDONED, StepKind.ABANDONED, acting, reason_of(reason))


# ---- what the actions of signing share ----------------------------------------------------------


def locked(draft: Draft, acting: Acting, *states: State) -> Draft:
    """Return the draft as it stands, kept from others until the end of this transaction.

    Raises:
        NotReadyError: it is in none of ``states``, where some are named.
        NotYoursError: it is another office's.
    """
    current = Draft.objects.select_for_update().get(pk=draft.pk)
    if current.office_id != acting.agency.pk:
        message = f"{current} is not a draft of {acting.agency}."
        raise NotYoursError(message)
    if states and current.state not in states:
        allowed = " or ".join(f"“{state.label}”" for state in states)
        message = f"This draft is “{current.get_state_display()}”; the step is for {allowed}."
        raise NotReadyError(message)
    return current


def check_proven(draft: Draft) -> None:
    """Make sure that the check lets a draft be signed.

    Raises:
        NotReadyError: it cannot be read, has an error, or warnings nobody acknowledged.
    """
    found = examine(draft.source)
    if found.memo is None:
        raise NotReadyError("This text cannot be read. Mend what the check lists first.")
    if not found.passed:
        message = f"The check finds {len(found.errors)} error(s). Nobody signs what it refuses."
        raise NotReadyError(message)
    if found.warnings and acknowledged(draft, found.warnings) is None:
        message = "The check warns. Say in words why the warnings may stand, or mend them."
        raise NotReadyError(message)


def note(draft: Draft, kind: StepKind, acting: Acting, words: str = "") -> Step:
    """Write a step into the history of a draft, and into the ledger."""
    step = Step.objects.create(
        draft=draft,
        kind=kind,
        person=acting.person,
        at=timezone.now(),
        hash=draft.hash,
        words=words,
    )
    _record(draft, acting, f"draft.{kind.value}")
    return step


def strike(draft: Draft, because: str) -> None:
    """Strike out the signatures that stand; they are kept."""
    standing = Signature.objects.filter(draft=draft, struck_at__isnull=True)
    standing.update(struck_at=timezone.now(), struck_because=because)


def reason_of(words: str) -> str:
    """Return a reason without spaces around it.

    Raises:
        NotReadyError: there is none.
    """
    said = words.strip()
    if len(said) < SHORTEST_WORDS:
        raise NotReadyError("Say why, in words.")
    return said


def _move(draft: Draft, state: State, kind: StepKind, acting: Acting, words: str = "") -> Draft:
    draft.state = state
    draft.save(update_fields=["state"])
    note(draft, kind, acting, words)
    return draft


def _restart(draft: Draft, acting: Acting, because: str) -> None:
    strike(draft, because)
    draft.state = State.DRAFT
    draft.save(update_fields=["state"])
    Step.objects.create(
        draft=draft,
        kind=StepKind.RESTARTED,
        person=acting.person,
        at=timezone.now(),
        hash=draft.hash,
    )


def _write(draft: Draft, words: str, acting: Acting) -> None:
    """Put new words into a draft and keep them as a revision."""
    header = header_of(words)
    if header is not None and str(header.id) != str(draft):
        _check_own(acting, header.id.text)
        _check_free(header.id.text, header.id.version)
    if header is not None:
        draft.text, draft.version, draft.title = header.id.text, header.id.version, header.title
    draft.source, draft.hash = words, hash_of(words)
    draft.revision += 1
    draft.changed_at = timezone.now()
    draft.save()
    _keep_revision(draft, acting.person)


def _keep_revision(draft: Draft, person: Person) -> None:
    Revision.objects.create(
        draft=draft,
        number=draft.revision,
        source=draft.source,
        hash=draft.hash,
        person=person,
        at=draft.changed_at,
    )


def _record(draft: Draft, acting: Acting, act: str, **further: object) -> None:
    detail = {"version": str(draft), "hash": draft.hash, **further}
    record(
        act=act,
        actor=acting.person.actor,
        agency=acting.agency.slug,
        subject=f"draft:{draft.pk}",
        detail=detail,
    )


def _checked(source: str | bytes) -> str:
    """Return words that a database can hold.

    Raises:
        NotReadyError: they are too long, not UTF-8, or hold a null character.
    """
    try:
        words = words_of(source)
        size = len(words.encode())
    except UnicodeError as error:
        raise NotReadyError("The file is not UTF-8. Save it as UTF-8 and try again.") from error
    if size > MOST_BYTES:
        raise NotReadyError(f"The text has {size:,} bytes; {MOST_BYTES:,} are allowed.")
    if "\x00" in words:
        raise NotReadyError("The text holds a null character, which nobody can see. Remove it.")
    return words


def _check_open(draft: Draft) -> None:
    if not draft.is_open:
        raise NotReadyError(f"{draft} is {draft.get_state_display().lower()}: its words stand.")


def _check_own(acting: Acting, text: str) -> None:
    """Make sure that a text is one of this office's state, and of no other office.

    Raises:
        NotYoursError: it is not.
    """
    state = acting.agency.state
    if not text.startswith(f"{state}/"):
        message = f"This office writes texts of its state, {state}/…; “{text}” is not one."
        raise NotYoursError(message)
    other = IssuedVersion.objects.filter(text=text).exclude(office=acting.agency).first()
    if other is not None:
        raise NotYoursError(f"{text} is issued by {other.office}.")


def _check_free(text: str, version: str) -> None:
    """Make sure that a version is neither issued nor in work elsewhere.

    Raises:
        NotReadyError: it is.
    """
    named = {"text": text, "version": version}
    if IssuedVersion.objects.filter(**named).exists():
        message = f"{text}@{version} was issued and never changes. Give this one another version."
        raise NotReadyError(message)
    busy = Draft.objects.filter(**named).exclude(state__in=[State.ISSUED, State.ABANDONED])
    if busy.exists():
        raise NotReadyError(f"{text}@{version} is in work already. Open that draft.")
