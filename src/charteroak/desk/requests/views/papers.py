"""What goes on paper and out: the notice, the statement, the messages to parents."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from charteroak.desk.requests.actions import (
    approve_message,
    draft_message,
    make_notice,
    note_delivery,
)
from charteroak.desk.requests.forms import DeliveryForm, MessageForm, NoticeForm
from charteroak.desk.requests.models import ParentMessage, Request
from charteroak.desk.requests.papers_out import first_guess, statement_pdf
from charteroak.desk.requests.parent_messages import language_name, translation_state
from charteroak.desk.requests.views.here import (
    at_agency,
    attempt,
    form_page,
    request_here,
    to_request,
)
from charteroak.directory.access import ActingRequest
from charteroak.directory.kinds import SCHOOL_KINDS
from charteroak.directory.permissions import Act
from charteroak.documents.notice_words import Language
from charteroak.web.forms import PlainForm

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@at_agency(Act.MAKE_NOTICE)
def notice(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Make the notice to the person, as a PDF to print."""
    found = request_here(page.acting, public_id)
    form = NoticeForm(page.POST or None, acts=first_guess(found), initial={"language": "en"})
    if page.method != "POST" or not form.is_valid():
        return form_page(page, "notice", found, form)
    language = Language(form.cleaned_data["language"])
    _, pdf = make_notice(page.acting, found, language=language, decided=form.decided)
    return _pdf(pdf, f"notice-{found.number}-{language.value}.pdf")


@require_http_methods(FORM)
@at_agency(Act.MAKE_NOTICE)
def delivered(page: ActingRequest, public_id: UUID, number: int) -> HttpResponse:
    """Note that a notice was handed over."""
    found = request_here(page.acting, public_id)
    row = found.notices.filter(pk=number).first()
    if row is None:
        raise Http404
    form = DeliveryForm(page.POST or None, initial={"at": timezone.now()})
    if page.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: note_delivery(page.acting, row, **given)):
            return to_request(page, found, "The delivery is noted.")
    return form_page(page, "delivered", found, form, notice=row)


@require_safe
@at_agency(Act.SEE_REQUESTS)
def statement(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Give the statement for the file, without the names in the request."""
    found = request_here(page.acting, public_id)
    pdf = statement_pdf(found, made_at=timezone.now(), made_by=page.acting.person)
    return _pdf(pdf, f"statement-{found.number}.pdf")


@require_http_methods(FORM)
@at_agency(Act.RECORD_REQUEST)
def messages_to_parents(page: ActingRequest, public_id: UUID) -> HttpResponse:
    """Show the messages to parents, and draft one."""
    found = _at_school(page, public_id)
    form = MessageForm(page.POST or None)
    if page.method == "POST" and form.is_valid():
        names = form.cleaned_data["names_agency"] == "yes"
        kind = form.cleaned_data["kind"]
        drafted: list[ParentMessage] = []
        if attempt(
            form,
            lambda: drafted.append(
                draft_message(page.acting, found, kind=kind, names_agency=names)
            ),
        ):
            return redirect(
                "requests:message",
                agency=found.agency.slug,
                public_id=found.public_id,
                number=drafted[0].pk,
            )
    return form_page(page, "messages", found, form, drafts=found.messages.all())


@require_safe
@at_agency(Act.SEE_REQUESTS)
def message(page: ActingRequest, public_id: UUID, number: int) -> HttpResponse:
    """Show a message in each language, with the state of its translation."""
    found = _at_school(page, public_id)
    row = _message(found, number)
    return _message_page(page, found, row, PlainForm())


@require_POST
@at_agency(Act.APPROVE_MESSAGE)
def approve(page: ActingRequest, public_id: UUID, number: int) -> HttpResponse:
    """Approve a message as the second person."""
    found = _at_school(page, public_id)
    row = _message(found, number)
    form = PlainForm(page.POST)
    if attempt(form, lambda: approve_message(page.acting, row)):
        return to_request(page, found, "The message is approved. You can copy it out now.")
    return _message_page(page, found, row, form)


@require_safe
@at_agency(Act.SEE_REQUESTS)
def message_text(page: ActingRequest, public_id: UUID, number: int, language: str) -> HttpResponse:
    """Give the words of an approved message in one language, to be sent by other means."""
    row = _message(_at_school(page, public_id), number)
    if row.approved_at is None or language not in row.words:
        raise Http404
    response = HttpResponse(row.words[language], content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="message-{language}.txt"'
    return response


def _message_page(
    page: ActingRequest, found: Request, row: ParentMessage, form: PlainForm
) -> HttpResponse:
    languages = [
        {"tag": tag, "name": language_name(tag), "state": translation_state(tag), "words": words}
        for tag, words in row.words.items()
    ]
    own = row.drafted_by_id == page.acting.person.pk
    may_approve = page.acting.may(Act.APPROVE_MESSAGE) and row.approved_at is None and not own
    return form_page(
        page,
        "message",
        found,
        form,
        message=row,
        languages=languages,
        may_approve=may_approve,
        own=own,
    )


def _at_school(page: ActingRequest, public_id: UUID) -> Request:
    """Return a request of a school; elsewhere there are no parents to write to."""
    if page.acting.agency.kind not in SCHOOL_KINDS:
        raise Http404
    return request_here(page.acting, public_id)


def _message(found: Request, number: int) -> ParentMessage:
    row = found.messages.filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _pdf(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
