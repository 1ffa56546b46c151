"""The way out by SMTP (RFC 5321), over one connection for as many letters as it carries.

smtplib speaks; what is ours is to know, at each step, whether the server may have the letter.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TypeAlias

from charteroak.outbox.errors import WayClosedError
from charteroak.outbox.letter import Letter, mail_bytes, one_line
from charteroak.outbox.pace import Pace
from charteroak.outbox.route import IMPLICIT_TLS_PORT, Mail
from charteroak.outbox.states import Outcome
from charteroak.outbox.ways import Result

Reply: TypeAlias = "tuple[int, bytes]"
OK, FORWARDED, GO_AHEAD, CLOSING = 250, 251, 354, 421
FIRST_TEMPORARY, FIRST_PERMANENT = 400, 500
NO_UTF8 = "Our mail server takes no address with letters beyond ASCII before the @ (SMTPUTF8)."
BROKEN = (OSError, smtplib.SMTPException, ValueError)


class Server:
    """A mail server; the connection is opened when it is first needed."""

    def __init__(self, mail: Mail, pace: Pace) -> None:
        """Take where it is and how long to wait for it."""
        self._mail, self._pace = mail, pace
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        """Connect, start TLS and sign in, unless that is done.

        Raises:
            WayClosedError: one of these failed; nothing was sent.
        """
        if self._smtp is not None:
            return
        where = f"{self._mail.host}:{self._mail.port}"
        try:
            self._smtp = self._connect()
            self._encrypt(self._smtp)
            self._sign_in(self._smtp)
        except WayClosedError:
            self.close()
            raise
        except BROKEN as error:
            self.close()
            raise WayClosedError(f"{where}: {_words(error)}") from error

    def _connect(self) -> smtplib.SMTP:
        mail, wait = self._mail, self._pace.reply
        if mail.port == IMPLICIT_TLS_PORT and mail.tls == "required":
            return smtplib.SMTP_SSL(mail.host, mail.port, timeout=wait, context=self._trust())
        return smtplib.SMTP(mail.host, mail.port, timeout=wait)

    def _trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self._mail.authorities:
            context.load_verify_locations(self._mail.authorities)
        return context

    def _encrypt(self, smtp: smtplib.SMTP) -> None:
        """Start TLS as asked; where it is required and not to be had, nothing is sent."""
        smtp.ehlo_or_helo_if_needed()
        if self._mail.tls == "none" or isinstance(smtp, smtplib.SMTP_SSL):
            return
        if smtp.has_extn("starttls"):
            smtp.starttls(context=self._trust())
            smtp.ehlo()
        elif self._mail.tls == "required":
            raise WayClosedError("The mail server offers no TLS (STARTTLS), and TLS is required.")

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        if not self._mail.user:
            return
        if self._mail.tls != "none" and not isinstance(smtp.sock, ssl.SSLSocket):
            raise WayClosedError("The mail server offers no TLS; the password is not sent without.")
        smtp.login(self._mail.user, self._mail.password)

    def send(self, letter: Letter) -> Result:
        """Send one letter; the connection is dropped where its condition is not known."""
        assert self._smtp is not None, "open it first"
        if letter.wide and not self._smtp.has_extn("smtputf8"):
            return Result(Outcome.PERMANENT, 0, NO_UTF8)
        with self._limit(self._smtp):
            return self._exchange(self._smtp, letter)

    def _exchange(self, smtp: smtplib.SMTP, letter: Letter) -> Result:
        data = wire_form(letter)
        try:
            if refused := self._hand_over(smtp, letter, data):
                return self._answer(smtp, refused)
        except BROKEN as error:
            # The closing dot has not been sent: the server cannot have taken the letter.
            self._drop()
            return Result(Outcome.TEMPORARY, 0, _words(error))
        return self._last_answer(smtp)

    def _hand_over(self, smtp: smtplib.SMTP, letter: Letter, data: bytes) -> Reply | None:
        """Say all but hear the last answer; return an earlier answer that refuses."""
        reply = smtp.mail(letter.back, self._mail_options(smtp, letter, len(data)))
        if reply[0] != OK:
            return reply
        reply = smtp.rcpt(letter.to)
        if reply[0] not in {OK, FORWARDED}:
            return reply
        reply = smtp.docmd("DATA")
        if reply[0] != GO_AHEAD:
            return reply
        smtp.send(data)
        return None

    def _mail_options(self, smtp: smtplib.SMTP, letter: Letter, size: int) -> list[str]:
        options = []
        if smtp.has_extn("size"):
            options.append(f"SIZE={size}")
        if smtp.has_extn("dsn"):
            # The envelope's id comes back in a report (RFC 3461), so that we know the letter.
            options += ["RET=HDRS", f"ENVID={letter.token}"]
        if letter.wide:
            options.append("SMTPUTF8")
        return options

    def _last_answer(self, smtp: smtplib.SMTP) -> Result:
        """Hear what became of the text; where nothing is heard, it may have been taken.

        RFC 5321 section 6.1 and RFC 1047: no sender can tell these two apart.
        """
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self._pace.final)
            reply = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(self._pace.reply)
        except BROKEN as error:
            self._drop()
            return Result(Outcome.UNKNOWN, 0, f"after the whole text: {_words(error)}")
        if reply[0] < OK:
            self._drop()
            return Result(Outcome.UNKNOWN, 0, f"after the whole text: {_line(reply)}")
        return self._answer(smtp, reply)

    def _answer(self, smtp: smtplib.SMTP, reply: Reply) -> Result:
        """Return what the server's answer means, and make the connection ready for the next."""
        code, line = reply[0], _line(reply)
        if code == OK:
            return Result(Outcome.ACCEPTED, code, line)
        if code == CLOSING or not self._reset(smtp):
            self._drop()
        permanent = code >= FIRST_PERMANENT
        return Result(Outcome.PERMANENT if permanent else Outcome.TEMPORARY, max(code, 0), line)

    @staticmethod
    def _reset(smtp: smtplib.SMTP) -> bool:
        try:
            return bool(smtp.rset()[0] == OK)
        except BROKEN:
            return False

    @contextmanager
    def _limit(self, smtp: smtplib.SMTP) -> Iterator[None]:
        """Cut the line after the longest time; a server may answer one letter an hour for ever."""
        timer = threading.Timer(self._pace.limit, _cut, [smtp])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _drop(self) -> None:
        """Hang up without a word."""
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def close(self) -> None:
        """Say goodbye, and hang up whatever is answered."""
        if self._smtp is not None:
            with suppress(*BROKEN):
                self._smtp.quit()
        self._drop()


def wire_form(letter: Letter) -> bytes:
    """Return the bytes after DATA: the mail, its dots doubled, and the closing dot."""
    data = mail_bytes(letter)
    end = b"" if data.endswith(b"\r\n") else b"\r\n"
    # A header stands first, so no dot can but after the end of a line.
    return data.replace(b"\r\n.", b"\r\n..") + end + b".\r\n"


def _cut(smtp: smtplib.SMTP) -> None:
    """Shut the line down under whoever waits on it; of the TLS layer nothing is asked."""
    if smtp.sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)


def _line(reply: Reply) -> str:
    return one_line(reply[1].decode("utf-8", "replace"))


def _words(error: Exception) -> str:
    """Return an error in one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return one_line(f"{error.smtp_code} {words}")
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return one_line(str(error)) or type(error).__name__
