"""The addresses of the audit pages."""

from __future__ import annotations

from django.urls import path

from charteroak.directory.audit import views

app_name = "audit"
HERE = "agencies/<agency:agency>"
urlpatterns = [
    path(f"{HERE}/ledger/", views.events, name="events"),
    path(f"{HERE}/counts/", views.counts, name="counts"),
]
