"""The addresses of the public copy and of the API: all of them open to everybody."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from access.matrix import Row
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency
from charteroak.public.models import Subscription
from issuing.the_office import version_at
from the_cast import make_agency

A_TEXT = {"text": "ct/schools"}
A_VERSION = {"text": "ct/schools", "version": "2025-01-28"}


def a_text(agency: Agency) -> Mapping[str, object]:  # noqa: ARG001 - an Arguments
    """Return a text."""
    return A_TEXT


def a_version(agency: Agency) -> Mapping[str, object]:  # noqa: ARG001 - an Arguments
    """Return a version."""
    return A_VERSION


def a_version_issued_here(agency: Agency) -> Mapping[str, object]:  # noqa: ARG001 - an Arguments
    """Return a version that an office has issued."""
    version = version_at(make_agency("ct/office/public", kind=Kind.STATE_OFFICE))
    return {"text": version.text, "version": version.version}


def a_subscription(agency: Agency) -> Mapping[str, object]:  # noqa: ARG001 - an Arguments
    """Return the token of a subscription that was asked for."""
    values = {"token": "t" * 43, "asked_at": timezone.now()}
    return {"token": Subscription.objects.create(email="a@example.org", **values).token}


def a_hash(agency: Agency) -> Mapping[str, object]:  # noqa: ARG001 - an Arguments
    """Return a hash that nothing has."""
    return {"sha256": "0" * 64}


ROWS = [
    Row(name="public:texts", public=True),
    Row(name="public:feed", public=True),
    Row(name="public:open-data", public=True),
    Row(name="public:subscribe", public=True),
    Row(name="public:confirm", public=True, arguments=a_subscription),
    Row(name="public:end", public=True, arguments=a_subscription),
    Row(name="public:verify", public=True),
    Row(name="public:families", public=True),
    Row(name="public:text", public=True, arguments=a_text),
    Row(name="public:changes", public=True, arguments=a_text),
    Row(name="public:version", public=True, arguments=a_version),
    Row(name="public:acknowledgements", public=True, arguments=a_version_issued_here),
    Row(name="public:markdown", public=True, arguments=a_version),
    Row(name="public:data", public=True, arguments=a_version),
    Row(name="public:pdf", public=True, arguments=a_version),
    Row(name="api:api-root", public=True, opened=frozenset({404})),
    Row(name="api:openapi-json", public=True),
    Row(name="api:texts", public=True),
    Row(name="api:version", public=True, opened=frozenset({422})),
    Row(name="api:changes", public=True, opened=frozenset({422})),
    Row(name="api:acknowledgements", public=True, opened=frozenset({422})),
    Row(name="api:agencies", public=True),
    Row(name="api:answer", public=True, method="post", opened=frozenset({400, 422})),
    Row(name="api:verify", public=True, arguments=a_hash),
]
