"""What is read of issuances and letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, CharField, Count, Exists, OuterRef, QuerySet, Value, When
from django.utils import timezone

from charteroak.directory.access import open_posts
from charteroak.directory.models import Agency
from charteroak.directory.roles import Role
from charteroak.issuing.letters.models import Acknowledgement, Issuance, Letter, Opening
from charteroak.issuing.letters.rungs import NEEDS_CARE, Rung
from charteroak.ledger.models import Checkpoint
from charteroak.outbox.models import Enclosure
from charteroak.outbox.states import FAILED, State

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Annotated(TypedDict):
        """What ``letters_of`` adds to a letter."""

        rung: str

    OnRung = WithAnnotations[Letter, Annotated]
else:
    OnRung = Letter

PURPOSE = "issuance"
OF_LETTER = "letter:"
_MESSAGE = "message__reference"


def email_of(agencies: Sequence[Agency], role: Role) -> dict[int, str]:
    """Return the address of each agency: its own, else that of who holds ``role`` there."""
    found = {each.pk: each.email for each in agencies if each.email}
    missing = [each.pk for each in agencies if not each.email]
    posts = open_posts(timezone.localdate()).filter(agency__in=missing, role=role)
    for post in posts.select_related("person").order_by("-since"):
        found[post.agency_id] = post.person.email
    return found


def newest_checkpoint() -> str:
    """Return the digest of the ledger's newest signed checkpoint, or nothing."""
    last = Checkpoint.objects.order_by("pk").last()
    return last.digest if last else ""


def letters_of(issuance: Issuance) -> QuerySet[OnRung]:
    """Return the letters of an issuance, each with its ``rung``."""
    opened = Opening.objects.filter(letter=OuterRef("pk"))
    acknowledged = Acknowledgement.objects.filter(letter=OuterRef("pk"))
    rung = Case(
        When(Exists(acknowledged), then=Value(Rung.ACKNOWLEDGED)),
        When(Exists(opened), then=Value(Rung.OPENED)),
        When(message__state__in=FAILED, then=Value(Rung.FAILED)),
        When(returned_at__isnull=False, then=Value(Rung.FAILED)),
        When(message__state=State.ACCEPTED, then=Value(Rung.ACCEPTED)),
        When(message__isnull=False, then=Value(Rung.QUEUED)),
        When(email="", then=Value(Rung.NO_ADDRESS)),
        default=Value(Rung.WAITING),
        output_field=CharField(),
    )
    found = Letter.objects.filter(issuance=issuance).annotate(rung=rung)
    return found.select_related("agency", "message", "acknowledgement__person")


def in_order_of_care(letters: QuerySet[OnRung]) -> QuerySet[OnRung]:
    """Return letters with those first that somebody has to see to, then the lowest rungs."""
    order = [*NEEDS_CARE, *(rung for rung in Rung if rung not in NEEDS_CARE)]
    places = [When(rung=rung, then=Value(place)) for place, rung in enumerate(order)]
    return letters.annotate(place=Case(*places)).order_by("place", "agency__name")


def ladder(issuance: Issuance) -> dict[Rung, int]:
    """Return how many letters stand on each rung, every rung named."""
    counted = dict(letters_of(issuance).order_by().values_list("rung").annotate(Count("pk")))
    return {rung: counted.get(rung, 0) for rung in Rung}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an issuance stands in three figures."""

    letters: int
    acknowledged: int
    needs_care: int


def standing(issuance: Issuance) -> Standing:
    """Return how an issuance stands."""
    found = ladder(issuance)
    return Standing(
        letters=sum(found.values()),
        acknowledged=found[Rung.ACKNOWLEDGED],
        needs_care=sum(found[rung] for rung in NEEDS_CARE),
    )


def ladder_by_kind(issuance: Issuance) -> dict[str, dict[Rung, int]]:
    """Return the ladder of each kind of agency."""
    rows = letters_of(issuance).order_by().values_list("agency__kind", "rung").annotate(Count("pk"))
    found: dict[str, dict[Rung, int]] = {}
    for kind, rung, number in rows:
        found.setdefault(kind, dict.fromkeys(Rung, 0))[Rung(rung)] = number
    return dict(sorted(found.items()))


def rungs_by_town(issuance: Issuance) -> dict[str, list[Rung]]:
    """Return the rungs of the letters to each town."""
    found: dict[str, list[Rung]] = {}
    for town, rung in letters_of(issuance).order_by().values_list("agency__town", "rung"):
        found.setdefault(town, []).append(Rung(rung))
    return found


def to_be_posted(issuance: Issuance) -> QuerySet[OnRung]:
    """Return the letters that mail cannot bring, and that are in no batch yet."""
    wanted = letters_of(issuance).filter(rung__in=[Rung.FAILED, Rung.NO_ADDRESS])
    return wanted.filter(batch__isnull=True).order_by("agency__zip_code", "agency__name")


def letters_to(agency: Agency) -> QuerySet[Letter]:
    """Return the letters that an agency may read: those whose issuance has begun."""
    begun = Letter.objects.filter(agency=agency, issuance__starts_at__lte=timezone.now())
    return begun.select_related("issuance__version", "issuance__office").order_by(
        "-issuance__starts_at"
    )


def find_letter(agency: Agency, reference: str) -> Letter | None:
    """Return one letter of an agency, or None."""
    return letters_to(agency).filter(reference=reference).first()


def letter_with_content(digest: str) -> Letter | None:
    """Return the letter that was sent as the PDF with this SHA-256, once it may have left."""
    sent = Enclosure.objects.filter(content_id=digest, position=0, message__purpose=PURPOSE)
    references = [each.removeprefix(OF_LETTER) for each in sent.values_list(_MESSAGE, flat=True)]
    found = Letter.objects.filter(reference__in=references, issuance__starts_at__lte=timezone.now())
    return found.select_related("agency", "message", "issuance__version__withdrawal").first()


def sent_pdf(letter: Letter) -> bytes | None:
    """Return the letter's PDF as it is in the outbox, byte for byte; None where it is not."""
    enclosed = Enclosure.objects.filter(message=letter.message, position=0)
    found = enclosed.select_related("content").first() if letter.message else None
    return bytes(found.content.content) if found else None
