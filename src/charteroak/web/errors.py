"""The page for a form whose token is too old: what was typed goes along, to be sent again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# A password is typed again rather than written into a page.
NEVER_SHOWN = frozenset(
    {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"}
)
MOST_TYPED = 100_000


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's
    """Return the page; it keeps what was typed only where our own page sent it."""
    words = {"typed": _typed(request) if _is_ours(request) else []}
    return render(request, "403_csrf.html", words, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """Return whether the form stood in a page of ours; a browser says where it came from."""
    here = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == here


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NEVER_SHOWN and isinstance(value, str)
    ]
    length = sum(len(value) for _name, value in typed)
    return typed if not request.FILES and length <= MOST_TYPED else []
