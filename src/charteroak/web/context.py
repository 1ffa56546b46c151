"""What every template may say about the site itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

import charteroak


def site(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - Django passes it
    """Return the version, and whether this is a demonstration."""
    return {"product_version": charteroak.__version__, "demonstration": settings.DEMONSTRATION}
