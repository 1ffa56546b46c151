"""Versions of memos: which are in force, who signed them, to whom they went."""
