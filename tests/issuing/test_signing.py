"""A signature is what docs/reference/signatures.md says, to the byte."""

from __future__ import annotations

import hashlib
import json
import re
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from charteroak.issuing import signing
from charteroak.issuing.errors import SigningKeyError
from charteroak.issuing.words import hash_of, in_groups, without_draft_status, words_of
from issuing.the_office import issued, make_office, porch
from the_cast import make_agency

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "signatures.md"


@pytest.mark.django_db
def test_a_stranger_verifies_with_the_page_and_nothing_of_ours() -> None:
    version = issued(make_office())
    given_to_all = version.signatures[0]
    said = json.loads(given_to_all["statement"])
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(said["key"]))

    signed = b"charteroak memo signature\n" + given_to_all["statement"].encode()
    key.verify(bytes.fromhex(given_to_all["signature"]), signed)
    assert said["hash"] == hashlib.sha256(bytes(version.source)).hexdigest()
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert given_to_all["statement"] == canonical


@pytest.mark.django_db
def test_the_page_names_every_part_of_a_statement() -> None:
    statement = json.loads(issued(make_office()).signatures[0]["statement"])
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", PAGE.read_text("utf-8"), re.MULTILINE)

    assert {name for row in rows for name in re.findall(r"\w+", row)} == set(statement)


@pytest.mark.django_db
def test_the_key_of_an_office_is_read_by_its_owner_only() -> None:
    office = make_agency("ct/office/fresh")
    signing.make_key(office)

    assert stat.S_IMODE(signing.key_file(office).stat().st_mode) == 0o600


@pytest.mark.django_db
def test_a_file_that_is_no_key_is_refused_in_words() -> None:
    office = make_agency("ct/office/broken")
    signing.key_file(office).write_text("nothing", encoding="ascii")

    with pytest.raises(SigningKeyError, match="charteroak memo key"):
        signing.key_of(office)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_that_came_in_once_come_in_alike_again(words: str) -> None:
    kept = words_of(words)

    assert "\r" not in kept
    assert words_of(kept.removeprefix("\ufeff")) == kept.removeprefix("\ufeff")
    assert hash_of(kept) == hashlib.sha256(kept.encode()).hexdigest()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_the_way_a_file_ends_its_lines_does_not_change_its_hash(line: str) -> None:
    lines = [line, "a", "", line]
    kept = {words_of(end.join(lines).encode()) for end in ("\n", "\r\n", "\r")}

    assert len(kept) == 1


def test_letters_that_look_alike_stay_different() -> None:
    assert hash_of("caf\u00e9") != hash_of("cafe\u0301")


def test_a_hash_is_shown_in_groups_of_four() -> None:
    assert in_groups("0123456789ab") == "0123 4567 89ab"


@pytest.mark.parametrize("line", ["status: draft", "status:draft ", 'status: "draft"'])
def test_only_the_status_of_the_front_matter_leaves_it(line: str) -> None:
    body = "\nstatus: draft\n"
    source = porch().replace("kind: memo\n", f"kind: memo\n{line}\n") + body

    assert without_draft_status(source) == porch() + body
