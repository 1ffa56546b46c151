"""The addresses of sign-in, which allauth draws, and the first page."""

from __future__ import annotations

from access.matrix import Row

ROWS = [
    Row(name="home", public=True),
    Row(name="languages", public=True),
    Row(name="set-language", public=True, method="post", data={"language": "es"}),
]
# allauth guards these itself; tests/directory/test_sign_in.py tries them.
LIBRARY = ("account_", "mfa_")
