"""Which agencies have acknowledged a version: for everybody to read, without anybody's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, QuerySet
from django.utils import timezone

from charteroak.directory.models import Agency
from charteroak.issuing.letters.models import Letter
from charteroak.issuing.models import IssuedVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """An agency that has acknowledged a version, and the day on which it first did."""

    agency: Agency
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many agencies of a kind were written to, were asked, and have acknowledged."""

    kind: str
    written_to: int
    asked: int
    acknowledged: int


def acknowledged(version: IssuedVersion, now: datetime) -> list[Acknowledged]:
    """Return the agencies that have acknowledged a version, by name."""
    done = _letters(version, now).filter(acknowledgement__isnull=False).order_by()
    days = dict(done.values_list("agency").annotate(Min("acknowledgement__at")))
    agencies = Agency.objects.filter(pk__in=days).order_by("name")
    return [Acknowledged(agency=each, day=timezone.localdate(days[each.pk])) for each in agencies]


def counts_by_kind(version: IssuedVersion, now: datetime) -> list[KindCount]:
    """Return the counts of each kind that was written to, each agency counted once."""
    letters = _letters(version, now).order_by()
    written_to = _kinds(letters.values_list("agency", "agency__kind"))
    asked = _kinds(letters.filter(must_acknowledge=True).values_list("agency", "agency__kind"))
    done = letters.filter(acknowledgement__isnull=False)
    acknowledged = _kinds(done.values_list("agency", "agency__kind"))
    return [
        KindCount(
            kind=kind,
            written_to=written_to[kind],
            asked=asked[kind],
            acknowledged=acknowledged[kind],
        )
        for kind in sorted(written_to)
    ]


def _letters(version: IssuedVersion, now: datetime) -> QuerySet[Letter]:
    """Return the letters that may have left: a planned sending is nobody's business yet."""
    return Letter.objects.filter(issuance__version=version, issuance__starts_at__lte=now)


def _kinds(pairs: Iterable[tuple[int, str]]) -> Counter[str]:
    return Counter(kind for _, kind in set(pairs))
