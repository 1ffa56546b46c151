"""Referrals as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Who is called about a request, who took it."""

    name = "charteroak.desk.referrals"
    label = "referrals"
    verbose_name = "Referrals"
