"""The API put together, and opened to every origin."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from charteroak.api import acknowledgements, agencies, answers, texts, verification

View = Callable[..., HttpResponseBase]

api = NinjaAPI(
    title="Charter Oak",
    version="1",
    description="Guidance and law as data. Reads only; nothing that is asked is kept. "
    "Not legal advice.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", texts.router)
api.add_router("", answers.router)
api.add_router("", verification.router)
api.add_router("", acknowledgements.router)
api.add_router("", agencies.router)


def addresses() -> tuple[list[URLPattern], str, str]:
    """Return the addresses of the API for ``path()``, each open to everybody."""
    patterns, app, namespace = api.urls
    opened = [each for each in patterns if isinstance(each, URLPattern)]
    for each in opened:
        each.callback = open_to_all(each.callback)
    return opened, app, namespace


def open_to_all(view: View) -> View:
    """Let any page of any origin read the answer; no cookie takes part, so none can be abused."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204)
        else:
            response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Content-Type"
        return response

    return csrf_exempt(login_not_required(opened))
