"""Signing, refusing, issuing and withdrawing; each is one transaction and one ledger event."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from charteroak.core.memo import Version
from charteroak.core.reading import Header
from charteroak.directory.access import Acting
from charteroak.directory.permissions import Act
from charteroak.issuing import library, queries, signing
from charteroak.issuing.asking import ask_next_signer
from charteroak.issuing.drafting import check_proven, locked, note, reason_of, strike
from charteroak.issuing.errors import NotReadyError, NotYoursError
from charteroak.issuing.examining import header_of, read
from charteroak.issuing.models import (
    Draft,
    IssuedVersion,
    LibraryChange,
    Signature,
    SignatureLine,
    State,
    Step,
    StepKind,
    Withdrawal,
)
from charteroak.issuing.words import bytes_of
from charteroak.ledger.actions import record
from charteroak.ledger.models import Event


@transaction.atomic
def sign_draft(*, acting: Acting, draft: Draft, digest: str) -> Signature:
    """Sign the words whose hash the signer saw; the last signature makes the draft signed.

    Args:
        acting: the signer, whose turn it has to be.
        draft: the draft.
        digest: the SHA-256 that stood on the page that was read.

    Raises:
        NotReadyError: the words changed since, it is not this person's turn, or the check refuses.
        SigningKeyError: the key of the office is missing.
    """
    acting.require(Act.SIGN)
    current = locked(draft, acting, State.SIGNING)
    if digest != current.hash:
        message = "The words changed since you opened the page. Read them again before you sign."
        raise NotReadyError(message)
    line = _line_for(acting, current)
    check_proven(current)
    signature = _signature(acting, current, line)
    if queries.next_line(current) is None:
        current.state = State.SIGNED
        current.save(update_fields=["state"])
    ask_next_signer(current)
    _step(current, StepKind.SIGNED, acting)
    detail = {"version": str(current), "hash": current.hash, "order": line.order}
    detail |= {"statement": signature.statement, "signature": signature.signature}
    _record(acting, "draft.signed", f"draft:{current.pk}", detail)
    return signature


@transaction.atomic
def refuse_to_sign(*, acting: Acting, draft: Draft, reason: str) -> Draft:
    """Refuse to sign, with a reason: the draft goes back to be written further.

    Raises:
        NotReadyError: it is not this person's turn, or there is no reason.
    """
    acting.require(Act.SIGN)
    current = locked(draft, acting, State.SIGNING)
    _line_for(acting, current)
    said = reason_of(reason)
    strike(current, "A signer refused.")
    current.state = State.DRAFT
    current.save(update_fields=["state"])
    note(current, StepKind.REFUSED, acting, said)
    return current


@transaction.atomic
def issue_version(
    *,
    acting: Acting,
    draft: Draft,
    public_from: datetime | None = None,
    correction_of: IssuedVersion | None = None,
    reason: str = "",
) -> IssuedVersion:
    """Issue a draft that all have signed; from ``public_from`` on it answers and is public.

    Args:
        acting: the publisher.
        draft: the signed draft.
        public_from: when an embargo ends; now where None or past.
        correction_of: the issued version of the same text that this one corrects.
        reason: what was corrected, in words; needed with ``correction_of``.

    Raises:
        NotReadyError: a signature is missing, the check refuses, or it would never answer.
    """
    acting.require(Act.PUBLISH)
    now = timezone.now()
    current = locked(draft, acting, State.SIGNED)
    header = _issuable(current)
    start = max(public_from or now, now)
    if correction_of is not None:
        _check_corrects(current, correction_of)
        reason = reason_of(reason)
    check_answers(current, header, timezone.localdate(start))
    version = f"version:{current}"
    detail = {
        "hash": current.hash,
        "public_from": start.isoformat(),
        "reason": reason,
        "corrects": str(correction_of or ""),
        "signatures": [each.signature for each in queries.standing_signatures(current)],
    }
    current.state = State.ISSUED
    current.save(update_fields=["state"])
    _step(current, StepKind.ISSUED, acting, reason)
    event = _record(acting, "version.issued", version, detail)
    issued = _issued(current, header, acting, now, start, correction_of, reason, event)
    _tell_every_process()
    return issued


@transaction.atomic
def withdraw_version(*, acting: Acting, version: IssuedVersion, reason: str) -> Withdrawal:
    """Withdraw an issued version: from this moment on it answers nothing, at every desk.

    Raises:
        NotReadyError: it was withdrawn before, or there is no reason.
        NotYoursError: another office issued it.
    """
    acting.require(Act.PUBLISH)
    if version.office_id != acting.agency.pk:
        raise NotYoursError(f"{version} was issued by {version.office}.")
    said = reason_of(reason)
    # The version's row is locked first, so that two withdrawals take turns.
    IssuedVersion.objects.select_for_update().get(pk=version.pk)
    if Withdrawal.objects.filter(version=version).exists():
        raise NotReadyError(f"{version} was withdrawn already.")
    detail = {"hash": version.hash, "reason": said}
    event = _record(acting, "version.withdrawn", f"version:{version}", detail)
    withdrawal = Withdrawal.objects.create(
        version=version,
        at=timezone.now(),
        person=acting.person,
        reason=said,
        ledger_position=event.position,
    )
    _tell_every_process()
    return withdrawal


def check_answers(draft: Draft, header: Header, first: date) -> None:
    """Make sure that a version would answer on the first day on which it can.

    Raises:
        NotReadyError: another version of the text would answer then; says which and why.
    """
    day = max(first, header.in_force.start)
    if header.in_force.end is not None and header.in_force.end < day:
        return  # It speaks of the past only.
    found = read(draft.source).library
    shelf = found.shelf(header.id.text) if found else None
    winner = shelf.in_force(day) if shelf else None
    if winner is not None and winner.id == header.id:
        return
    if winner is None:
        message = f"It says that it is issued on {header.issued}, after {day}: it would not answer."
    else:
        message = (
            f"On {day} {winner.id} would still answer: it says it is issued on {winner.issued}, "
            f"and this one on {header.issued}. Of versions in force together, the one issued last "
            "answers; of one day, the later version."
        )
    raise NotReadyError(message)


def _line_for(acting: Acting, draft: Draft) -> SignatureLine:
    line = queries.next_line(draft)
    if line is None or line.person_id != acting.person.pk:
        who = f"{line.person}, {line.title}" if line else "nobody"
        raise NotReadyError(f"It is not your turn to sign. Next is {who}.")
    return line


def _signature(acting: Acting, draft: Draft, line: SignatureLine) -> Signature:
    now = timezone.now()
    key = signing.key_of(acting.agency)
    words = signing.statement(
        office=acting.agency,
        text=draft.text,
        version=draft.version,
        digest=draft.hash,
        signer=acting.person,
        title=line.title,
        order=line.order,
        key=key,
        time=now,
    )
    return Signature.objects.create(
        draft=draft,
        order=line.order,
        person=acting.person,
        name=acting.person.name,
        title=line.title,
        hash=draft.hash,
        statement=words,
        signature=signing.sign(key, words),
        signed_at=now,
    )


def _issuable(draft: Draft) -> Header:
    if not queries.all_signed(draft):
        raise NotReadyError("Not every signature stands under these words.")
    check_proven(draft)
    header = header_of(draft.source)
    if header is None or str(header.id) != str(draft):
        raise NotReadyError("The front matter no longer names this text and version.")
    return header


def _check_corrects(draft: Draft, corrected: IssuedVersion) -> None:
    if corrected.text != draft.text or corrected.office_id != draft.office_id:
        raise NotReadyError(f"{draft} cannot correct {corrected}: it is another text.")


def _issued(  # noqa: PLR0913, PLR0917 - one row, put together in one place
    draft: Draft,
    header: Header,
    acting: Acting,
    now: datetime,
    start: datetime,
    corrected: IssuedVersion | None,
    reason: str,
    event: Event,
) -> IssuedVersion:
    name: Version = header.id
    signatures = queries.standing_signatures(draft)
    return IssuedVersion.objects.create(
        office=acting.agency,
        draft=draft,
        text=name.text,
        version=name.version,
        kind=header.kind.value,
        title=header.title,
        source=bytes_of(draft.source),
        hash=draft.hash,
        in_force_from=header.in_force.start,
        in_force_to=header.in_force.end,
        issued_at=now,
        public_from=start,
        issued_by=acting.person,
        correction_of=corrected,
        reason=reason,
        signatures=[{"statement": s.statement, "signature": s.signature} for s in signatures],
        ledger_position=event.position,
    )


def _tell_every_process() -> None:
    """Change the token that every process watches; this one looks again at once."""
    LibraryChange.objects.update_or_create(pk=1, defaults={"token": secrets.token_hex(16)})
    library.forget()
    transaction.on_commit(library.forget)


def _step(draft: Draft, kind: StepKind, acting: Acting, words: str = "") -> None:
    Step.objects.create(
        draft=draft,
        kind=kind,
        person=acting.person,
        at=timezone.now(),
        hash=draft.hash,
        words=words,
    )


def _record(acting: Acting, act: str, subject: str, detail: Mapping[str, object]) -> Event:
    return record(
        act=act,
        actor=acting.person.actor,
        agency=acting.agency.slug,
        subject=subject,
        detail=detail,
    )
