"""The PDF of a version, and which version a PDF is."""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from charteroak.core.library import Library
from charteroak.core.memo import Memo, Version
from charteroak.issuing.library import current_library
from charteroak.issuing.memo_pdf import content_hash, memo_pdf
from charteroak.public.issued import shown_version


@login_not_required
def pdf(request: HttpRequest, text: str, version: str) -> HttpResponse:  # noqa: ARG001
    """Give a version as PDF/UA."""
    named = Version(text, version)
    shown = shown_version(current_library(), named, timezone.localdate(), timezone.now())
    if shown is None:
        raise Http404
    memo, _ = shown
    response = HttpResponse(memo_pdf(memo), content_type="application/pdf")
    name = f"{memo.id}".replace("/", "-")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["ETag"] = f'"{content_hash(memo)}"'
    return response


def version_with_pdf(library: Library, digest: str) -> Memo | None:
    """Return the version whose PDF has this SHA-256, if one has."""
    for shelf in library.shelves.values():
        for header in shelf.headers:
            memo = library.version(header.id)
            if hashlib.sha256(memo_pdf(memo)).hexdigest() == digest:
                return memo
    return None
