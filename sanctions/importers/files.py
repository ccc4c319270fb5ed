"""Finding the editions in files, directories and archives, and opening them.

Archives are unpacked into a temporary directory, with limits: a tar of 170 editions is
470 KB and 425 MB unpacked, so a ratio cannot tell it from a bomb, but sizes can.
"""

import bz2
import gzip
import hashlib
import lzma
import re
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, BinaryIO, TypeAlias

from .entries import ListFile, ListFormat, ListFormatError

MAX_MEMBER_BYTES = 400 * 1024 * 1024  # sdn_advanced.xml has 120 MB
MAX_ARCHIVE_BYTES = 3 * 1024 * 1024 * 1024
MAX_MEMBERS = 20_000
CHUNK = 1024 * 1024  # bytes
ARCHIVES = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".zip")
Compressed: TypeAlias = lzma.LZMAFile | gzip.GzipFile | bz2.BZ2File
COMPRESSIONS: dict[bytes, Callable[[Path], Compressed]] = {
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"\x1f\x8b": gzip.GzipFile,
    b"BZh": bz2.BZ2File,
}
BROKEN = (
    *(tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error),
    *(EOFError, OSError, NotImplementedError, RuntimeError),  # RuntimeError: encrypted
)
_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """The files of one edition, by role."""

    label: str
    published_on: date | None
    paths: Mapping[str, Path] = field(default_factory=dict)

    def sha256(self) -> str:
        """Digest the files; a single one as ``sha256sum`` does."""
        digests = []
        for _, path in sorted(self.paths.items()):
            with path.open("rb") as stream:
                digests.append(hashlib.file_digest(stream, "sha256").hexdigest())
        if len(digests) == 1:
            return digests[0]
        return hashlib.sha256("\n".join(digests).encode()).hexdigest()

    @contextmanager
    def open(self) -> Iterator[dict[str, ListFile]]:
        """Open all files while the block runs."""
        with ExitStack() as stack:
            yield {
                role: ListFile(path.name, stack.enter_context(path.open("rb")))
                for role, path in self.paths.items()
            }

    @property
    def is_empty(self) -> bool:
        """Whether the main file, or the only one, has no content at all."""
        main = self.paths.get("entries") or next(iter(self.paths.values()))
        with main.open("rb") as stream:
            return not stream.read(CHUNK).strip(b"\r\n\t \x1a\xef\xbb\xbf")


@contextmanager
def editions(
    list_format: ListFormat, sources: Iterable[Path]
) -> Iterator[list[EditionFiles]]:
    """Find the editions in files, directories and archives, oldest first.

    Archives stay unpacked while the block runs. Files in a directory or archive whose
    names the list does not use are passed over.

    Raises:
        ListFormatError: A source does not exist, has no file of the list, or is an
            archive that is broken, too large, or reaches out of its directory.
    """
    with ExitStack() as stack:
        found: list[Path] = []
        for source in sources:
            if not source.exists():
                raise ListFormatError(str(source), "", "does not exist.")
            if source.name.lower().endswith(ARCHIVES):
                directory = stack.enter_context(tempfile.TemporaryDirectory())
                unpack(source, Path(directory))
                found += _belonging(list_format, source, Path(directory))
            elif source.is_dir():
                found += _belonging(list_format, source, source)
            else:
                found.append(source)
        yield _grouped(list_format, found)


def _belonging(list_format: ListFormat, source: Path, directory: Path) -> list[Path]:
    paths = [
        path
        for path in sorted(directory.rglob("*"))
        if path.is_file() and _role(list_format, path)
    ]
    if not paths:
        raise ListFormatError(
            source.name, "", f"has no file of {_wanted(list_format)}."
        )
    return paths


def _wanted(list_format: ListFormat) -> str:
    endings = ", ".join(
        re.sub(r"\(\?.*?\)|\\", "", p) for p in list_format.files.values()
    )
    return f"{list_format.code}; their names end in {endings}"


def _role(list_format: ListFormat, path: Path) -> tuple[str, str] | None:
    """Give the role of a file and what its name has before the ending."""
    name = path.name.lower()
    for role, pattern in list_format.files.items():
        if match := re.search(rf"(?:{pattern})$", name):
            return role, name[: match.start()]
    return None


