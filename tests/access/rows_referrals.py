"""Who sees referrals, refers, takes, and sets who is on duty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from access.matrix import Row, the_agency
from charteroak.desk.referrals import actions
from charteroak.desk.referrals.models import Change, Shift
from charteroak.directory.access import acting_for, today
from charteroak.directory.models import Agency
from charteroak.directory.permissions import DECIDERS, WHOLE_DESK
from charteroak.directory.roles import Role
from desk.referrals.ladders import NIGHT, minutes
from desk.requests.making import make_request
from the_cast import make_person, make_post

TAKERS = frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.COUNSEL})


def a_request(agency: Agency) -> Mapping[str, object]:
    """Record a request at the agency."""
    desk = acting_for(make_post(agency, Role.DESK, make_person("Demo Desk")), agency, today())
    return {"agency": agency.slug, "record": make_request(desk).public_id}


def a_referral(agency: Agency) -> Mapping[str, object]:
    """Refer a request of the agency."""
    desk = acting_for(make_post(agency, Role.DESK, make_person("Demo Desk")), agency, today())
    referral = actions.refer(acting=desk, request=make_request(desk))
    return {"agency": agency.slug, "referral": referral.public_id}


def a_rung(agency: Agency) -> Mapping[str, object]:
    """Return the first rung of the agency."""
    return {"agency": agency.slug, "place": 1}


def a_shift(agency: Agency) -> Mapping[str, object]:
    """Put somebody on duty, by somebody who may."""
    head = make_post(agency, Role.HEAD, make_person("Demo Head"))
    acting = acting_for(head, agency, today())
    hours = {"weekdays": [0], "starts": time(7), "ends": time(15)}
    actions.add_shifts(acting=acting, place=1, person=head, **hours)  # type: ignore[arg-type]
    return {"agency": agency.slug, "place": 1, "number": Shift.objects.latest("pk").pk}


def a_change(agency: Agency) -> Mapping[str, object]:
    """Put nobody on duty for a while, by somebody who may."""
    head = make_post(agency, Role.HEAD, make_person("Demo Head"))
    times = {"starts_at": NIGHT, "ends_at": minutes(60)}
    acting = acting_for(head, agency, today())
    actions.add_change(acting=acting, place=1, person=None, **times)
    return {"agency": agency.slug, "place": 1, "number": Change.objects.latest("pk").pk}


ROWS = [
    Row(name="referrals:mine", signed_in=True),
    Row(name="referrals:referrals", allowed=WHOLE_DESK, arguments=the_agency),
    Row(name="referrals:referral", allowed=WHOLE_DESK, arguments=a_referral),
    Row(name="referrals:take", allowed=TAKERS, arguments=a_referral, method="post"),
    Row(name="referrals:next", allowed=WHOLE_DESK, arguments=a_referral, method="post"),
    Row(name="referrals:refer", allowed=WHOLE_DESK, arguments=a_request),
    Row(name="referrals:refer", allowed=WHOLE_DESK, arguments=a_request, method="post"),
    Row(name="referrals:duty", allowed=WHOLE_DESK, arguments=the_agency),
    Row(name="referrals:rung", allowed=DECIDERS, arguments=a_rung),
    Row(name="referrals:set-rung", allowed=DECIDERS, arguments=a_rung),
    Row(name="referrals:add-shifts", allowed=DECIDERS, arguments=a_rung),
    Row(
        name="referrals:remove-shift",
        allowed=DECIDERS,
        arguments=a_shift,
        method="post",
    ),
    Row(name="referrals:add-change", allowed=DECIDERS, arguments=a_rung),
    Row(
        name="referrals:remove-change",
        allowed=DECIDERS,
        arguments=a_change,
        method="post",
    ),
]
