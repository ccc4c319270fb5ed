"""Everything that anybody may ask the site for, fetched."""

import html
import io
import json
import re
import sqlite3
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlencode

from django.core.management import call_command
from django.urls import URLResolver, get_resolver, reverse

from exchanges import exports as exchanges_exports
from exchanges import urls as pages
from tracker.exports import views as exports
from tracker.urls import VIEWSETS

API = "/api/v1/"
FIXED_PAGES = (
    *("/", "/healthz", "/readyz", "/unknown/"),
    *("/robots.txt", "/favicon.ico", "/.well-known/security.txt", "/sitemap.xml"),
    *("/sitemap-pages.xml", "/sitemap-records.xml"),
    *(API, f"{API}schema/", f"{API}docs/", f"{API}docs/?script=", f"{API}unknown/"),
    *(f"{API}changes/?limit=200", f"{API}changes/?since=2000-01-01"),
    *(f"{API}search/?q=person", f"{API}search/?q=title", f"{API}search/?q=cafebabe"),
    *(f"{API}search/?q=hidden+bearer", f"{API}match/", f"{API}match/properties/"),
    f"{API}match/?scope=all&queries=%7B%22q%22%3A%7B%22query%22%3A%22person%22%7D%7D",
    *(f"{API}match/suggest/{w}/?prefix=person" for w in ("entity", "type", "property")),
    *(f"{API}discrepancies/", f"{API}revolving-door/", f"{API}price/"),
    *(f"{API}timeline/", f"{API}timeline/?limit=200"),
)


# Pages that have an address of their own; each record and list has one besides.
FIXED_PUBLIC_PAGES = (
    *("/search/", "/search/?q=person", "/ledger/", "/discrepancies/"),
    *(
        "/reconciliation/",
        "/revolving-door/",
        "/price/",
        "/feeds/releases.atom",
        "/explore/",
    ),
    *("/explore/timeline/", "/explore/map/", "/explore/flow/"),
    *("/embed/explore/timeline/", "/oembed/?url=/explore/timeline/"),
    *("/methodology/", "/changelog/", "/api/", "/data/", "/data/dictionary/"),
    "/report-an-error/",
)
FIXED = ("/", *FIXED_PUBLIC_PAGES)
PAGE_NAMES = {f"pages:{pattern.name}" for pattern in pages.urlpatterns}
NEXT_PAGE = re.compile(r'<a href="(\?[^"]*)" rel="next"')
SLUG = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Answer:
    """What came back, as bytes that can be compared and searched."""

    status: int
    headers: str
    body: bytes

    @property
    def text(self):
        return f"{self.headers}\n{self.body.decode(errors='replace')}"

    @property
    def json(self):
        return json.loads(self.body)


FORMATS = {
    entry.suffix: entry for entry in (*exports.FORMATS, *exchanges_exports.FORMATS)
}


def opened(path, content):
    """What a file holds, as text that can be searched."""
    path = path.partition("?")[0]
    if path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [name.encode() + archive.read(name) for name in archive.namelist()]
        return b"\n".join(parts)
    if path.endswith(".sqlite"):
        database = sqlite3.connect(":memory:")
        database.deserialize(content)
        content = "\n".join(database.iterdump()).encode()
        database.close()
    return content


def fetch_file(client, path):
    answer = ask(client, path)
    return Answer(answer.status, answer.headers, opened(path, answer.body))


def fetch_files(client):
    """Fetch the whole in every format, and every list as JSON Lines."""
    paths = [f"{API}record.{s}" for s, entry in FORMATS.items() if entry.has_whole]
    paths += [f"{API}{segment}.jsonl" for segment in VIEWSETS]
    paths += [f"{API}releases.{suffix}" for suffix in ("csv", "geojson")]
    return {path: fetch_file(client, path) for path in paths}


def ask(client, path, method="get", **options):
    response = getattr(client, method)(path, **options)
    body = b"".join(response.streaming_content) if response.streaming else None
    headers = [f"{name}: {value}" for name, value in sorted(response.headers.items())]
    headers += [str(morsel) for morsel in response.cookies.values()]
    return Answer(
        response.status_code,
        "\n".join(headers),
        response.content if body is None else body,
    )


