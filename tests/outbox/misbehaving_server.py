"""A real SMTP server on a port of its own that misbehaves as it is told to, and keeps accounts.

Faults are dealt out one to a connection or one to a letter.  What it has taken it remembers, with
how that ended, so that each letter and each copy can be accounted for.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What can go wrong; the first five before there is a letter."""

    SLOW_BANNER = "no greeting in time"
    BUSY_BANNER = "421 as greeting"
    NO_GREETING = "cut at once"
    STALL_AT_EHLO = "no answer to EHLO"
    NO_TLS = "STARTTLS stripped"
    BUSY_AT_MAIL = "421 to MAIL"
    TEMPORARY_AT_RCPT = "451 to RCPT"
    PERMANENT_AT_RCPT = "550 to RCPT"
    STALL_AT_RCPT = "no answer to RCPT"
    TEMPORARY_AT_DATA = "452 to DATA"
    CUT_IN_DATA = "cut in the text"
    TEMPORARY_AT_DOT = "451 after the text"
    PERMANENT_AT_DOT = "554 after the text"
    GARBAGE_AT_DOT = "no SMTP after the text"
    TAKEN_THEN_CUT = "taken, then cut"
    TAKEN_THEN_STALLED = "taken, then no answer in time"


AT_CONNECTION = frozenset(list(Fault)[:5])
TAKEN = frozenset({Fault.TAKEN_THEN_CUT, Fault.TAKEN_THEN_STALLED, Fault.GARBAGE_AT_DOT})
FOR_GOOD = frozenset({Fault.PERMANENT_AT_RCPT, Fault.PERMANENT_AT_DOT})
MESSAGE_ID = re.compile(rb"(?mi)^Message-ID: (<[^>]*>)")


@dataclass
class Accounts:
    """What the server has seen."""

    taken: list[tuple[str, Fault | None]] = field(default_factory=list)
    faults: Counter[Fault] = field(default_factory=Counter)
    refused_for_good: set[str] = field(default_factory=set)
    mails: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, str]] = field(default_factory=list)
    connections: int = 0


Dealer = Callable[[bool], "Fault | None"]


def well_behaved(at_connection: bool) -> Fault | None:  # noqa: ARG001, FBT001 - a Dealer
    """Deal no fault."""
    return None


class MisbehavingServer:
    """The server; ``deal(at_connection)`` says which fault comes next, if any."""

    def __init__(
        self,
        deal: Dealer = well_behaved,
        *,
        stall: float = 1.0,
        tls: ssl.SSLContext | None = None,
        utf8: bool = True,
        keep_mails: bool = True,
    ) -> None:
        self.deal, self.stall, self.tls, self.utf8 = deal, stall, tls, utf8
        self.keep_mails = keep_mails
        self.accounts = Accounts()
        self.port = 0

    async def serve(self, ready: threading.Event, stop: asyncio.Event) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, limit=2**24)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await stop.wait()
        server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await Session(self, reader, writer).run()
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, TimeoutError):
            pass
        finally:
            writer.close()


