"""Fetching a list from its official address: optional, and never in tests.

Uploading a file stays the first way: the EU's address needs a token of one's own, and
some authorities turn programs away.
"""

import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from .entries import ListFormat, ListFormatError

MAX_BYTES = 400 * 1024 * 1024
MIN_BYTES = 500  # less is an error page
TIMEOUT = 60  # seconds without an answer
CHUNK = 1024 * 1024  # bytes
TOKEN = "TOKEN"  # stands in addresses that everybody has to complete
AGENT = "exchange-tracker (sanctions list import)"

Open = Callable[[urllib.request.Request], AbstractContextManager[IO[bytes]]]


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but never to an open connection."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: object,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse an address that is not https."""
        if urlsplit(newurl).scheme != "https":
            raise urllib.error.URLError(f"redirects to {newurl[:100]}, not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # typeshed asks for HTTPMessage


def _open(request: urllib.request.Request) -> AbstractContextManager[IO[bytes]]:
    opener = urllib.request.build_opener(_HttpsOnly)
    answer: AbstractContextManager[IO[bytes]] = opener.open(request, timeout=TIMEOUT)
    return answer


def download(
    list_format: ListFormat,
    directory: Path,
    *,
    day: date,
    sha256: str = "",
    open_address: Open = _open,
) -> list[Path]:
    """Fetch the files of today's edition into a directory, named by the day.

    Args:
        list_format: Which list.
        directory: Where to; made if missing.
        day: Goes before each file's name.
        sha256: What the first file must have, or "" where nobody published it.
        open_address: Replaced in tests.

    Raises:
        ListFormatError: An address needs a token, does not answer, or gives too little,
            too much, or something else than ``sha256`` says; the file is not kept.
    """
    roles = [r for r in list_format.url if r not in list_format.whole]
    roles = roles or [*list_format.url][:1]
    directory.mkdir(parents=True, exist_ok=True)
    paths = []
    for role in roles:
        address = list_format.url[role]
        if TOKEN in address:
            problem = "needs a token of your own; download it in a browser instead."
            raise ListFormatError(address, "", problem)
        target = directory / f"{day}_{_name(address)}"
        digest = _fetch(address, target, open_address)
        if sha256 and role == roles[0] and digest != sha256.lower():
            target.unlink()
            problem = f"has SHA-256 {digest} and should have {sha256}."
            raise ListFormatError(address, "", problem)
        paths.append(target)
    return paths


def _name(address: str) -> str:
    return Path(urlsplit(address).path).name.lower()


def _fetch(address: str, target: Path, open_address: Open) -> str:
    """Write what an address gives to a file beside it first; returns its SHA-256."""
    part = target.with_suffix(".part")
    digest, count = hashlib.sha256(), 0
    request = urllib.request.Request(address, headers={"User-Agent": AGENT})
    try:
        with open_address(request) as answer, part.open("wb") as out:
            while (chunk := answer.read(CHUNK)) and count <= MAX_BYTES:
                digest.update(chunk)
                count += len(chunk)
                out.write(chunk)
        if not MIN_BYTES <= count <= MAX_BYTES:
            problem = f"gave {count:,} bytes; {MIN_BYTES:,} to {MAX_BYTES:,} are right."
            raise ListFormatError(address, "", problem)
        part.replace(target)
    except OSError as error:
        raise ListFormatError(address, "", f"does not answer: {error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest()
