"""Say in plain words what is missing when this Python cannot make the project's `.venv`.

Run by `make setup` with whatever Python is found, so it keeps to what Python 3.0 understands.
"""

import importlib.util
import sys

MINIMUM = (3, 11)


def what_is_wrong() -> "str | None":
    """Return what to do before `.venv` can be made, or None."""
    found = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < MINIMUM:
        return (
            "Charter Oak needs Python 3.11 or later; " + sys.executable + " is " + found + ".\n"
            "Install a newer one, then say which: make setup PYTHON=python3.11"
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return (
            "This Python cannot make virtual environments.\n"
            "On Debian and Ubuntu: apt-get install python3-venv, then make setup again."
        )
    return None


if __name__ == "__main__":
    sys.exit(what_is_wrong())
