"""Whether a hash is that of a version."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router

from charteroak.api.schemas import Verified
from charteroak.issuing.library import current_library
from charteroak.public.verification import verify_hash

router = Router(tags=["verification"])


@router.get("/verify/{sha256}", response=Verified, url_name="verify")
def verified(
    request: HttpRequest,  # noqa: ARG001 - ninja passes it
    sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
) -> dict[str, Any]:
    """Say which version has this content hash."""
    found = verify_hash(current_library(), sha256)
    memo = found.memo
    return {
        "sha256": sha256,
        "known": memo is not None,
        "version": str(memo.id) if memo else None,
        "status": memo.standing.value if memo else None,
        "issued": memo.issued if memo else None,
        "withdrawn": found.withdrawn_at,
    }
