"""One agency as a file of facts gives it: no person, no database."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from charteroak.directory.kinds import Kind

LONGEST_SLUG = 120
# Shorter than the kind's name, or shared by kinds that an agency may move between.
FOLDERS = {
    Kind.MUNICIPAL_POLICE: "police",
    Kind.COUNTY_SHERIFF: "sheriff",
    Kind.TROOP: "state-police",
    Kind.PRIVATE_CAMPUS: "campus-police",
    Kind.CHARTER_SCHOOL: "charter",
}
# What every agency of a kind is called; without it two lists name the same department alike.
COMMON = {
    Kind.MUNICIPAL_POLICE: re.compile(r" police (department|dept\.?)$", re.IGNORECASE),
    Kind.COUNTY_SHERIFF: re.compile(
        r"( (county|parish))?( sheriff'?s?'? (office|department))?( / .*)?$", re.IGNORECASE
    ),
    Kind.CAMPUS_POLICE: re.compile(r" police( (department|dept\.?))?$", re.IGNORECASE),
}
NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read: `hifld:1002869@2018-07-26` names the file, its row and its date."""

    file: str
    id: str
    date: str

    def __str__(self) -> str:
        return f"{self.file}:{self.id}@{self.date}"

    @classmethod
    def parse(cls, text: str) -> Source:
        """Read what `str` writes; raise ValueError where a part is missing."""
        named, at, date = text.rpartition("@")
        file, colon, row = named.partition(":")
        if not (at and colon and file and row):
            raise ValueError(f"a source is written file:id@date, not {text!r}")
        return cls(file, row, date)


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """The facts of one agency; an empty text is a fact that no source gives.

    `slug` is three words joined by slashes (`ct/police/new-haven`), `state` two small letters,
    `town` the municipality it lies in, `postal_city` the name in its postal address,
    `parent` a slug, `row` the line of the file it came from (0 where it came from none).
    """

    slug: str
    name: str
    kind: Kind
    state: str
    town: str = ""
    address: str = ""
    postal_city: str = ""
    zip_code: str = ""
    telephone: str = ""
    website: str = ""
    email: str = ""
    ori: str = ""
    nces_id: str = ""
    ipeds_id: str = ""
    state_code: str = ""
    parent: str = ""
    sources: tuple[Source, ...] = ()
    row: int = 0

    @property
    def has_contact(self) -> bool:
        """Return whether an electronic letter can reach it."""
        return bool(self.email)


def slug_words(text: str) -> str:
    """Return a text as lower-case words joined by hyphens: `St. Mary's` is `st-marys`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    joined = plain.lower().replace("'", "").replace("&", " and ")
    return NOT_IN_A_SLUG.sub("-", joined).strip("-")


def slug_of(state: str, kind: Kind, name: str) -> str:
    """Return the slug of an agency: `ct/police/new-haven`; raise ValueError for an empty name."""
    common = COMMON.get(kind)
    words = slug_words(common.sub("", name) if common else name)
    if not words:
        raise ValueError(f"no letter or digit in the name {name!r}")
    start = f"{slug_words(state)}/{folder_of(kind)}/"
    return start + words[: LONGEST_SLUG - len(start)].rstrip("-")


def folder_of(kind: Kind) -> str:
    """Return the middle part of a slug: `police` in `ct/police/new-haven`."""
    return FOLDERS.get(kind) or slug_words(kind.value)
