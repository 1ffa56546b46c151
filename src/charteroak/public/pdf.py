"""A version as PDF: made from the text alone, so that the same version gives the same bytes."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from charteroak.core.library import Library
from charteroak.core.memo import Memo, Version
from charteroak.documents.memo_document import MemoDocument, make_memo_document
from charteroak.issuing.library import current_library
from charteroak.public.catalog import content_hash
from charteroak.public.issued import shown_version

MOST_KEPT = 128


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


def memo_pdf(memo: Memo) -> bytes:
    """Return the PDF of a version; made once in each process."""
    return _kept[digest] if (digest := content_hash(memo)) in _kept else _made(memo, digest)


def version_with_pdf(library: Library, digest: str) -> Memo | None:
    """Return the version whose PDF has this SHA-256, if one has."""
    for shelf in library.shelves.values():
        for header in shelf.headers:
            memo = library.version(header.id)
            if hashlib.sha256(memo_pdf(memo)).hexdigest() == digest:
                return memo
    return None


_kept: dict[str, bytes] = {}


def _made(memo: Memo, digest: str) -> bytes:
    address = f"{settings.ADDRESS}{reverse('public:verify')}?hash={digest}"
    document = MemoDocument(memo=memo, content_hash=digest, verify_url=address)
    made = make_memo_document(document, made_on=memo.issued)
    while len(_kept) >= MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
    return _kept.setdefault(digest, made)
