"""What a telephone keeps of the desk: worker, shell, templates, bundles, manifest."""

from __future__ import annotations

import gzip

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from charteroak.desk import kept_files
from charteroak.desk.bundles import bundle_of
from charteroak.desk.furnished import furniture

OAK = "#1a4d2e"
PLAIN = "text/plain; charset=utf-8"


@login_not_required
@require_safe
@cache_control(no_cache=True)
def bundle(request: HttpRequest, place: str) -> HttpResponse:
    """Return what a telephone keeps of a place, compressed; its hash is the entity tag."""
    found = furniture().desk.place(place)
    made = bundle_of(found, timezone.localdate()) if found else None
    if made is None:
        raise Http404
    return compressed(request, made.compressed, made.sha256)


@login_not_required
@require_safe
@gzip_page
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker; a browser asks for it anew with each visit."""
    values = {"version": kept_files.version()}
    return render(request, "desk/worker.js", values, content_type="text/javascript")


@login_not_required
@require_safe
@gzip_page
def shell(request: HttpRequest) -> HttpResponse:
    """Return the empty page in which the script draws where there is no network."""
    return render(request, "desk/offline.html")


@login_not_required
@require_safe
@cache_control(no_cache=True)
def program(request: HttpRequest) -> HttpResponse:
    """Return the files that a telephone keeps beside the guidance, in one compressed piece."""
    return compressed(
        request, kept_files.program(), kept_files.version(), "text/plain; charset=utf-8"
    )


@login_not_required
@require_safe
@cache_control(max_age=3600, public=True)
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Return the manifest with which a telephone installs the desk."""
    places = furniture().desk.places
    data = {
        "name": "Charter Oak desk",
        "short_name": "Desk",
        "description": "What to do when a federal immigration authority asks. Not legal advice.",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": OAK,
        "icons": [
            {"src": static("desk/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("desk/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {
                "src": static("desk/icon-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
        "shortcuts": [
            {"name": place.title, "url": reverse("desk:place", args=[place.name])}
            for place in places
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json")


def hashes(names: list[str]) -> str:
    """Return ``place:sha256`` for each place that answers today, as pages tell it to the script."""
    found = [(name, furniture().desk.place(name)) for name in names]
    made = [(name, bundle_of(place, timezone.localdate())) for name, place in found if place]
    return " ".join(f"{name}:{each.sha256}" for name, each in made if each)


def compressed(
    request: HttpRequest, body: bytes, tag: str, content_type: str = "application/json"
) -> HttpResponse:
    """Return compressed text as it is, or plain to the few who do not take it; named by ``tag``."""
    headers = {"ETag": f'"{tag}"', "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return HttpResponse(body, content_type=content_type, headers=headers)
