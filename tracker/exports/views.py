"""Addresses of files: a filtered list, or the whole record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import permissions
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from tracker import listing
from tracker.listing import Question
from tracker.problems import BadParameters, ParameterError
from tracker.published import KINDS

from . import files, reading
from .reading import Export

WHOLE = "record"
UNPAGED = ("limit", "cursor")


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        suffix: End of the address, without the first dot.
        media_type: As registered, or as its tools say.
        make: Turns an export into blocks of bytes.
        kinds: Names of the only kinds it can say something of; empty: all.
        has_whole: Whether it can hold records of several kinds.
    """

    suffix: str
    media_type: str
    make: Callable[[Export], Iterator[bytes]]
    kinds: tuple[str, ...] = ()
    has_whole: bool = True


FORMATS = (
    Format("csv", "text/csv; charset=utf-8", files.csv_table, has_whole=False),
    Format("csv.zip", "application/zip", files.csv_zip),
    Format("jsonl", "application/jsonl", files.json_lines),
    Format("sqlite", "application/vnd.sqlite3", files.sqlite_database),
)


class FileView(APIView):
    """Gives ``<segment>.<suffix>``; the segment ``record`` is everything."""

    permission_classes = [permissions.AllowAny]
    authentication_classes = []

    lists: Mapping[str, Any] = {}  # view sets of the API, by segment
    formats: Sequence[Format] = ()

    @extend_schema(exclude=True)
    def get(self, request: Request, segment: str, suffix: str) -> HttpResponseBase:
        """Give a filtered list, or the whole record, as a file."""
        chosen = next((f for f in self.formats if f.suffix == suffix), None)
        if chosen is None or (segment != WHOLE and segment not in self.lists):
            raise NotFound(f"There is no file {segment}.{suffix}.")
        export = self._export(request, segment, chosen)
        return _response(request, segment, chosen, export)

    def _export(self, request: Request, segment: str, chosen: Format) -> Export:
        address = request.build_absolute_uri()
        parameters = dict(request.query_params.lists())
        if segment == WHOLE:
            if not chosen.has_whole:
                raise NotFound(f"The whole record is no {chosen.suffix}; take a list.")
            listing.read_nothing(parameters)
            kinds = [k for k in reading.everything() if _fits(chosen, k.name)]
            return reading.export(kinds, Question(), address)
        viewset = self.lists[segment]
        kind = KINDS[viewset.kind_name]
        if not _fits(chosen, kind.name):
            raise NotFound(f"Nothing of {segment} can be said as {chosen.suffix}.")
        if paged := [name for name in UNPAGED if name in parameters]:
            raise BadParameters(
                [
                    ParameterError(
                        name, f"{name} has no meaning here: a file is whole."
                    )
                    for name in paged
                ]
            )
        question = listing.read(kind, viewset.filters, parameters)
        question = listing.narrowed(question, viewset.fixed)
        return reading.export([kind], question, address)


def _fits(chosen: Format, kind: str) -> bool:
    return not chosen.kinds or kind in chosen.kinds


def _response(
    request: Request, segment: str, chosen: Format, export: Export
) -> StreamingHttpResponse:
    name = f"{segment}-{export.changed_at:%Y-%m-%d}-v{export.version}.{chosen.suffix}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Data-Version": str(export.version),
        "Link": '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    }
    content = () if request.method == "HEAD" else chosen.make(export)
    return StreamingHttpResponse(
        content, content_type=chosen.media_type, headers=headers
    )
