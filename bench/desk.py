"""The quick desk: its pages at 50 requests a second, what a telephone keeps, and a slow network."""

from __future__ import annotations

import http.client
import itertools
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from bench.subjects import Line

ROOT = Path(__file__).resolve().parents[1]
A_SECOND = 50
SECONDS = 8
WARM = 40
HELLO = "/"
DOOR = [("act", "admit to non-public area"), ("act", "give access to student"), ("see", "now")]
FACTS = {
    "handled by": ["front office", "administrator"],
    "contact": ["in person", "by telephone", "in writing"],
    "officers go ahead": ["yes", "no", "not sure"],
    "judicial warrant": ["yes", "no", "not sure"],
    "agency identity": ["verified", "claimed", "unknown"],
    "administrator reached": ["yes", "no"],
    "parent consent": ["yes", "no"],
}


def desk() -> Iterator[Line]:
    """The desk served by gunicorn with two workers, from a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _prepared(folder)
        with _served("bench.hello", environment) as port:
            hello = _latencies(port, itertools.repeat(HELLO))
        with _served("charteroak.config.wsgi", environment) as port:
            yield from _pages(port, hello)
            yield from _kept(port)
            yield from _slow_network(port)


def _prepared(folder: str) -> dict[str, str]:
    """Return the settings of a demonstration in ``folder``, its tables and static files made."""
    environment = {
        **os.environ,
        "CHARTEROAK_DEMONSTRATION": "yes",
        "CHARTEROAK_DATA": folder,
        "CHARTEROAK_STATIC": str(Path(folder) / "static"),
        "DJANGO_SETTINGS_MODULE": "charteroak.config.settings",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }
    for words in (["migrate", "-v0"], ["createcachetable"], ["collectstatic", "-v0", "--no-input"]):
        command = [sys.executable, "-m", "charteroak.manage", *words]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return environment


@contextmanager
def _served(module: str, environment: dict[str, str]) -> Iterator[int]:
    """Serve ``module`` with two workers; yield the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = dict(environment)
    if module == "bench.hello":
        del environment["DJANGO_SETTINGS_MODULE"]
    command = [sys.executable, "-m", "gunicorn", module, "--preload", "--workers", "2"]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    running = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield port
    finally:
        running.terminate()
        running.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = f"nothing answers at port {port}"
    raise RuntimeError(message)


def _pages(port: int, hello: Sequence[float]) -> Iterator[Line]:
    """Answers that nobody asked for before, then the same again."""
    addresses = list(itertools.islice(_addresses(), A_SECOND * SECONDS))
    new = _latencies(port, iter(addresses), warm=_first_pages())
    again = _latencies(port, iter(addresses))
    bare = _middle(hello)
    yield Line("bare Django page, 50 a second, p50", f"{bare:.1f} ms; p99 {_p99(hello):.1f} ms")
    for what, times in (("each another one", new), ("asked before", again)):
        middle, late = _middle(times), _p99(times)
        ratio = f"{middle:.1f} ms, {middle / bare:.1f} times the bare page"
        yield Line(f"answer page, {what}, p50", ratio, "< 15 ms", middle < 15)
        yield Line(f"answer page, {what}, p99", f"{late:.1f} ms", "< 100 ms", late < 100)


def _addresses() -> Iterator[str]:
    """Yield addresses of answers, no two alike."""
    for answers in itertools.product(*FACTS.values()):
        facts = [(f"fact.{name}", said) for name, said in zip(FACTS, answers, strict=True)]
        yield f"/desk/school/?{urlencode([*DOOR, *facts])}"


def _first_pages() -> Iterator[str]:
    return itertools.islice(itertools.cycle(["/", "/desk/school/", "/desk/police/"]), WARM)


def _latencies(port: int, paths: Iterator[str], *, warm: Iterable[str] = ()) -> list[float]:
    """Return how many milliseconds each of 50 requests a second took, from when it was due."""
    for path in warm:
        _get(port, path)
    count = A_SECOND * SECONDS
    start = time.perf_counter() + 0.2
    due = [start + number / A_SECOND for number in range(count)]
    with ThreadPoolExecutor(32) as pool:
        jobs = zip(due, itertools.islice(paths, count), strict=True)
        return sorted(pool.map(lambda job: _timed(port, *job), jobs))


def _timed(port: int, due: float, path: str) -> float:
    time.sleep(max(0.0, due - time.perf_counter()))
    _get(port, path)
    return (time.perf_counter() - due) * 1000


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != http.HTTPStatus.OK:
        message = f"{path} answered {response.status}"
        raise RuntimeError(message)
    return body


def _middle(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[49]


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[98]


def _kept(port: int) -> Iterator[Line]:
    """What a telephone fetches once so that a place answers offline."""
    program = len(_get(port, "/desk/program.txt"))
    for place in ("school", "police"):
        guidance = len(_get(port, f"/desk/{place}/bundle.json"))
        whole = guidance + program
        figure = f"{whole / 1000:.1f} kB, of it {guidance / 1000:.1f} kB guidance"
        yield Line(f"kept offline, {place}, compressed", figure, "≤ 50 kB", whole <= 50_000)


def _slow_network(port: int) -> Iterator[Line]:
    """The first instruction in Chromium on slow 3G with nothing cached, where Chromium is."""
    python = ROOT / ".venv" / "bin" / "python"
    if not python.exists():
        return
    command = [str(python), "-m", "bench.slow_network", str(port)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = re.match(r"[\d.]+", run.stdout)
    if found is None:
        yield Line("first instruction on slow 3G, nothing cached", "no Chromium here")
        return
    seconds = float(found.group())
    yield Line(
        "first instruction on slow 3G, nothing cached", f"{seconds:.2f} s", "< 3 s", seconds < 3
    )
