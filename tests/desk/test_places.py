"""A desk's data file is read with errors for people: file, key, what is allowed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from charteroak.desk.checks import problems_of
from charteroak.desk.furnished import furniture
from charteroak.desk.places import Choice, DeskFileError, read_desk
from charteroak.shipped import guidance_directory, open_library

GOOD = """
title = "Elsewhere"
valid_days = 7
changed_days = 7
card_days = 30
[[place]]
name = "desk"
title = "Desk"
text = "a/b"
question = "Where?"
asked_question = "What?"
call_instead = "Call somebody."
[[place.asked]]
title = "Stay"
acts = ["hold"]
"""
FAULTS = [
    ("valid_days = 7", "valid_days = 0", "valid_days: a whole number from 1 to 90"),
    ("valid_days = 7", "valid_days = true", "valid_days: a whole number from 1 to 90"),
    ('title = "Elsewhere"', "", "title: is missing"),
    ('acts = ["hold"]', "", "place 1: asked 1: acts: a choice settles facts or asks about acts"),
    ('acts = ["hold"]', 'acts = "hold"', "place 1: asked 1: acts: a list of words"),
    ('acts = ["hold"]', 'act = ["hold"]', "act: is not known here. Allowed: acts, hint"),
    ('text = "a/b"', 'text = "a/b"\norder = ["say"]', "order: leaves out direction, do"),
    ('text = "a/b"', 'text = "a/b"\norder = ["shout"]', "order: “shout” is not known here"),
    ('text = "a/b"', 'text = "a/b"\ncard = ["Go"]', "card: “Go” is no choice of this place"),
    ('name = "desk"', 'name = "a desk"', "“a desk” stands in addresses"),
]


@pytest.mark.parametrize(("old", "new", "says"), FAULTS)
def test_each_fault_is_said_with_file_and_key(
    old: str, new: str, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")

    with pytest.raises(DeskFileError) as error:
        read_desk(file)
    assert says in str(error.value)
    assert str(error.value).startswith(str(file))


def test_several_faults_are_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(GOOD.replace("_days = 7", "_days = -1"), encoding="utf-8")

    with pytest.raises(DeskFileError) as error:
        read_desk(file)
    assert len(str(error.value).splitlines()) == 2


def test_another_state_is_another_folder(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(GOOD, encoding="utf-8")

    assert read_desk(file).place("desk") is not None


def test_a_file_that_is_not_there_or_no_toml_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(DeskFileError, match=r"does not exist"):
        read_desk(tmp_path / "desk.toml")
    (tmp_path / "desk.toml").write_text("title =", encoding="utf-8")
    with pytest.raises(DeskFileError, match=r"is not a TOML file"):
        read_desk(tmp_path / "desk.toml")


def test_the_library_ignores_the_desks_files() -> None:
    assert (guidance_directory() / "ct" / "desk.toml").exists()
    assert "ct/desk" not in open_library().shelves


def test_a_name_that_the_guidance_does_not_know_stops_the_start() -> None:
    desk = furniture().desk
    wrong = Choice(title="Fly", settles={"agency": "airline"}, acts=("fly", "hold"))
    place = replace(desk.places[1], asked=(wrong,), papers=("I-999",))
    found = list(
        problems_of(replace(desk, places=(place,), drafts={"ct/moon": "1"}), open_library())
    )

    assert len(found) == 4
    assert any("“fly” is not an act of this guidance" in each for each in found)
    assert any("“airline” is not an answer to “agency”" in each for each in found)


def test_the_desk_that_is_shipped_has_no_fault() -> None:
    assert list(problems_of(furniture().desk, open_library())) == []
