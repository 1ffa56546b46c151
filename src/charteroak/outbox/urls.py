"""The addresses of the outbox."""

from __future__ import annotations

from django.urls import path

from charteroak.outbox import views

app_name = "outbox"
urlpatterns = [
    path("mailbox/", views.letters, name="letters"),
    path("mailbox/<slug:token>/", views.letter, name="letter"),
    path("mailbox/<slug:token>/<int:number>/", views.enclosure, name="enclosure"),
    path("mail/events/", views.provider_events, name="events"),
]
