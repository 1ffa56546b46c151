from __future__ import annotations

import pytest

from charteroak.directory import spelling


@pytest.mark.parametrize(
    ("found", "ours"),
    [
        ("2039466255", "(203) 946-6255"),
        ("1-203-946-6255", "(203) 946-6255"),
        ("203.946.6255", "(203) 946-6255"),
        ("8.60627E+14", ""),
        ("20329494960", ""),
        ("946-6255", ""),
        ("٢٠٣٩٤٦٦٢٥٥", ""),
    ],
)
def test_a_telephone_has_ten_digits(found: str, ours: str) -> None:
    assert spelling.telephone(found) == ours


@pytest.mark.parametrize(
    ("found", "ours"),
    [
        *[("6082", "06082"), ("06511-1189", "06511-1189"), ("065111189", "06511-1189")],
        *[("06470-0000", "06470"), ("12", ""), ("ABCDE", "")],
    ],
)
def test_a_zip_code_has_its_zeros_back(found: str, ours: str) -> None:
    assert spelling.zip_code(found) == ours


@pytest.mark.parametrize(
    ("found", "ours"),
    [
        ("www.ct.edu/", "https://www.ct.edu"),
        ("HTTP://WWW.X.ORG/A", "http://www.x.org/A"),
        ("http://info@idcs.org", ""),
        ("http://www.", ""),
        ("javascript:alert(1)", ""),
        ("ftp://x.org", ""),
    ],
)
def test_a_website_names_a_host(found: str, ours: str) -> None:
    assert spelling.website(found) == ours


@pytest.mark.parametrize(
    ("found", "ours"),
    [
        ("CITY OF ST. MARY'S POLICE", "City of St. Mary's Police"),
        ("1 MCKINLEY ST, PO BOX 5", "1 McKinley St, PO Box 5"),
        ("21ST PRECINCT", "21st Precinct"),
        ("Already Written iT", "Already Written iT"),
        ("NOT AVAILABLE", ""),
    ],
)
def test_names_in_capitals_are_written_as_names(found: str, ours: str) -> None:
    assert spelling.in_title_case(found) == ours
