"""Files that hold a secret: readable by their owner only, and never seen half written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from charteroak.sealing.errors import KeyFileError


def write_secret(path: Path, text: str, *, replace: bool = False) -> None:
    """Write ``text`` to ``path`` with mode 0600, in one step.

    Args:
        path: the file; its folder is made if need be.
        text: the secret, in ASCII.
        replace: put it in the place of a file that is there already.

    Raises:
        KeyFileError: there is a file already, and it was not to be replaced.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            Path(written).replace(path)
        else:
            # A link fails where the file exists; a rename would put ours over it.
            os.link(written, path)
    except FileExistsError as error:
        message = f"{path}: there is a file already, and it was left as it is"
        raise KeyFileError(message) from error
    finally:
        Path(written).unlink(missing_ok=True)
