"""The version that answered before this one, and what has changed since for each agency."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from charteroak.core.compare import Comparison, compare
from charteroak.core.errors import CharterOakError
from charteroak.core.memo import Memo, Version
from charteroak.directory.models import Agency
from charteroak.issuing.letters.audience import facts_of_kind
from charteroak.issuing.letters.changed_for import Counts, changed_for, counts
from charteroak.issuing.letters.models import Acknowledgement
from charteroak.issuing.library import library_at
from charteroak.issuing.models import IssuedVersion


@dataclass(slots=True)
class Before:
    """What was there before a version.

    ``comparison`` is None where no version answered before, or where the two cannot be compared.
    ``acknowledged`` are the agencies that have acknowledged an earlier version of the text.
    """

    comparison: Comparison | None
    acknowledged: frozenset[int]
    _by_kind: dict[tuple[str, str], Comparison] = field(default_factory=dict)

    def changes_for(self, agency: Agency) -> Comparison | None:
        """Return what changed for an agency of this kind."""
        if self.comparison is None:
            return None
        kind = (agency.state, agency.kind)
        if kind not in self._by_kind:
            self._by_kind[kind] = changed_for(self.comparison, facts_of_kind(*kind))
        return self._by_kind[kind]

    def counts_for(self, agency: Agency) -> Counts | None:
        """Return how much changed for an agency; None where there is nothing to compare with."""
        found = self.changes_for(agency)
        return counts(found) if found else None

    def must_acknowledge(self, agency: Agency) -> bool:
        """Tell whether the agency has to acknowledge, the first time or again."""
        changed = self.counts_for(agency)
        return changed is None or changed.binding or agency.pk not in self.acknowledged


def before(version: IssuedVersion) -> Before:
    """Return what was there before ``version`` became public."""
    done = Acknowledgement.objects.filter(letter__issuance__version__text=version.text)
    earlier = done.exclude(letter__issuance__version=version)
    acknowledged = frozenset(earlier.values_list("letter__agency_id", flat=True))
    return Before(compared(version), acknowledged)


def compared(version: IssuedVersion) -> Comparison | None:
    """Compare a version with the one that answered the moment before it became public."""
    moment = version.public_from - timedelta(microseconds=1)
    shelf = library_at(moment).shelves.get(version.text)
    old = shelf.in_force(timezone.localdate(moment)) if shelf else None
    library = library_at(version.public_from)
    try:
        new = library.version(Version(version.text, version.version))
        old_memo: Memo | None = library.version(old.id) if old and old.id != new.id else None
        if old_memo is None:
            return None
        day = max(timezone.localdate(version.public_from), new.in_force.start)
        return compare(library, old_memo, new, day, day)
    except CharterOakError:
        return None
