"""The addresses of letters, for the office that sends and the agencies that read."""

from __future__ import annotations

from django.urls import path

from charteroak.issuing.letters import agency_views, office_views

app_name = "letters"
OFFICE = "office/<agency:agency>"
AGENCY = "agencies/<agency:agency>/letters"
urlpatterns = [
    path(f"{OFFICE}/issuances/", office_views.issuances, name="issuances"),
    path(f"{OFFICE}/versions/<int:number>/issue/", office_views.begin, name="begin"),
    path(f"{OFFICE}/issuances/<int:number>/", office_views.issuance, name="issuance"),
    path(f"{OFFICE}/issuances/<int:number>/letters.csv", office_views.issuance_csv, name="csv"),
    path(f"{OFFICE}/issuances/<int:number>/reminders/", office_views.reminders, name="reminders"),
    path(f"{OFFICE}/issuances/<int:number>/batches/", office_views.batches, name="batches"),
    path(f"{OFFICE}/batches/<int:number>.pdf", office_views.batch_pdf, name="batch-pdf"),
    path(f"{OFFICE}/returned/", office_views.returned, name="returned"),
    path(f"{OFFICE}/letters/<slug:reference>/address/", office_views.readdress, name="readdress"),
    path(f"{AGENCY}/", agency_views.letters, name="letters"),
    path(f"{AGENCY}/<slug:reference>/", agency_views.letter, name="letter"),
    path(f"{AGENCY}/<slug:reference>/open/", agency_views.open_letter, name="open"),
    path(f"{AGENCY}/<slug:reference>/acknowledge/", agency_views.acknowledge, name="acknowledge"),
    path(f"{AGENCY}/<slug:reference>.pdf", agency_views.pdf, name="pdf"),
]
