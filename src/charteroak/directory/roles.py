"""The roles a person can hold at an agency."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """What somebody is there for; a person may hold several at one agency."""

    DESK = "desk", "Desk"
    ADMINISTRATOR = "administrator", "Designated administrator or supervisor"
    HEAD = "head", "Head of the agency"
    COUNSEL = "counsel", "Counsel"
    RECORDS = "records", "Records"
    AUTHOR = "author", "Author at the state office"
    SIGNER = "signer", "Signer"
    PUBLISHER = "publisher", "Publisher at the state office"
    AUDITOR = "auditor", "Auditor"


LOCAL = frozenset({Role.DESK, Role.ADMINISTRATOR, Role.HEAD, Role.COUNSEL, Role.RECORDS})
STATE = frozenset({Role.AUTHOR, Role.SIGNER, Role.PUBLISHER, Role.AUDITOR})
OVER = LOCAL - {Role.DESK}
"""The roles that reach down: a superintendent sees the requests of each school of the district."""
