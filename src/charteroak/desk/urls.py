"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from charteroak.desk import views

app_name = "desk"
urlpatterns = [
    path("desk/papers/<str:paper>.svg", views.picture, name="picture"),
    path("desk/<slug:place>/", views.place, name="place"),
]
