"""The notice to the person a request is about: made, and handed over."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from charteroak.desk.requests.actions.changing import changed, note
from charteroak.desk.requests.errors import NotNowError
from charteroak.desk.requests.models import Notice, Request
from charteroak.desk.requests.papers_out import notice_pdf
from charteroak.directory.access import Acting
from charteroak.directory.permissions import Act
from charteroak.documents.notice_words import Decided, Language


def make_notice(
    acting: Acting, request: Request, *, language: Language, decided: Mapping[str, Decided]
) -> tuple[Notice, bytes]:
    """Make the notice in a language; return what is noted of it, and the PDF.

    Args:
        acting: who makes it.
        request: what it is about.
        language: that the person reads.
        decided: for each act that was asked for, what the agency means to do.

    Raises:
        NotAllowedError: the person may not make notices.
        NotNowError: the request was emptied.
        DocumentError: the notice cannot be set.
    """
    acting.require(Act.MAKE_NOTICE)
    made_at = timezone.now()
    pdf = notice_pdf(request, decided, language, made_at)
    with changed(acting, request, Act.MAKE_NOTICE) as now:
        notice = Notice.objects.create(
            request=now,
            language=language.value,
            made_at=made_at,
            made_by=acting.person,
            digest=hashlib.sha256(pdf).hexdigest(),
        )
        detail = {
            "notice": notice.pk,
            "language": notice.language,
            "sha256": notice.digest,
            "decided": [[act, answer.value] for act, answer in decided.items()],
        }
        note(acting, now, "notice_made", detail)
    return notice, pdf


def note_delivery(acting: Acting, notice: Notice, *, at: datetime, how: str) -> Notice:
    """Note that a notice was handed over, by the person who notes it.

    Raises:
        NotAllowedError: the person may not make notices.
        NotNowError: its delivery is noted already.
    """
    with changed(acting, notice.request, Act.MAKE_NOTICE) as now:
        row = now.notices.select_for_update().get(pk=notice.pk)
        if row.delivered_at is not None:
            message = "The delivery of this notice is noted already."
            raise NotNowError(message)
        row.delivered_at, row.delivered_by, row.delivered_how = at, acting.person, how
        row.save()
        detail = {"notice": row.pk, "at": at.isoformat()}
        note(acting, now, "notice_delivered", detail, {"how": how} if how else None)
    return row
