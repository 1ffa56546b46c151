"""The library: the version in force on a day, drafts, what rests on what, files, faults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from charteroak.core.errors import MemoError, NoVersionError, UnknownNameError
from charteroak.core.library import Library, level_order
from charteroak.core.memo import Version
from texts import DAY, WORDS, find, library, table, text

HOLD = table("hold", "U | warrant | > hold | # cite", "1 | - | may | Act 1")


def version(start: str, *, name: str = "memo", end: str = "", more: str = "") -> str:
    """Return a version in force from ``start``, to ``end`` if it ends."""
    force = f"in force: {{from: {start}{f', to: {end}' if end else ''}}}"
    return text(name, HOLD, start=start, front="\n".join(filter(None, [force, more])))


def in_force(found: Library, day: str) -> str:
    return found.in_force("memo", date.fromisoformat(day)).id.version


def test_the_version_in_force_on_the_day_is_chosen() -> None:
    found = library(version("2020-01-01", end="2020-12-31"), version("2021-01-01"))

    assert in_force(found, "2020-12-31") == "2020-01-01"
    assert in_force(found, "2021-01-01") == "2021-01-01"


def test_of_several_in_force_the_one_issued_last_counts() -> None:
    found = library(version("2020-01-01"), version("2020-03-01"))
    early = library(version("2020-01-01"), version("2020-03-01", more="issued: 2019-01-01"))

    assert in_force(found, "2020-06-01") == "2020-03-01"
    assert in_force(early, "2020-06-01") == "2020-01-01"


def test_a_version_is_not_known_before_it_is_issued() -> None:
    found = library(version("2020-01-01"), version("2020-03-01", more="issued: 2020-05-01"))

    assert in_force(found, "2020-04-30") == "2020-01-01"
    assert in_force(found, "2020-05-01") == "2020-03-01"


def test_a_draft_is_never_chosen_by_a_day_but_can_be_named() -> None:
    found = library(version("2020-01-01"), version("2020-03-01", more="status: draft"))

    assert in_force(found, "2020-06-01") == "2020-01-01"
    assert found.find("memo@2020-03-01", DAY).id == Version("memo", "2020-03-01")


def test_a_day_without_a_version_is_an_error_that_lists_the_versions() -> None:
    found = library(
        version("2020-01-01", end="2020-12-31"), version("2022-01-01", more="status: draft")
    )

    with pytest.raises(NoVersionError) as caught:
        in_force(found, "2021-06-01")
    assert str(caught.value) == (
        "no version of memo is in force on 2021-06-01. Its versions: "
        "memo@2020-01-01 (from 2020-01-01 to 2020-12-31); "
        "memo@2022-01-01 (from 2022-01-01, a draft that nobody has issued)"
    )


@pytest.mark.parametrize(
    ("name", "nearest"), [("meno", "memo"), ("memo@2020-01-10", "2020-01-01"), ("memo@", "")]
)
def test_a_wrong_name_is_answered_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        library(version("2020-01-01")).find(name, DAY)

    assert caught.value.nearest == nearest


def test_the_texts_in_play_are_those_in_force_that_day_highest_level_first() -> None:
    act = text("act", HOLD, level="state statute", start="2020-02-01")
    found = library(version("2020-01-01", more="rests on: act"), act)

    def texts(day: date) -> list[str]:
        return [str(each.id) for each in found.texts_in_play(find(found, "memo"), day)]

    assert texts(date(2020, 1, 31)) == ["memo@2020-01-01"]
    assert texts(date(2020, 2, 1)) == ["act@2020-02-01", "memo@2020-01-01"]


def test_a_plan_rests_on_the_memo_it_adopts_and_on_all_beneath() -> None:
    act = text("act", HOLD, level="state statute")
    plan = text("plan", HOLD, level="local plan", front="adopts: memo")
    found = library(plan, version("2020-01-01", more="rests on: act"), act)
    texts = found.texts_in_play(find(found, "plan"), DAY)

    assert [each.id.text for each in texts] == ["act", "memo", "plan"]


def test_texts_that_rest_on_each_other_come_once_each() -> None:
    one = version("2020-01-01", name="one", more="rests on: two\n")
    two = version("2020-01-01", name="two", more="rests on: one\n")
    found = library(one, two)
    names = [text.id.text for text in found.texts_in_play(found.find("one", DAY), DAY)]

    assert sorted(names) == ["one", "two"]


def test_law_stands_above_guidance_in_the_order_of_the_vocabulary() -> None:
    assert level_order(find(library(version("2020-01-01")), "memo")) == {
        "federal statute": 0,
        "state statute": 1,
        "state memo": 2,
        "local plan": 3,
    }


def test_a_text_is_read_once() -> None:
    found = library(version("2020-01-01"))

    assert found.find("memo", DAY) is found.find("memo@2020-01-01", DAY)


# ---- directories and files -------------------------------------------------------------------


def directory(root: Path, **texts: str) -> Path:
    """Write each text to a file of its name."""
    for name, content in texts.items():
        (root / f"{name}.md").write_text(content, encoding="utf-8")
    return root


def test_a_directory_is_read_with_all_below_it_but_no_readme(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    directory(tmp_path / "deep", words=WORDS)
    directory(tmp_path, memo=version("2020-01-01"), README="# About these texts\n")

    assert list(Library.from_directory(tmp_path).shelves) == ["memo", "words"]


def test_a_file_takes_the_place_of_its_own_version(tmp_path: Path) -> None:
    changed = directory(tmp_path, mine=version("2020-01-01").replace("| may |", "| should not |"))
    before = library(version("2020-01-01"), version("2021-01-01"))
    after = before.with_file(changed / "mine.md")

    assert "should not" in after.at(changed / "mine.md").source
    assert after.find("memo@2020-01-01", DAY) is after.at(changed / "mine.md")
    assert "should not" not in after.find("memo@2021-01-01", DAY).source
    assert "should not" not in find(before, "memo").source


def test_every_front_matter_that_cannot_be_read_is_reported_at_once() -> None:
    found = Library({"a.md": b"# no front matter", "b.md": b"---\n", "c.md": WORDS.encode()})

    with pytest.raises(MemoError) as caught:
        found.find("words", DAY)
    assert [problem.place.file for problem in caught.value.problems] == ["a.md", "b.md"]


def test_two_files_that_hold_the_same_version_are_an_error() -> None:
    with pytest.raises(MemoError, match=r"this file holds memo@2020-01-01, and so does 0\.md"):
        library(version("2020-01-01"), version("2020-01-01")).find("memo", DAY)
