"""Agencies: the list and its pages, imports, claims and corrections of how they are reached."""
