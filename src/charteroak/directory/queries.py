"""What is read of the directory: agencies as records, found by words, and the coverage report."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When

from charteroak.directory import reference
from charteroak.directory.coverage import Coverage, coverage
from charteroak.directory.importers.formats import read
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, AgencyWord, ImportFile
from charteroak.directory.plan import REACHED, ImportPlan, plan_import
from charteroak.directory.records import AgencyRecord, Source
from charteroak.directory.reference import BETWEEN_SOURCES
from charteroak.directory.searching import LONGEST_WORD, MOST_WORDS, begins_a_word, words_of

PAGE = 50
FEW = 500
COMMON = 1000  # then a page is soon full by walking through the names
AFTER_ALL = "z" * LONGEST_WORD  # sorts behind whatever may follow in a word, in every collation
FACTS = (
    *("slug", "name", "kind", "state", "town", "address", "postal_city", "zip_code"),
    *("telephone", "website", "email", "ori", "nces_id", "ipeds_id"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what a search found, and whether there is more."""

    agencies: tuple[Agency, ...]
    page: int
    has_more: bool


def search_agencies(
    query: str = "", *, state: str = "", town: str = "", kinds: tuple[str, ...] = (), page: int = 1
) -> Found:
    """Return the open agencies in whose name, town or numbers a word begins with each word asked.

    Args:
        query: words, or beginnings of words, in any order; none finds all.
        state: two letters, or empty for every state.
        town: the whole name of a town, or empty.
        kinds: values of Kind, or empty for every kind.
        page: from 1, of 50 agencies by name.
    """
    narrower = Q(closed=False)
    if state:
        narrower &= Q(state=state.lower())
    if town:
        narrower &= Q(town=town)
    if kinds:
        narrower &= Q(kind__in=kinds)
    return _page(query, narrower, max(page, 1))


def _page(query: str, narrower: Q, page: int) -> Found:
    """Return a page: first the keys, then the rows of those.

    Those whose name begins as the query does stand first, unless the words are so common that the
    names are walked through; then all stand by name.  Which of the two is not left to the database:
    PostgreSQL chose wrong.
    """
    words = words_of(query)[:MOST_WORDS]
    start, end = (page - 1) * PAGE, page * PAGE + 1
    chosen, order = Agency.objects.filter(narrower), ["name", "id"]
    candidates = _candidates(words) if words else None
    if candidates is None:
        chosen = _worded(chosen, words)
    else:
        begins = Case(When(name__istartswith=query.strip(), then=0), default=1)
        chosen = chosen.filter(id__in=[*_fresh(candidates), *_changed(words)])
        chosen, order = chosen.annotate(rank=begins), ["rank", *order]
    keys = list(chosen.order_by(*order).values_list("id", flat=True)[start:end])
    found = Agency.objects.defer("search", "indexed").in_bulk(keys[:PAGE])
    return Found(tuple(found[key] for key in keys[:PAGE]), page, len(keys) > PAGE)


def _worded(chosen: QuerySet[Agency], words: list[str]) -> QuerySet[Agency]:
    """Return those whose column holds the words: walked through by name, common ones come soon."""
    for word in words:
        chosen = chosen.filter(begins_a_word(word))
    return chosen


def _fresh(candidates: set[int]) -> QuerySet[Agency, int]:
    """Return those for whose words of today the table stands."""
    fresh = Agency.objects.filter(id__in=candidates, indexed=F("search"))
    return fresh.values_list("id", flat=True)


def _changed(words: list[str]) -> Sequence[int] | QuerySet[Agency, int]:
    """Return those whose words have changed since they were indexed; mostly there are none.

    PostgreSQL takes a third of all agencies for changed, and reads the small index only where a
    few are asked for.
    """
    changed = Agency.objects.filter(~Q(indexed=F("search"))).order_by("name", "id")
    few = list(changed.values_list("id", flat=True)[: FEW + 1])
    if not few:
        return few
    narrowed = Agency.objects.filter(id__in=few) if len(few) <= FEW else changed
    return _worded(narrowed, words).values_list("id", flat=True)


def _candidates(words: list[str]) -> set[int] | None:
    """Return the keys that the table of words gives for all the words; None if they are common."""
    counts = {word: _with(word)[: COMMON + 1].count() for word in words}
    rarest, *others = sorted(words, key=counts.__getitem__)
    matching = _with(rarest)
    for word in others:
        matching = matching.filter(Exists(_with(word).filter(agency=OuterRef("agency_id"))))
    found = set(matching.values_list("agency_id", flat=True)[: COMMON + 1])
    return None if len(found) > COMMON else found


def _with(word: str) -> QuerySet[AgencyWord]:
    return AgencyWord.objects.filter(word__gte=word, word__lte=word + AFTER_ALL)


def records(state: str = "") -> Iterator[AgencyRecord]:
    """Yield the agencies of a state, or of all, as records; those that are closed too."""
    chosen = Agency.objects.filter(state=state) if state else Agency.objects.all()
    rows = chosen.order_by("slug").values_list(*FACTS, "parent__slug", "source")
    for row in rows.iterator(chunk_size=5000):
        facts = dict(zip(FACTS, row, strict=False))
        yield AgencyRecord(
            **facts | {"kind": Kind(facts["kind"])},
            parent=row[-2] or "",
            sources=tuple(sources_of(row[-1])),
        )


def sources_of(text: str) -> Iterator[Source]:
    """Yield the sources that an agency's row names."""
    for each in text.split(BETWEEN_SOURCES):
        if "@" in each and ":" in each:
            yield Source.parse(each)


def planned(
    format_key: str,
    source: Path | BinaryIO,
    file: str = "",
    *,
    fields: tuple[str, ...] = REACHED,
) -> ImportPlan:
    """Return what importing a file would do to the directory as it is now: the dry run.

    Raises:
        KeyError: there is no such format.
        OSError: the path cannot be opened.
    """
    reading = read(format_key, source, file)
    plan = plan_import(records(), reading, fields=fields, decisions=reference.decisions())
    return replace(plan, problems=tuple(reading.problems))


def planned_of(file: ImportFile) -> ImportPlan:
    """Return the dry run of a list that was brought in."""
    stream = io.BytesIO(bytes(file.content))
    return planned(file.format_key, stream, file.name, fields=(*REACHED, *file.also))


def coverage_of(state: str) -> Coverage:
    """Return the coverage report of a state, from the agencies as they are now."""
    open_ones = set(Agency.objects.filter(state=state, closed=False).values_list("slug", flat=True))
    agencies = (each for each in records(state) if each.slug in open_ones)
    return coverage(agencies, reference.towns(state), reference.kinds(state))


def states_listed() -> list[tuple[str, int]]:
    """Return each state in the directory and how many open agencies it has."""
    rows = Agency.objects.filter(closed=False).values_list("state")
    return list(rows.annotate(Count("id")).order_by("state"))
