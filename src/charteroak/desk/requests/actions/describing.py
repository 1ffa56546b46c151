"""Filling in what was left out when a request was recorded, and showing its names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from charteroak.desk.requests.actions.changing import changed, note, require_open
from charteroak.desk.requests.models import Request
from charteroak.desk.requests.sealed import FIELDS, Names, open_names, seal_name
from charteroak.directory.access import Acting
from charteroak.directory.permissions import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is known of a contact.  A name that is None stays as it is; an empty one is removed."""

    channel: str
    requester_agency: str
    requester_identity: str
    papers: tuple[str, ...]
    answered_offline_at: datetime | None
    officer: str | None = None
    person: str | None = None
    pointer: str | None = None


PLAIN = ("channel", "requester_agency", "requester_identity", "papers", "answered_offline_at")


def describe_request(acting: Acting, request: Request, description: Description) -> Request:
    """Fill in or correct what is known of a contact; the answer stays as it was given.

    Raises:
        NotAllowedError: the person may not record for the agency.
        NotNowError: the request is closed or was emptied.
        SealingError: there is no key to seal a name with.
    """
    with changed(acting, request, Act.RECORD_REQUEST) as now:
        require_open(now)
        before = {field: getattr(now, field) for field in PLAIN}
        now.channel = description.channel
        now.requester_agency = description.requester_agency
        now.requester_identity = description.requester_identity
        now.papers = list(description.papers)
        now.answered_offline_at = description.answered_offline_at
        names = _given_names(description)
        for field, name in names.items():
            seal_name(now, field, name)
        fields = [field for field in PLAIN if getattr(now, field) != before[field]]
        now.save()
        note(
            acting,
            now,
            "described",
            {"fields": [*fields, *names], "identity": now.requester_identity},
            names or None,
        )
    return now


def show_names(acting: Acting, request: Request, *, reason: str, words: str = "") -> Names:
    """Return the names in a request, and note who saw them and why.

    Args:
        acting: who wants to see them.
        request: whose names.
        reason: one of ``Reason``.
        words: anything else about the reason; kept apart, for it may be personal.

    Raises:
        NotAllowedError: the person may not see names.
        NotNowError: the request was emptied.
        SealingError: a name was tampered with, or its key is missing.
    """
    with changed(acting, request, Act.SEE_NAMES) as now:
        names = open_names(now)
        note(acting, now, "names_shown", {"reason": reason}, {"words": words} if words else None)
    return names


def _given_names(description: Description) -> dict[str, str]:
    given = {field: getattr(description, field) for field in FIELDS}
    return {field: name for field, name in given.items() if name is not None}
