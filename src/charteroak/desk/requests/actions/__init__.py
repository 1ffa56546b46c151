"""Every write to a request: each checks the right to it and makes one event in the ledger."""

from __future__ import annotations

from charteroak.desk.requests.actions.recording import record_request

__all__ = ["record_request"]
