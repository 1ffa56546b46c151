"""What is read of drafts, signatures and issued versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from charteroak.core.checking import Finding
from charteroak.core.memo import Version
from charteroak.directory.access import open_posts
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.roles import Role
from charteroak.issuing import signing
from charteroak.issuing.models import (
    OPEN,
    Draft,
    IssuedVersion,
    Signature,
    SignatureLine,
    Step,
    StepKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line for a signature, and the signature that stands on it, if one does."""

    line: SignatureLine
    signature: Signature | None


def drafts_of(office: Agency) -> QuerySet[Draft]:
    """Return the drafts in work at an office, the one changed last first."""
    return Draft.objects.filter(office=office, state__in=OPEN)


def find_draft(office: Agency, number: int) -> Draft | None:
    """Return a draft of an office, in whatever state, or None."""
    return Draft.objects.select_related("office").filter(office=office, pk=number).first()


def lines_of(draft: Draft) -> list[Line]:
    """Return who is to sign, in order, with the signatures that stand on the draft's hash."""
    standing = {each.order: each for each in standing_signatures(draft)}
    return [
        Line(line=line, signature=standing.get(line.order))
        for line in draft.lines.select_related("person")
    ]


def standing_signatures(draft: Draft) -> list[Signature]:
    """Return the signatures that stand under the words as they are, in order."""
    return list(draft.signatures.filter(struck_at__isnull=True, hash=draft.hash))


def struck_signatures(draft: Draft) -> list[Signature]:
    """Return the signatures that were struck out, oldest first."""
    return list(draft.signatures.filter(struck_at__isnull=False).order_by("signed_at"))


def next_line(draft: Draft) -> SignatureLine | None:
    """Return the line that is to be signed next; None where all are."""
    for each in lines_of(draft):
        if each.signature is None:
            return each.line
    return None


def all_signed(draft: Draft) -> bool:
    """Tell whether every line bears a signature that stands and holds, under these words."""
    lines = lines_of(draft)
    return bool(lines) and all(
        each.signature is not None
        and each.signature.person_id == each.line.person_id
        and signing.holds(each.signature.statement, each.signature.signature)
        for each in lines
    )


def signers_of(office: Agency, day: date) -> list[Post]:
    """Return the posts of those who may sign at an office on ``day``, by title."""
    posts = open_posts(day).filter(agency=office, role=Role.SIGNER)
    return list(posts.select_related("person").order_by("title", "person__name"))


def waiting_for(person: Person, office: Agency) -> list[Draft]:
    """Return the drafts of an office that this person is to sign next."""
    drafts = drafts_of(office).filter(state="signing", lines__person=person).distinct()
    return [each for each in drafts if _is_next(each, person)]


def _is_next(draft: Draft, person: Person) -> bool:
    line = next_line(draft)
    return line is not None and line.person_id == person.pk


def warnings_hash(draft: Draft, warnings: Sequence[Finding]) -> str:
    """Return the hash under which an acknowledgement of exactly these warnings stands."""
    lines = "\n".join([draft.hash, *sorted(map(str, warnings))])
    return hashlib.sha256(lines.encode()).hexdigest()


def acknowledged(draft: Draft, warnings: Sequence[Finding]) -> Step | None:
    """Return the step that acknowledges exactly these warnings of these words, or None."""
    digest = warnings_hash(draft, warnings)
    return draft.steps.filter(kind=StepKind.ACKNOWLEDGED, hash=digest).first()


def issued_versions(office: Agency) -> QuerySet[IssuedVersion]:
    """Return what an office issued, the last first, with withdrawals."""
    return IssuedVersion.objects.filter(office=office).select_related("withdrawal", "office")


def find_issued(version: Version) -> IssuedVersion | None:
    """Return an issued version by its name, whether public yet or not, or None."""
    rows = IssuedVersion.objects.select_related("withdrawal", "office", "correction_of")
    return rows.filter(text=version.text, version=version.version).first()


def issued_under(digest: str, now: datetime) -> list[IssuedVersion]:
    """Return the public versions whose bytes have this SHA-256: for those who verify a copy."""
    rows = IssuedVersion.objects.select_related("withdrawal", "office")
    return list(rows.filter(hash=digest, public_from__lte=now))


def public_versions(text: str, now: datetime) -> list[IssuedVersion]:
    """Return what was issued of a text and is public, the last first, withdrawn ones too."""
    rows = IssuedVersion.objects.select_related("withdrawal", "office")
    return list(rows.filter(text=text, public_from__lte=now))


def standing_versions(now: datetime) -> QuerySet[IssuedVersion]:
    """Return the public versions that are not withdrawn."""
    gone = Q(withdrawal__at__lte=now)
    return IssuedVersion.objects.filter(public_from__lte=now).exclude(gone)


def names_of(versions: Iterable[IssuedVersion]) -> list[str]:
    """Return ``text@version`` of each."""
    return [str(each) for each in versions]
