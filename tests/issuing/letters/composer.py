"""What a killed worker was doing: composing letters until none is left."""

from __future__ import annotations


def warm_up() -> None:
    """Load what composing needs, before any job is forked."""
    import charteroak.issuing.letters.worker  # noqa: F401, PLC0415 - after the apps are there


def compose() -> None:
    """Compose, until somebody kills this process or nothing is left."""
    from charteroak.issuing.letters.worker import compose_due  # noqa: PLC0415 - as above

    while compose_due():
        pass
