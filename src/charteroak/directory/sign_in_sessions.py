"""Sessions whose rows are of no use to whoever reads the database.

A row is found by a hash of the session's key, so that a copy of the table lets nobody in, and its
content is sealed: a form that waits for a fresh sign-in may hold a name.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from charteroak.sealing import SealingError, seal, unseal

LOG = logging.getLogger(__name__)
KEY_DIGITS = 40
"""As many as Django's column takes: 160 bits."""


def kept(session_key: str) -> str:
    """Return what the database knows a session by."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:KEY_DIGITS]


class SessionStore(db.SessionStore):
    """A session in the database: found by a hash, sealed for its own row."""

    def _get_session_from_db(self) -> Session | None:
        """Return the row of this session, if it is there and has not run out."""
        own, self._session_key = self.session_key, kept(self.session_key or "")
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        self._session_key = own if row else None
        return row

    def exists(self, session_key: str) -> bool:
        """Return whether a session of that key is there."""
        return super().exists(kept(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row to save."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.session_key = kept(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Delete a session, this one unless another is named."""
        if key := session_key or self.session_key:
            super().delete(kept(key))

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return the content of the session, sealed for its row."""
        sealed = seal(json.dumps(session_dict), bound_to=self._place())
        return base64.b64encode(sealed).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Return the content; nothing where it was changed, moved or its key is gone."""
        try:
            text = unseal(base64.b64decode(session_data), bound_to=self._place())
        except (SealingError, ValueError):
            LOG.warning("A session could not be opened, and its owner has to sign in again.")
            return {}
        content: dict[str, Any] = json.loads(text)
        return content

    def _place(self) -> str:
        return f"session:{kept(self._get_or_create_session_key())}"  # type: ignore[attr-defined]
