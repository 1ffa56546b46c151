from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from charteroak.cli import main
from charteroak.commands import directory as command
from charteroak.directory import queries, reference
from charteroak.directory.access import NotAllowedError, acting_for
from charteroak.directory.agencies.actions import (
    import_agencies,
    seed_demonstration,
    seed_reference,
)
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency
from charteroak.directory.plan import plan_import
from charteroak.directory.records import AgencyRecord, Source
from charteroak.directory.roles import Role
from charteroak.ledger.models import Event
from the_cast import make_agency, make_post

pytestmark = pytest.mark.django_db

ELMFORD = AgencyRecord(
    "ct/police/elmford",
    "Elmford Police Department",
    Kind.MUNICIPAL_POLICE,
    "ct",
    town="Elmford",
    telephone="(860) 555-0100",
    sources=(Source("hifld", "7", "2018-07-01"),),
)
LIST = "slug,name,kind,state,telephone,parent\n"


def imported(records: list[AgencyRecord], role: Role = Role.PUBLISHER) -> None:
    """Import records as somebody of the state office."""
    office = Agency.objects.filter(slug="ct/office/policy").first() or make_agency(
        "ct/office/policy", kind=Kind.STATE_OFFICE
    )
    acting = acting_for(make_post(office, role), office, date(2026, 1, 1))
    plan = plan_import(queries.records(), records)
    import_agencies(acting=acting, plan=plan, file="list.csv", format_key="csv")


def test_an_import_adds_agencies_and_is_one_event() -> None:
    imported([ELMFORD])

    agency = Agency.objects.get(slug="ct/police/elmford")
    assert (agency.telephone, agency.email) == ("(860) 555-0100", "")
    assert (agency.source, agency.source_date) == ("hifld:7@2018-07-01", date(2018, 7, 1))
    (event,) = Event.objects.filter(act="directory.imported")
    assert (event.subject, event.agency) == ("directory:csv", "ct/office/policy")


def test_only_those_who_keep_the_directory_import() -> None:
    with pytest.raises(NotAllowedError):
        imported([ELMFORD], Role.AUDITOR)

    assert not Agency.objects.filter(slug="ct/police/elmford").exists()


def test_an_agency_changes_how_it_is_reached_and_keeps_its_name() -> None:
    agency = make_agency("ct/police/elmford", telephone="", email="a@example.org")
    imported([ELMFORD])

    changed = Agency.objects.get(pk=agency.pk)
    assert changed.telephone == "(860) 555-0100"
    assert (changed.name, changed.email) == (agency.name, "a@example.org")
    assert changed.source == "hifld:7@2018-07-01"


def test_a_child_may_stand_before_its_parent_in_the_list() -> None:
    child = AgencyRecord("ct/school/a", "A", Kind.SCHOOL, "ct", parent="ct/school-district/z")
    parent = AgencyRecord("ct/school-district/z", "Z", Kind.SCHOOL_DISTRICT, "ct")
    lost = AgencyRecord("ct/school/b", "B", Kind.SCHOOL, "ct", parent="ct/school-district/none")
    imported([child, lost, parent])

    assert Agency.objects.get(slug="ct/school/a").parent == Agency.objects.get(name="Z")
    assert Agency.objects.get(slug="ct/school/b").parent is None


def test_an_agency_elsewhere_keeps_the_time_of_its_state() -> None:
    imported([AgencyRecord("ca/police/elmford", "Elmford", Kind.MUNICIPAL_POLICE, "ca")])

    assert Agency.objects.get(state="ca").time_zone == "America/Los_Angeles"


def test_what_is_stored_is_what_was_read() -> None:
    seed_reference(state="ct")
    stored = {each.slug: each for each in queries.records("ct")}

    for shipped in reference.agencies("ct"):
        found = stored[shipped.slug]
        assert found.parent == shipped.parent
        assert found.sources == shipped.sources
        assert (found.town, found.telephone) == (shipped.town, shipped.telephone)


def test_filling_the_directory_twice_changes_nothing() -> None:
    assert seed_reference(state="ct").counts["added"] == 1450
    assert seed_reference(state="ct").counts["left"] == 1450
    assert Event.objects.filter(act="directory.imported").count() == 1


def test_a_demonstration_has_made_up_addresses_and_gaps() -> None:
    seed_demonstration(state="ct")

    assert Agency.objects.get(slug="ct/police/new-haven").email == "police-new-haven@example.org"
    assert not Agency.objects.exclude(email="").exclude(email__endswith="@example.org").exists()
    report = queries.coverage_of("ct")
    assert {each.slug for each in report.without_contact} >= {"ct/state-marshals/state-marshals"}
    assert 0 < report.reached < 169


def test_a_closed_agency_reaches_nobody() -> None:
    seed_demonstration(state="ct")
    Agency.objects.filter(slug="ct/police/new-haven").update(closed=True)
    (new_haven,) = (
        each for each in queries.coverage_of("ct").towns if each.town.name == "New Haven"
    )

    assert not new_haven.police
    assert not new_haven.is_reached


def run(*words: str) -> int:
    """Run `charteroak directory`, in the process of the test and its database."""
    return main(["directory", *words])


def test_the_command_says_what_an_import_would_do_and_does_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text(f"{LIST}ct/police/elm,Elm,municipal police,ct,12,\n")

    assert run("import", str(tmp_path / "list.csv"), "--format", "csv") == 1
    out = capsys.readouterr().out
    assert "added            1" in out
    assert "list.csv:2: TELEPHONE: found “12”" in out
    assert "Nothing was changed." in out
    assert not Agency.objects.exists()


def test_the_command_applies_what_it_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text(f"{LIST}ct/police/elm,Elm,municipal police,ct,,\n")

    assert run("import", str(tmp_path / "list.csv"), "--format", "csv", "--apply") == 0
    assert "Done." in capsys.readouterr().out
    assert Agency.objects.get().name == "Elm"


def test_the_command_seeds_and_reports(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("seed") == 0
    assert run("coverage", "--state", "CT") == 0

    out = capsys.readouterr().out
    assert "1450 agencies added" in out
    assert "0 of 169 towns are reached" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import"], "name the file and its format"),
        (["coverage", "--state", "zz"], "zz"),
        (["import", "x.csv", "--format", "csv", "--also", "slug"], "slug"),
        (["import", "/nowhere/x.csv", "--format", "csv"], "/nowhere/x.csv"),
    ],
)
def test_a_wrong_call_is_explained(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    assert said in capsys.readouterr().err


def test_long_lists_are_cut_and_counted() -> None:
    lines = list(command._listed("added", [str(number) for number in range(100)]))

    assert lines[-1] == "  … and 60 more"
    assert list(command._listed("added", [])) == []
