"""Tables of text: encodings, end marks, and rows with the right columns."""

import csv
import io
from collections.abc import Iterator, Sequence

from .entries import ListFile, ListFormatError

MAX_BYTES = 100 * 1024 * 1024  # ten times the largest csv list of today
MAX_CELL = 200_000  # characters; statements of reasons are long
END_OF_FILE = b"\x1a"  # DOS mark at the end of official OFAC files

csv.field_size_limit(MAX_CELL)


def read_text(file: ListFile) -> str:
    """Decode a file: UTF-8 with or without a mark, else Windows-1252.

    Raises:
        ListFormatError: It is too large, a web page, or in another encoding.
    """
    raw = file.stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise ListFormatError(file.name, "", f"is larger than {MAX_BYTES:,} bytes.")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in raw[:4096]:
        problem = "is UTF-16 or not text at all; save it as UTF-8."
        raise ListFormatError(file.name, "", problem)
    raw = raw.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n").rstrip(END_OF_FILE)
    if raw[:200].lstrip().startswith(b"<"):
        problem = "is a web page or XML, not csv; download it again."
        raise ListFormatError(file.name, "", problem)
    for mark in (END_OF_FILE, b"\x00"):
        if mark in raw:
            line = raw[: raw.index(mark)].count(b"\n") + 1
            problem = f"has the byte {mark[0]:#04x} in its midst; only its end may."
            raise ListFormatError(file.name, f"line {line}", problem)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows(raw, file.name, error)


def _windows(raw: bytes, file: str, error: UnicodeDecodeError) -> str:
    """Decode as Windows-1252, unless it is UTF-8 with a byte broken here and there."""
    lenient = raw.decode("utf-8", "replace")
    broken_count = lenient.count("\N{REPLACEMENT CHARACTER}")
    whole_count = sum(letter > "\x7f" for letter in lenient) - broken_count
    try:
        if whole_count > broken_count:
            raise error
        return raw.decode("cp1252")
    except UnicodeDecodeError as second:
        line = raw[: second.start].count(b"\n") + 1
        problem = "is neither UTF-8 nor Windows-1252; save it as UTF-8."
        raise ListFormatError(file, f"line {line}", problem) from error


def rows(
    file: ListFile, text: str, *, width: int, delimiter: str = ",", first_line: int = 1
) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the number of the line it ends on; empty lines are skipped.

    Raises:
        ListFormatError: A row has not ``width`` columns, or quotes do not close.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if len(row) == width:
                yield reader.line_num + first_line - 1, row
            elif row and row != [""]:
                line = f"line {reader.line_num + first_line - 1}"
                problem = f"has {len(row)} columns and should have {width}"
                start = row[0][:40]
                raise ListFormatError(
                    file.name, line, f"{problem}; it begins with “{start}”."
                )
    except csv.Error as error:
        line = f"line {reader.line_num + first_line - 1}"
        problem = f"is not a whole csv row ({error}); is the file cut off?"
        raise ListFormatError(file.name, line, problem) from error


def header_rows(
    file: ListFile,
    text: str,
    *,
    needed: Sequence[str],
    delimiter: str = ",",
    first_line: int = 1,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row under the header line as a mapping of stripped cells.

    A header line that comes again is skipped, as in joined copies.

    Raises:
        ListFormatError: A needed column is missing, or a row has other columns.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [cell.strip() for cell in next(reader, [])]
    missing = [name for name in needed if name not in header]
    if missing:
        problem = f"has no column {', '.join(missing)}; it has {', '.join(header)}."
        raise ListFormatError(file.name, f"line {first_line}", problem[:600])
    for line, row in rows(
        file, text, width=len(header), delimiter=delimiter, first_line=first_line
    ):
        cells = [cell.strip() for cell in row]
        if cells != header:
            # Of columns with one name the first counts: EU files repeat the number.
            yield line, dict(zip(reversed(header), reversed(cells), strict=True))
