"""Our drawings of papers: marked SPECIMEN, every place numbered and told in words beside it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from charteroak.core.errors import CharterOakError
from charteroak.desk.drawings import draw
from charteroak.desk.furnished import furniture, paper_titles
from charteroak.desk.papers import Look, read_looks
from desk.quick_desk import DOOR, screen

LOOKS = list(furniture().looks.papers.values())
WANTED = {"I-247A", "I-200", "I-205", "I-862", "I-138", "AO 442", "AO 93", "AO 88B"}
WANTED |= {"Order of the immigration judge", "Connecticut Superior Court warrant"}


def texts(picture: str) -> list[str]:
    """Return the words of a picture."""
    root = ET.fromstring(picture)  # noqa: S314 - we drew it
    return [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.django_db
def test_a_drawing_is_a_specimen_with_every_place_numbered(look: Look) -> None:
    words = texts(draw(look, paper_titles()[look.name]))

    assert "SPECIMEN" in words
    assert [str(number) for number in range(1, len(look.marks) + 1)] == [
        each for each in words if each.isdigit()
    ]
    assert look.marks


def test_every_paper_that_a_desk_meets_is_drawn() -> None:
    assert {look.name for look in LOOKS} >= WANTED
    for place in furniture().desk.places:
        assert set(place.papers) <= {look.name for look in LOOKS}


@pytest.mark.django_db
def test_a_picture_is_served_and_an_unknown_one_is_not_found(client: Client) -> None:
    assert client.get("/desk/papers/I-200.svg")["Content-Type"] == "image/svg+xml"
    assert client.get("/desk/papers/I-999.svg").status_code == 404


@pytest.mark.django_db
def test_a_paper_that_is_shown_settles_what_it_settles() -> None:
    papers = screen("school", f"{DOOR}&see=papers")["papers"]
    officers = next(each for each in papers if each["name"] == "I-200")
    shown = screen("school", officers["url"])

    assert shown["kind"] == "answer"
    assert shown["left_out"] == []
    assert "I-200" in {line["answer"] for line in shown["told"]}


@pytest.mark.django_db
def test_a_court_paper_adds_what_it_asks_for() -> None:
    papers = screen("school", f"{DOOR}&see=papers")["papers"]
    warrant = next(each for each in papers if each["name"] == "AO 93")

    assert "act=honour+judicial+process" in warrant["url"]
    assert "act=admit+to+non-public+area" in warrant["url"]


def test_a_mark_at_no_place_is_said(tmp_path: Path) -> None:
    file = tmp_path / "papers.toml"
    file.write_text('[[paper]]\nname = "X"\n[[paper.mark]]\nat = "seal"\nwords = "A seal."\n')

    with pytest.raises(CharterOakError, match=r"a mark is at “seal”\. Allowed: top, title"):
        read_looks(file)
