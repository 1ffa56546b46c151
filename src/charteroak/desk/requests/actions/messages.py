"""The two messages to parents: drafted from our templates, approved by a second person."""

from __future__ import annotations

from django.utils import timezone

from charteroak.desk.requests.actions.changing import changed, note
from charteroak.desk.requests.choices import Identity
from charteroak.desk.requests.errors import NotNowError, NotVerifiedError, TwoPersonsError
from charteroak.desk.requests.models import ParentMessage, Request
from charteroak.desk.requests.parent_messages import words_for
from charteroak.directory.access import Acting
from charteroak.directory.permissions import Act

NOT_VERIFIED = (
    "Nobody has checked which agency this is. Check it and note how on the request, or send the "
    "message that says “an agency we have not confirmed”."
)


def draft_message(
    acting: Acting, request: Request, *, kind: str, names_agency: bool
) -> ParentMessage:
    """Draft a message to parents in every language; nothing is sent from here.

    Raises:
        NotAllowedError: the person may not record for the agency.
        NotVerifiedError: it would name an agency that nobody has verified.
        NotNowError: the request was emptied.
    """
    with changed(acting, request, Act.RECORD_REQUEST) as now:
        if names_agency:
            _require_verified(now)
        message = ParentMessage.objects.create(
            request=now,
            kind=kind,
            names_agency=names_agency,
            drafted_at=timezone.now(),
            drafted_by=acting.person,
            words=words_for(now, kind=kind, names_agency=names_agency),
        )
        detail = {"message": message.pk, "kind": kind, "names_agency": names_agency}
        note(acting, now, "message_drafted", detail)
    return message


def approve_message(acting: Acting, message: ParentMessage) -> ParentMessage:
    """Approve a message as the second person; from then on it can be copied out.

    Raises:
        NotAllowedError: the person may not approve messages.
        TwoPersonsError: it is the person who drafted it.
        NotVerifiedError: the agency it names is no longer noted as verified.
        NotNowError: it is approved already.
    """
    with changed(acting, message.request, Act.APPROVE_MESSAGE) as now:
        row = now.messages.select_for_update().get(pk=message.pk)
        if row.approved_at is not None:
            said = "This message is approved already."
            raise NotNowError(said)
        if row.drafted_by_id == acting.person.pk:
            said = "You drafted this message. Another person has to approve it."
            raise TwoPersonsError(said)
        if row.names_agency:
            _require_verified(now)
        row.approved_by, row.approved_at = acting.person, timezone.now()
        row.save()
        note(acting, now, "message_approved", {"message": row.pk, "kind": row.kind})
    return row


def _require_verified(request: Request) -> None:
    if request.requester_identity != Identity.VERIFIED or not request.requester_agency:
        raise NotVerifiedError(NOT_VERIFIED)
