"""The pages of the state office, without a browser: what they show, refuse and keep."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from charteroak.directory.access import Acting
from charteroak.issuing import drafting
from charteroak.issuing.models import Draft, IssuedVersion, State
from issuing.the_office import (
    Office,
    in_review,
    in_signature,
    issued,
    make_office,
    porch,
    signed,
)
from the_cast import PASSWORD

pytestmark = pytest.mark.django_db


def client_of(acting: Acting) -> Client:
    """Return a client that has just signed in."""
    client = Client()
    client.force_login(acting.person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def address(name: str, office: Office, number: int | None = None, **further: int) -> str:
    """Return the address of a page of an office."""
    numbered = {} if number is None else {"number": number}
    return reverse(f"issuing:{name}", kwargs={"agency": office.agency, **numbered, **further})


def words_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def begun(office: Office) -> Draft:
    return drafting.begin_draft(acting=office.author, source=porch())


def test_a_draft_begins_from_a_version_that_is_here() -> None:
    office = make_office()
    given = {"base": "ct/schools@2025-01-28", "version": "2026-12-01"}
    client_of(office.author).post(address("begin", office), given)

    draft = Draft.objects.get()
    assert str(draft) == "ct/schools@2026-12-01"
    assert "in force: {from: 2026-12-01}" in draft.source


def test_an_empty_memo_can_be_read_at_once() -> None:
    office = make_office()
    client = client_of(office.author)
    client.post(address("begin", office), {"text": "ct/libraries", "version": "2026-12-01"})

    page = words_of(client.get(address("draft", office, Draft.objects.get().pk)))
    assert "No error and no warning." in page


def test_a_file_is_brought_in_as_it_is() -> None:
    office = make_office()
    file = SimpleUploadedFile("porch.md", porch().encode())
    client_of(office.author).post(address("begin", office), {"file": file})

    assert Draft.objects.get().source == porch()


def test_a_file_that_is_no_memo_is_refused_in_words() -> None:
    office = make_office()
    file = SimpleUploadedFile("photo.md", b"\xff\xfe\x00nothing")
    response = client_of(office.author).post(address("begin", office), {"file": file})

    assert "not UTF-8" in words_of(response)


def test_preview_and_check_save_nothing() -> None:
    office = make_office()
    draft = begun(office)
    posted = {"revision": 1, "source": porch(dark="must") + "\r\nSeen.\r\n", "step": "check"}
    response = client_of(office.author).post(address("edit", office, draft.pk), posted)

    assert "Seen." in words_of(response).partition("data-memo")[2]
    assert "<span data-unsaved>" in words_of(response)
    assert Draft.objects.get().revision == 1


def test_saving_takes_the_line_ends_of_browsers_off() -> None:
    office = make_office()
    draft = begun(office)
    posted = {"revision": 1, "source": (porch() + "More.\n").replace("\n", "\r\n"), "step": "save"}
    client_of(office.author).post(address("edit", office, draft.pk), posted)

    assert Draft.objects.get().source == porch() + "More.\n"


def test_a_second_editor_sees_both_words_and_loses_neither() -> None:
    office = make_office()
    draft = begun(office)
    drafting.save_draft(acting=office.author, draft=draft, revision=1, source=porch() + "Theirs.\n")
    client = client_of(office.author)
    posted = {"revision": 1, "source": porch() + "Mine.\n", "step": "save"}
    response = client.post(address("edit", office, draft.pk), posted)

    page = words_of(response)
    assert response.status_code == 409
    assert "Mine." in page
    assert "Theirs." in page
    assert 'name="revision" value="2"' in page


def test_a_preview_names_the_line_of_each_finding() -> None:
    office = make_office()
    draft = begun(office)
    posted = {"source": porch().replace("dark |", "drak |", 1)}
    page = words_of(client_of(office.author).post(address("preview", office, draft.pk), posted))

    assert 'data-line="' in page
    assert "<!doctype" not in page


def test_a_table_is_saved_into_its_part_of_the_text() -> None:
    office = make_office()
    draft = begun(office)
    cells = [["1", "yes", "must", "Porch 1"], ["2", "no", "should not", "Porch 1"]]
    posted = {"revision": "1", "rows": "2", "step": "save", "line-0": "39", "line-1": "40"}
    posted |= {f"cell-{r}-{c}": v for r, row in enumerate(cells) for c, v in enumerate(row)}
    client_of(office.author).post(address("table", office, draft.pk, table=3), posted)

    saved = Draft.objects.get().source
    assert "| 1 | yes  | must       | Porch 1 |" in saved
    assert len(saved.split("\n")) == len(porch().split("\n"))


def test_moving_a_row_saves_nothing_and_loses_nothing_typed() -> None:
    office = make_office()
    draft = begun(office)
    posted = {"revision": "1", "rows": "2", "step": "down 0", "line-0": "39", "line-1": "40"}
    posted |= {"cell-0-0": "typed first", "cell-1-0": "typed second"}
    response = client_of(office.author).post(address("table", office, draft.pk, table=3), posted)

    page = words_of(response)
    assert page.index("typed second") < page.index("typed first")
    assert Draft.objects.get().revision == 1


def test_a_situation_is_tried_on_the_draft() -> None:
    office = make_office()
    client, number = client_of(office.author), begun(office).pk
    first = words_of(client.get(address("try", office, number), {"asked": "act light it"}))
    asked = {"asked": "act light it", "fact": "dark", "answer": "yes"}
    last = words_of(client.get(address("try", office, number), asked))

    assert "Is it dark out?" in first
    assert 'direction--should">should<' in last


def test_a_comparison_counts_what_changes() -> None:
    office = make_office()
    issued(office)
    source = porch("2026-06-01", dark="must", start="2026-06-01")
    draft = drafting.begin_draft(acting=office.author, source=source)
    page = words_of(client_of(office.author).get(address("compare", office, draft.pk)))

    assert "1 answer changed" in page
    assert "when dark is yes" in page


def test_a_signer_signs_what_was_read() -> None:
    office = make_office()
    draft = in_signature(office)
    posted = {"digest": draft.hash, "typed": str(draft)}
    client_of(office.signers[0]).post(address("sign", office, draft.pk), posted)

    assert draft.signatures.count() == 1


def test_a_signature_asks_for_a_fresh_sign_in_first() -> None:
    office = make_office()
    draft = in_signature(office)
    client = Client()
    client.force_login(office.signers[0].person)
    posted = {"digest": draft.hash, "typed": str(draft)}
    response = client.post(address("sign", office, draft.pk), posted)

    assert "/reauthenticate/" in response["Location"]
    assert draft.signatures.count() == 0


def test_a_signature_needs_the_version_typed() -> None:
    office = make_office()
    draft = in_signature(office)
    posted = {"digest": draft.hash, "typed": "yes"}
    response = client_of(office.signers[0]).post(address("sign", office, draft.pk), posted)

    assert response.status_code == 422
    assert "Type it exactly as it stands" in words_of(response)
    assert draft.signatures.count() == 0


def test_words_that_changed_meanwhile_are_not_signed() -> None:
    office = make_office()
    draft = in_signature(office)
    posted = {"digest": "0" * 64, "typed": str(draft)}
    response = client_of(office.signers[0]).post(address("sign", office, draft.pk), posted)

    assert "The words changed since you opened the page" in words_of(response)


def test_a_refusal_needs_a_reason() -> None:
    office = make_office()
    draft = in_signature(office)
    client_of(office.signers[0]).post(address("refuse", office, draft.pk), {"reason": " "})

    assert Draft.objects.get().state == State.SIGNING


def test_signers_are_chosen_once_each() -> None:
    office = make_office()
    draft = in_review(office)
    post = str(office.signers[0].person.posts.get().pk)
    response = client_of(office.author).post(
        address("signers", office, draft.pk), {"signer_1": post, "signer_2": post}
    )

    assert "Somebody is named twice" in words_of(response)


def issue(office: Office, draft: Draft, **given: str) -> HttpResponseBase:
    posted = {"when": "now", "typed": str(draft), **given}
    client = client_of(office.publisher)
    return client.post(address("issue", office, draft.pk), posted)


def test_a_signed_memo_is_issued_now() -> None:
    office = make_office()
    issue(office, signed(office))

    assert IssuedVersion.objects.get().public_from <= timezone.now()


def test_a_signed_memo_is_issued_at_a_time_of_the_office() -> None:
    office = make_office()
    tomorrow = timezone.localtime() + timedelta(days=1)
    issue(office, signed(office), when="later", at=tomorrow.strftime("%Y-%m-%dT09:30"))

    assert timezone.localtime(IssuedVersion.objects.get().public_from).hour == 9


@pytest.mark.parametrize("at", ["", "2020-01-01T09:00", "soon"])
def test_a_time_that_is_missing_or_past_is_refused(at: str) -> None:
    office = make_office()
    response = issue(office, signed(office), when="later", at=at)

    assert response.status_code == 422
    assert not IssuedVersion.objects.exists()


def test_a_correction_without_its_reason_is_refused() -> None:
    office = make_office()
    first = issued(office)
    response = issue(office, signed(office, porch("2026-01-01.2")), corrects=str(first.pk))

    assert "Say what is corrected" in words_of(response)


def test_a_version_is_withdrawn_with_a_reason() -> None:
    office = make_office()
    version = issued(office)
    posted = {"reason": "A court said so.", "typed": str(version)}
    client_of(office.publisher).post(address("withdraw", office, version.pk), posted)

    page = words_of(client_of(office.author).get(address("version", office, version.pk)))
    assert "A court said so." in page


def test_the_file_that_is_given_is_what_is_signed() -> None:
    office = make_office()
    draft = in_review(office)
    response = client_of(office.author).get(address("export", office, draft.pk))

    assert response.content == porch().encode()


@pytest.mark.parametrize("name", ["edit", "table"])
def test_an_issued_text_is_not_edited(name: str) -> None:
    office = make_office()
    number = issued(office).draft_id
    further = {"table": 3} if name == "table" else {}
    response = client_of(office.author).get(address(name, office, number, **further))

    assert response.status_code == 302


def test_a_text_that_cannot_be_read_is_shown_with_its_problems() -> None:
    office = make_office()
    draft = begun(office)
    drafting.save_draft(acting=office.author, draft=draft, revision=1, source="Nothing yet.")
    client = client_of(office.author)

    for name in ("draft", "edit", "tables", "try", "compare", "proof"):
        assert client.get(address(name, office, draft.pk)).status_code == 200, name


def test_the_start_page_of_the_office_shows_what_waits() -> None:
    office = make_office(signers=1)
    draft = in_signature(office)
    home = reverse("people:agency", kwargs={"agency": office.agency})

    signer = words_of(client_of(office.signers[0]).get(home))
    assert f"Read and sign: {draft.title}" in signer
    assert "Read and sign" not in words_of(client_of(office.author).get(home))
