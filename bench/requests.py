"""Requests recorded while others look at theirs, and four people who write at one moment."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import uuid4

from bench.served import Visitor, part, served, steadily, token_of
from bench.subjects import Line

PER_SECOND = 50
SECONDS = 10
WRITERS = 4
EACH_WRITES = 60
PROMISED_MILLISECONDS = 250
PEOPLE = ("booking", "lieutenant", "chief", "records")
LIST = "/agencies/ct/police/new-haven/requests/"
QUERY = (
    "?text=ct/law-enforcement&paper=I-247A&act=hold&act=tell+release+date"
    "&fact.agency=municipal+police&fact.requester=immigration+authority"
    "&fact.judicial+warrant=no&fact.serious+conviction=no&fact.any+conviction=no"
    "&fact.watch+list+match=no"
)
FIELD = re.compile(r'name="(seen|received_at|opened_at)" value="([^"]*)"')
# Of five visitors one records, one looks at the list, one at what waits, two ask what to record.
ROUND = ("record", "list", "waiting", "ready", "ready")


def requests() -> Iterator[Line]:
    """Fifty a second, one in five recording, with gunicorn on this machine; then four writers."""
    with served() as server:
        people = [_signed_in(server.port, word) for word in PEOPLE]
        forms = [_form(person) for person in people]
        _warm(people, forms)
        times = {name: list[float]() for name in ROUND}
        calls = [
            _timed(times, people[number % 4], forms[number % 4], ROUND[number % len(ROUND)])
            for number in range(PER_SECOND * SECONDS)
        ]
        before = server.core_seconds()
        taken = steadily(calls, PER_SECOND)
        spent = 1000 * (server.core_seconds() - before) / len(calls)
        yield from _latencies(taken, times)
        yield Line("time of one core that a visit takes, all of them together", f"{spent:.1f} ms")
        yield _writers(people, forms)


def _latencies(taken: list[float], times: dict[str, list[float]]) -> Iterator[Line]:
    recorded, looked = sorted(times["record"]), sorted(times["list"])
    slowest = part(taken, 0.99)
    yield Line(
        f"requests at {PER_SECOND} a second, one in five recorded, p99 from its moment on",
        f"{slowest:.0f} ms; p50 {part(taken, 0.5):.0f} ms",
        f"< {PROMISED_MILLISECONDS} ms",
        slowest < PROMISED_MILLISECONDS,
    )
    ratio = part(recorded, 0.5) / part(looked, 0.5)
    yield Line(
        "a request recorded, beside a list that writes nothing, p50 and p99",
        f"{part(recorded, 0.5):.0f} and {part(recorded, 0.99):.0f} ms; {ratio:.1f} times",
    )


def _writers(people: list[Visitor], forms: list[dict[str, str]]) -> Line:
    """Let four people record as fast as they can, and count who was turned away."""

    def write(number: int) -> int:
        answers = [_record(people[number], forms[number]) for _ in range(EACH_WRITES)]
        return sum(answer != http.client.FOUND for answer in answers)

    begun = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as pool:
        refused = sum(pool.map(write, range(WRITERS)))
    rate = WRITERS * EACH_WRITES / (time.perf_counter() - begun)
    return Line(
        "four writers at one moment, SQLite",
        f"{rate:.0f} requests recorded a second, {refused} turned away",
        "none turned away",
        refused == 0,
    )


def _signed_in(port: int, word: str) -> Visitor:
    visitor = Visitor(port)
    visitor.sign_in(f"new-haven-{word}@example.org")
    return visitor


def _form(person: Visitor) -> dict[str, str]:
    """Return what the page before recording would send."""
    status, page = person.get(f"{LIST}begin/{QUERY}")
    assert status == http.client.OK, status
    return {
        **dict(FIELD.findall(page)),
        "csrfmiddlewaretoken": token_of(page),
        "channel": "telephone",
        "requester_identity": "claimed",
        "requester_agency": "ICE (benchmark)",
    }


def _warm(people: list[Visitor], forms: list[dict[str, str]]) -> None:
    """Let every process compile the guidance before anything is timed."""
    for _ in range(5):
        for person, form in zip(people, forms, strict=True):
            status = _record(person, form)
            assert status == http.client.FOUND, f"a request is not recorded: {status}"
            person.get(LIST)


def _timed(
    times: dict[str, list[float]], person: Visitor, form: dict[str, str], name: str
) -> Callable[[], None]:
    calls: dict[str, Callable[[], int]] = {
        "record": partial(_record, person, form),
        "list": lambda: person.get(LIST)[0],
        "waiting": lambda: person.get(f"{LIST}waiting/")[0],
        "ready": lambda: person.get(f"{LIST}begin/{QUERY}")[0],
    }

    def call() -> None:
        begun = time.perf_counter()
        status = calls[name]()
        times[name].append(time.perf_counter() - begun)
        assert status in {http.client.OK, http.client.FOUND}, f"{name}: {status}"

    return call


def _record(person: Visitor, form: dict[str, str]) -> int:
    status, _ = person.post(f"{LIST}record/{QUERY}", {**form, "token": str(uuid4())})
    return status
