"""No form of another site does anything here: every address refuses a POST without our token."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from access.matrix import Row, all_rows
from access.visitors import agencies
from the_cast import make_staff

# Programs call these, without a cookie that another site's form could borrow.
WITHOUT_COOKIES = ("api:", "outbox:events")
ROWS = [row for row in all_rows() if not row.name.startswith(WITHOUT_COOKIES)]
ACCOUNT = [
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_reset_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_login_webauthn",
]


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name} {row.method}")
def test_a_post_without_our_token_is_refused(row: Row) -> None:
    own, _others = agencies(row)
    address = reverse(row.name, kwargs=dict(row.arguments(own)))
    staff = make_staff(own)
    someone = next((staff[role] for role in staff if role in row.allowed), None)
    client = Client(enforce_csrf_checks=True)
    if someone:
        client.force_login(someone)

    assert client.post(address, dict(row.data)).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACCOUNT)
def test_an_account_does_nothing_for_another_site(name: str) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post(reverse(name), {}).status_code == 403
