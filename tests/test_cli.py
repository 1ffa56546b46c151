"""The command ``charteroak``: its commands, its help, its exit codes, and never a traceback."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import charteroak
from charteroak import cli
from commands.shell import captured, read, run

ROOT = Path(__file__).parents[1]
OUTPUT = re.compile(r" > (\S+)$")


@pytest.fixture(autouse=True)
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrap at 80 columns, in the checkout, with the texts shipped."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("CHARTEROAK_GUIDANCE", raising=False)
    monkeypatch.chdir(ROOT)


# ---- help ------------------------------------------------------------------------------------


def test_without_a_command_the_commands_are_listed() -> None:
    bare, asked = run(), run("--help")

    assert (bare.code, asked.code) == (2, 0)
    assert bare.out == asked.out
    for command, summary in cli.SUMMARY.items():
        assert re.search(rf"^    {command} +{summary[:40]}", asked.out, re.MULTILINE)


def test_the_version_is_shown() -> None:
    ran = run("--version")

    assert (ran.code, ran.out) == (0, f"charteroak {charteroak.__version__}\n")


@pytest.mark.parametrize("command", cli.COMMANDS)
@pytest.mark.parametrize("columns", ["60", "80"])
def test_the_help_of_each_command_fits_the_screen(
    command: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    ran = run(command, "--help")
    about, _, examples = ran.out.partition("\nExamples:\n")

    assert ran.code == 0
    assert max(map(len, about.splitlines())) <= int(columns)
    assert max(map(len, examples.splitlines())) <= 88
    assert f"  charteroak {command}" in examples


def examples_of(command: str) -> list[str]:
    """Return the commands that the help of a command shows."""
    examples = run(command, "--help").out.partition("\nExamples:\n")[2]
    joined = re.sub(r" \\\n +", " ", examples)
    return [line.strip() for line in joined.splitlines() if line.strip()]


# These need files, or a database and a port; the tests of each run it.
RUN_ELSEWHERE = {"serve", "work", "ledger", "sealing", "mail", "directory", "memo"}


def all_examples() -> list[str]:
    return [
        each
        for command in cli.COMMANDS
        if command not in {"replay", *RUN_ELSEWHERE}
        for each in examples_of(command)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("example", all_examples())
def test_the_examples_of_the_help_run(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "guidance").symlink_to(ROOT / "guidance")
    monkeypatch.chdir(tmp_path)
    words = shlex.split(OUTPUT.sub("", example))
    ran = run(*words[1:])

    if words == ["charteroak", "ask"]:  # an interview, which needs a person
        assert "name a text: charteroak ask TEXT" in ran.err
        return
    findings = words[1] in {"check", "compare"}
    assert ran.code in ({0, 1} if findings else {0}), ran.err
    assert ran.out or list(tmp_path.glob("*.*"))


# ---- what is wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["chek"], "charteroak: “chek” is not a command of charteroak. Did you mean “check”?"),
        ([""], "charteroak: “” is not a command of charteroak. Allowed: ask, facts, check"),
        (["--jsn"], "charteroak: “--jsn” is not an option. Allowed: --help, --version."),
        (
            ["ask", "--jsn"],
            "charteroak ask: “--jsn” is not an option of ask. Did you mean “--json”?",
        ),
        (["ask", "--js"], "“--js” is not an option of ask."),
        (["check", "--act=hold"], "charteroak check: “--act” is not an option of check."),
        (["facts", "a", "b"], "charteroak facts: “b” is one word too many"),
        (["render"], "the following arguments are required: TEXT"),
        (["ask", "--on"], "argument --on: expected one argument"),
        (
            ["facts", "--on", "soon"],
            "charteroak facts: “soon” is not a day; write it as 2020-03-01",
        ),
        (["facts", "ct/law-enforcment"], "Did you mean “ct/law-enforcement”?"),
        (["facts", "ct/schools@2017"], "“2017” is not a version of ct/schools. Did you mean"),
        (["facts", "--guidance", "requirements"], "requirements holds no text"),
        (["facts", "nowhere.md"], "there is no file nowhere.md"),
        (["bundle", "ct/schools", "--out", "no/where.json"], "No such file or directory: no/where"),
        (["render", "ct/schools", "--out", "src"], "charteroak render: Is a directory: src"),
    ],
)
def test_what_is_wrong_is_said_and_the_exit_code_is_2(words: list[str], complaint: str) -> None:
    ran = run(*words)

    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err


def test_where_not_all_names_fit_the_complaint_says_where_they_are_listed() -> None:
    ran = run("facts", "nonsense")

    assert re.search(r"and \d+ more\.", ran.err)
    assert "“charteroak facts” lists the texts" in ran.err


def test_control_characters_of_a_name_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in run("facts", "ct/\x1b[31m").err


@pytest.mark.parametrize(
    ("error", "code", "complaint"),
    [
        (KeyboardInterrupt(), 130, "\ncharteroak facts: stopped\n"),
        (BrokenPipeError(32, "Broken pipe"), 141, ""),
        (RecursionError(), 2, "charteroak facts: this guidance is too large"),
        (MemoryError(), 2, "charteroak facts: this guidance is too large"),
        (PermissionError(13, "Permission denied", "a.md"), 2, "facts: Permission denied: a.md"),
        (OSError("odd"), 2, "charteroak facts: odd"),
    ],
)
def test_nothing_from_outside_ends_in_a_traceback(
    error: BaseException, code: int, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> int:
        raise error

    monkeypatch.setattr("charteroak.commands.facts.run", fails)
    ran = run("facts")

    assert ran.code == code
    assert complaint in ran.err


def test_letters_that_the_output_does_not_know_are_written_as_their_number() -> None:
    with captured("ascii") as (out, _):
        code = cli.main(["ask", "ct/schools", "--on", "2000-01-01", "--fact", "é=ü", "--json"])

    assert code == 0
    assert r'"\u00e9": "\u00fc"' in read(out)


# ---- as a process ----------------------------------------------------------------------------


def shell(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in which ``$charteroak`` is the command."""
    environment = {**os.environ, "charteroak": f"{sys.executable} -m charteroak.cli"}
    return subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, check=False
    )


