"""The ledger: every act is one event in an append-only, hash-chained sequence.

``actions`` writes, ``queries`` reads, and ``verify`` proves; the last is one file on the standard
library that shares no code with the others.  docs/reference/ledger.md gives the format.
"""
