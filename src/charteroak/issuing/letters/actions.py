"""Everything that changes an issuance or a letter; each is one transaction and one ledger event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from charteroak.directory.access import Acting
from charteroak.directory.models import Agency
from charteroak.directory.permissions import Act
from charteroak.directory.roles import Role
from charteroak.documents.letter import MOST_IN_BATCH, make_postal_batch
from charteroak.issuing.letters.audience import addressee, audience
from charteroak.issuing.letters.before import Before, before
from charteroak.issuing.letters.composing import letter_address, paper_letter
from charteroak.issuing.letters.errors import NobodyThereError, NotToBeDoneError
from charteroak.issuing.letters.models import (
    Acknowledgement,
    Issuance,
    Letter,
    Opening,
    PostalBatch,
)
from charteroak.issuing.letters.queries import email_of, newest_checkpoint, to_be_posted
from charteroak.issuing.models import IssuedVersion
from charteroak.ledger.actions import record
from charteroak.outbox import actions as outbox


@transaction.atomic
def start_issuance(  # noqa: PLR0913 - the parts of an issuance, each by its name
    *,
    acting: Acting,
    version: IssuedVersion,
    kinds: Sequence[str],
    towns: Sequence[str],
    role: Role,
    cover: str,
    starts_at: datetime | None = None,
) -> Issuance:
    """Address a version to every agency of an audience; the worker composes and sends.

    Args:
        acting: the publisher.
        version: what is sent.
        kinds: the kinds of agency.
        towns: only agencies in these towns; empty: in all.
        role: to whose attention at each agency.
        cover: the words before the memo; empty lines part paragraphs.
        starts_at: when letters may leave; never before the version is public.

    Raises:
        NotToBeDoneError: the version was withdrawn.
        NobodyThereError: the audience is empty.
    """
    acting.require(Act.PUBLISH)
    now = timezone.now()
    if getattr(version, "withdrawal", None) is not None:
        raise NotToBeDoneError(f"{version} was withdrawn; nothing more is sent of it.")
    to = list(audience(acting.agency.state, kinds, towns))
    if not to:
        raise NobodyThereError("There is no agency of these kinds in these towns. Choose others.")
    issuance = Issuance.objects.create(
        version=version,
        office=acting.agency,
        kinds=list(kinds),
        towns=list(towns),
        role=role,
        cover=cover.strip(),
        starts_at=max(filter(None, [version.public_from, starts_at, now])),
        created_at=now,
        created_by=acting.person,
    )
    _address(issuance, to)
    detail = {"version": str(version), "letters": len(to), "kinds": list(kinds)}
    _note(acting, "issuance.started", f"issuance:{issuance.pk}", detail)
    return issuance


def _address(issuance: Issuance, to: Sequence[Agency]) -> None:
    """Make the letter of each agency, not composed yet."""
    known = before(issuance.version)
    emails = email_of(to, Role(issuance.role))
    Letter.objects.bulk_create(
        [_letter(issuance, agency, number, emails, known) for number, agency in enumerate(to, 1)]
    )


def _letter(
    issuance: Issuance, agency: Agency, number: int, emails: Mapping[int, str], known: Before
) -> Letter:
    head = addressee(agency.state, agency.kind)
    changed = known.counts_for(agency)
    return Letter(
        issuance=issuance,
        agency=agency,
        reference=f"{agency.state.upper()}-{issuance.pk:04}-{number:05}",
        addressee=head.title,
        salutation=head.salutation,
        email=emails.get(agency.pk, ""),
        answers_changed=changed.answers if changed else None,
        duties_changed=changed.duties if changed else None,
        must_acknowledge=known.must_acknowledge(agency),
    )


@transaction.atomic
def open_letter(*, acting: Acting, letter: Letter) -> Opening:
    """Note that a signed-in person of the agency opened its letter; the first time counts."""
    acting.require(Act.READ_LETTERS)
    _check_theirs(acting, letter)
    opening, new = Opening.objects.get_or_create(
        letter=letter, person=acting.person, defaults={"at": timezone.now()}
    )
    if new:
        _note(acting, "letter.opened", f"letter:{letter.reference}", {})
    return opening


@transaction.atomic
def acknowledge(*, acting: Acting, letter: Letter, name: str) -> Acknowledgement:
    """Acknowledge a letter, as the head of the agency, under a name.

    Raises:
        NotToBeDoneError: it was acknowledged before, or nobody has opened it.
    """
    acting.require(Act.ACKNOWLEDGE)
    _check_theirs(acting, letter)
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if Acknowledgement.objects.filter(letter=locked).exists():
        raise NotToBeDoneError("This letter has been acknowledged already.")
    if not locked.openings.exists():
        raise NotToBeDoneError("Open the memo first, then acknowledge it.")
    done = Acknowledgement.objects.create(
        letter=locked, person=acting.person, name=name.strip(), at=timezone.now()
    )
    version = locked.issuance.version
    detail = {"version": str(version), "hash": version.hash}
    _note(acting, "letter.acknowledged", f"letter:{locked.reference}", detail)
    return done


@transaction.atomic
def stop_reminders(*, acting: Acting, issuance: Issuance) -> None:
    """Send no more reminders of an issuance."""
    acting.require(Act.PUBLISH)
    _check_office(acting, issuance)
    Issuance.objects.filter(pk=issuance.pk).update(reminders_stopped_at=timezone.now())
    _note(acting, "issuance.reminders_stopped", f"issuance:{issuance.pk}", {})


@transaction.atomic
def start_reminders(*, acting: Acting, issuance: Issuance) -> None:
    """Send reminders of an issuance again."""
    acting.require(Act.PUBLISH)
    _check_office(acting, issuance)
    Issuance.objects.filter(pk=issuance.pk).update(reminders_stopped_at=None)
    _note(acting, "issuance.reminders_started", f"issuance:{issuance.pk}", {})


@transaction.atomic
def make_batch(*, acting: Acting, issuance: Issuance) -> PostalBatch:
    """Print the letters that have to go by post and are in no batch yet, one after the other.

    Raises:
        NotToBeDoneError: there is no such letter.
        DocumentError: one of them cannot be set; says which.
    """
    acting.require(Act.PUBLISH)
    _check_office(acting, issuance)
    letters = list(to_be_posted(issuance).select_for_update(of=("self",))[:MOST_IN_BATCH])
    if not letters:
        raise NotToBeDoneError("No letter waits for the post.")
    checkpoint = newest_checkpoint()
    papers = [paper_letter(each, checkpoint) for each in letters]
    batch = PostalBatch.objects.create(
        issuance=issuance,
        pdf=make_postal_batch(papers, title=str(issuance)),
        letters_in_it=len(letters),
        made_at=timezone.now(),
        made_by=acting.person,
    )
    Letter.objects.filter(pk__in=[each.pk for each in letters]).update(
        batch=batch, posted_at=batch.made_at
    )
    detail = {"issuance": issuance.pk, "letters": len(letters)}
    _note(acting, "letters.printed", f"batch:{batch.pk}", detail)
    return batch


@transaction.atomic
def enter_returned(*, acting: Acting, reference: str, because: str) -> Letter:
    """Enter a letter that the post brought back.

    Raises:
        NotToBeDoneError: there is no letter of this office with this reference, or it was not
            posted.
    """
    acting.require(Act.PUBLISH)
    found = Letter.objects.select_for_update(of=("self",)).filter(
        issuance__office=acting.agency, reference=reference.strip().upper()
    )
    letter = found.first()
    if letter is None:
        raise NotToBeDoneError(f"No letter has the reference “{reference}”. Read the code again.")
    if letter.posted_at is None:
        raise NotToBeDoneError(f"{letter} did not go by post.")
    letter.returned_at = timezone.now()
    letter.returned_because = because.strip()
    letter.save(update_fields=["returned_at", "returned_because"])
    _note(acting, "letter.returned", f"letter:{letter.reference}", {"because": because.strip()})
    return letter


@transaction.atomic
def correct_address(*, acting: Acting, letter: Letter, email: str) -> Letter:
    """Send a letter that could not be delivered to another address of the agency.

    The old message stays as evidence; the letter gets a new one.  The agency's own record is
    changed by the agency, or by the keepers of the directory.

    Raises:
        NotToBeDoneError: the letter is still under way.
    """
    acting.require(Act.PUBLISH)
    _check_office(acting, letter.issuance)
    locked = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if locked.message is not None and not locked.message.failed:
        raise NotToBeDoneError("This letter has not failed; there is nothing to correct.")
    if locked.message is not None:
        outbox.settle(message=locked.message)
    locked.email, locked.message, locked.composed_at = email, None, None
    locked.save(update_fields=["email", "message", "composed_at"])
    Issuance.objects.filter(pk=locked.issuance_id).update(composed_at=None)
    _note(acting, "letter.readdressed", f"letter:{locked.reference}", {})
    return locked


def _check_theirs(acting: Acting, letter: Letter) -> None:
    if letter.agency_id != acting.agency.pk:
        raise NotToBeDoneError(f"{letter_address(letter)} is the letter of another agency.")


def _check_office(acting: Acting, issuance: Issuance) -> None:
    if issuance.office_id != acting.agency.pk:
        raise NotToBeDoneError(f"{issuance} was started by another office.")


def _note(acting: Acting, act: str, subject: str, detail: Mapping[str, object]) -> None:
    record(
        act=act,
        actor=acting.person.actor,
        agency=acting.agency.slug,
        subject=subject,
        detail=detail,
    )
