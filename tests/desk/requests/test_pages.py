"""The pages of requests: one tap, lists that reach down, forms that lose nothing."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from charteroak.desk.requests.actions import describe_request, override_answer
from charteroak.desk.requests.choices import Ground
from charteroak.desk.requests.models import Request
from charteroak.directory.access import Acting, acting_for
from charteroak.directory.kinds import Kind
from charteroak.directory.roles import Role
from charteroak.ledger.models import Event
from desk.requests.making import DETAINER, RECEIVED, acting_as, make_request
from desk.requests.test_names import NAME, described
from issuing.the_office import issued, make_office
from the_cast import PASSWORD, make_agency, make_post

pytestmark = pytest.mark.django_db


def signed_in(acting: Acting, *, fresh: bool = False) -> Client:
    client = Client()
    client.force_login(acting.person)
    if fresh:
        answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        assert answer.status_code == 302
    return client


def page(name: str, request: Request, **further: object) -> str:
    arguments = {"agency": request.agency.slug, "public_id": request.public_id, **further}
    return reverse(f"requests:{name}", kwargs=arguments)


def ready(acting: Acting) -> str:
    return reverse("requests:ready", args=[acting.agency.slug]) + "?" + DETAINER.query


def form_of(client: Client, address: str) -> dict[str, str]:
    """Return what the form of a page would send as it stands."""
    sent = {}
    for field in client.get(address).context["form"]:
        value = field.field.widget.format_value(field.value()) or ""
        sent[field.html_name] = value[0] if isinstance(value, list) else str(value)
    return sent


def test_the_desk_leads_to_the_one_agency_with_what_was_asked() -> None:
    acting = acting_as(Role.DESK)

    answer = signed_in(acting).get(reverse("requests:begin") + "?" + DETAINER.query)

    assert answer["Location"] == ready(acting)


def test_a_person_with_several_agencies_chooses_first() -> None:
    acting = acting_as(Role.DESK)
    make_post(make_agency("ct/police/other"), Role.DESK, acting.person)

    answer = signed_in(acting).get(reverse("requests:begin") + "?" + DETAINER.query)

    assert len(answer.context["places"]) == 2
    assert DETAINER.query.replace("&", "&amp;") in answer.content.decode()


def test_one_press_records_and_a_second_press_of_the_same_form_does_not() -> None:
    acting = acting_as(Role.DESK)
    client = signed_in(acting)
    data = form_of(client, ready(acting))
    address = ready(acting).replace("/begin/", "/record/")

    places = {client.post(address, data)["Location"] for _ in range(3)}

    assert len(places) == 1
    assert Request.objects.count() == 1
    assert Request.objects.get().answer["directions"]["hold"]["direction"] == "must not"


def test_a_version_issued_in_the_minute_of_the_form_does_not_ask_to_press_again() -> None:
    acting = acting_as(Role.DESK)
    client = signed_in(acting)
    with time_machine.travel(datetime(2026, 7, 1, 12, 0, 10, tzinfo=UTC), tick=False):
        issued(make_office())
    with time_machine.travel(datetime(2026, 7, 1, 12, 0, 40, tzinfo=UTC), tick=False):
        begin = reverse("requests:ready", args=[acting.agency.slug]) + "?text=ct/porch"
        client.force_login(acting.person)
        data = form_of(client, begin)
        answer = client.post(begin.replace("/begin/", "/record/"), data)

    assert answer.status_code == 302
    assert Request.objects.get().received_at.second == 40


def test_looking_records_nothing() -> None:
    acting = acting_as(Role.DESK)

    signed_in(acting).get(ready(acting))

    assert not Request.objects.exists()
    assert not Event.objects.exists()


def test_what_cannot_be_answered_is_explained_and_nothing_is_kept() -> None:
    acting = acting_as(Role.DESK)

    answer = signed_in(acting).get(ready(acting).replace("hold", "x") + "&act=dance")

    assert answer.status_code == 400
    assert "dance" in answer.content.decode()


@pytest.mark.parametrize(
    "day", ["2013-01-01 10:00", "1999-01-01 10:00", "soon", "2030-01-01 10:00"]
)
def test_a_time_that_cannot_be_is_refused_and_nothing_typed_is_lost(day: str) -> None:
    acting = acting_as(Role.DESK)
    client = signed_in(acting)
    data = {**form_of(client, ready(acting)), "received_at": day, "requester_agency": "Typed words"}

    answer = client.post(ready(acting).replace("/begin/", "/record/"), data)

    text = answer.content.decode()
    assert not Request.objects.exists()
    assert answer.status_code == 400 or ("Typed words" in text and "error-summary" in text)


def test_another_answer_at_an_earlier_time_is_shown_before_it_is_recorded() -> None:
    acting = acting_as(Role.DESK)
    client = signed_in(acting)
    data = {**form_of(client, ready(acting)), "received_at": "2018-03-01 10:00"}
    address = ready(acting).replace("/begin/", "/record/")

    first = client.post(address, data)
    data["seen"] = str(first.context["form"]["seen"].value())
    second = client.post(address, data)

    assert "another answer applied" in first.content.decode()
    assert second.status_code == 302
    assert "ct/54-192h@2014-01-01" in Request.objects.get().answer["texts"]


def test_words_of_status_are_refused_with_what_to_write_instead() -> None:
    request = make_request(acting := acting_as(Role.DESK))
    client = signed_in(acting)
    data = {
        "channel": "telephone",
        "requester_identity": "claimed",
        "requester_agency": "ICE",
        "papers": "I-247A",
        "person": "Demo Person, he is undocumented",
    }

    answer = client.post(page("describe", request), data)

    text = answer.content.decode()
    assert "“undocumented”" in text
    assert "Write what was said and done" in text
    assert "Demo Person, he is" in text
    assert not Event.objects.filter(act="request.described").exists()


def test_names_need_a_fresh_sign_in_a_reason_and_a_post() -> None:
    acting = acting_as(Role.RECORDS)
    request = describe_request(acting, make_request(acting), described(person=NAME))
    stale, fresh = signed_in(acting), signed_in(acting, fresh=True)
    address = page("names", request)

    asked = fresh.get(address, {"reason": "counsel"})
    refused = stale.post(address, {"reason": "counsel"})
    shown = fresh.post(address, {"reason": "counsel"})

    assert NAME not in asked.content.decode()
    assert "/account/reauthenticate/" in refused["Location"]
    assert NAME in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert Event.objects.filter(act="request.names_shown").count() == 1


def test_a_name_stands_on_no_other_page() -> None:
    acting = acting_as(Role.HEAD)
    request = describe_request(acting, make_request(acting), described(person=NAME))
    client = signed_in(acting)
    listed = reverse("requests:list", args=[acting.agency.slug])
    table = reverse("requests:csv", args=[acting.agency.slug])
    addresses = [listed, table, *(page(name, request) for name in ("request", "describe", "close"))]

    assert not [each for each in addresses if NAME in client.get(each).content.decode()]


def test_another_reason_needs_words() -> None:
    acting = acting_as(Role.RECORDS)
    request = make_request(acting)

    answer = signed_in(acting, fresh=True).post(page("names", request), {"reason": "other"})

    assert "Say in a few words" in answer.content.decode()
    assert not Event.objects.filter(act="request.names_shown").exists()


def test_an_override_asks_for_a_fresh_sign_in_and_keeps_what_was_typed() -> None:
    acting = acting_as(Role.DESK)
    request = make_request(acting)
    data = {"acts": ["hold"], "ground": "exigent", "words": "Danger in the lobby."}
    client = signed_in(acting)

    suspended = client.post(page("override", request), data)
    client.post(suspended["Location"], {"password": PASSWORD})

    now = Request.objects.get(pk=request.pk)
    assert (now.decision, now.decision_words) == ("overridden", "Danger in the lobby.")


def test_an_override_that_refuses_a_judge_is_explained_at_its_field() -> None:
    acting = acting_as(Role.HEAD)
    data = {"acts": ["hold"], "ground": "head", "words": "Do not obey the judge's order."}

    answer = signed_in(acting, fresh=True).post(page("override", make_request(acting)), data)

    assert "call counsel" in str(answer.context["form"].errors["words"])


def test_the_superintendent_sees_the_requests_of_the_schools_and_the_school_not_the_districts() -> (
    None
):
    district = make_agency("ct/school-district/elm", kind=Kind.SCHOOL_DISTRICT)
    school = make_agency("ct/school/elm", kind=Kind.SCHOOL, parent=district)
    head, clerk = acting_as(Role.HEAD, district), acting_as(Role.DESK, school)
    of_district, of_school = make_request(acting_as(Role.DESK, district)), make_request(clerk)

    seen = numbers(signed_in(head), head)
    own = numbers(signed_in(clerk), clerk)

    assert seen == {of_district.number, of_school.number}
    assert own == {of_school.number}
    assert acting_for(head.person, school, RECEIVED.date()).roles == {Role.HEAD}


def numbers(client: Client, acting: Acting, query: str = "") -> set[str]:
    answer = client.get(reverse("requests:list", args=[acting.agency.slug]) + query)
    return {each.number for each in answer.context["shown"]}


def test_the_list_is_narrowed_by_state_act_day_and_number() -> None:
    acting = acting_as(Role.DESK)
    first, second = make_request(acting), make_request(acting)
    override_answer(acting, second, acts=["hold"], ground=Ground.EXIGENT, words="Danger.")
    client = signed_in(acting)

    assert numbers(client, acting, "?state=to+decide") == {first.number}
    assert numbers(client, acting, "?state=waits+for+a+second+person") == {second.number}
    assert numbers(client, acting, "?act=hold") == {first.number, second.number}
    assert numbers(client, acting, "?since=2026-11-26") == set()
    assert numbers(client, acting, "?until=2026-11-25") == {first.number, second.number}
    assert numbers(client, acting, f"?number={first.number}") == {first.number}


def test_the_list_has_pages() -> None:
    acting = acting_as(Role.DESK)
    for _ in range(27):
        make_request(acting, token=uuid4())
    client = signed_in(acting)

    first, second = numbers(client, acting), numbers(client, acting, "?page=2")

    assert (len(first), len(second), first & second) == (25, 2, set())


def test_an_empty_list_says_how_a_request_gets_there() -> None:
    acting = acting_as(Role.DESK)

    text = signed_in(acting).get(reverse("requests:list", args=[acting.agency.slug]))

    assert "Record this request" in text.content.decode()


def test_the_table_is_csv_and_no_cell_is_a_formula() -> None:
    acting = acting_as(Role.DESK)
    request = make_request(acting)
    Request.objects.filter(pk=request.pk).update(requester_agency="=1+1")

    answer = signed_in(acting).get(reverse("requests:csv", args=[acting.agency.slug]))

    (row,) = csv.DictReader(io.StringIO(answer.content.decode()))
    assert row["number"] == request.number
    assert row["agency of who asked"] == "'=1+1"


def test_notice_and_statement_are_pdfs_and_the_notice_is_noted() -> None:
    acting = acting_as(Role.DESK)
    request = make_request(acting)
    client = signed_in(acting)
    data = {"language": "es", "act-0": "no", "act-1": "no"}

    notice = client.post(page("notice", request), data)
    statement = client.get(page("statement", request))

    assert notice.content.startswith(b"%PDF")
    assert statement.content.startswith(b"%PDF")
    assert request.notices.get().language == "es"


def test_a_delivery_is_noted_once() -> None:
    acting = acting_as(Role.DESK)
    request = make_request(acting)
    client = signed_in(acting)
    client.post(page("notice", request), {"language": "en", "act-0": "no", "act-1": "no"})
    address = page("delivered", request, number=request.notices.get().pk)
    data = {"at": "2026-11-25 12:00", "how": "Signed copy kept."}

    first, second = client.post(address, data), client.post(address, data)

    assert first.status_code == 302
    assert "noted already" in second.content.decode()


def test_messages_are_for_schools_alone() -> None:
    acting = acting_as(Role.HEAD)

    assert signed_in(acting).get(page("messages", make_request(acting))).status_code == 404


def test_a_message_cannot_be_copied_out_before_it_is_approved() -> None:
    school = make_agency("ct/school/elm", kind=Kind.SCHOOL)
    clerk, head = acting_as(Role.DESK, school), acting_as(Role.HEAD, school)
    request = make_request(clerk)
    drafted = signed_in(clerk).post(
        page("messages", request), {"kind": "present", "names_agency": "no"}
    )
    number = request.messages.get().pk
    text = page("message-text", request, number=number, language="pt-BR")

    before = signed_in(clerk).get(text).status_code
    signed_in(head).post(page("approve", request, number=number))
    after = signed_in(clerk).get(text)

    assert drafted.status_code == 302
    assert before == 404
    assert "órgão que não conseguimos confirmar" in after.content.decode()


def test_a_number_of_another_agency_leads_nowhere() -> None:
    request = make_request()
    stranger = acting_as(Role.HEAD, make_agency("ct/police/other"))
    address = reverse(
        "requests:request",
        kwargs={"agency": stranger.agency.slug, "public_id": request.public_id},
    )

    assert signed_in(stranger).get(address).status_code == 404
