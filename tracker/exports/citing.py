"""How to cite one record: as BibTeX, CSL-JSON or plain text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import permissions
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from tracker import listing
from tracker.models import PublishedDocument
from tracker.published import KINDS, encode
from tracker.serializers import moment_query

from . import reading

AUTHOR = "The project's contributors"
UNNAMED = "name withheld"
BIBTEX_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    }
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation of a record says.

    Attributes:
        key: Kind and slug.
        address: Its page, with the moment it was looked at if that is not today.
        changed_on: When the record as a whole last changed.
        version: Data version.
    """

    key: str
    title: str
    address: str
    changed_on: date
    version: int

    @property
    def note(self) -> str:
        """Which state of the record it is, and under which licence."""
        return f"Data version {self.version}, CC BY 4.0"


def bibtex(reference: Reference) -> bytes:
    """Write a ``@misc`` entry, in UTF-8."""

    def field(name: str, value: str) -> str:
        return f"  {name} = {{{value.translate(BIBTEX_ESCAPES)}}},\n"

    day = reference.changed_on
    lines = [
        f"@misc{{{reference.key.replace('/', ':')},\n",
        # Twice in braces: a body of several people, not one with a family name.
        f"  author = {{{{{AUTHOR}}}}},\n",
        field("title", reference.title),
        field("howpublished", reading.TITLE),
        field("year", str(day.year)),
        field("date", day.isoformat()),
        f"  url = {{{reference.address}}},\n",
        field("note", reference.note),
        "}\n",
    ]
    return "".join(lines).encode()


def csl(reference: Reference) -> bytes:
    """Write a list of one item.

    Source: CSL-JSON of the Citation Style Language 1.0.2.
    """
    day = reference.changed_on
    item: dict[str, Any] = {
        "id": reference.key,
        "type": "dataset",
        "title": reference.title,
        "author": [{"literal": AUTHOR}],
        "container-title": reading.TITLE,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": str(reference.version),
        "URL": reference.address,
        "license": "CC-BY-4.0",
    }
    return b"[" + encode(item) + b"]"


def plain(reference: Reference) -> bytes:
    """Write one line of text."""
    day = f"{reference.changed_on.day} {reference.changed_on:%B %Y}"
    text = (
        f"{AUTHOR}. “{reference.title}”. {reading.TITLE}, {day}. {reference.note}."
        f" {reference.address}\n"
    )
    return text.encode()


STYLES: Mapping[str, tuple[str, Callable[[Reference], bytes]]] = {
    "bib": ("application/x-bibtex; charset=utf-8", bibtex),
    "csl.json": ("application/vnd.citationstyles.csl+json", csl),
    "txt": ("text/plain; charset=utf-8", plain),
}


class CiteView(APIView):
    """Gives ``<segment>/<slug>.<style>``."""

    permission_classes = [permissions.AllowAny]
    authentication_classes = []

    lists: Mapping[str, Any] = {}  # view sets of the API, by segment

    @extend_schema(exclude=True)
    def get(
        self, request: Request, segment: str, slug: str, suffix: str
    ) -> HttpResponse:
        """Give the citation of one record, as of a moment if asked."""
        if segment not in self.lists or suffix not in STYLES:
            raise NotFound(f"There is no {segment}/{slug}.{suffix}.")
        kind = KINDS[self.lists[segment].kind_name]
        question = listing.read_moment(kind, dict(request.query_params.lists()))
        rows = PublishedDocument.objects.using("public").filter(kind=kind.name)
        row = rows.filter(slug=slug).only("name", "body").first()
        if row is None:
            raise NotFound(f"There is no {kind.name} {slug}.")
        if listing.at_moment(kind, question, bytes(row.body)) is None:
            raise NotFound(f"Nothing was there of {kind.name} {slug} then.")
        state = reading.export([kind], question, "")
        moment = moment_query(question.known_by, question.as_of)
        path = f"/{kind.segment}/{slug}/{moment}"
        reference = Reference(
            key=f"{kind.name}/{slug}",
            title=row.name or UNNAMED,
            address=request.build_absolute_uri(path),
            changed_on=state.changed_at.date(),
            version=state.version,
        )
        media_type, style = STYLES[suffix]
        return HttpResponse(style(reference), content_type=media_type)