def fetch(client):
    """Fetch every public page and the report; by path, or by words for the report."""
    answers = {path: ask(client, path) for path in FIXED_PAGES}
    for segment in VIEWSETS:
        answers |= fetch_list(client, f"{API}{segment}/?limit=7")
    answers |= fetch_listings(client)
    people = [path for path in answers if path.startswith(f"{API}people/person-")]
    for path in people[:1]:
        key = path.removeprefix(API).rstrip("/")
        preview = f"{API}match/preview/?id={key}"
        answers[preview] = ask(client, preview)
    codes = [path.split("/")[-2] for path in answers if "parties/" in path]
    for pair in pairwise(sorted({code for code in codes if code != "parties"})):
        path = f"{API}ledger/?between={','.join(pair)}"
        answers[path] = ask(client, path)
    return answers | fetch_pages(client, answers) | fetch_files(client) | report()


def fetch_pages(client, records):
    """Fetch every page: the fixed ones, all pages of the lists, and each record's."""
    answers = {path: ask(client, path) for path in FIXED_PUBLIC_PAGES}
    for segment in pages.DETAILS:
        path = f"/{segment}/"
        while path:
            answers[path] = page = ask(client, path)
            link = NEXT_PAGE.search(page.text)
            path = link and f"/{segment}/{html.unescape(link[1])}"
        for address in records:
            slug = address.removeprefix(f"{API}{segment}/").rstrip("/")
            if address.startswith(f"{API}{segment}/") and SLUG.fullmatch(slug):
                answers |= fetch_record(client, segment, slug)
    return answers


def fetch_record(client, segment, slug):
    path = f"/{segment}/{slug}/"
    found = [path, f"/{segment}/{slug}.json"]
    found += [f"{API}{segment}/{slug}.txt", f"{API}{segment}/{slug}.bib"]
    if segment == "releases":
        found += [f"/embed{path}", f"/oembed/?url={path}", f"{path}card.png"]
    return {address: ask(client, address) for address in found}


def fetch_list(client, path):
    """Fetch all pages of a list, and each record in it under the list's address."""
    answers = {}
    base = path.partition("?")[0]
    while path:
        answers[path] = page = ask(client, path)
        for record in page.json["results"]:
            slug = record["slug"] if "slug" in record else record["tally"]["slug"]
            answers[f"{base}{slug}/"] = ask(client, f"{base}{slug}/")
        path = page.json["next"]
    return answers


def fetch_listings(client):
    """Fetch the periods of list entries, each entry, and who was listed on a day."""
    path = f"{API}listings/"
    answers = {path: ask(client, path)}
    for period in answers[path].json["results"]:
        entry = f"{path}{period['slug']}/"
        page = f"/listings/{period['slug']}/"
        answers |= {entry: ask(client, entry), page: ask(client, page)}
    path = f"{API}entities/?listed_on=2020-01-01"
    return {**answers, path: ask(client, path)}


def report():
    return {
        f"report {option}": Answer(0, "", output(option).encode())
        for option in ("", "--json")
    }


def output(option):
    stream = io.StringIO()
    call_command("report", *filter(None, [option]), stdout=stream)
    return stream.getvalue()


def filtered(values):
    """Addresses of every list with every filter, asked for each of the values."""
    for segment, viewset in VIEWSETS.items():
        names = [
            entry.name
            for entry in viewset.filters
            if not entry.choices and not entry.on_day
        ]
        for name in (*names, "q"):
            for value in values:
                yield f"{API}{segment}/?{urlencode({name: value})}"


@dataclass(frozen=True)
class Place:
    """One pattern of the resolver."""

    name: str  # with its namespaces; the route, if it has no name
    route: str
    parameters: tuple[str, ...]

    def address(self, **values):
        return reverse(self.name, kwargs={p: values[p] for p in self.parameters})


def places(resolver=None, namespaces=(), route="", parameters=()):
    """Every pattern of the resolver, those of other resolvers inside it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        where = route + str(pattern.pattern)
        needed = (*parameters, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, *filter(None, [pattern.namespace]))
            yield from places(pattern, inside, where, needed)
        else:
            name = ":".join((*namespaces, pattern.name)) if pattern.name else where
            yield Place(name, where, needed)
