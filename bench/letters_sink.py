"""An SMTP server for the benchmark of letters: it reads each letter to its end, and takes it."""

from __future__ import annotations

import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """Takes every letter."""

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Say yes to a letter that has come whole."""
        del server, session
        return "250 taken" if envelope.content else "554 empty"


async def main() -> None:
    """Serve until killed; print the port first."""
    os.nice(19)  # it stands for a machine elsewhere
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink()), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
