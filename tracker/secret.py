"""The demo's own secret key, made once and kept beside its database."""

import os
import secrets
import tempfile
from pathlib import Path

SECRET_BYTES = 48  # 64 characters


def demo_secret(var: Path) -> str:
    """Return the secret in ``var/secret-key``; make it if there is none.

    Two processes that start at once get the same one: it is written elsewhere and
    linked into place, which only one of them can do.
    """
    path = var / "secret-key"
    if not path.exists():
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=var, prefix="secret-key.")
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
        try:
            os.link(name, path)
        except FileExistsError:
            pass  # the other one was first
        finally:
            Path(name).unlink()
    return path.read_text(encoding="ascii")
