"""Random texts that are made once and kept in a file."""

import os
import secrets
import tempfile
from pathlib import Path

SECRET_BYTES = 48  # 64 characters


def kept(path: Path) -> str:
    """Return the random text in a file that only we can read; make it if need be.

    Two processes that start at once get the same one: it is written elsewhere and
    linked into place, which only one of them can do.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
        try:
            os.link(name, path)
        except FileExistsError:
            pass  # the other one was first
        finally:
            Path(name).unlink()
    return path.read_text(encoding="ascii")
