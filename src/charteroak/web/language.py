"""The choice of a language: a page with a button for each, and a cookie only for who chooses."""

from __future__ import annotations

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
    """Show the languages; ``next`` is where one came from."""
    words = {"languages": settings.LANGUAGES, "next": request.GET.get("next", "/")}
    return render(request, "web/language.html", words)
