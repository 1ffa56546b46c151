"""Requests: what an agency was asked, the answer it was given, and what was done about it."""
