"""The mailbox of a demonstration, and where a mail provider reports."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from anymail.urls import urlpatterns as anymail_addresses
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from charteroak.outbox import mailbox

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One letter in the list."""

    token: str
    mail: EmailMessage


@login_not_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters of a demonstration, the newest first."""
    folder = _demonstration_folder()
    rows = [Row(*each) for each, _ in zip(mailbox.kept(folder), range(MOST_LISTED), strict=False)]
    return render(request, "outbox/letters.html", {"rows": rows})


@login_not_required
@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """Show one letter as text, with what it encloses."""
    mail = _mail(token)
    body = mail.get_body(("plain",))
    context = {
        "token": token,
        "mail": mail,
        "text": body.get_content() if body else "",
        "names": [each.get_filename() for each in mail.iter_attachments()],
    }
    return render(request, "outbox/letter.html", context)


@login_not_required
@require_safe
def enclosure(request: HttpRequest, token: str, number: int) -> HttpResponse:  # noqa: ARG001 - Django's
    """Hand out one enclosure of a letter, to be kept as a file."""
    for position, part in enumerate(_mail(token).iter_attachments()):
        if position == number:
            kind = part.get_content_type()
            answer = HttpResponse(part.get_payload(decode=True), content_type=kind)
            name = (part.get_filename() or "file").replace('"', "").encode("ascii", "replace")
            answer["Content-Disposition"] = f'attachment; filename="{name.decode()}"'
            return answer
    raise Http404


def _mail(token: str) -> EmailMessage:
    mail = mailbox.find(_demonstration_folder(), token)
    if mail is None:
        raise Http404
    return mail


def _demonstration_folder() -> Path:
    """Return the folder of the letters; outside a demonstration there is no such page."""
    if not settings.DEMONSTRATION or settings.MAIL.kind != "mailbox":
        raise Http404
    return settings.MAIL.folder


@csrf_exempt  # a provider has no form of ours; it shows the secret instead
@login_not_required
@require_http_methods(["HEAD", "POST"])
def provider_events(request: HttpRequest) -> HttpResponseBase:
    """Take what the mail provider reports, if it shows the secret that was agreed on."""
    if settings.MAIL.kind != "anymail" or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        raise Http404
    name = f"{settings.MAIL.name}_tracking_webhook"
    for address in anymail_addresses:
        if isinstance(address, URLPattern) and address.name == name:
            answer: HttpResponseBase = address.callback(request)
            return answer
    raise Http404
