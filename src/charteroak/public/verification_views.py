"""The page on which anybody checks that a letter is genuine."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from charteroak.issuing.library import current_library
from charteroak.public.forms import VerifyForm
from charteroak.public.verification import Verification, verify_file, verify_hash


@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Take a hash, from the address too, or a file; say whether and when it was issued."""
    given = request.POST or ({"digest": request.GET["hash"]} if "hash" in request.GET else None)
    form = VerifyForm(given, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        context["result"] = _result(form)
    return render(request, "public/verify.html", context)


def _result(form: VerifyForm) -> Verification:
    library = current_library()
    if file := form.cleaned_data["file"]:
        return verify_file(library, file.read())
    return verify_hash(library, form.cleaned_data["digest"])
