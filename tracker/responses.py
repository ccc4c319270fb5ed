"""Ready answers, kept in each process for as long as the public record is the same.

An answer is kept for one data version. The version is read before anything else of a
request, so an answer is never older than the version it is kept for; when a newer
version is seen, everything goes.
"""

import gzip
import re
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

COMPRESSION_LEVEL = 5  # of 9: half the time of 6, a hundredth larger
COMPRESSED_MIN = 200  # bytes; smaller ones do not get smaller
OVERHEAD = 1_000  # bytes that an answer takes beside its body
SHARE_MAX = 8  # one answer takes an eighth of the room at most
REFUSES_GZIP = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """The state of the public record. Later ones are greater.

    Attributes:
        changed: Microseconds since 1970 at which it was published.
        number: How many publications there were.
    """

    changed: int
    number: int


@dataclass(slots=True)
class Stored:
    """One answer: what every client gets, and the same compressed."""

    headers: Headers
    body: bytes
    packed: bytes | None = None

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return OVERHEAD + len(self.body) + len(self.packed or b"")

    def bytes_for(self, *, is_packed: bool) -> bytes:
        """Give the body, compressed the first time somebody asks for that."""
        if not is_packed:
            return self.body
        if self.packed is None:
            self.packed = packed(self.body)
        return self.packed


class Responses:
    """The answers kept, the least used leaving first. Safe between threads."""

    def __init__(self, capacity: int) -> None:
        """Start empty.

        Args:
            capacity: Bytes; 0 keeps nothing.
        """
        self.capacity = capacity
        self.size = 0
        self._version = Version(0, 0)
        self._lock = Lock()
        self._stored: OrderedDict[str, tuple[Stored, int]] = OrderedDict()

    def get(self, version: Version, key: str) -> Stored | None:
        """Give the answer kept for exactly this version; None if there is none."""
        with self._lock:
            if version > self._version:
                self._forget(version)
            found = self._stored.get(key) if version == self._version else None
            if found is None:
                return None
            self._stored.move_to_end(key)
            return found[0]

    def put(self, version: Version, key: str, stored: Stored) -> None:
        """Keep an answer, unless a newer version has been seen since or it is large."""
        size = stored.size
        with self._lock:
            if version != self._version or size * SHARE_MAX > self.capacity:
                return
            before = self._stored.pop(key, None)
            self.size += size - (before[1] if before else 0)
            self._stored[key] = (stored, size)
            while self.size > self.capacity:
                _, (_, freed) = self._stored.popitem(last=False)
                self.size -= freed

    def _forget(self, version: Version) -> None:
        self._stored.clear()
        self.size = 0
        self._version = version


def packed(body: bytes) -> bytes:
    """Compress a body, always to the same bytes."""
    return gzip.compress(body, COMPRESSION_LEVEL, mtime=0)


def takes_gzip(accept_encoding: str) -> bool:
    """Tell whether a client takes gzip, by its ``Accept-Encoding``."""
    accepted = accept_encoding.lower()
    return "gzip" in accepted and not REFUSES_GZIP.search(accepted)
