"""A request as the options of a command describe it: acts, a paper, facts and records."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from charteroak.core.errors import CharterOakError, ConflictingFactsError
from charteroak.core.facts import (
    key,
)
from charteroak.core.situation import Request

FACT_SHAPE = '--fact "judicial warrant=no"'
RECORD_SHAPE = '--record "conviction: class=A, date=2012-05-01"'


def add_request(parser: argparse.ArgumentParser) -> None:
    """Add the options that describe a request."""
    _add_repeated(parser, "--act", "ACT", "what is asked for; may repeat (default: every act)")
    parser.add_argument(
        "--paper",
        metavar="PAPER",
        help="the paper shown, I-247A; it chooses the acts it asks for and settles facts",
    )
    _add_repeated(parser, "--fact", "NAME=ANSWER", "a fact; may repeat; “not sure” is an answer")
    _add_repeated(
        parser, "--record", "RECORD", 'one record of a list, "LIST: FIELD=ANSWER, …"; may repeat'
    )
    _add_repeated(parser, "--no-record", "LIST", "the list is empty; may repeat")


def _add_repeated(parser: argparse.ArgumentParser, name: str, shape: str, words: str) -> None:
    parser.add_argument(name, action="append", default=[], metavar=shape, help=words)


def request_from(options: argparse.Namespace) -> Request:
    """Return the request that the options describe.

    Raises:
        CharterOakError: a fact or a record is not written as it must be.
        ConflictingFactsError: two options contradict each other.
    """
    return Request(
        acts=tuple(options.act),
        facts=_facts(options.fact),
        paper=options.paper,
        records=_records(options.record, options.no_record),
    )


def _facts(written: Sequence[str]) -> dict[str, str]:
    """Return the facts by the name that was written first."""
    facts: dict[str, str] = {}
    names: dict[str, str] = {}
    for each in written:
        name, equals, answer = (part.strip() for part in each.partition("="))
        if not (name and equals and answer):
            message = f"“{each}” is not NAME=ANSWER; write it so: {FACT_SHAPE}"
            raise CharterOakError(message)
        first = names.setdefault(key(name), name)
        if key(facts.setdefault(first, answer)) != key(answer):
            message = f"“{first}” has two answers: {facts[first]} and {answer}"
            raise ConflictingFactsError(message)
    return facts


def _records(written: Sequence[str], empty: Sequence[str]) -> dict[str, list[dict[str, str]]]:
    """Return the records of each list by the name that was written first."""
    records: dict[str, list[dict[str, str]]] = {name: [] for name in empty}
    names = {key(name): name for name in empty}
    for each in written:
        name, record = _record(each)
        if key(name) in map(key, empty):
            message = f"“{name}” is said to be empty and to hold a record: {each}"
            raise ConflictingFactsError(message)
        records.setdefault(names.setdefault(key(name), name), []).append(record)
    return records


def _record(written: str) -> tuple[str, dict[str, str]]:
    """Read ``LIST: FIELD=ANSWER, FIELD=ANSWER``."""
    name, colon, rest = written.partition(":")
    record: dict[str, str] = {}
    for pair in filter(str.strip, rest.split(",")):
        field, equals, answer = (part.strip() for part in pair.partition("="))
        if not (field and equals and answer):
            colon = ""
        elif key(field) in map(key, record):
            message = f"“{field}” has two answers in one record: {written}"
            raise ConflictingFactsError(message)
        record[field] = answer
    if not (name.strip() and colon):
        message = f"“{written}” is not a record; write it so: {RECORD_SHAPE}"
        raise CharterOakError(message)
    return name.strip(), record
