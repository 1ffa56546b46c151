"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from charteroak.desk import keeping, views

app_name = "desk"
urlpatterns = [
    path("desk-worker.js", keeping.worker, name="worker"),
    path("desk/manifest.webmanifest", keeping.manifest, name="manifest"),
    path("desk/program.txt", keeping.program, name="program"),
    path("desk/offline/", keeping.shell, name="shell"),
    path("desk/papers/<str:paper>.svg", views.picture, name="picture"),
    path("desk/<slug:place>/", views.place, name="place"),
    path("desk/<slug:place>/bundle.json", keeping.bundle, name="bundle"),
    path("desk/<slug:place>/changed/", views.changed, name="changed"),
    path("desk/<slug:place>/card/", views.card, name="card"),
    path("desk/<slug:place>/card.pdf", views.card_pdf, name="card-pdf"),
]
