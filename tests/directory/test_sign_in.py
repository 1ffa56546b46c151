"""Signing in: what is refused, what is counted, and whom the limits never keep out."""

from __future__ import annotations

import statistics
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.fixtures import Settings

from charteroak.directory import demonstration
from charteroak.directory import sign_in as signing_in
from charteroak.directory.models import Person
from charteroak.ledger.models import Event
from the_cast import PASSWORD, make_person

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"
WRONG = "not the password of anybody"


def make_account(name: str = "Demo Person") -> Person:
    person = make_person(name)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def sign_in(client: Client, person: Person, password: str = PASSWORD, place: str = "") -> bool:
    """Return whether a person who types this is then signed in."""
    form = {"login": person.email, "password": password}
    client.post(LOGIN, form, REMOTE_ADDR=place or "192.0.2.1")
    return "_auth_user_id" in client.session


def test_one_signs_in_with_address_and_password(client: Client) -> None:
    person = make_account()

    assert not sign_in(client, person, WRONG)
    assert sign_in(client, person)


def test_nobody_signs_up() -> None:
    form = {"email": "demo.new@example.org", "password1": PASSWORD}
    page = Client().post("/account/signup/", form)

    assert "begins with an invitation" in page.content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "password",
    [
        "fourteen chars",
        "passwordpassword",
        "abcabcabcabcabcabc",
        "274918503627184950",
        "aaaabbbbaaaabbbbcc",
        "demo.person@example.org",
    ],
)
def test_a_password_that_stands_alone_is_long_and_nothing_that_is_tried_first(
    password: str,
) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, make_person())


