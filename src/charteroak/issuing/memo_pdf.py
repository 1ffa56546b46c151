"""A version as PDF: made from the text alone, so that the same version gives the same bytes."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.urls import reverse

from charteroak.core.memo import Memo
from charteroak.documents.memo_document import MemoDocument, make_memo_document

MOST_KEPT = 128

_kept: dict[str, bytes] = {}


def content_hash(memo: Memo) -> str:
    """Return the SHA-256 of the version's file, in hexadecimal: what is signed and verified."""
    return hashlib.sha256(memo.source.encode()).hexdigest()


def verify_address(digest: str) -> str:
    """Return the public address that says whether a content hash was issued."""
    return f"{settings.ADDRESS}{reverse('public:verify')}?hash={digest}"


def memo_pdf(memo: Memo) -> bytes:
    """Return the PDF of a version; made once in each process."""
    digest = content_hash(memo)
    return _kept[digest] if digest in _kept else _made(memo, digest)


def _made(memo: Memo, digest: str) -> bytes:
    document = MemoDocument(memo=memo, content_hash=digest, verify_url=verify_address(digest))
    made = make_memo_document(document, made_on=memo.issued)
    while len(_kept) >= MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
    return _kept.setdefault(digest, made)