class Session:
    """One connection."""

    def __init__(
        self, server: MisbehavingServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.server, self.reader, self.writer = server, reader, writer
        self.accounts = server.accounts
        self.accounts.connections += 1
        self.stripped = self.encrypted = False
        self.sender = self.recipient = ""
        self.fault: Fault | None = None

    async def run(self) -> None:
        fault = self._next(at_connection=True)
        if fault is Fault.NO_GREETING:
            return
        if fault is Fault.SLOW_BANNER:
            await asyncio.sleep(self.server.stall)
        if fault is Fault.BUSY_BANNER:
            await self.say("421 come back later")
            return
        self.stripped = fault is Fault.NO_TLS
        await self.say("220 misbehaving.example.org ESMTP")
        while line := await self.reader.readline():
            verb = line[:4].upper().decode("ascii", "replace")
            if fault is Fault.STALL_AT_EHLO and verb == "EHLO":
                await asyncio.sleep(self.server.stall)
                return
            if not await self.answer(verb, line.decode("utf-8", "replace").strip()):
                return

    def _next(self, *, at_connection: bool) -> Fault | None:
        fault = self.server.deal(at_connection)
        if fault is not None:
            self.accounts.faults[fault] += 1
        return fault

    async def say(self, line: str) -> None:
        self.writer.write(f"{line}\r\n".encode())
        await self.writer.drain()

    async def answer(self, verb: str, line: str) -> bool:
        """Answer one command; return false to hang up."""
        if verb == "EHLO":
            await self.hello()
        elif verb == "STAR":
            await self.start_tls()
        elif verb == "MAIL":
            return await self.mail(line)
        elif verb == "RCPT":
            return await self.rcpt(line)
        elif verb == "DATA":
            return await self.data()
        elif verb == "QUIT":
            await self.say("221 bye")
            return False
        else:
            await self.say("250 fine")
        return True

    async def hello(self) -> None:
        words = ["misbehaving.example.org", "SIZE 50000000", "DSN", "8BITMIME"]
        words += ["SMTPUTF8"] if self.server.utf8 else []
        words += ["STARTTLS"] if self.server.tls and not (self.stripped or self.encrypted) else []
        for word in words[:-1]:
            await self.say(f"250-{word}")
        await self.say(f"250 {words[-1]}")

    async def start_tls(self) -> None:
        assert self.server.tls is not None
        await self.say("220 go ahead")
        await self.writer.start_tls(self.server.tls)
        self.encrypted = True

    async def mail(self, line: str) -> bool:
        self.fault = self._next(at_connection=False)
        self.sender = line[len("MAIL FROM:") :]
        if self.fault is Fault.BUSY_AT_MAIL:
            await self.say("421 too busy")
            return False
        await self.say("250 fine")
        return True

    async def rcpt(self, line: str) -> bool:
        self.recipient = line[len("RCPT TO:") :].partition(">")[0].lstrip("<")
        if self.fault is Fault.TEMPORARY_AT_RCPT:
            await self.say("451 4.3.0 try again")
        elif self.fault is Fault.PERMANENT_AT_RCPT:
            self.accounts.refused_for_good.add(self.recipient)
            await self.say("550 5.1.1 no such mailbox")
        elif self.fault is Fault.STALL_AT_RCPT:
            await asyncio.sleep(self.server.stall)
            return False
        else:
            await self.say("250 fine")
        return True

    async def data(self) -> bool:
        if self.fault is Fault.TEMPORARY_AT_DATA:
            await self.say("452 4.3.1 no room")
            return True
        await self.say("354 go ahead")
        if self.fault is Fault.CUT_IN_DATA:
            await self.reader.readexactly(20)
            self.writer.transport.abort()
            return False
        text = await self.reader.readuntil(b"\r\n.\r\n")
        return await self.text(text)

    async def text(self, text: bytes) -> bool:
        if self.fault is Fault.TEMPORARY_AT_DOT:
            await self.say("451 4.3.0 could not be stored")
        elif self.fault is Fault.PERMANENT_AT_DOT:
            self.accounts.refused_for_good.add(self.recipient)
            await self.say("554 5.6.0 refused")
        elif self.fault is Fault.GARBAGE_AT_DOT:
            self.take(text)
            await self.say("what?")
            return False
        else:
            self.take(text)
            return await self.taken()
        return True

    async def taken(self) -> bool:
        if self.fault is Fault.TAKEN_THEN_CUT:
            self.writer.transport.abort()
            return False
        if self.fault is Fault.TAKEN_THEN_STALLED:
            await asyncio.sleep(self.server.stall)
            return False
        await self.say("250 2.0.0 taken")
        return True

    def take(self, text: bytes) -> None:
        found = MESSAGE_ID.search(text)
        self.accounts.taken.append((found[1].decode() if found else "", self.fault))
        self.accounts.envelopes.append((self.sender, self.recipient))
        if self.server.keep_mails:
            self.accounts.mails.append(text)


@contextmanager
def running(server: MisbehavingServer) -> Iterator[MisbehavingServer]:
    """Run the server in a thread of its own for as long as the block lasts."""
    ready, loop, stop = threading.Event(), asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=_run, args=(loop, server, ready, stop), daemon=True)
    thread.start()
    assert ready.wait(5)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)


def _run(
    loop: asyncio.AbstractEventLoop,
    server: MisbehavingServer,
    ready: threading.Event,
    stop: asyncio.Event,
) -> None:
    asyncio.set_event_loop(loop)
    loop.run_until_complete(server.serve(ready, stop))
    for task in (left := asyncio.all_tasks(loop)):
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.close()


def in_turn(*faults: Fault | None) -> Dealer:
    """Deal these faults one after the other, each where it belongs, then none."""
    at_connection = [each for each in faults if each in AT_CONNECTION]
    at_letter = [each for each in faults if each not in AT_CONNECTION]

    def deal(now_at_connection: bool) -> Fault | None:  # noqa: FBT001 - a Dealer
        pile = at_connection if now_at_connection else at_letter
        return pile.pop(0) if pile else None

    return deal
