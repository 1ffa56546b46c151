"""What came back about a letter after a server had accepted it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from charteroak.outbox.letter import one_line
from charteroak.outbox.models import LONGEST_LINE, Message, Report
from charteroak.outbox.states import UNDER_WAY, Kind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was reported of the letter with ``token``; ``event`` tells it from others."""

    token: str
    event: str
    kind: Kind
    line: str


@transaction.atomic
def apply(finding: Finding) -> bool:
    """Note a report, once; return false where it was known, or no letter has that token.

    In whatever order reports come, a letter that was returned once stays returned.
    """
    message = Message.objects.filter(token=finding.token).first() if finding.token else None
    if message is None:
        return False
    _, new = Report.objects.get_or_create(
        event=finding.event[:200],
        defaults={
            "message": message,
            "kind": finding.kind,
            "line": one_line(finding.line)[:LONGEST_LINE],
            "came_at": timezone.now(),
        },
    )
    if new and finding.kind is Kind.RETURNED:
        _mark_returned(message)
    return new


def _mark_returned(message: Message) -> None:
    now = timezone.now()
    states = UNDER_WAY | {State.ACCEPTED}
    out = Message.objects.filter(pk=message.pk, state__in=states)
    out.update(state=State.RETURNED, claim="", next_at=None, ended_at=now)
