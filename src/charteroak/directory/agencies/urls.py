"""The addresses of the directory."""

from __future__ import annotations

from django.urls import path

from charteroak.directory.agencies import contact_views, office_views, public_views

app_name = "directory"
HERE = "agencies/<agency:agency>"
urlpatterns = [
    path("directory/", public_views.agencies, name="agencies"),
    path("directory/<agency:agency>/", public_views.agency, name="agency"),
    path("directory/<agency:agency>/claim/", public_views.claim, name="claim"),
    path("directory/<agency:agency>/claimed/", public_views.claimed, name="claimed"),
    path(f"{HERE}/contact/", contact_views.contact, name="contact"),
    path(f"{HERE}/contact/<int:number>/", contact_views.decide, name="decide"),
    path(f"{HERE}/coverage/", office_views.coverage, name="coverage"),
    path(f"{HERE}/coverage.csv", office_views.coverage_file, name="coverage_file"),
    path(f"{HERE}/claims/", office_views.claims, name="claims"),
    path(f"{HERE}/claims/<int:number>/", office_views.decide_claim, name="decide_claim"),
    path(f"{HERE}/import/", office_views.bring, name="bring"),
    path(f"{HERE}/import/<int:number>/", office_views.import_list, name="import"),
]
