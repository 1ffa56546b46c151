"""Recording a request, once for each form that was opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from charteroak.desk.requests.asked import Asked, Given, answer_to
from charteroak.desk.requests.choices import Channel, Identity
from charteroak.desk.requests.due_times import due_time, is_at_once
from charteroak.desk.requests.errors import RequestError
from charteroak.desk.requests.models import Duty, Request
from charteroak.directory.access import Acting
from charteroak.directory.permissions import Act
from charteroak.ledger.actions import record


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How a request came in, and from whom as far as that is known."""

    received_at: datetime
    channel: str = Channel.IN_PERSON
    requester_agency: str = ""
    requester_identity: str = Identity.UNKNOWN
    answered_offline_at: datetime | None = None


class OtherAnswerError(RequestError):
    """What the person was shown is not what is answered; ``given`` is."""

    def __init__(self, given: Given) -> None:
        """Keep the answer that applies."""
        self.given = given
        super().__init__(
            "At that time another answer applied. Look at it below; to record this one, press "
            "again."
        )


def record_request(
    *, acting: Acting, asked: Asked, contact: Contact, token: UUID, seen: str = ""
) -> Request:
    """Record a request with the answer to it, and return it; the same for the same ``token``.

    The answer is worked out here, from the texts in force on the day the request came in.

    Args:
        acting: who records it, for which agency.
        asked: what was asked and what is known.
        contact: when and how it came in.
        token: of the form; a second press of the button returns the first record.
        seen: the digest of the answer that the person was shown, if any.

    Raises:
        NotAllowedError: the person may not record requests for the agency.
        CharterOakError: nothing answers: no version in force, or an unknown name or answer.
        OtherAnswerError: the answer is another one than was ``seen``; nothing was recorded.
    """
    acting.require(Act.RECORD_REQUEST)
    if known := _recorded(acting, token):
        return known
    request = _new_request(acting, asked, contact, token)
    given = answer_to(asked, request.received_at, request.zone)
    if seen and seen != given.digest:
        raise OtherAnswerError(given)
    try:
        with transaction.atomic():
            return _recorded(acting, token) or _save(request, given, acting)
    except IntegrityError:
        # Two taps at one moment, and the other was first.
        if known := _recorded(acting, token):
            return known
        raise


def _recorded(acting: Acting, token: UUID) -> Request | None:
    return Request.objects.filter(agency=acting.agency, token=token).first()


def _new_request(acting: Acting, asked: Asked, contact: Contact, token: UUID) -> Request:
    return Request(
        token=token,
        agency=acting.agency,
        received_at=contact.received_at,
        recorded_at=timezone.now(),
        recorded_by=acting.person,
        answered_offline_at=contact.answered_offline_at,
        channel=contact.channel,
        requester_agency=contact.requester_agency,
        requester_identity=contact.requester_identity,
        text=asked.text,
        acts=list(asked.acts),
        papers=[asked.paper] if asked.paper else [],
        facts=dict(asked.facts),
    )


def _save(request: Request, given: Given, acting: Acting) -> Request:
    request.memo, request.memo_digest = given.memo, given.memo_digest
    request.answer, request.answer_digest = given.record, given.digest
    request.acts = list(given.record["directions"])
    request.save(force_insert=True)
    duties = list(_duties(request, given.record["duties"]))
    for duty in duties:
        duty.due_at = due_time(request, duty)
        duty.at_once = is_at_once(duty.by_when)
    Duty.objects.bulk_create(duties)
    record(
        act="request.recorded",
        actor=acting.person.actor,
        agency=acting.agency.slug,
        subject=request.subject,
        detail={
            "memo": given.memo,
            "memo_sha256": given.memo_digest,
            "answer_sha256": given.digest,
            "received": request.received_at.isoformat(),
            "channel": request.channel,
        },
    )
    return request


def _duties(request: Request, listed: Sequence[Mapping[str, Any]]) -> Iterator[Duty]:
    for place, item in enumerate(listed, start=1):
        columns = {name: item[name] for name in ("who", "to_whom", "by_when", "how_proven")}
        yield Duty(
            request=request, place=place, words=item["words"], certain=item["certain"], **columns
        )
