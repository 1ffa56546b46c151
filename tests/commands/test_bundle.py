"""``charteroak bundle``: the small file, its day and where it goes."""

from __future__ import annotations

from pathlib import Path

from commands.shell import DAY, run


def test_the_bundle_is_printed_or_written_with_the_same_bytes(
    guidance: str, tmp_path: Path
) -> None:
    options = ["bundle", "ct/memo", "--guidance", guidance, "--on", DAY]
    printed, target = run(*options), tmp_path / "desk.json"
    written = run(*options, "--out", str(target))

    assert printed.code == written.code == 0
    assert printed.data["memo"] == "ct/memo@2020-01-01"
    assert printed.out == f"{target.read_text(encoding='utf-8')}\n"
    assert written.err.startswith(f"{target}: ")
    assert f"sha256 {printed.data['sha256']}, to be used until 2020-08-30" in written.err


def test_the_last_day_of_use_can_be_chosen(guidance: str) -> None:
    options = ["bundle", "ct/memo", "--guidance", guidance, "--on", DAY, "--until"]

    assert run(*options, "2020-06-30").data["valid_until"] == "2020-06-30"
    assert run(*options, "2020-05-31").code == 2


def test_the_end_of_the_calendar_is_a_last_day_too(guidance: str) -> None:
    ran = run("bundle", "ct/memo", "--guidance", guidance, "--on", "9999-12-31")

    assert ran.data["valid_until"] == "9999-12-31"


def test_a_vocabulary_has_no_bundle(guidance: str) -> None:
    ran = run("bundle", "words", "--guidance", guidance, "--on", DAY)

    assert ran.code == 2
    assert "it rules on nothing" in ran.err
