"""The addresses of people pages."""

from __future__ import annotations

from django.urls import path

from charteroak.directory.people import views

app_name = "people"
HERE = "agencies/<agency:agency>"
urlpatterns = [
    path("my/", views.mine, name="mine"),
    path("invitation/<str:secret>/", views.invitation, name="invitation"),
    path(f"{HERE}/", views.agency, name="agency"),
    path(f"{HERE}/people/", views.people, name="people"),
    path(f"{HERE}/people/invite/", views.invite, name="invite"),
    path(f"{HERE}/people/<int:number>/", views.post, name="post"),
    path(f"{HERE}/people/<int:number>/end/", views.end, name="end"),
    path(f"{HERE}/invitations/<int:number>/withdraw/", views.withdraw, name="withdraw"),
]
