"""Serve the product: the desk, requests, guidance, and the worker beside it.

Database and static files are brought up to date first, and every check is run; a start that
would be unsafe is refused with the reason.  Settings come from the environment
(docs/reference/settings.md).

Examples:
  charteroak serve --demonstration
  charteroak serve --port 8080 --workers 4
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys

WORKERS = 2
PORT = 8000


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``serve``."""
    parser.add_argument(
        "--demonstration", action="store_true", help="with made-up people, on this machine only"
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=PORT, help=f"the port (default: {PORT})")
    parser.add_argument(
        "--workers", type=int, default=WORKERS, help=f"web processes (default: {WORKERS})"
    )


def run(options: argparse.Namespace) -> int:
    """Prepare, then serve until Ctrl-C or SIGTERM."""
    if options.demonstration:
        os.environ["CHARTEROAK_DEMONSTRATION"] = "yes"
        os.environ.setdefault("CHARTEROAK_ADDRESS", f"http://{options.host}:{options.port}")
    from charteroak.config.start import prepare, set_up  # noqa: PLC0415 - after the environment

    set_up(options.guidance)
    print("Preparing database and pages; the first time takes some seconds", flush=True)
    prepare()
    _greet(options)
    return _serve(options)


def _greet(options: argparse.Namespace) -> None:
    """Say where to go, and who can sign in to a demonstration."""
    print(f"Charter Oak is at http://{options.host}:{options.port}/ (Ctrl-C stops it)")
    if options.demonstration:
        from charteroak.directory.demonstration import sign_ins  # noqa: PLC0415 - after set_up

        print("\nDemonstration sign-ins; the password of each is on the sign-in page:")
        for agency, people in sign_ins():
            print(f"  {agency}")
            for person in people:
                print(f"    {person.email:40} {person.title}")
    sys.stdout.flush()


def _serve(options: argparse.Namespace) -> int:
    """Run gunicorn and the worker until one of them ends or this process is told to."""
    web = [sys.executable, "-m", "gunicorn", "charteroak.config.wsgi", "--preload"]
    web += ["--bind", f"{options.host}:{options.port}", "--workers", str(options.workers)]
    running = [
        subprocess.Popen([*web, "--log-level", "warning"]),  # noqa: S603 - our own words
        subprocess.Popen([sys.executable, "-m", "charteroak.cli", "work"]),
    ]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        return running[0].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for each in running:
            each.terminate()
        for each in running:
            each.wait()
