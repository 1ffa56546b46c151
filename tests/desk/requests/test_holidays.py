"""Federal holidays by rule, against the days that were published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from charteroak.desk.requests.holidays import day_off_on, holiday_on, is_weekend

# The days off that the Office of Personnel Management published for federal employees
# (opm.gov/policy-data-oversight/pay-leave/federal-holidays), for the years 2016 to 2022.
PUBLISHED = {
    2016: "01-01 01-18 02-15 05-30 07-04 09-05 10-10 11-11 11-24 12-26",
    2017: "01-02 01-16 02-20 05-29 07-04 09-04 10-09 11-10 11-23 12-25",
    2018: "01-01 01-15 02-19 05-28 07-04 09-03 10-08 11-12 11-22 12-25",
    2019: "01-01 01-21 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25",
    2020: "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25",
    2021: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2022: "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_days_off_are_those_that_were_published(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]

    found = [
        f"{day:%m-%d}"
        for day in days
        if (holiday_on(day) and not is_weekend(day)) or day_off_on(day)
    ]

    assert " ".join(found) == PUBLISHED[year]


def test_juneteenth_is_a_holiday_from_2021_on() -> None:
    assert holiday_on(date(2020, 6, 19)) == ""
    assert holiday_on(date(2021, 6, 19)).startswith("Juneteenth")
    assert day_off_on(date(2021, 6, 18)).startswith("Juneteenth")


def test_the_day_off_for_new_year_may_lie_in_the_old_year() -> None:
    assert day_off_on(date(2027, 12, 31)) == "New Year's Day"


def test_a_weekend_is_never_a_day_off_instead() -> None:
    assert day_off_on(date(2026, 7, 4)) == ""
    assert holiday_on(date(2026, 7, 4)) == "Independence Day"
    assert day_off_on(date(2026, 7, 3)) == "Independence Day"
