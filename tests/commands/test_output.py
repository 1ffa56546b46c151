"""Where results go: JSON that any terminal carries, files as UTF-8, complaints that wrap."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from charteroak.commands import output
from charteroak.commands.output import complain, prepare_streams, print_json, write_file
from commands.shell import captured, read


@pytest.mark.parametrize(
    ("encoding", "shown"), [("utf-8", "“é”"), ("latin-1", r"\u201c\u00e9\u201d")]
)
def test_json_is_readable_where_the_output_carries_its_letters(encoding: str, shown: str) -> None:
    with captured(encoding) as (out, _):
        print_json({"words": "“é”"})

    assert f'"{shown}"' in read(out)
    assert json.loads(read(out)) == {"words": "“é”"}


def test_json_carries_what_was_no_text_on_the_command_line() -> None:
    with captured() as (out, _):
        print_json({"words": "\udcff"})

    assert json.loads(read(out)) == {"words": "\udcff"}


def test_letters_that_the_output_does_not_know_are_written_as_their_number() -> None:
    with captured("ascii") as (out, _):
        prepare_streams()
        sys.stdout.write("“é”\n")

    assert read(out) == "\\u201c\\xe9\\u201d\n"


def test_a_file_is_written_as_utf_8(tmp_path: Path) -> None:
    write_file("“é”", tmp_path / "file")

    assert (tmp_path / "file").read_bytes() == "“é”".encode()
    with captured("latin-1") as (out, _):
        write_file("“é”", None)
    out.seek(0)
    assert out.buffer.read() == "“é”\n".encode()


def test_a_complaint_is_one_line_for_a_program_and_wrapped_for_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with captured() as (_, err):
        complain("charteroak", "word " * 40 + "\x1b[31m")
    assert read(err).count("\n") == 1
    assert "\x1b" not in read(err)

    monkeypatch.setattr(output, "is_terminal", lambda _: True)
    with captured() as (_, err):
        complain("charteroak", "first\n" + "word " * 40)
    assert read(err).splitlines()[:2] == [
        "charteroak: first",
        "word word word word word word word word word word word word word word word word",
    ]
