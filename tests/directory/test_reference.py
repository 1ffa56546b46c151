from __future__ import annotations

import re
from collections import Counter

import pytest

from charteroak.directory import reference
from charteroak.directory.importers.reading import LONGEST
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source, slug_of

SLUG = re.compile(r"[a-z]{2}/[a-z0-9-]+/[a-z0-9-]+")
AGENCIES = {each.slug: each for each in reference.agencies("ct")}
TOWNS = {each.name: each for each in reference.towns("ct")}
SQUARES = {each.town: (each.row, each.column) for each in reference.grid("ct")}


def test_each_of_the_169_towns_is_told_once() -> None:
    assert len(TOWNS) == 169 == len(reference.towns("ct"))
    assert len({town.fips for town in TOWNS.values()}) == 169


def test_each_town_says_who_polices_it_and_on_what_that_rests() -> None:
    for town in TOWNS.values():
        assert town.policed_by, town.name
        assert town.basis, town.name
        assert set(town.policed_by) <= set(AGENCIES), town.name


def test_how_sure_the_policing_of_the_towns_is() -> None:
    standings = Counter(town.standing for town in TOWNS.values())

    assert standings == {"two sources": 93, "one source": 49, "by default": 25, "not resolved": 2}


def test_the_fbi_counts_as_many_people_with_the_state_police_as_towns_have_no_department() -> None:
    counted_by_the_fbi = 477_608  # fbi_lee_latest.csv, CTCSP0000, 2025
    without = sum(town.population for town in TOWNS.values() if town.standing != "two sources")
    rest_of_windham = TOWNS["Windham"].population - 18_463  # Willimantic's, by the FBI

    assert without + rest_of_windham == pytest.approx(counted_by_the_fbi, rel=0.03)


def test_what_the_sources_leave_open_is_said_and_not_guessed() -> None:
    assert "not resolved" in TOWNS["Haddam"].basis
    assert "which troop is not in the sources" in TOWNS["Union"].basis
    assert "is not in the sources" in TOWNS["Chester"].school_note
    assert TOWNS["New Haven"].school_note == ""


def test_every_town_is_served_by_a_school_district_that_exists() -> None:
    for town in TOWNS.values():
        assert town.school_districts, town.name
        assert set(town.school_districts) <= set(AGENCIES), town.name


def test_slugs_are_addresses_that_nothing_shares() -> None:
    assert len(AGENCIES) == len(reference.agencies("ct"))
    for slug in AGENCIES:
        assert SLUG.fullmatch(slug), slug
        assert len(slug) <= 120, slug


def test_every_fact_fits_into_the_directory() -> None:
    for agency in AGENCIES.values():
        for name, longest in LONGEST.items():
            assert len(getattr(agency, name)) <= longest, (agency.slug, name)


def test_every_agency_lies_in_a_town_or_is_a_known_gap() -> None:
    nowhere = {each.slug for each in AGENCIES.values() if each.town not in TOWNS}

    assert nowhere == {
        "ct/correction/department-of-correction",
        "ct/other-police/department-of-motor-vehicles",
        "ct/other-police/metropolitan-transportation-authority",
        "ct/probation/adult-probation",
        "ct/probation/juvenile-probation",
        "ct/prosecutors/division-of-criminal-justice",
        "ct/state-marshals/state-marshals",
        "ct/state-office/board-of-pardons-and-paroles",
    }


def test_every_parent_exists_and_nothing_is_above_itself() -> None:
    for agency in AGENCIES.values():
        assert not agency.parent or agency.parent in AGENCIES, agency.slug
        assert agency.slug not in above(agency), agency.slug


def above(agency: AgencyRecord) -> list[str]:
    """Return the parent, its parent, and so on."""
    found: list[str] = []
    while agency.parent and agency.parent not in found:
        found.append(agency.parent)
        agency = AGENCIES[agency.parent]
    return found


def test_a_troop_belongs_to_the_state_police_and_a_prison_to_the_department() -> None:
    assert AGENCIES["ct/state-police/troop-i"].parent == "ct/state-police/connecticut-state-police"
    assert AGENCIES["ct/resident-troopers/bethany"].parent == "ct/state-police/troop-i"
    york = AGENCIES["ct/prison/york-correctional-institution"]
    assert (york.kind, york.town) == (Kind.PRISON, "East Lyme")
    assert york.parent == "ct/correction/department-of-correction"


