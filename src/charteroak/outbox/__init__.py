"""Outgoing mail: kept in the database, sent by the worker, with evidence of each attempt.

``actions.enqueue`` is the way in; ``delivery`` sends; docs/reference/outbox.md says what is
promised and what no sender can promise.
"""
