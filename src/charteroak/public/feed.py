"""An Atom feed of the versions, newest first, so that nobody has to look every day."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from charteroak.core.memo import Standing
from charteroak.core.reading.front_matter import Header
from charteroak.issuing.library import current_library
from charteroak.public.addresses import address_of_version

MOST = 50
if TYPE_CHECKING:
    Base = Feed[Header, None]
else:
    Base = Feed  # Django writes no types of its own


class Versions(Base):
    """The versions that were issued, by the day they were."""

    login_required = False  # what login_not_required sets on a view that is a function
    feed_type = Atom1Feed
    title = "Guidance and law: new versions"
    link = "/guidance/"
    subtitle = "Each entry is one version of one text, at its permanent address."

    def items(self) -> list[Header]:
        """Return the newest versions of this state's texts and of the federal law."""
        found = [
            header
            for text, shelf in current_library().shelves.items()
            if text.partition("/")[0] in {settings.STATE, "us"}
            for header in shelf.headers
            if header.standing is Standing.ISSUED
        ]
        return sorted(found, key=lambda header: (header.issued, str(header.id)), reverse=True)[
            :MOST
        ]

    def item_title(self, item: Header) -> str:
        """Return the title with the version."""
        return f"{item.title} ({item.id})"

    def item_description(self, item: Header) -> str:
        """Return the summary."""
        return item.summary

    def item_link(self, item: Header) -> str:
        """Return the permanent address."""
        return address_of_version(item.id)

    def item_updateddate(self, item: Header) -> datetime:
        """Return the day of issue, at its beginning."""
        return timezone.make_aware(datetime.combine(item.issued, time.min))
