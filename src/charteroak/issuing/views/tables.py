"""A table of a draft edited as a table: cells, rows added, moved and taken out."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from charteroak.core.errors import MemoError
from charteroak.core.tables import Policy
from charteroak.directory.access import ActingRequest, acting
from charteroak.directory.permissions import Act
from charteroak.issuing import drafting
from charteroak.issuing.errors import EditConflictError, IssuingError
from charteroak.issuing.models import Draft, Revision
from charteroak.issuing.sheets import EditedRow, Table, find_table, tables_of, with_rows
from charteroak.issuing.views.steps import draft_of, page, to_draft

MOST_ROWS = 400
POLICIES: dict[str, str] = {
    Policy.UNIQUE: "in each situation exactly one row fits.",
    Policy.ANY: "several rows may fit if they say the same.",
    Policy.FIRST: "the first row that fits decides, read from the top.",
    Policy.PRIORITY: "of the rows that fit, the one whose answer ranks highest decides.",
    Policy.COLLECT: "every row that fits applies.",
    Policy.SUM: "the numbers of all rows that fit are added up.",
    Policy.SMALLEST: "of the rows that fit, the smallest number counts.",
    Policy.LARGEST: "of the rows that fit, the largest number counts.",
    Policy.COUNT: "the rows that fit are counted.",
}


@require_GET
@acting(Act.DRAFT)
def tables(request: ActingRequest, number: int) -> HttpResponse:
    """List the tables of a draft."""
    draft = draft_of(request, number)
    try:
        found = tables_of(draft.source)
    except MemoError as error:
        return page(request, "tables.html", draft=draft, problems=error.problems)
    return page(request, "tables.html", draft=draft, tables=found)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def table(request: ActingRequest, number: int, table: int) -> HttpResponse:
    """Show one table as a form; change its rows on the page, or save it."""
    draft = draft_of(request, number)
    if not draft.is_open:
        return to_draft(request, draft)
    posted = request.POST if request.method == "POST" else {}
    words = _words(draft, posted)
    found = find_table(words, table)
    if found is None:
        raise Http404
    if not posted:
        rows = [EditedRow(row.cells, row.number - 1) for row in found.rows]
        return _form(request, draft, found, rows)
    rows = _rows(posted, len(found.header))
    step, _, place = posted.get("step", "save").partition(" ")
    if step == "save":
        return _save(request, draft, words, found, rows)
    at = int(place) if place.isdecimal() else 0
    changed, focus = _stepped(rows, step, at, len(found.header))
    return _form(request, draft, found, changed, focus=focus)


def _words(draft: Draft, posted: Mapping[str, str]) -> str:
    """Return the words of the revision that the form was made from."""
    number = posted.get("revision", "")
    kept = Revision.objects.filter(draft=draft, number=int(number) if number.isdecimal() else 0)
    found = kept.first() if posted else None
    return found.source if found else draft.source


def _rows(posted: Mapping[str, str], width: int) -> list[EditedRow]:
    """Return the rows that the form gives, in its order."""
    count = posted.get("rows", "")
    rows = []
    for at in range(min(int(count) if count.isdecimal() else 0, MOST_ROWS)):
        line = posted.get(f"line-{at}", "")
        cells = tuple(posted.get(f"cell-{at}-{column}", "") for column in range(width))
        rows.append(EditedRow(cells, int(line) if line.isdecimal() else None))
    return rows


def _stepped(
    rows: list[EditedRow], step: str, at: int, width: int
) -> tuple[list[EditedRow], int | None]:
    """Return the rows after one step at row ``at``, and the row to go on from."""
    changed = list(rows)
    if step == "add":
        changed.insert(at + 1, EditedRow(("",) * width))
        return changed, at + 1
    if not 0 <= at < len(rows):
        return changed, None
    if step == "remove":
        changed.pop(at)
        return changed, min(at, len(changed) - 1)
    to = at - 1 if step == "up" else at + 1
    if 0 <= to < len(rows):
        changed[at], changed[to] = changed[to], changed[at]
        return changed, to
    return changed, at


def _save(
    request: ActingRequest, draft: Draft, words: str, found: Table, rows: list[EditedRow]
) -> HttpResponse:
    posted = request.POST.get("revision", "")
    revision = int(posted) if posted.isdecimal() else 0
    try:
        saved = drafting.save_draft(
            acting=request.acting,
            draft=draft,
            revision=revision,
            source=with_rows(words, found, rows),
        )
    except EditConflictError as error:
        advice = f"{error} Open the table again in another window and take over what you need."
        return _form(request, draft, found, rows, error=advice, status=409)
    except IssuingError as error:
        return _form(request, draft, found, rows, error=str(error), status=422)
    messages.success(request, f"Saved as revision {saved.revision}.")
    return redirect(
        "issuing:table", agency=request.acting.agency, number=draft.pk, table=found.number
    )


def _form(  # noqa: PLR0913 - one page, said by its parts
    request: ActingRequest,
    draft: Draft,
    found: Table,
    rows: list[EditedRow],
    *,
    focus: int | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    revision = request.POST.get("revision", str(draft.revision))
    return page(
        request,
        "table.html",
        status=status,
        draft=draft,
        table=found,
        policy=POLICIES.get(found.header[0], "") if found.decides else "",
        rows=[(row, list(zip(found.header, row.cells, strict=False))) for row in rows],
        focus=focus,
        error=error,
        revision=revision,
    )
