"""What may be done, and by which roles.  Whatever is not listed here is forbidden."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum

from charteroak.directory.roles import Role

WHOLE_DESK = frozenset({Role.DESK, Role.ADMINISTRATOR, Role.HEAD, Role.COUNSEL, Role.RECORDS})
DECIDERS = frozenset({Role.ADMINISTRATOR, Role.HEAD})
STATE_OFFICE = frozenset({Role.AUTHOR, Role.SIGNER, Role.PUBLISHER, Role.AUDITOR})


class Act(StrEnum):
    """Something a person may do for an agency, or see of it."""

    SEE_REQUESTS = "see requests"
    RECORD_REQUEST = "record a request"
    DECIDE_REQUEST = "decide a request"
    SEE_NAMES = "see the names in a request"
    SEE_OVERRIDES = "see as head what was decided against an answer"
    PURGE_REQUEST = "destroy the names in a request by the rule of retention"
    MAKE_NOTICE = "make a notice to the person"
    APPROVE_MESSAGE = "approve a message to parents"
    TAKE_REFERRAL = "take a referral"
    SET_SCHEDULE = "set who is on duty"
    SEE_AGENCY = "see the start page of the agency"
    SEE_PEOPLE = "see who acts for the agency"
    NAME_PEOPLE = "name the people of the agency"
    PROPOSE_CONTACT = "say how the agency is reached"
    CORRECT_CONTACT = "correct how the agency is reached"
    SEE_LEDGER = "see the ledger of the agency"
    SEE_COUNTS = "see how many acts the ledger of the state holds"
    READ_LETTERS = "read the letters to the agency"
    ACKNOWLEDGE = "acknowledge a memo"
    SEE_STATE = "see who has which memo"
    SEE_MEMOS = "see the memos in work"
    DRAFT = "write a memo"
    SIGN = "sign a memo"
    PUBLISH = "issue a memo"
    KEEP_DIRECTORY = "keep the directory of the state"


ALLOWED: dict[Act, frozenset[Role]] = {
    Act.SEE_REQUESTS: WHOLE_DESK,
    Act.RECORD_REQUEST: WHOLE_DESK,
    Act.DECIDE_REQUEST: DECIDERS,
    Act.SEE_NAMES: frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.COUNSEL, Role.RECORDS}),
    Act.SEE_OVERRIDES: frozenset({Role.HEAD}),
    Act.PURGE_REQUEST: frozenset({Role.HEAD, Role.RECORDS}),
    Act.MAKE_NOTICE: WHOLE_DESK,
    Act.APPROVE_MESSAGE: DECIDERS,
    Act.TAKE_REFERRAL: frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.COUNSEL}),
    Act.SET_SCHEDULE: DECIDERS,
    Act.SEE_AGENCY: WHOLE_DESK | STATE_OFFICE,
    Act.SEE_PEOPLE: WHOLE_DESK | STATE_OFFICE,
    Act.NAME_PEOPLE: frozenset({Role.HEAD}),
    Act.PROPOSE_CONTACT: WHOLE_DESK,
    Act.CORRECT_CONTACT: frozenset({Role.HEAD, Role.RECORDS}),
    Act.SEE_LEDGER: frozenset({Role.HEAD, Role.COUNSEL, Role.RECORDS, Role.AUDITOR}),
    Act.SEE_COUNTS: frozenset({Role.AUDITOR}),
    Act.READ_LETTERS: WHOLE_DESK,
    Act.ACKNOWLEDGE: frozenset({Role.HEAD}),
    Act.SEE_STATE: STATE_OFFICE,
    Act.SEE_MEMOS: STATE_OFFICE,
    Act.DRAFT: frozenset({Role.AUTHOR}),
    Act.SIGN: frozenset({Role.SIGNER}),
    Act.PUBLISH: frozenset({Role.PUBLISHER}),
    Act.KEEP_DIRECTORY: frozenset({Role.AUTHOR, Role.PUBLISHER}),
}


def allows(roles: AbstractSet[Role], act: Act) -> bool:
    """Return whether one of ``roles`` may do ``act``."""
    return bool(ALLOWED[act] & roles)
