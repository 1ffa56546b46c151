"""The pages of the texts: the list, one text, one version in each form, what changed."""

from __future__ import annotations

import json
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from charteroak.core.compare import compare
from charteroak.core.errors import CharterOakError
from charteroak.core.library import Library
from charteroak.core.memo import Kind, Memo, Version
from charteroak.core.render import render_html
from charteroak.desk.trying import trials
from charteroak.issuing.library import current_library
from charteroak.issuing.memo_pdf import content_hash
from charteroak.public.addresses import address_of
from charteroak.public.catalog import GROUPS, entries, history
from charteroak.public.forms import ChangesForm
from charteroak.public.issued import Issuance, shown_version
from charteroak.public.records import memo_record

Shown = tuple[Memo, Issuance | None]
HEADINGS = {
    Kind.MEMO: "Memos: what agencies are asked to do",
    Kind.PLAN: "Local plans",
    Kind.LAW: "Law: what the memos rest on, in our own words",
    Kind.VOCABULARY: "Words and papers that the texts share",
}


@login_not_required
def texts(request: HttpRequest) -> HttpResponse:
    """List every text, guidance first."""
    found = list(entries(current_library(), timezone.localdate(), settings.STATE))
    groups = [(HEADINGS[kind], [entry for entry in found if entry.kind is kind]) for kind in GROUPS]
    return render(request, "public/texts.html", {"groups": [each for each in groups if each[1]]})


@login_not_required
def text(request: HttpRequest, text: str) -> HttpResponse:
    """Show the version of a text in force today, or that there is none, and its history."""
    library, today = current_library(), timezone.localdate()
    if text not in library.shelves:
        raise Http404
    header = library.shelf(text).in_force(today)
    shown = _shown(library, text, header.id.version) if header else None
    return _page(request, library, text, shown)


@login_not_required
def version(request: HttpRequest, text: str, version: str) -> HttpResponse:
    """Show one version at its permanent address."""
    library = current_library()
    return _page(request, library, text, _shown(library, text, version))


def _page(request: HttpRequest, library: Library, text: str, shown: Shown | None) -> HttpResponse:
    memo, issuance = shown or (None, None)
    editions = history(library, text, timezone.localdate())
    context = {
        "issuance": issuance,
        "text": text,
        "memo": memo,
        "title": memo.title if memo else editions[0].header.title if editions else text,
        "article": render_html(memo, fragment=True, address=address_of) if memo else "",
        "digest": content_hash(memo) if memo else "",
        "editions": editions,
        "current": next((each.header for each in editions if each.current), None),
        "trials": list(trials(memo, timezone.localdate())) if memo else [],
    }
    return render(request, "public/version.html", context)


@login_not_required
def markdown(request: HttpRequest, text: str, version: str) -> HttpResponse:  # noqa: ARG001
    """Give the file of a version, byte for byte what its hash was made of."""
    memo = _memo(text, version)
    return _file(memo, memo.source.encode(), "text/markdown; charset=utf-8", "md")


@login_not_required
def data(request: HttpRequest, text: str, version: str) -> HttpResponse:  # noqa: ARG001
    """Give a version as JSON."""
    memo = _memo(text, version)
    content = json.dumps(memo_record(memo), ensure_ascii=False, indent=1)
    return _file(memo, content.encode(), "application/json", "json")


@login_not_required
def changes(request: HttpRequest, text: str) -> HttpResponse:
    """Say exactly which answers differ between two versions of a text."""
    library, today = current_library(), timezone.localdate()
    if text not in library.shelves:
        raise Http404
    editions = history(library, text, today)
    form = ChangesForm(request.GET or None, versions=[each.header for each in editions])
    context: dict[str, object] = {"text": text, "title": editions[0].header.title, "form": form}
    if form.is_valid():
        context |= _compared(library, text, form.cleaned_data["old"], form.cleaned_data["new"])
    return render(request, "public/changes.html", context)


def _compared(library: Library, text: str, old: str, new: str) -> dict[str, object]:
    """Return the comparison, each version on the first day it is in force; or what keeps us."""
    sides = [library.version(Version(text, each)) for each in (old, new)]
    days: list[date] = [memo.in_force.start for memo in sides]
    try:
        found = compare(library, sides[0], sides[1], days[0], days[1])
    except CharterOakError as error:
        return {"refused": str(error)}
    return {"comparison": found, "old": sides[0], "new": sides[1]}


def _shown(library: Library, text: str, version: str) -> Shown:
    shown = shown_version(library, Version(text, version), timezone.localdate(), timezone.now())
    if shown is None:
        raise Http404
    return shown


def _memo(text: str, version: str) -> Memo:
    return _shown(current_library(), text, version)[0]


def _file(memo: Memo, content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"{memo.id}".replace("/", "-")
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}.{ending}"'
    response["ETag"] = f'"{content_hash(memo)}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
