"""The front page, and search."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exchanges import summaries
from exchanges.pairs import pairs
from sanctions import matching
from sanctions.searching import LEAST
from tracker import lexemes, listing, pages
from tracker.published import KINDS

Json = dict[str, Any]
NEWEST = 8  # releases
PAIRS = 6
TRADES_READ = 500  # the newest that pairs are gathered from
HITS = 10  # of each kind
SEARCHED = (
    *("release", "trade", "concession", "person", "party", "entity", "contact"),
    *("country", "source"),
)


@pages.page
def home(request: HttpRequest) -> HttpResponse:
    """Ask the question and show the newest answers."""
    pages.single(dict(request.GET.lists()), ())
    newest = pages.documents("release", limit=NEWEST)
    trades = pages.documents("trade", limit=TRADES_READ)
    context = {
        "newest": [summaries.summary(release) for release in newest],
        "pairs": pairs(trades)[:PAIRS],
    }
    return render(request, "exchanges/home.html", context)


@pages.page
def search(request: HttpRequest) -> HttpResponse:
    """Find whom a name may mean, in any spelling and script, and titles by words."""
    words = pages.single(dict(request.GET.lists()), ["q"]).get("q", "")
    groups: list[Json] = []
    if lexemes.query(words):
        for name in SEARCHED:
            kind = KINDS[name]
            question = listing.read(kind, (), {"q": [words], "limit": [str(HITS + 1)]})
            hits = list(
                listing.documents(kind, question).values("slug", "name")[: HITS + 1]
            )
            if hits:
                groups.append(
                    {"kind": kind, "hits": hits[:HITS], "has_more": len(hits) > HITS}
                )
    context = {"words": words, "groups": groups, "alike": _alike(words)}
    return render(request, "exchanges/search.html", context)


def _alike(words: str) -> list[Json]:
    """Give records and list entries that are called like the words."""
    if not words.strip():
        return []
    question = matching.Question(words, scope="all", limit=HITS, least=LEAST)
    return [
        {
            "address": f"/{match.key}/",
            "name": match.name,
            "what": match.list_code or match.kind,
            "facts": match.facts,
            "spelling": match.spelling if match.spelling != match.name else "",
        }
        for match in matching.match(question)
    ]
