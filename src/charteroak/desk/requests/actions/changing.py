"""What every change to a request shares: the right, the row under lock, and one event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from charteroak.desk.requests.errors import NotNowError
from charteroak.desk.requests.models import Request
from charteroak.directory.access import Acting, NotAllowedError
from charteroak.directory.permissions import Act
from charteroak.ledger.actions import NOTHING, record
from charteroak.ledger.models import Event


@contextmanager
def changed(acting: Acting, request: Request, act: Act) -> Iterator[Request]:
    """Yield the request as it stands now, locked until the change is done.

    Raises:
        NotAllowedError: the person may not do ``act``, or the request is another agency's.
        NotNowError: the request was destroyed by the rule of retention.
    """
    acting.require(act)
    with transaction.atomic():
        rows = Request.objects.select_for_update().filter(agency=acting.agency, pk=request.pk)
        now = rows.first()
        if now is None:
            message = f"{request} is not of {acting.agency}"
            raise NotAllowedError(message)
        if now.purged_at is not None:
            message = "This request was emptied by the rule of retention; nothing can be added."
            raise NotNowError(message)
        now.agency = acting.agency
        yield now


def require_open(request: Request) -> None:
    """Stop where the request is closed.

    Raises:
        NotNowError: it is.
    """
    if request.closed_at is not None:
        message = "This request is closed. Open it again first; that is noted too."
        raise NotNowError(message)


def note(
    acting: Acting,
    request: Request,
    act: str,
    detail: Mapping[str, Any] = NOTHING,
    private: Mapping[str, Any] | None = None,
) -> Event:
    """Record the one event of a change; last in its transaction."""
    return record(
        act=f"request.{act}",
        actor=acting.person.actor,
        agency=request.agency.slug,
        subject=request.subject,
        detail=detail,
        private=private,
    )