def test_the_password_of_demonstrations_is_refused_elsewhere(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(ValidationError, match="published"):
        validate_password(demonstration.PASSWORD, make_person())


def test_beside_a_second_factor_eight_characters_are_enough() -> None:
    person = make_account()
    with pytest.raises(ValidationError, match="at least 15"):
        validate_password("tr0ub4d&", person)
    totp.TOTP.activate(person, totp.generate_totp_secret())

    validate_password("tr0ub4d&", person)
    with pytest.raises(ValidationError, match="common"):
        validate_password("password1", person)
    with pytest.raises(ValidationError, match="at least 8"):
        validate_password("tr0ub4d", person)


def test_a_short_password_without_the_second_factor_does_not_sign_in(client: Client) -> None:
    person = make_account()
    person.short_password = True
    person.save()
    page = client.post(LOGIN, {"login": person.email, "password": PASSWORD})

    assert page.status_code == 403
    assert "A longer password is needed" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_whether_a_password_is_short_is_noted_when_it_is_set(client: Client) -> None:
    person = make_account()
    totp.TOTP.activate(person, totp.generate_totp_secret())
    client.force_login(person)
    form = {"oldpassword": PASSWORD, "password1": "tr0ub4d&", "password2": "tr0ub4d&"}
    client.post("/account/password/change/", form)

    person.refresh_from_db()
    assert person.check_password("tr0ub4d&")
    assert person.short_password


def test_five_wrong_passwords_stop_one_address_for_five_minutes(client: Client) -> None:
    person = make_account()
    with time_machine.travel("2026-11-26T12:00Z", tick=False) as clock:
        for _ in range(5):
            sign_in(client, person, WRONG, "198.51.100.7")
        assert not sign_in(client, person, PASSWORD, "198.51.100.7")
        clock.shift(timedelta(minutes=5, seconds=1))

        assert sign_in(client, person, PASSWORD, "198.51.100.7")


def test_what_others_get_wrong_does_not_keep_one_out_elsewhere(client: Client) -> None:
    person = make_account()
    for _ in range(6):
        sign_in(Client(), person, WRONG, "198.51.100.7")

    assert sign_in(client, person, PASSWORD, "192.0.2.1")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let strangers try eight times in an hour instead of a hundred, to be done sooner."""
    monkeypatch.setattr(signing_in, "STRANGERS", {"login_failed_anywhere": "8/h/key"})


def attack(person: Person) -> None:
    """Let two addresses each try four wrong passwords."""
    for number in range(8):
        sign_in(Client(), person, WRONG, f"198.51.100.{number // 4}")


@pytest.mark.usefixtures("few")
def test_an_attack_from_everywhere_stops_strangers_and_not_a_known_browser(
    client: Client,
) -> None:
    person = make_account()
    assert sign_in(client, person)
    client.post("/account/logout/")
    attack(person)

    assert not sign_in(Client(), person, PASSWORD, "203.0.113.5")
    assert sign_in(client, person, PASSWORD, "203.0.113.5")


def test_a_known_browser_has_a_limit_of_its_own(client: Client) -> None:
    person = make_account()
    assert sign_in(client, person)
    client.post("/account/logout/")
    for number in range(5):
        sign_in(client, person, WRONG, f"198.51.100.{number}")

    assert not sign_in(client, person, PASSWORD, "198.51.100.99")


@pytest.mark.usefixtures("few")
def test_a_browser_that_knows_one_person_is_a_stranger_to_others(client: Client) -> None:
    known, other = make_account("Demo Known"), make_account("Demo Other")
    sign_in(client, known)
    client.post("/account/logout/")
    attack(other)

    assert not sign_in(client, other, PASSWORD, "203.0.113.5")


@pytest.mark.usefixtures("few")
def test_the_cookie_of_a_known_browser_names_nobody_and_cannot_be_made_up(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    cookie = client.cookies["known-browser"]
    assert "demo" not in cookie.value
    client.post("/account/logout/")
    attack(person)
    client.cookies["known-browser"] = cookie.value[:-1] + "x"

    assert not sign_in(client, person, PASSWORD, "203.0.113.5")


def answer(client: Client, email: str) -> str:
    page = client.post(LOGIN, {"login": email, "password": WRONG}).content.decode()
    return page.replace(email, "ADDRESS").partition("<h1>")[2].partition("csrfmiddleware")[0]


def test_an_unknown_address_is_answered_as_a_known_one(client: Client) -> None:
    person = make_account()

    assert answer(client, person.email) == answer(client, "demo.nobody@example.org")


@pytest.mark.slow
def test_an_unknown_address_is_answered_as_slowly_as_a_known_one(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    person = make_account()
    known, unknown = [], []
    for number in range(3):
        known.append(seconds(person.email, f"192.0.2.{number}"))
        unknown.append(seconds(f"demo.{number}@example.org", f"198.51.100.{number}"))

    ratio = statistics.median(known) / statistics.median(unknown)
    assert 0.67 < ratio < 1.5


def seconds(email: str, place: str) -> float:
    """Return the processor time of an answer; on a busy machine the clock says little."""
    client, begun = Client(), time.process_time()
    client.post(LOGIN, {"login": email, "password": WRONG}, REMOTE_ADDR=place)
    return time.process_time() - begun


@pytest.mark.parametrize("email", ["demo.person@example.org", "demo.nobody@example.org"])
def test_a_new_password_is_asked_for_in_the_same_words_for_everybody(
    client: Client, email: str
) -> None:
    make_account()
    page = client.post("/account/password/reset/", {"email": email}, follow=True)

    assert "If there is an account for that address" in page.content.decode()
    assert len(mail.outbox) == (1 if email.startswith("demo.person") else 0)


def link_to_reset(client: Client, person: Person) -> str:
    client.post("/account/password/reset/", {"email": person.email})
    text = str(mail.outbox[-1].body)
    return next(word for word in text.split() if "/password/reset/key/" in word)


def test_opening_the_link_for_a_new_password_changes_nothing(client: Client) -> None:
    person = make_account()
    link = link_to_reset(client, person)
    before = Person.objects.values().get()
    for _ in range(3):
        Client().get(link, follow=True)

    assert Person.objects.values().get() == before


def test_the_link_for_a_new_password_works_once_and_for_a_day(client: Client) -> None:
    person = make_account()
    link = link_to_reset(client, person)
    new = {"password1": "another horse battery", "password2": "another horse battery"}
    form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form, new)

    person.refresh_from_db()
    assert person.check_password("another horse battery")
    assert "does not work any more" in Client().get(link, follow=True).content.decode()
    late = link_to_reset(client, person)
    with time_machine.travel(time.time() + 24 * 3600 + 60):
        assert "does not work any more" in Client().get(late, follow=True).content.decode()


def test_signing_in_and_out_is_on_record_with_the_factors(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    client.post("/account/logout/")

    begun, ended = Event.objects.all()
    assert (begun.act, begun.detail, begun.actor) == (
        "session.begun",
        {"factors": ["password"]},
        person.actor,
    )
    assert ended.act == "session.ended"


def test_an_authenticator_app_is_asked_after_the_password(client: Client) -> None:
    person, secret = make_account(), totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    assert not sign_in(client, person)
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    client.post("/account/2fa/authenticate/", {"code": code})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert Event.objects.get().detail == {"factors": ["password", "totp"]}


def test_a_code_works_once(client: Client) -> None:
    person, secret = make_account(), totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    for browser in (client, other := Client()):
        sign_in(browser, person)
        browser.post("/account/2fa/authenticate/", {"code": code})

    assert "_auth_user_id" in client.session
    assert "_auth_user_id" not in other.session


def test_codes_are_tried_five_times_and_no_more(client: Client) -> None:
    person, secret = make_account(), totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    sign_in(client, person)
    for wrong in range(6):
        client.post("/account/2fa/authenticate/", {"code": f"{wrong:06}"})
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    client.post("/account/2fa/authenticate/", {"code": code})

    assert "_auth_user_id" not in client.session


def test_the_secrets_of_second_factors_lie_sealed(client: Client) -> None:
    person, secret = make_account(), totp.generate_totp_secret()
    client.force_login(person)
    totp.TOTP.activate(person, secret)

    row = str(Authenticator.objects.values().get())
    assert secret not in row


@pytest.mark.parametrize(
    "address",
    [
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/add/",
        "/account/2fa/recovery-codes/generate/",
    ],
)
def test_what_guards_an_account_asks_for_a_fresh_sign_in(client: Client, address: str) -> None:
    person = make_account()
    sign_in(client, person)
    with time_machine.travel(time.time() + 301):
        page = client.get(address)

    assert page.status_code == 302
    assert page["Location"].startswith("/account/reauthenticate/")


def test_changing_the_address_asks_for_a_fresh_sign_in(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    with time_machine.travel(time.time() + 301):
        page = client.post("/account/email/", {"email": "demo.new@example.org", "action_add": ""})

    assert page["Location"].startswith("/account/reauthenticate/")
    assert EmailAddress.objects.get().email == person.email
