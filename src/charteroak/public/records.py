"""A version as plain data, for the JSON file and the API; docs/reference/open-data.md lists it."""

from __future__ import annotations

from typing import Any

from charteroak.core.facts import Choice, Fact
from charteroak.core.memo import Act, Citation, Memo, Paper, Period
from charteroak.core.reading.front_matter import Header
from charteroak.core.tables import Row, Table
from charteroak.issuing.memo_pdf import content_hash

Data = dict[str, Any]


def header_record(header: Header) -> Data:
    """Return what the front matter of a version says."""
    return {
        "id": str(header.id),
        "text": header.id.text,
        "version": header.id.version,
        "kind": header.kind.value,
        "level": header.level,
        "title": header.title,
        "summary": header.summary,
        "status": header.standing.value,
        "issued": header.issued.isoformat(),
        "in_force": _period(header.in_force),
    }


def memo_record(memo: Memo) -> Data:
    """Return a version whole: what it says of itself, its words, facts, tables and citations."""
    return {
        "id": str(memo.id),
        "text": memo.id.text,
        "version": memo.id.version,
        "sha256": content_hash(memo),
        "kind": memo.kind.value,
        "level": memo.level,
        "title": memo.title,
        "summary": memo.summary,
        "status": memo.standing.value,
        "issued": memo.issued.isoformat(),
        "in_force": _period(memo.in_force),
        "from": list(memo.senders),
        "to": list(memo.addressees),
        "rests_on": list(memo.rests_on),
        "uses": list(memo.uses),
        "facts": [_fact(fact) for fact in memo.facts],
        "acts": [_act(act) for act in memo.acts],
        "papers": [_paper(paper) for paper in memo.papers],
        "tables": [_table(table) for table in memo.tables],
        "citations": [_citation(citation) for citation in memo.citations],
        "markdown": memo.source,
        "advice": "Not legal advice.",
    }


def _period(period: Period) -> Data:
    end = period.end.isoformat() if period.end else None
    return {"from": period.start.isoformat(), "to": end}


def _fact(fact: Fact) -> Data:
    answers = list(fact.answers.values) if isinstance(fact.answers, Choice) else None
    return {
        "name": fact.name,
        "question": fact.question,
        "answers": answers,
        "how_to_tell": fact.how_to_tell,
        "why": fact.why,
        "decided_by": fact.decided_by,
    }


def _act(act: Act) -> Data:
    return {"name": act.name, "question": act.question}


def _paper(paper: Paper) -> Data:
    return {
        "name": paper.name,
        "title": paper.title,
        "looks_like": paper.looks_like,
        "signed_by": paper.signed_by,
        "asks_for": list(paper.asks_for),
    }


def _table(table: Table) -> Data:
    return {
        "name": table.name,
        "question": table.question,
        "anchor": table.anchor,
        "policy": table.policy.value,
        "inputs": [each.written for each in table.inputs],
        "outputs": [each.name for each in table.outputs],
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: Row) -> Data:
    return {
        "name": row.name,
        "anchor": row.anchor,
        "cells": list(row.cells),
        "results": [str(result) for result in row.results],
        "columns": dict(row.columns),
        "cites": list(row.cites),
    }


def _citation(citation: Citation) -> Data:
    return {
        "cite": citation.cite,
        "grade": citation.grade.value,
        "status": [
            {"words": status.words, "since": status.since.isoformat() if status.since else None}
            for status in citation.statuses
        ],
        "source": citation.source,
        "note": citation.note,
    }
