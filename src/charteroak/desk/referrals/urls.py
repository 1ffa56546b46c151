"""The addresses of referrals and of who is on duty."""

from __future__ import annotations

from django.urls import path

from charteroak.desk.referrals import schedule_views, views

app_name = "referrals"
HERE = "agencies/<agency:agency>"
ONE = f"{HERE}/referrals/<uuid:referral>"
RUNG = f"{HERE}/duty/<int:place>"
urlpatterns = [
    path("referrals/", views.mine, name="mine"),
    path(f"{HERE}/referrals/", views.referrals, name="referrals"),
    path(f"{ONE}/", views.referral, name="referral"),
    path(f"{ONE}/take/", views.take, name="take"),
    path(f"{ONE}/next/", views.call_next, name="next"),
    path(f"{HERE}/requests/<uuid:record>/refer/", views.refer, name="refer"),
    path(f"{HERE}/duty/", schedule_views.duty, name="duty"),
    path(f"{RUNG}/", schedule_views.rung, name="rung"),
    path(f"{RUNG}/set/", schedule_views.set_rung, name="set-rung"),
    path(f"{RUNG}/shifts/", schedule_views.add_shifts, name="add-shifts"),
    path(f"{RUNG}/shifts/<int:number>/", schedule_views.remove_shift, name="remove-shift"),
    path(f"{RUNG}/changes/", schedule_views.add_change, name="add-change"),
    path(f"{RUNG}/changes/<int:number>/", schedule_views.remove_change, name="remove-change"),
]