def test_a_reader_that_goes_away_ends_it_in_silence() -> None:
    ran = shell("$charteroak facts ct/law-enforcement --json | head -1; echo ${PIPESTATUS[0]}")

    assert ran.stderr == ""
    assert ran.stdout.splitlines()[0] == "{"
    assert ran.stdout.splitlines()[1] in {"0", "141"}


@pytest.mark.slow
def test_a_full_disk_and_a_closed_output_are_no_traceback() -> None:
    full = shell("$charteroak facts > /dev/full; echo $?")
    closed = shell("$charteroak facts >&-; echo $?; $charteroak ask <&- 2>&1 >/dev/null | head -1")

    assert full.stdout == "2\n"
    assert full.stderr == "charteroak facts: No space left on device\n"
    assert closed.stderr == ""
    assert closed.stdout.splitlines() == ["0", "charteroak ask: name a text: charteroak ask TEXT"]


@pytest.mark.parametrize(
    ("given", "last"),
    [
        ("printf '1\\n12\\n\\n'", "> "),
        ("printf '1\\n12'", "> "),
        ("printf '\\377\\000\\n'", "Stopped; nothing was kept."),
        ("true", "Stopped; nothing was kept."),
    ],
)
def test_an_interview_from_a_pipe_ends_with_its_input(given: str, last: str) -> None:
    ran = shell(f"{given} | $charteroak ask example/parcel --interview")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1] == last
    assert ("take the parcel: MAY" in ran.stdout) == (last == "> ")


def test_an_interview_without_an_input_ends_at_once() -> None:
    ran = shell("$charteroak ask example/parcel --interview <&-")

    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_desk_waits_for_nothing_that_its_answer_does_not_need() -> None:
    ask = "cli.main(['ask', 'ct/law-enforcement', '--act', 'hold', '--json'])"
    script = f"import sys; from charteroak import cli; {ask}; print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    unused = {"numpy", "pyarrow", "difflib", "importlib.metadata", "shutil", "readline"}
    unused |= {"charteroak.core.checking", "charteroak.core.compare", "charteroak.core.bundle"}

    assert not unused & set(ran.stderr.split())
