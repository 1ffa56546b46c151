"""Sending an issued version to its audience, and knowing afterwards who has it."""
