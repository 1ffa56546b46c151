"""Every address of the product; each room lists its own."""

from __future__ import annotations

from django.urls import include, path, register_converter

from charteroak.api.site import addresses as api_addresses
from charteroak.desk.views import start
from charteroak.directory.access import AgencyConverter
from charteroak.web.language import choose, languages

register_converter(AgencyConverter, "agency")

urlpatterns = [
    path("", start, name="home"),
    path("", include("charteroak.issuing.letters.urls")),
    path("", include("charteroak.public.urls")),
    path("", include("charteroak.desk.requests.urls")),
    path("api/v1/", api_addresses()),
    path("", include("charteroak.desk.urls")),
    path("account/", include("allauth.urls")),
    path("language/", languages, name="languages"),
    path("language/set/", choose, name="set-language"),
    path("", include("charteroak.issuing.urls")),
    path("", include("charteroak.outbox.urls")),
    path("", include("charteroak.desk.referrals.urls")),
    path("", include("charteroak.directory.agencies.urls")),
    path("", include("charteroak.directory.people.urls")),
    path("", include("charteroak.directory.audit.urls")),
]
