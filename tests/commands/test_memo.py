"""``charteroak memo``: the command line and the browser are equal ways in."""

from __future__ import annotations

from pathlib import Path

import pytest

from charteroak.directory.roles import Role
from charteroak.issuing import signing
from charteroak.issuing.models import Draft, Revision
from commands.shell import Ran, run
from issuing.the_office import issued, make_office, porch
from the_cast import make_person, make_post

pytestmark = pytest.mark.django_db
OFFICE = "ct/office/policy"


def bring(tmp_path: Path, source: bytes, *further: str) -> Ran:
    file = tmp_path / "porch.md"
    file.write_bytes(source)
    return run("memo", "import", str(file), "--office", OFFICE, *further)


def test_a_file_begins_a_draft(tmp_path: Path) -> None:
    make_office()
    ran = bring(tmp_path, porch().encode())

    assert ran.code == 0, ran.err
    assert ran.lines[0] == "ct/porch@2026-01-01, revision 1, draft"
    assert Draft.objects.get().source == porch()


def test_a_file_of_a_draft_in_work_is_its_next_revision(tmp_path: Path) -> None:
    make_office()
    bring(tmp_path, porch().encode())
    ran = bring(tmp_path, (porch() + "More.\n").encode())

    assert "revision 2" in ran.out
    assert Revision.objects.count() == 2


def test_what_the_check_finds_is_printed(tmp_path: Path) -> None:
    make_office()
    ran = bring(tmp_path, porch().replace("| 2 | no   | should not | Porch 1 |\n", "").encode())

    assert "error:" in ran.out


def test_windows_line_ends_and_a_mark_are_taken_off(tmp_path: Path) -> None:
    make_office()
    bring(tmp_path, b"\xef\xbb\xbf" + porch().replace("\n", "\r\n").encode())

    assert Draft.objects.get().source == porch()


def test_what_is_written_out_is_what_was_signed(tmp_path: Path) -> None:
    version = issued(make_office())
    file = tmp_path / "out.md"
    ran = run("memo", "export", str(version), str(file))

    assert ran.code == 0, ran.err
    assert file.read_bytes() == bytes(version.source)
    assert run("memo", "export", str(version)).out == porch()


def test_drafts_and_issued_versions_are_listed(tmp_path: Path) -> None:
    issued(make_office())
    bring(tmp_path, porch("2026-02-01").encode())
    ran = run("memo", "list", "--office", OFFICE)

    assert ran.lines[0].split()[:2] == ["ct/porch@2026-02-01", "draft"]
    assert ran.lines[1].split()[:2] == ["ct/porch@2026-01-01", "issued"]


def test_the_key_of_an_office_is_made_once() -> None:
    office = make_office("ct/office/keys").agency
    first, again = run("memo", "key", office.slug), run("memo", "key", office.slug)

    assert "was made" in first.out
    assert "is there already" in again.out
    assert first.lines[-1] == again.lines[-1] == signing.public_hex(signing.key_of(office))


def test_where_there_are_several_authors_one_is_named(tmp_path: Path) -> None:
    office = make_office()
    make_post(office.agency, Role.AUTHOR, make_person("Second Author"))
    refused = bring(tmp_path, porch().encode())
    named = bring(tmp_path, porch().encode(), "--by", "second.author@example.org")

    assert refused.code == 2
    assert "second.author@example.org" in refused.err
    assert named.code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("memo", "export", "ct/nothing@2026-01-01"), "there is no draft"),
        (("memo", "list", "--office", "ct/office/none"), "there is no state office"),
        (("memo", "import", "/nowhere.md", "--office", OFFICE), "No such file"),
    ],
)
def test_what_is_not_there_is_said(words: tuple[str, ...], said: str) -> None:
    make_office()
    ran = run(*words)

    assert ran.code == 2
    assert said in ran.err
