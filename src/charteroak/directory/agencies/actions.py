"""Applying the plan of an import, and filling the directory from the reference data."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from charteroak.directory import queries, reference
from charteroak.directory.access import Acting
from charteroak.directory.errors import RefusedError
from charteroak.directory.models import Agency, AgencyWord, ImportFile
from charteroak.directory.permissions import Act
from charteroak.directory.plan import OURS, REACHED, Changed, ImportPlan, plan_import
from charteroak.directory.records import AgencyRecord
from charteroak.directory.reference import BETWEEN_SOURCES
from charteroak.directory.searching import words_of
from charteroak.ledger.actions import record

ROWS_AT_ONCE = 500
INDEXED_AT_ONCE = 1000
ADD_WORDS = "INSERT INTO directory_agencyword (agency_id, word) VALUES "
WORDS_AT_ONCE = 400
MACHINE = "system:command"
MAY_CHANGE = ("name", "kind", "town", *REACHED, "source", "source_date")
LONGEST_SOURCE = 200


@transaction.atomic
def import_agencies(*, acting: Acting, plan: ImportPlan, file: str, format_key: str) -> None:
    """Apply what a dry run showed, for somebody who keeps the directory.

    Args:
        acting: who keeps the directory of the state.
        plan: the plan, made against the directory as it is now.
        file: the name of the file, for the ledger.
        format_key: the key of its format, such as ``hifld``.
    """
    acting.require(Act.KEEP_DIRECTORY)
    _apply(plan)
    _record(plan, file, format_key, acting.person.actor, acting.agency.slug)


@transaction.atomic
def bring_file(  # noqa: PLR0913 - what the form asks, each by its name
    *,
    acting: Acting,
    name: str,
    content: bytes,
    format_key: str,
    also: Sequence[str],
    now: datetime,
) -> ImportFile:
    """Keep a list until its dry run was looked at; files left from before are dropped.

    Raises:
        NotAllowedError: ``acting`` does not keep the directory.
    """
    acting.require(Act.KEEP_DIRECTORY)
    ImportFile.objects.filter(office=acting.agency).update(content=b"")
    kept = ImportFile.objects.create(
        office=acting.agency,
        brought_by=acting.person,
        brought_at=now,
        name=name[:200],
        format_key=format_key,
        also=list(also),
        content=gzip.compress(content),
    )
    detail = {"file": kept.name, "format": format_key}
    record(
        act="directory.list-brought",
        actor=acting.person.actor,
        agency=acting.agency.slug,
        subject=f"list:{kept.pk}",
        detail=detail,
    )
    return kept


@transaction.atomic
def apply_file(*, acting: Acting, file: ImportFile, now: datetime) -> ImportPlan:
    """Do what the dry run of a list says, as the directory is now; the list is dropped.

    Raises:
        NotAllowedError: ``acting`` does not keep the directory.
        RefusedError: it was applied or dropped before.
    """
    acting.require(Act.KEEP_DIRECTORY)
    current = ImportFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if current.applied_at or not current.content:
        raise RefusedError(_("This list was applied or replaced before. Bring it in again."))
    plan = queries.planned_of(current)
    current.applied_at, current.content = now, b""
    current.save(update_fields=["applied_at", "content"])
    _apply(plan)
    _record(plan, current.name, current.format_key, acting.person.actor, acting.agency.slug)
    return plan


@transaction.atomic
def import_on_this_machine(*, plan: ImportPlan, file: str, format_key: str) -> None:
    """Apply a plan for whoever may run commands where the product runs."""
    _apply(plan)
    _record(plan, file, format_key, MACHINE, "")


@transaction.atomic
def seed_reference(*, state: str, contacts: Mapping[str, str] | None = None) -> ImportPlan:
    """Fill the directory of a state from the data that is shipped; what is there stays.

    Args:
        state: two small letters.
        contacts: mail addresses by slug, for a demonstration; a real directory starts with none.

    Returns:
        What was added and changed.
    """
    addresses = contacts or {}
    shipped = (
        replace(each, email=addresses.get(each.slug, "")) for each in reference.agencies(state)
    )
    plan = plan_import(queries.records(state), shipped)
    if plan.added or plan.changed:
        _apply(plan)
        _record(plan, f"reference data of {state}", "reference", MACHINE, "")
    return plan


def seed_demonstration(*, state: str) -> None:
    """Fill the directory of a demonstration: real agencies, and made-up mail addresses.

    An agency without a postal address gets none, so that the coverage report has gaps to show.
    """
    if state in reference.states():
        addressed = (each for each in reference.agencies(state) if each.address)
        seed_reference(state=state, contacts={each.slug: _made_up(each) for each in addressed})


def _made_up(each: AgencyRecord) -> str:
    _, folder, name = each.slug.split("/")
    return f"{f'{folder}-{name}'[:60].strip('-')}@example.org"


def _record(plan: ImportPlan, file: str, format_key: str, actor: str, agency: str) -> None:
    detail: dict[str, Any] = {"file": file, "format": format_key, **plan.counts}
    subject = f"directory:{format_key}"
    record(act="directory.imported", actor=actor, agency=agency, subject=subject, detail=detail)


def _apply(plan: ImportPlan) -> None:
    waiting = list(plan.added)
    known = dict(Agency.objects.values_list("slug", "id")) if waiting else {}
    while waiting:
        ready = [each for each in waiting if not each.parent or each.parent in known]
        ready = ready or [replace(each, parent="") for each in waiting]
        taken = {each.slug for each in ready}
        waiting = [each for each in waiting if each.slug not in taken]
        known |= _add(ready, known)
    _change(plan.changed)
    index_words()


def index_words() -> int:
    """Bring the table of words up to date with every agency that has changed; return how many.

    It holds nothing that the agencies do not: no event is recorded for it.
    """
    stale = Agency.objects.filter(~Q(indexed=F("search")))
    indexed = 0
    # Looked at first without a transaction: the worker asks every second, and mostly for nothing.
    while rows := list(stale.values_list("id", "search")[:INDEXED_AT_ONCE]):
        with transaction.atomic():
            _index(rows)
        indexed += len(rows)
    if indexed >= INDEXED_AT_ONCE:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE directory_agency")
            cursor.execute("ANALYZE directory_agencyword")
    return indexed


def _index(rows: Sequence[tuple[int, str]]) -> None:
    keys = [row[0] for row in rows]
    AgencyWord.objects.filter(agency__in=keys).delete()
    words = [(key, word) for key, text in rows for word in words_of(text)]
    with connection.cursor() as cursor:
        for start in range(0, len(words), WORDS_AT_ONCE):
            some = words[start : start + WORDS_AT_ONCE]
            # Many in one statement: five times as quick as bulk_create, on either database.
            values = ", ".join(["(%s, %s)"] * len(some))
            cursor.execute(ADD_WORDS + values, [value for pair in some for value in pair])
    Agency.objects.filter(id__in=keys).update(indexed=F("search"))


def _add(ready: Sequence[AgencyRecord], known: Mapping[str, int]) -> dict[str, int]:
    """Add agencies whose parents are there; return the keys of the new ones by slug."""
    rows = [_row(each, known.get(each.parent)) for each in ready]
    Agency.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    return {row.slug: row.pk for row in rows}


def _change(changed: Iterable[Changed]) -> None:
    """Write the fields that change; the others are written as they were."""
    by_slug = {each.slug: each for each in changed}
    slugs = list(by_slug)
    for start in range(0, len(slugs), ROWS_AT_ONCE):
        batch = slugs[start : start + ROWS_AT_ONCE]
        rows = list(Agency.objects.filter(slug__in=batch).defer("search", "indexed"))
        parents = dict(
            Agency.objects.filter(slug__in=_parents(by_slug, batch)).values_list("slug", "id")
        )
        for row in rows:
            _set(row, by_slug[row.slug], parents)
        _write(rows)


def _parents(by_slug: Mapping[str, Changed], batch: Sequence[str]) -> list[str]:
    return [
        change.after
        for slug in batch
        for change in by_slug[slug].changes
        if change.field == "parent"
    ]


def _set(row: Agency, changed: Changed, parents: Mapping[str, int]) -> None:
    for change in changed.changes:
        if change.field == "parent":
            row.parent_id = parents.get(change.after, row.parent_id)
        else:
            setattr(row, change.field, change.after)
    old = tuple(queries.sources_of(row.source))
    row.source, row.source_date = _sources(replace(changed.record, sources=_joined(old, changed)))


def _joined(old: Iterable[Any], changed: Changed) -> tuple[Any, ...]:
    new = {source.file: source for source in changed.record.sources}
    kept = {source.file: source for source in old}
    return tuple((kept | new).values())


def _write(rows: Sequence[Agency]) -> None:
    """Write rows that exist; an upsert on the slug is ten times quicker than an update by cases."""
    Agency.objects.bulk_create(
        rows,
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*MAY_CHANGE, "parent"],
    )


def _row(each: AgencyRecord, parent: int | None) -> Agency:
    facts = {name: getattr(each, name) for name in ("slug", "state", *OURS[:3], *REACHED)}
    source, source_date = _sources(each)
    zone = reference.time_zones().get(each.state)
    further = {"time_zone": zone} if zone else {}
    return Agency(**facts, parent_id=parent, source=source, source_date=source_date, **further)


def _sources(each: AgencyRecord) -> tuple[str, date | None]:
    """Return the sources as a text, and the latest of their days, if one is a day."""
    text = BETWEEN_SOURCES.join(str(source) for source in each.sources)[:LONGEST_SOURCE]
    return text, max(filter(None, map(_day, each.sources)), default=None)


def _day(source: Any) -> date | None:
    try:
        return date.fromisoformat(source.date)
    except ValueError:
        return None
