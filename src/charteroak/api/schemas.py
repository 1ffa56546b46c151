"""What the API takes and gives, as OpenAPI describes it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class VersionLine(Schema):
    """One version, as its front matter describes it."""

    id: str
    text: str
    version: str
    kind: str
    level: str
    title: str
    summary: str
    status: str
    issued: date
    in_force: dict[str, date | None]


class TextLine(Schema):
    """One text with its versions, oldest first; ``in_force`` is today's, if any."""

    text: str
    title: str
    in_force: str | None
    versions: list[VersionLine]


class Problem(Schema):
    """What was wrong, in words."""

    error: str


class Asked(Schema):
    """A request as at a desk; nothing of it is kept."""

    text: str = Field(max_length=200, description="ct/schools, or one version ct/schools@DATE")
    on: date | None = Field(None, description="the day of the request; today if left out")
    acts: list[str] = Field(default_factory=list, max_length=50)
    facts: dict[str, str] = Field(default_factory=dict)
    paper: str | None = Field(None, max_length=200)


class AgencyLine(Schema):
    """An agency as an office; ``source`` says where its facts were read, and when."""

    slug: str
    name: str
    kind: str
    state: str
    town: str
    address: str
    postal_city: str
    zip_code: str
    telephone: str
    website: str
    source: str


class AgencyPage(Schema):
    """A page of agencies, by name."""

    agencies: list[AgencyLine]
    page: int
    has_more: bool


class KindLine(Schema):
    """One kind of agency: how many were written to, were asked, and have acknowledged."""

    kind: str
    written_to: int
    asked: int
    acknowledged: int


class AcknowledgedLine(Schema):
    """An agency that has acknowledged, and the day on which it did."""

    slug: str
    name: str
    kind: str
    town: str
    acknowledged_on: date


class Acknowledgements(Schema):
    """Who has acknowledged a version."""

    version: str
    kinds: list[KindLine]
    agencies: list[AcknowledgedLine]


class Verified(Schema):
    """Whether a hash is that of a version, and of which; ``withdrawn`` is when it was, if so."""

    sha256: str
    known: bool
    version: str | None = None
    status: str | None = None
    issued: date | None = None
    withdrawn: datetime | None = None


Data = dict[str, Any]
