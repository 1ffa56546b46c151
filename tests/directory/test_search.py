from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from charteroak.directory import queries
from charteroak.directory.agencies.actions import index_words
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency
from charteroak.directory.queries import PAGE, search_agencies, states_listed
from the_cast import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def agencies() -> None:
    """A few agencies of two states."""
    police, school = Kind.MUNICIPAL_POLICE, Kind.SCHOOL
    for slug, name, kind, town in [
        ("ct/police/new-haven", "New Haven Police Department", police, "New Haven"),
        ("ct/police/east-haven", "East Haven Police Department", police, "East Haven"),
        ("ct/school/st-marys", "St. Mary's School (North)", school, "New Haven"),
        ("ma/police/springfield", "Springfield Police", police, "Springfield"),
    ]:
        make_agency(slug, name=name, kind=kind, town=town)
    Agency.objects.filter(slug="ct/police/new-haven").update(ori="CT0009300")


def found(query: str = "", **narrower: object) -> set[str]:
    """Return the last words of the slugs found."""
    result = search_agencies(query, **narrower)  # type: ignore[arg-type] # as the tests say
    return {each.slug.rpartition("/")[2] for each in result.agencies}


@pytest.mark.usefixtures("agencies")
@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("new hav", {"new-haven", "st-marys"}),
        ("HAVEN police", {"new-haven", "east-haven"}),
        ("haven new police", {"new-haven"}),
        ("aven", set()),
        ("st marys", {"st-marys"}),
        ("St. Mary's", {"st-marys"}),
        ("north", {"st-marys"}),
        ("ct00093", {"new-haven"}),
        ("springfield ma", {"springfield"}),
        ("100%", set()),
        ("_", set()),
        ("\x00", {"new-haven", "east-haven", "st-marys", "springfield"}),
        ("' OR 1=1 --", set()),
    ],
)
def test_a_word_is_found_by_its_beginning(query: str, slugs: set[str]) -> None:
    assert found(query) == slugs


@pytest.mark.usefixtures("agencies")
def test_state_town_and_kind_narrow_a_search() -> None:
    assert found("police", state="MA") == {"springfield"}
    assert found(town="New Haven") == {"new-haven", "st-marys"}
    assert found(kinds=(Kind.SCHOOL,)) == {"st-marys"}


@pytest.mark.usefixtures("agencies")
def test_a_closed_agency_is_not_found() -> None:
    Agency.objects.filter(slug="ct/police/new-haven").update(closed=True)

    assert "new-haven" not in found()
    assert states_listed() == [("ct", 2), ("ma", 1)]


@pytest.mark.usefixtures("agencies")
def test_those_whose_name_begins_so_stand_first() -> None:
    make_agency("ct/school/a", name="A Magnet School", town="New Haven")
    names = [each.name for each in search_agencies("New hav").agencies]

    assert names[0] == "New Haven Police Department"
    assert names[1:] == ["A Magnet School", "St. Mary's School (North)"]


def test_pages_follow_the_names() -> None:
    rows = [Agency(slug=f"ct/school/{n:03}", state="ct", name=f"S {n:03}") for n in range(PAGE + 5)]
    Agency.objects.bulk_create(rows)
    first, second = search_agencies("s"), search_agencies("s", page=2)

    assert first.has_more
    assert not second.has_more
    assert [each.name for each in second.agencies] == [f"S {n:03}" for n in range(PAGE, PAGE + 5)]
    assert search_agencies("s", page=-3).page == 1


@pytest.mark.usefixtures("agencies")
def test_a_search_finds_the_same_before_and_after_indexing() -> None:
    before = {query: found(query) for query in ("haven", "st marys", "ct00093", "pol ma", "x")}
    index_words()

    assert before == {query: found(query) for query in before}
    assert before["haven"] == {"new-haven", "east-haven", "st-marys"}


@pytest.mark.usefixtures("agencies")
def test_an_agency_that_was_renamed_is_found_by_its_new_name_and_not_by_the_old() -> None:
    index_words()
    Agency.objects.filter(slug="ma/police/springfield").update(name="Quarry Police", town="")

    assert found("quarry") == {"springfield"}
    assert found("springf") == set()
    index_words()
    assert found("quarry") == {"springfield"}
    assert found("springf") == set()


@pytest.mark.usefixtures("agencies")
def test_accents_do_not_matter_once_indexed() -> None:
    Agency.objects.filter(slug="ma/police/springfield").update(name="Collège Été")
    index_words()

    assert found("ete") == found("ÉTÉ") == {"springfield"}


def test_a_word_longer_than_the_table_holds_is_still_found() -> None:
    make_agency("ct/school/long", name="x" * 90)
    index_words()

    assert found("x" * 90) == found("x" * 40) == {"long"}


def test_a_common_word_is_walked_to_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [Agency(slug=f"ct/school/{n:03}", state="ct", name=f"S{n:03} pol") for n in range(60)]
    Agency.objects.bulk_create(rows)
    index_words()
    rare = [search_agencies(words).agencies for words in ("pol", "s pol", "s00 pol")]
    monkeypatch.setattr(queries, "COMMON", 2)

    assert rare == [search_agencies(words).agencies for words in ("pol", "s pol", "s00 pol")]
    assert [len(each) for each in rare] == [50, 50, 10]


@pytest.mark.usefixtures("agencies")
def test_a_search_reads_ranges_of_indexes_and_no_whole_table() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the plan of SQLite")
    index_words()
    with CaptureQueriesContext(connection) as captured:
        search_agencies("police haven")
    with connection.cursor() as cursor:
        plans = [
            cursor.execute(f"EXPLAIN QUERY PLAN {each['sql']}").fetchall() for each in captured
        ]
    steps = [str(row[3]) for plan in plans for row in plan]

    assert (
        "SEARCH directory_agencyword USING COVERING INDEX agency_word (word>? AND word<?)" in steps
    )
    assert "SCAN directory_agency USING INDEX agency_to_index" in steps
    assert "SCAN directory_agency" not in steps


class SearchesOfAnyText(TestCase):
    """Whatever is typed, there is an answer."""

    @settings(max_examples=25)
    @given(st.text(max_size=60))
    def test_any_text_can_be_searched(self, query: str) -> None:
        assert search_agencies(query).agencies == ()
