from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from charteroak.directory.importers import reading
from charteroak.directory.importers.formats import FORMATS, read
from charteroak.directory.importers.problems import Problem
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source

PLAIN = "slug,name,kind,state,town,telephone,email,website,zip"
HIFLD = (
    "ID,NAME,ADDRESS,CITY,STATE,ZIP,TELEPHONE,TYPE,STATUS,WEBSITE,TRIBAL,VAL_DATE\n"
    "1002922.0,ELMFORD POLICE DEPARTMENT,1 MCKINLEY STREET,ELMFORD,CT,06101,(860) 555-0100,"
    "LOCAL POLICE DEPARTMENT,OPEN,NOT AVAILABLE,0.0,2018-05-10\n"
)


def imported(text: str | bytes, key: str = "csv") -> tuple[list[AgencyRecord], list[Problem]]:
    """Return the records and the problems of a file of that text."""
    stream = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    opened = read(key, stream, "list.csv")
    return list(opened), opened.problems


def row(*cells: str) -> str:
    """Return a row of a plain file, empty where nothing is given."""
    out = io.StringIO()
    csv.writer(out).writerow([*cells, *[""] * (9 - len(cells))])
    return f"{PLAIN}\n{out.getvalue()}"


def test_hifld_gives_an_agency_with_its_kind_and_how_it_is_reached() -> None:
    (agency,), problems = imported(HIFLD, "hifld")

    assert not problems
    assert (agency.slug, agency.kind) == ("ct/police/elmford", Kind.MUNICIPAL_POLICE)
    assert (agency.name, agency.address) == ("Elmford Police Department", "1 McKinley Street")
    assert (agency.telephone, agency.website, agency.row) == ("(860) 555-0100", "", 2)
    assert agency.sources == (Source("hifld", "1002922", "2018-05-10"),)


@pytest.mark.parametrize(
    ("type_", "name", "tribal", "kind"),
    [
        ("SHERIFF'S OFFICE", "X COUNTY SHERIFFS OFFICE", "0", Kind.COUNTY_SHERIFF),
        ("PRIMARY STATE AGENCY", "X STATE POLICE", "0", Kind.STATE_POLICE),
        ("PRIMARY STATE AGENCY", "X STATE POLICE TROOP A", "0", Kind.TROOP),
        ("PRIMARY STATE AGENCY", "TROOP L - X RESIDENT STATE TROOPER", "0", Kind.RESIDENT_TROOPERS),
        ("SPECIAL JURISDICTION", "UNIVERSITY OF X POLICE", "0", Kind.CAMPUS_POLICE),
        ("SPECIAL JURISDICTION", "X HARBOR POLICE", "0", Kind.OTHER_POLICE),
        ("LOCAL POLICE DEPARTMENT", "X TRIBAL POLICE", "1.0", Kind.TRIBAL_POLICE),
    ],
)
def test_hifld_types_and_names_tell_the_kind(
    type_: str, name: str, tribal: str, kind: Kind
) -> None:
    text = HIFLD.replace("LOCAL POLICE DEPARTMENT", type_).replace(",0.0,", f",{tribal},")
    (agency,), _ = imported(text.replace("ELMFORD POLICE DEPARTMENT", name), "hifld")

    assert agency.kind is kind


def test_the_fbi_gives_an_ori_and_the_name_of_a_department() -> None:
    text = (
        "ori,data_year,pub_agency_name,state_abbr,county_name,agency_type_name\n"
        "CT0990000,2025,Elmford,CT,X,City\n"
        "CT0990100,2025,University of X:,CT,X,University or College\n"
        "SHORT,2025,X,CT,X,City\n"
    )
    (city, campus), (problem,) = imported(text, "fbi")

    assert (city.name, city.slug) == ("Elmford Police Department", "ct/police/elmford")
    assert (campus.name, campus.ori) == ("University of X", "CT0990100")
    assert str(problem) == (
        "list.csv:4: ORI: found “SHORT”. Nine letters and digits, as in CT0009300."
        " The row was left out."
    )


def test_ccd_gives_open_districts_and_says_which_are_not() -> None:
    header = (
        "LEAID,LEA_NAME,LSTATE,LSTREET1,LCITY,LZIP,PHONE,WEBSITE,SY_STATUS_TEXT,LEA_TYPE\n"
        "0999990,Elmford School District,CT,1 A Road,Elmford,6101,(860)555-0100,http://x.org,{},{}\n"
    )
    (district,), _ = imported(header.format("Open", "1"), "ccd")
    closed, (problem,) = imported(header.format("Closed", "1"), "ccd")

    assert (district.nces_id, district.zip_code) == ("0999990", "06101")
    assert district.telephone == "(860) 555-0100"
    assert not closed
    assert (problem.column, problem.found) == ("SY_STATUS_TEXT", "Closed")


def test_ipeds_gives_active_colleges_and_no_rounded_telephone() -> None:
    text = (
        "UNITID,INSTNM,ADDR,CITY,STABBR,ZIP,GENTELE,WEBADDR,CYACTIVE\n"
        "999999,Elmford College,1 A Road,Elmford,CT,6101,8.60627E+14,www.x.edu/,1\n"
    )
    (college,), (problem,) = imported(text, "ipeds")

    assert (college.ipeds_id, college.website) == ("999999", "https://www.x.edu")
    assert college.telephone == ""
    assert problem.column == "GENTELE"
    assert not problem.loses_the_row


def test_a_plain_file_needs_three_columns() -> None:
    (agency,), problems = imported("State,Kind,Name\nct,Municipal police,Elmford\n")

    assert not problems
    assert agency.slug == "ct/police/elmford"


