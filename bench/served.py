"""The product served as an operator serves it, and visitors who come at a steady rate.

A visitor does not wait for another: each request has its time, and what the server is late counts.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

SRC = Path(__file__).resolve().parents[1] / "src"
PASSWORD = "demonstration only"  # noqa: S105 - of the demonstration, shown on its page
READY_SECONDS = 180
VISITORS = 32
MOST_LOGGED = 3000
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(slots=True)
class Visitor:
    """A browser of somebody: an address, cookies, one connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the page at ``path``."""
        return self._ask("GET", path, "")

    def post(self, path: str, data: dict[str, str]) -> tuple[int, str]:
        """Send a form to ``path``; return the status and the page."""
        return self._ask("POST", path, urlencode(data))

    def sign_in(self, email: str) -> None:
        """Sign in as a person of the demonstration."""
        _, page = self.get("/account/login/")
        form = {"csrfmiddlewaretoken": token_of(page), "login": email, "password": PASSWORD}
        status, _ = self.post("/account/login/", form)
        assert status == http.client.FOUND, f"{email} cannot sign in: {status}"

    def _ask(self, method: str, path: str, body: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Referer": f"http://127.0.0.1:{self.port}/"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        page = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, held = value.partition(";")[0].partition("=")
                self.cookies[cookie] = held
        connection.close()
        return answer.status, page


@dataclass(frozen=True, slots=True)
class Server:
    """The product, served: its port and the number of its first process."""

    port: int
    process: int

    def core_seconds(self) -> float:
        """Return the time of a core that all its processes have taken so far."""
        ticks = sum(sum(_times(each)) for each in _family(self.process))
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(workers: int = 2) -> Iterator[Server]:
    """Serve a demonstration with ``workers`` processes; yield it."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = {
            **os.environ,
            "CHARTEROAK_DEMONSTRATION": "yes",
            "CHARTEROAK_DATA": folder,
            "CHARTEROAK_STATIC": f"{folder}/static",
            "PYTHONPATH": str(SRC),
        }
        command = [sys.executable, "-m", "charteroak.cli", "serve", "--demonstration"]
        command += ["--port", str(port), "--workers", str(workers)]
        with (Path(folder) / "log").open("w+") as log:
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
            try:
                _wait(port, process)
                yield Server(port, process.pid)
                complaints = (Path(folder) / "log").read_text().count("database is locked")
                assert complaints == 0, f"{complaints} times the database was locked"
            except AssertionError as error:
                error.add_note((Path(folder) / "log").read_text()[-MOST_LOGGED:])
                raise
            finally:
                process.terminate()
                process.wait()


def steadily(calls: Sequence[Callable[[], object]], per_second: float) -> list[float]:
    """Do ``calls``, one each moment; return how long each took from its moment on, sorted."""
    begun = time.perf_counter() + 0.2
    taken: list[float] = []

    def at(number: int) -> None:
        moment = begun + number / per_second
        time.sleep(max(0.0, moment - time.perf_counter()))
        calls[number]()
        taken.append(time.perf_counter() - moment)

    with ThreadPoolExecutor(VISITORS) as pool:
        list(pool.map(at, range(len(calls))))
    return sorted(taken)


def part(taken: Sequence[float], share: float) -> float:
    """Return the milliseconds within which a ``share`` of calls were done."""
    return 1000 * taken[min(len(taken) - 1, int(share * len(taken)))]


def token_of(page: str) -> str:
    """Return the token against forged forms of a page."""
    found = CSRF.search(page)
    assert found, "the page holds no form"
    return found[1]


def _family(process: int) -> list[int]:
    """Return a process and all that it started, and those that they did."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [process, *(each for child in children.split() for each in _family(int(child)))]


def _times(process: int) -> tuple[int, int]:
    """Return the clock ticks that a process spent itself and in the system."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]), int(fields[12])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if Visitor(port).get("/account/login/")[0] == http.client.OK:
                return
        except OSError:
            time.sleep(0.2)
    message = "the product does not start"
    raise RuntimeError(message)
