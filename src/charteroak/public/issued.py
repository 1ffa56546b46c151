"""What is known of a version that an office issued here: who signed it, and whether it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from charteroak.core.library import Library
from charteroak.core.memo import Memo, Version
from charteroak.issuing.library import memo_of
from charteroak.issuing.models import IssuedVersion
from charteroak.public.catalog import find


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuance:
    """Who issued a version and when; ``signatures`` are the statements that were signed.

    ``withdrawn_at`` is set where it was taken back, and ``reason`` then says why.
    """

    office: str
    issued_at: datetime
    signatures: tuple[Mapping[str, str], ...]
    correction_of: str = ""
    withdrawn_at: datetime | None = None
    reason: str = ""


def shown_version(
    library: Library, version: Version, day: date, now: datetime
) -> tuple[Memo, Issuance | None] | None:
    """Return a version that anybody may see, withdrawn ones too; None where there is none.

    A version keeps its address for ever; what was issued but is under embargo is not shown yet.
    """
    row = issued_row(version, now)
    memo = find(library, str(version), day) or (memo_of(row) if row else None)
    return (memo, _issuance(row) if row else None) if memo else None


def issued_row(version: Version, now: datetime) -> IssuedVersion | None:
    """Return the row of a version that was issued here and is public."""
    rows = IssuedVersion.objects.select_related("office", "withdrawal", "correction_of")
    public = rows.filter(public_from__lte=now)
    return public.filter(text=version.text, version=version.version).first()


def row_with_hash(digest: str, now: datetime) -> IssuedVersion | None:
    """Return the row of the version with this content hash, withdrawn or not, once it is public."""
    rows = IssuedVersion.objects.select_related("withdrawal").filter(hash=digest)
    return rows.filter(public_from__lte=now).first()


def _issuance(row: IssuedVersion) -> Issuance:
    withdrawal = getattr(row, "withdrawal", None)
    return Issuance(
        office=row.office.name,
        issued_at=row.public_from,
        signatures=tuple(row.signatures),
        correction_of=str(row.correction_of) if row.correction_of else "",
        withdrawn_at=withdrawal.at if withdrawal else None,
        reason=withdrawal.reason if withdrawal else "",
    )
