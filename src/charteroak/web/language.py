"""The choice of a language: a page with a button for each, and a cookie only for who chooses."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.i18n import set_language

choose = login_not_required(set_language)


@login_not_required
@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """Show the languages; whoever chooses one goes back to where they came from.

    That stands in no link of a page: a page that says there is nothing is the same for every
    address.
    """
    came_from = urlsplit(request.headers.get("Referer", "")).path or "/"
    words = {"languages": settings.LANGUAGES, "next": came_from}
    return render(request, "web/language.html", words)