def test_a_postal_city_is_not_a_town() -> None:
    storrs = AGENCIES["ct/campus-police/university-of-connecticut"]

    assert (storrs.town, storrs.postal_city) == ("Mansfield", "Storrs")
    assert AGENCIES["ct/police/berlin"].town == "Berlin"
    assert AGENCIES["ct/school-district/north-canaan"].town == "North Canaan"
    assert AGENCIES["ct/school-district/essex"].town == "Essex"


def test_a_substation_is_no_agency_and_the_correction_says_so() -> None:
    said = {each.source: each for each in reference.corrections("ct")}

    assert said["hifld:1002821"].field == "left out"
    assert "substation" in said["hifld:1002821"].why.lower()
    assert not [slug for slug in AGENCIES if "substation" in slug or "sub-station" in slug]


def test_every_correction_says_why() -> None:
    assert len(reference.corrections("ct")) > 200
    for each in reference.corrections("ct"):
        assert each.why, each
        assert each.source_says != each.we_say, each


def test_no_person_and_no_mail_address_is_in_the_data() -> None:
    assert not [each.slug for each in AGENCIES.values() if each.email]


def test_every_agency_says_where_it_was_read_and_when() -> None:
    for agency in AGENCIES.values():
        assert agency.sources, agency.slug
        assert all(source.date for source in agency.sources), agency.slug


def test_every_kind_says_which_memo_reaches_it() -> None:
    memos = {each.kind: each.memo for each in reference.kinds("ct")}

    assert set(memos) == set(Kind)
    assert memos[Kind.CAMPUS_POLICE] == "law enforcement"
    assert memos[Kind.CHARTER_SCHOOL] == "schools"


def test_the_grid_gives_each_town_a_square_of_its_own() -> None:
    assert set(SQUARES) == set(TOWNS)
    assert len(set(SQUARES.values())) == 169


def test_the_grid_looks_like_the_state() -> None:
    rows, columns = zip(*SQUARES.values(), strict=True)

    assert SQUARES["Greenwich"] == (max(rows), min(columns))
    assert SQUARES["Thompson"] == (min(rows), max(columns))
    assert SQUARES["Salisbury"][0] == min(rows)
    assert SQUARES["Stonington"][1] == max(columns)
    assert SQUARES["Stonington"][0] > SQUARES["North Stonington"][0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("Hartford", "West Hartford"), ("New London", "Groton"), ("New Haven", "East Haven")],
        *[("Bridgeport", "Fairfield"), ("Danbury", "Bethel"), ("Putnam", "Thompson")],
    ],
)
def test_neighbours_touch_on_the_grid(one: str, other: str) -> None:
    (row, column), (second_row, second_column) = SQUARES[one], SQUARES[other]

    assert max(abs(row - second_row), abs(column - second_column)) == 1


def test_a_source_is_written_as_it_is_read() -> None:
    source = Source.parse("law:CGS 54-192h(a)(9)@2025-10-01")

    assert source == Source("law", "CGS 54-192h(a)(9)", "2025-10-01")
    assert str(source) == "law:CGS 54-192h(a)(9)@2025-10-01"
    with pytest.raises(ValueError, match="file:id@date"):
        Source.parse("nowhere")


@pytest.mark.parametrize(
    ("kind", "name", "slug"),
    [
        (Kind.MUNICIPAL_POLICE, "New Haven Police Department", "ct/police/new-haven"),
        (Kind.COUNTY_SHERIFF, "Scott County Sheriffs Office / Jail", "ct/sheriff/scott"),
        (Kind.COLLEGE, "Collège Saint-Jérôme & Co.", "ct/college/college-saint-jerome-and-co"),
    ],
)
def test_a_slug_follows_from_kind_and_name(kind: Kind, name: str, slug: str) -> None:
    assert slug_of("CT", kind, name) == slug


def test_a_name_without_letters_has_no_slug() -> None:
    with pytest.raises(ValueError, match="no letter"):
        slug_of("ct", Kind.SCHOOL, "…")
