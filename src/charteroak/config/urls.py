"""Every address of the product; each room lists its own."""

from __future__ import annotations

from django.urls import include, path, register_converter

from charteroak.desk.views import start
from charteroak.directory.access import AgencyConverter

register_converter(AgencyConverter, "agency")

urlpatterns = [
    path("", start, name="home"),
    path("account/", include("allauth.urls")),
    path("", include("charteroak.outbox.urls")),
]
