from __future__ import annotations

from dataclasses import replace

from charteroak.directory.kinds import Kind
from charteroak.directory.plan import Change, Decisions, plan_import
from charteroak.directory.records import AgencyRecord, Source

ELMFORD = AgencyRecord(
    "ct/police/elmford",
    "Elmford Police Department",
    Kind.MUNICIPAL_POLICE,
    "ct",
    town="Elmford",
    telephone="(860) 555-0100",
    ori="CT0990000",
    sources=(Source("hifld", "7", "2018-01-01"),),
)


def test_an_agency_that_is_the_same_is_left() -> None:
    plan = plan_import([ELMFORD], [ELMFORD])

    assert plan.left == ("ct/police/elmford",)
    assert plan.counts["added"] == plan.counts["changed"] == 0


def test_a_new_agency_is_added() -> None:
    plan = plan_import([], [ELMFORD])

    assert plan.added == (ELMFORD,)


def test_an_agency_is_known_by_its_number_though_its_name_changed() -> None:
    renamed = replace(ELMFORD, slug="ct/police/elm", telephone="(860) 555-0199", sources=())

    (changed,) = plan_import([ELMFORD], [renamed]).changed

    assert changed.slug == "ct/police/elmford"
    assert changed.changes == (Change("telephone", "(860) 555-0100", "(860) 555-0199"),)


def test_an_agency_is_known_by_the_row_of_its_source() -> None:
    moved = replace(ELMFORD, slug="ct/police/other", ori="", town="Elsewhere")

    (held,) = plan_import([ELMFORD], [moved]).held

    assert held.held == (Change("town", "Elmford", "Elsewhere"),)


def test_two_numbers_that_differ_are_two_agencies() -> None:
    other = replace(ELMFORD, ori="CT0990001", sources=(Source("fbi", "CT0990001", "2025"),))

    (added,) = plan_import([ELMFORD], [other]).added

    assert added.slug == "ct/police/elmford-ct0990001"


def test_an_empty_value_erases_nothing() -> None:
    plan = plan_import([ELMFORD], [replace(ELMFORD, telephone="")])

    assert plan.left == ("ct/police/elmford",)


def test_name_kind_and_town_are_held_unless_asked_for() -> None:
    renamed = replace(ELMFORD, name="Elmford Public Safety")

    assert plan_import([ELMFORD], [renamed]).changed == ()
    (changed,) = plan_import([ELMFORD], [renamed], fields=("name",)).changed
    assert changed.changes == (Change("name", ELMFORD.name, "Elmford Public Safety"),)


def test_an_agency_that_is_missing_from_its_file_is_told_and_not_removed() -> None:
    other = replace(ELMFORD, slug="ct/police/x", ori="", sources=(Source("hifld", "8", "2018"),))

    assert plan_import([ELMFORD, other], [ELMFORD]).missing == ("ct/police/x",)


def test_an_agency_of_another_file_or_state_is_not_missing() -> None:
    far = replace(
        ELMFORD, slug="ma/police/x", state="ma", ori="", sources=(Source("hifld", "8", ""),)
    )
    school = replace(ELMFORD, slug="ct/school/x", ori="", sources=(Source("ccd", "1", ""),))

    assert plan_import([ELMFORD, far, school], [ELMFORD]).missing == ()


def test_agencies_of_one_name_are_told_apart_by_town_then_by_number() -> None:
    rows = [
        replace(ELMFORD, ori="", town=town, sources=(Source("hifld", number, ""),))
        for town, number in [("North", "1"), ("South", "2"), ("South", "3")]
    ]
    slugs = {each.slug for each in plan_import([], rows).added}

    assert slugs == {
        "ct/police/elmford-north",
        "ct/police/elmford-south-2",
        "ct/police/elmford-south-3",
    }
    assert slugs == {each.slug for each in plan_import([], rows[::-1]).added}


def test_a_name_that_a_file_has_twice_is_not_matched_by_name() -> None:
    bare = replace(ELMFORD, ori="", sources=())
    rows = [replace(ELMFORD, ori=ori, sources=(Source("fbi", ori, ""),)) for ori in ("A", "B")]

    assert len(plan_import([bare], rows).added) == 2


def test_an_earlier_decision_is_not_undone() -> None:
    decisions = Decisions({("hifld:7", "telephone"): "That of another department."})
    new = replace(ELMFORD, telephone="(860) 555-0111")

    (held,) = plan_import([ELMFORD], [new], decisions=decisions).held

    assert held.held == (Change("telephone", "(860) 555-0100", "(860) 555-0111"),)


def test_a_row_that_was_left_out_before_stays_out() -> None:
    decisions = Decisions({("hifld:7", "left out"): "A substation."})

    plan = plan_import([], [ELMFORD], decisions=decisions)

    assert plan.added == ()
    assert [each.why for each in plan.excluded] == ["A substation."]
