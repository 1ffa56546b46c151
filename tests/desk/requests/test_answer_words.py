"""A recorded answer shows what certainly applies, and never a blank as if it were a name."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from charteroak.desk.requests.asked import Asked
from charteroak.desk.requests.templatetags.answer_words import certainly, perhaps, shown
from charteroak.directory.kinds import Kind
from charteroak.directory.roles import Role
from desk.requests.making import acting_as, make_request
from the_cast import make_agency

DOOR = Asked(
    text="ct/schools@2026-11-23",
    acts=("admit to non-public area",),
    facts=(("handled by", "front office"), ("contact", "in person")),
)


def test_a_blank_that_no_plan_filled_in_says_so() -> None:
    assert shown("Call {designated administrator} now") == (
        "Call now (not filled in yet: designated administrator)"
    )


@pytest.mark.django_db
def test_what_only_may_apply_stands_apart_from_what_certainly_does() -> None:
    school = make_agency("ct/school/elm", kind=Kind.SCHOOL)
    answer = make_request(acting_as(Role.DESK, school), DOOR).answer

    page = render_to_string("requests/answer.html", {"answer": answer, "memo": answer["memo"]})
    first, _, apart = page.partition("Only in some cases")

    assert perhaps(answer["desk"])
    for kind in ("do", "say", "do_not"):
        for item in answer["desk"][kind]:
            wanted = first if item in certainly(answer["desk"][kind]) else apart
            assert shown(item["words"]).split("'")[0] in wanted
    assert "{" not in page
