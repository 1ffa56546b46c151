"""Every write to a request: each checks the right to it and makes one event in the ledger."""

from __future__ import annotations

from charteroak.desk.requests.actions.deciding import (
    close_request,
    confirm_override,
    decide_request,
    decline_override,
    note_head_saw,
    override_answer,
    reopen_request,
    set_custody_end,
)
from charteroak.desk.requests.actions.describing import Description, describe_request, show_names
from charteroak.desk.requests.actions.duties import settle_duty, start_clock
from charteroak.desk.requests.actions.messages import approve_message, draft_message
from charteroak.desk.requests.actions.notices import make_notice, note_delivery
from charteroak.desk.requests.actions.purging import hold_request, purge_due, purge_request
from charteroak.desk.requests.actions.recording import Contact, OtherAnswerError, record_request

__all__ = [
    "Contact",
    "Description",
    "OtherAnswerError",
    "approve_message",
    "close_request",
    "confirm_override",
    "decide_request",
    "decline_override",
    "describe_request",
    "draft_message",
    "hold_request",
    "make_notice",
    "note_delivery",
    "note_head_saw",
    "override_answer",
    "purge_due",
    "purge_request",
    "record_request",
    "reopen_request",
    "set_custody_end",
    "settle_duty",
    "show_names",
    "start_clock",
]