def _grouped(list_format: ListFormat, paths: list[Path]) -> list[EditionFiles]:
    sets: dict[tuple[Path, str], dict[str, Path]] = {}
    for path in paths:
        found = _role(list_format, path)
        if found is None:
            problem = f"is no file of {_wanted(list_format)}."
            raise ListFormatError(path.name, "", problem)
        role, start = found
        is_whole = role in list_format.whole
        group = (path.parent, f"{start} {role}" if is_whole else start)
        members = sets.setdefault(group, {})
        if role in members and members[role] != path:
            raise ListFormatError(path.name, "", "is given twice.")
        members[role] = path
    found_sets = [
        EditionFiles(
            label=" + ".join(path.name for path in members.values()),
            published_on=_day_of_name(next(iter(members.values()))),
            paths=members,
        )
        for members in sets.values()
    ]
    return sorted(found_sets, key=lambda s: (s.published_on or date.max, s.label))


def _day_of_name(path: Path) -> date | None:
    """Read the day in a file's name, else in its directory's."""
    for name in (path.name, path.parent.name):
        if match := _DAY.search(name):
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


# Archives


def unpack(archive: Path, directory: Path) -> None:
    """Unpack the ordinary files of an archive, within limits.

    Raises:
        ListFormatError: It is broken, too large, or reaches out of the directory.
    """
    left = MAX_ARCHIVE_BYTES
    try:
        for number, (name, stream) in enumerate(_members(archive)):
            if number >= MAX_MEMBERS:
                problem = f"has more than {MAX_MEMBERS:,} files."
                raise ListFormatError(archive.name, "", problem)
            if "\x00" in name:
                raise ListFormatError(
                    archive.name, "", "has a file with a NUL in its name."
                )
            target = (directory / name).resolve()
            if not target.is_relative_to(directory.resolve()):
                problem = f"has a file “{name[:80]}” outside of itself."
                raise ListFormatError(archive.name, "", problem)
            target.parent.mkdir(parents=True, exist_ok=True)
            limit = min(left, MAX_MEMBER_BYTES)
            count = _copy(stream, target, limit)
            if count > limit:
                problem = f"{name} is larger than {limit:,} bytes unpacked; refused."
                raise ListFormatError(archive.name, "", problem)
            left -= count
    except BROKEN as error:
        problem = f"cannot be unpacked ({error}); is it cut off?"
        raise ListFormatError(archive.name, "", problem) from error


def _members(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    if archive.name.lower().endswith(".zip"):
        with zipfile.ZipFile(archive) as packed:
            for entry in packed.infolist():
                if not entry.is_dir():
                    with packed.open(entry) as stream:
                        yield entry.filename, stream
        return
    # tarfile's own "r|xz" unpacks 10 KB at a time, whatever they grow to.
    with (
        _opened(archive) as plain,
        tarfile.open(fileobj=plain, mode="r|") as packed_tar,
    ):
        for member in packed_tar:
            extracted = packed_tar.extractfile(member) if member.isfile() else None
            if extracted is not None:
                yield member.name, extracted


def _opened(archive: Path) -> Compressed | BinaryIO:
    """Open a tar through the compression that its first bytes show."""
    with archive.open("rb") as stream:
        start = stream.read(6)
    for magic, open_compressed in COMPRESSIONS.items():
        if start.startswith(magic):
            return open_compressed(archive)
    return archive.open("rb")


def _copy(stream: IO[bytes], target: Path, limit: int) -> int:
    """Copy and count bytes as they come: headers may lie. Stop above the limit."""
    count = 0
    with target.open("wb") as out:
        while count <= limit and (chunk := stream.read(CHUNK)):
            count += len(chunk)
            out.write(chunk)
    return count


def copy_upload(stream: IO[bytes], name: str, directory: Path) -> Path:
    """Put an uploaded file into a directory under its own name, without its path."""
    target = directory / Path(name.replace("\\", "/")).name
    with target.open("wb") as out:
        shutil.copyfileobj(stream, out, CHUNK)
    return target
