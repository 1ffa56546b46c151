"""Addresses that want to be told of new versions; nothing else is kept of a visitor."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Subscription(models.Model):
    """An address, first unconfirmed; without a confirmation it is told nothing and is deleted.

    ``token`` is what the links in the mails carry; it shows a page and needs a button to act.
    """

    email = models.EmailField(unique=True)
    token = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order in which they were asked for."""

        ordering: ClassVar = ["asked_at"]

    def __str__(self) -> str:
        """Return the address."""
        return self.email


class Announced(models.Model):
    """A version of which the subscribers have been told."""

    version = models.CharField(max_length=200, unique=True)
    announced_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the version."""
        return self.version
