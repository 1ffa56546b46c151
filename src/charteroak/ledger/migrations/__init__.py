"""The steps that made the tables of the ledger."""
