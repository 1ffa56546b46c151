"""The page that says what can be taken away, in which form, and by which address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def open_data(request: HttpRequest) -> HttpResponse:
    """Show it."""
    return render(request, "public/open_data.html")
