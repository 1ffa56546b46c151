"""What was done at an agency, read from the ledger, and how often for the auditor of a state."""
