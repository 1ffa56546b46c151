"""Charter Oak makes official guidance do its work: the letter and the program are one text.

`charteroak.core` is the whole of the deciding; everything else reads what it compiles.
"""

from __future__ import annotations


def __getattr__(name: str) -> str:
    """Return the version, which is looked up only when asked for: a desk waits for nothing."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - costs 20 ms of each cold start

        return version("charteroak")
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
