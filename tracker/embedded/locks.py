"""Advisory locks on files, which the kernel drops when their holder dies."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from .errors import EmbeddedError

POLL_INTERVAL = 0.02  # seconds


def open_lock(path: Path) -> int:
    """Open a lock file that child processes do not inherit; return its descriptor."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError:
        raise EmbeddedError(
            f"{path} belongs to another user of this machine. "
            "Set TRACKER_VAR to a directory of your own."
        ) from None


def try_exclusive(descriptor: int) -> bool:
    """Take a lock for oneself alone; say whether nobody else held it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def share(descriptor: int) -> None:
    """Take a lock together with others."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


@contextlib.contextmanager
def exclusive(path: Path, *, timeout: float) -> Iterator[None]:
    """Hold a lock while the block runs.

    Raises:
        EmbeddedError: Another process held it for longer than ``timeout`` seconds.
    """
    descriptor = open_lock(path)
    try:
        deadline = time.monotonic() + timeout
        while not try_exclusive(descriptor):
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"Another process has held {path} for {timeout:.0f} seconds."
                )
            time.sleep(POLL_INTERVAL)
        yield
    finally:
        os.close(descriptor)
