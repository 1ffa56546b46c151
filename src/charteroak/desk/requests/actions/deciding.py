"""Deciding on an answer: following it, waiting, handing it on, or departing from it by two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from charteroak.desk.requests.actions.changing import changed, note, require_open
from charteroak.desk.requests.choices import Decision
from charteroak.desk.requests.due_times import set_due_times
from charteroak.desk.requests.errors import JudgeError, NotNowError, TwoPersonsError
from charteroak.desk.requests.judges_orders import OBEYED, may_depart_from, refusal_of_a_judge
from charteroak.desk.requests.models import Request
from charteroak.directory.access import Acting
from charteroak.directory.permissions import Act

PLAIN_DECISIONS = (Decision.FOLLOWED, Decision.WAITING, Decision.REFERRED)


def decide_request(acting: Acting, request: Request, *, decision: str, words: str = "") -> Request:
    """Note that the answer is followed, waited on or handed to somebody else.

    Raises:
        NotAllowedError: the person may not record for the agency.
        NotNowError: the request is closed or was emptied.
        ValueError: ``decision`` is another one; to depart from the answer is ``override_answer``.
    """
    if decision not in PLAIN_DECISIONS:
        raise ValueError(decision)
    with changed(acting, request, Act.RECORD_REQUEST) as now:
        require_open(now)
        _set_decision(now, acting, decision, words)
        now.ground, now.departs_from = "", []
        now.save()
        set_due_times(now)
        note(acting, now, "decided", {"decision": decision}, {"words": words} if words else None)
    return now


def override_answer(
    acting: Acting, request: Request, *, acts: Sequence[str], ground: str, words: str
) -> Request:
    """Depart from the answer for some acts, on a ground and with the reason in words.

    It counts once a second person has confirmed it.  What a judge ordered cannot be departed from.

    Raises:
        NotAllowedError: the person may not record for the agency.
        NotNowError: the request is closed or was emptied.
        JudgeError: the words, or the acts, would refuse a judge's order.
    """
    if refusing := refusal_of_a_judge(words):
        raise JudgeError(OBEYED.format(words=refusing))
    with changed(acting, request, Act.RECORD_REQUEST) as now:
        require_open(now)
        if not acts or set(acts) - set(may_depart_from(now.answer)):
            message = "Choose what you depart from. What a judge ordered cannot be chosen."
            raise JudgeError(message)
        _set_decision(now, acting, Decision.OVERRIDDEN, words)
        now.ground, now.departs_from = ground, list(acts)
        now.head_saw_at, now.head_saw_by = None, None
        now.save()
        set_due_times(now)
        detail = {"ground": ground, "acts": list(acts)}
        note(acting, now, "override_asked", detail, {"words": words})
    return now


def confirm_override(acting: Acting, request: Request) -> Request:
    """Confirm, as the second person, that the answer is departed from.

    Raises:
        NotAllowedError: the person may not decide for the agency.
        TwoPersonsError: it is the person who asked for it.
        NotNowError: nothing waits to be confirmed.
    """
    with changed(acting, request, Act.DECIDE_REQUEST) as now:
        _require_second(now, acting)
        now.confirmed_by, now.confirmed_at = acting.person, timezone.now()
        now.save()
        note(acting, now, "override_confirmed", {"ground": now.ground})
    return now


def decline_override(acting: Acting, request: Request, *, words: str) -> Request:
    """Decline, as the second person, to depart from the answer; it is to be decided anew.

    Raises:
        NotAllowedError: the person may not decide for the agency.
        TwoPersonsError: it is the person who asked for it.
        NotNowError: nothing waits to be confirmed.
    """
    with changed(acting, request, Act.DECIDE_REQUEST) as now:
        _require_second(now, acting)
        now.decision, now.decision_words = Decision.OPEN, ""
        now.ground, now.departs_from = "", []
        now.decided_by, now.decided_at = None, None
        now.save()
        note(acting, now, "override_declined", private={"words": words} if words else None)
    return now


def note_head_saw(acting: Acting, request: Request) -> Request:
    """Note that the head of the agency has seen that an answer was departed from.

    Raises:
        NotAllowedError: the person is not the head.
        NotNowError: no answer was departed from.
    """
    with changed(acting, request, Act.SEE_OVERRIDES) as now:
        if now.decision != Decision.OVERRIDDEN:
            message = "The answer to this request was not departed from."
            raise NotNowError(message)
        now.head_saw_by, now.head_saw_at = acting.person, timezone.now()
        now.save()
        note(acting, now, "override_seen")
    return now


def close_request(acting: Acting, request: Request, *, outcome: str) -> Request:
    """Close a request with what came of it, in words.

    Raises:
        NotAllowedError: the person may not record for the agency.
        NotNowError: it is closed, not decided, or an override waits for the second person.
    """
    with changed(acting, request, Act.RECORD_REQUEST) as now:
        require_open(now)
        if now.decision == Decision.OPEN:
            message = "Say first what was decided; then close the request."
            raise NotNowError(message)
        if now.awaits_confirmation:
            message = "A second person has to confirm first that you depart from the answer."
            raise NotNowError(message)
        now.outcome, now.closed_at, now.closed_by = outcome, timezone.now(), acting.person
        now.save()
        note(acting, now, "closed", private={"outcome": outcome})
    return now


def reopen_request(acting: Acting, request: Request) -> Request:
    """Open a closed request again; its outcome stays readable in the ledger's private part.

    Raises:
        NotAllowedError: the person may not record for the agency.
        NotNowError: it is not closed.
    """
    with changed(acting, request, Act.RECORD_REQUEST) as now:
        if now.closed_at is None:
            message = "This request is open."
            raise NotNowError(message)
        now.closed_at, now.closed_by = None, None
        now.save()
        note(acting, now, "reopened")
    return now


def set_custody_end(acting: Acting, request: Request, *, ended_at: datetime | None) -> Request:
    """Note when our own custody ended or ends; the clocks that run from it are set.

    Raises:
        NotAllowedError: the person may not record for the agency.
        NotNowError: the request is closed or was emptied.
    """
    with changed(acting, request, Act.RECORD_REQUEST) as now:
        require_open(now)
        now.custody_ended_at = ended_at
        now.save()
        set_due_times(now)
        note(acting, now, "clock_set", {"custody": ended_at.isoformat() if ended_at else ""})
    return now


def _set_decision(request: Request, acting: Acting, decision: str, words: str) -> None:
    request.decision, request.decision_words = decision, words
    request.decided_by, request.decided_at = acting.person, timezone.now()
    request.confirmed_by, request.confirmed_at = None, None


def _require_second(request: Request, acting: Acting) -> None:
    if not request.awaits_confirmation:
        message = "Nothing waits to be confirmed here. Somebody else may have been first."
        raise NotNowError(message)
    if request.decided_by_id == acting.person.pk:
        message = "You asked for this yourself. Another person has to confirm it."
        raise TwoPersonsError(message)
