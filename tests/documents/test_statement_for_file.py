"""The statement for the file holds all there is about a request."""

from __future__ import annotations

from dataclasses import replace

from charteroak.documents.statement_for_file import make_statement_for_file
from documents.samples import CHECKPOINT, EVENT, HASH, STATEMENT, at, made, read


def test_a_statement_holds_what_happened() -> None:
    words = read(made("statement")).text

    for said in (
        "2026-00042", "ICE (as claimed, not verified)", "by fax", "hold; tell release date",
        "Is there a judge's warrant? no form I-247A", "must not", "Also: ct/law-enforcement",
        "Because: judicial warrant is no", "CGS 54-192h(b)(1)(A) (verified; in force)",
        "Decided by Demo Lieutenant, November 26, 2026, 2:40 a.m. EST", "A warrant came.",
        "Demo Captain", "Released on bond. (November 26, 2026, 6:00 a.m. EST)",
        "Request recorded", "by Demo Clerk",
    ):  # fmt: skip
        assert said in words, said


def test_a_statement_names_the_memo_and_the_ledger_by_their_hashes() -> None:
    letters = read(made("statement")).letters

    for each in (HASH, EVENT, CHECKPOINT, "Ledgerevent4711"):
        assert each in letters


def test_a_duty_done_late_is_marked_and_one_not_done_too() -> None:
    words = read(made("statement")).text

    assert words.count("after it was due") == 1
    assert words.count("not recorded") == 1


def test_a_statement_without_a_decision_says_so() -> None:
    bare = replace(STATEMENT, decision=None, outcome="", duties=(), facts=(), directions=())
    words = read(make_statement_for_file(bare, made_at=at(9), made_by="Demo Clerk")).text

    assert "No decision has been recorded." in words
    assert "None has been recorded." in words
