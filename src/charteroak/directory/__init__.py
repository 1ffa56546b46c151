"""Agencies, the people who act for them, and what each of them may do."""
