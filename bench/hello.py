"""A bare Django page, the least that a page of Django can cost."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="a bare page",  # noqa: S106 - nothing is signed
)


def hello(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Return one word."""
    return HttpResponse("hello")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
