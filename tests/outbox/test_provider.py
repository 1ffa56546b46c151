"""Mail by a provider: what it answers, and what it reports back, in any order and any number."""

from __future__ import annotations

import base64
import itertools
import json
from typing import Any

import pytest
from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings
from requests import ConnectTimeout, ReadTimeout, Response

from charteroak.outbox.models import Lane, Message, Report
from charteroak.outbox.provider import Provider
from charteroak.outbox.route import Mail
from charteroak.outbox.states import Outcome, State
from outbox.letters import send, write_letter

pytestmark = pytest.mark.django_db
SECRET = "provider:a long secret"  # noqa: S105 - of a provider that does not exist


@pytest.fixture(autouse=True)
def _provided(settings: Settings) -> None:
    settings.MAIL = Mail(kind="anymail", name="postmark", back="policy@example.org")
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "POSTMARK_SERVER_TOKEN": "none"}


def answering(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Make the provider answer with an error."""

    def post(*_: object) -> None:
        raise error

    monkeypatch.setattr("anymail.backends.test.EmailBackend.post_to_esp", post)


def status(code: int) -> AnymailRequestsAPIError:
    response = Response()
    response.status_code = code
    response.url = "https://provider.example.org/"
    return AnymailRequestsAPIError(response=response)


def test_a_letter_goes_out_with_its_message_id_and_token() -> None:
    letter = write_letter(html="<p>Read</p>")
    send(Provider("test"))

    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == letter.message_id
    assert sent.anymail_test_params["metadata"] == {"letter": letter.token}  # type: ignore[union-attr]
    assert Message.objects.get().state == State.ACCEPTED


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (AnymailRecipientsRefused(), Outcome.PERMANENT),
        (status(422), Outcome.PERMANENT),
        (status(429), Outcome.TEMPORARY),
        (status(503), Outcome.TEMPORARY),
        (
            type("Unsent", (AnymailRequestsAPIError, ConnectTimeout), {})("no line"),
            Outcome.TEMPORARY,
        ),
        (type("Unheard", (AnymailRequestsAPIError, ReadTimeout), {})("no answer"), Outcome.UNKNOWN),
    ],
)
def test_what_a_provider_answers_is_understood(
    monkeypatch: pytest.MonkeyPatch, error: Exception, outcome: Outcome
) -> None:
    letter = write_letter()
    answering(monkeypatch, error)
    send(Provider("test"))

    assert letter.tries.get().outcome == outcome


def test_a_key_that_is_refused_stops_all_mail_and_blames_no_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_letter()
    answering(monkeypatch, status(401))
    send(Provider("test"))

    assert Message.objects.get().state != State.PERMANENT
    assert "401" in Lane.objects.get(name="*").why


def test_a_provider_that_does_not_exist_is_said_so() -> None:
    write_letter()
    send(Provider("nobody"))

    assert "anymail:nobody" in Lane.objects.get(name="*").why


# --- what it reports --------------------------------------------------------------------------


def event(letter: Message, kind: str = "Bounce") -> dict[str, Any]:
    """Return an event as Postmark writes it."""
    return {
        "RecordType": kind,
        "ID": 42 if kind == "Bounce" else None,
        "Type": "HardBounce",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Description": "No such mailbox",
        "Recipient": letter.to,
        "Email": letter.to,
        "DeliveredAt": "2026-11-26T02:00:00Z",
        "BouncedAt": "2026-11-26T02:00:01Z",
        "Metadata": {"letter": letter.token},
    }


def told(body: dict[str, Any], secret: str = SECRET) -> int:
    """Post an event as the provider does; return the answer."""
    shown = f"Basic {base64.b64encode(secret.encode()).decode()}"
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    text = json.dumps(body)
    kind = "application/json"
    return client.post("/mail/events/", text, kind, headers={"Authorization": shown}).status_code


def test_a_bounce_that_is_told_ten_times_counts_once() -> None:
    letter = write_letter()
    send(Provider("test"))

    assert {told(event(letter)) for _ in range(10)} == {200}
    assert Message.objects.get().state == State.RETURNED
    assert Report.objects.count() == 1


def test_whatever_the_order_of_events_the_end_is_the_same() -> None:
    letter = write_letter()
    ends = set()
    for order in itertools.permutations(["Delivery", "Bounce", "Open", "SpamComplaint"]):
        Report.objects.all().delete()
        Message.objects.update(state=State.ACCEPTED)
        for kind in order:
            assert told(event(letter, kind)) == 200
        ends.add((Message.objects.get().state, Report.objects.count()))

    assert ends == {(State.RETURNED, 3)}


def test_a_forged_event_is_refused() -> None:
    letter = write_letter()

    assert told(event(letter), secret="provider:guess") == 400  # noqa: S106 - a wrong one
    assert not Report.objects.exists()


def test_an_event_of_a_letter_we_do_not_know_changes_nothing() -> None:
    assert told(event(Message(to="a@example.org", token="f" * 32))) == 200
    assert not Report.objects.exists()


@pytest.mark.parametrize("case", ["no secret", "other way", "unknown provider"])
def test_where_no_provider_is_set_nobody_is_listened_to(settings: Settings, case: str) -> None:
    if case == "no secret":
        settings.ANYMAIL = {}
    else:
        kind = "smtp" if case == "other way" else "anymail"
        settings.MAIL = Mail(kind=kind, name="nobody")

    assert told(event(write_letter())) == 404