def test_a_missing_column_is_named_and_nothing_is_read() -> None:
    records, (problem,) = imported("name,state\nElmford,ct\n")

    assert not records
    assert "kind" in problem.allowed
    assert problem.outcome == "Nothing was read."


@pytest.mark.parametrize("text", ["", "\n\n", "\x00"])
def test_a_file_without_a_header_says_so(text: str) -> None:
    records, problems = imported(text)

    assert not records
    assert "name, kind, state" in problems[-1].allowed


@pytest.mark.parametrize(
    ("cells", "column", "lost"),
    [
        (("", "Elmford", "castle", "ct"), "kind", True),
        (("", "Elmford", "school", "Connecticut"), "state", True),
        (("", "…", "school", "ct"), "name", True),
        (("", "=HYPERLINK(1)", "school", "ct"), "name", True),
        (("", "x" * 201, "school", "ct"), "name", True),
        (("../etc", "Elmford", "school", "ct"), "slug", False),
        (("", "Elmford", "school", "ct", "=1+1"), "TOWN", False),
        (("", "Elmford", "school", "ct", "", "12"), "TELEPHONE", False),
        (("", "Elmford", "school", "ct", "", "", "a b@c"), "email", False),
        (("", "Elmford", "school", "ct", "", "", "", "javascript:1"), "WEBSITE", False),
        (("", "Elmford", "school", "ct", "", "", "", "", "ABCDE"), "ZIP", False),
    ],
)
def test_a_bad_cell_is_told_with_what_happened_to_its_row(
    cells: tuple[str, ...],
    column: str,
    lost: bool,  # noqa: FBT001 - from the table above
) -> None:
    records, problems = imported(row(*cells))

    assert [column.lower()] == list({each.column.lower() for each in problems})
    assert any(each.loses_the_row for each in problems) is lost
    assert (not records) is lost
    assert {each.line for each in problems} == {2}


def test_markup_is_kept_as_words() -> None:
    (agency,), problems = imported(row("", "<script>alert(1)</script>", "school", "ct"))

    assert agency.name == "<script>alert(1)</script>"
    assert not problems


def test_an_id_that_comes_twice_names_the_first_line() -> None:
    text = row("ct/school/elm", "Elm", "school", "ct") + "ct/school/elm,Elm,school,ct,,,,,\n"
    records, (problem,) = imported(text)

    assert len(records) == 1
    assert "line 2 has it" in problem.allowed


def test_a_row_with_too_few_or_too_many_cells_is_left_out_and_told() -> None:
    records, problems = imported(f"{PLAIN}\na,b\n{',' * 20}\n,Elm,school,ct,,,,,\n")

    assert [each.name for each in records] == ["Elm"]
    assert [each.line for each in problems] == [2, 3]


def test_a_quote_that_is_never_closed_is_told() -> None:
    text = row("", "Elm", "school", "ct") + ',"Oak,school,ct,,,,,\n' + ",Ash,school,ct,,,,,\n" * 9
    records, problems = imported(text)

    assert [each.name for each in records] == ["Elm"]
    assert problems[-1].line == 3
    assert problems[-1].loses_the_row


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_and_encodings_are_recognised(encoding: str) -> None:
    (agency,), problems = imported(row("", "Collège Été", "college", "ct").encode(encoding))

    assert agency.name == "Collège Été"
    assert not problems


def test_windows_text_is_read_and_told_once() -> None:
    text = row("", "Collège", "college", "ct") + ",Été,college,ct,,,,,\n"
    records, (problem,) = imported(text.encode("cp1252"))

    assert [each.name for each in records] == ["Collège", "Été"]
    assert "Windows-1252" in problem.allowed


def test_nul_characters_are_taken_out_and_told() -> None:
    (agency,), (problem,) = imported(row("", "El\x00m", "school", "ct"))

    assert agency.name == "Elm"
    assert "NUL" in problem.allowed


def test_a_packed_file_is_unpacked_and_one_cut_short_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv.gz"
    path.write_bytes(gzip.compress((row("", "Elm", "school", "ct") * 400).encode()))
    whole = read("csv", path)
    assert len(list(whole)) == 400
    path.write_bytes(path.read_bytes()[:-20])
    cut = read("csv", path)
    list(cut)

    assert "whole" in cut.problems[-1].allowed


@pytest.mark.parametrize("key", FORMATS)
@pytest.mark.parametrize("junk", [b"\xff\xfe\x00", b"\x1f\x8b", b'"' * 999, bytes(range(256)) * 9])
def test_junk_is_never_a_traceback(key: str, junk: bytes) -> None:
    header = ",".join(FORMATS[key].columns).encode()
    for text in (junk, header + b"\n" + junk, header + b"\r" + junk + b"\r\n"):
        records, problems = imported(text, key)

        assert not records
        assert problems


def test_a_long_file_is_read_row_by_row() -> None:
    stream = io.BytesIO(
        (row("", "Elm", "school", "ct") + ",Oak,school,ct,,,,,\n" * 20_000).encode()
    )
    records = iter(read("csv", stream))
    next(records)

    assert stream.tell() < 10_000, "one row was asked for"
    assert sum(1 for _ in records) == 20_000


def test_a_list_without_end_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    records, (problem,) = imported(row("", "Elm", "school", "ct") + ",Oak,school,ct,,,,,\n" * 9)

    assert len(records) == 3
    assert problem.line == 5
    assert problem.outcome == "Reading stopped there."
