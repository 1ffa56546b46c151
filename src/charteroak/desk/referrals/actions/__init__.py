"""Every write to referrals and schedules; each is one transaction with one event in the ledger."""

from __future__ import annotations

from charteroak.desk.referrals.actions.climbing import ring_due
from charteroak.desk.referrals.actions.referring import call_next, refer, take
from charteroak.desk.referrals.actions.scheduling import (
    add_change,
    add_shifts,
    remove_change,
    remove_shift,
    set_rung,
)

__all__ = [
    "add_change",
    "add_shifts",
    "call_next",
    "refer",
    "remove_change",
    "remove_shift",
    "ring_due",
    "set_rung",
    "take",
]
