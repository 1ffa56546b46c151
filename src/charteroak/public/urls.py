"""The addresses of the public copy."""

from __future__ import annotations

from django.urls import path, register_converter

from charteroak.public import views
from charteroak.public.acknowledgements import acknowledgements
from charteroak.public.addresses import EditionConverter, TextConverter
from charteroak.public.families import families
from charteroak.public.feed import Versions
from charteroak.public.open_data import open_data
from charteroak.public.pdf import pdf
from charteroak.public.subscription_views import confirm, end, subscribe
from charteroak.public.verification_views import verify

register_converter(TextConverter, "text")
register_converter(EditionConverter, "edition")

app_name = "public"
urlpatterns = [
    path("guidance/", views.texts, name="texts"),
    path("guidance/feed.atom", Versions(), name="feed"),
    path("guidance/open-data/", open_data, name="open-data"),
    path("guidance/subscribe/", subscribe, name="subscribe"),
    path("guidance/subscribe/<str:token>/", confirm, name="confirm"),
    path("guidance/subscribe/<str:token>/end/", end, name="end"),
    path("verify/", verify, name="verify"),
    path("families/", families, name="families"),
    path("guidance/<text:text>@<edition:version>.md", views.markdown, name="markdown"),
    path("guidance/<text:text>@<edition:version>.json", views.data, name="data"),
    path("guidance/<text:text>@<edition:version>.pdf", pdf, name="pdf"),
    path("guidance/<text:text>@<edition:version>/", views.version, name="version"),
    path(
        "guidance/<text:text>@<edition:version>/acknowledgements/",
        acknowledgements,
        name="acknowledgements",
    ),
    path("guidance/<text:text>/changes/", views.changes, name="changes"),
    path("guidance/<text:text>/", views.text, name="text"),
]
