"""Measure drafts from articles on a folder of labelled articles.

Run ``python -m benchmarks.extraction [--articles DIR] [--json]``. The folder holds
``texts/NN.txt`` and ``gold/NN.yaml``, and may hold ``index.json`` (id, date, title).
The articles are no part of the repository.

No gazetteer sees the story under test: for each article the dossiers that tell of the
same release, or name a person whom its labels name, are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # run as a file
    sys.path.insert(0, str(ROOT))

from benchmarks import extraction_scores as scores  # noqa: E402
from exchanges.intake import drafting, gazetteers, paragraphs  # noqa: E402
from exchanges.intake.acts import Modality  # noqa: E402
from exchanges.intake.dates import When  # noqa: E402
from exchanges.intake.drafting import Reading  # noqa: E402
from exchanges.intake.releases import Release  # noqa: E402

NEAR = timedelta(days=45)  # a dossier's release this close to the article is its story
KINDS = {
    "sanctions_relief": "sanctions_relief",
    "funds_unfrozen": "asset_release",
    "ransom": "money",
    "payment": "money",
    "debt_settlement": "money",
    "purchase": "goods",
    "goods": "goods",
    "services": "goods",
    "medical": "goods",
    "release": "counter_release",
}
STATUS = {
    "considered": "proposed",
    "demanded": "proposed",
    "offered": "proposed",
    "agreed": "announced",
    "partly_delivered": "done",
    "delivered": "done",
    "refused": "denied",
    "reversed": "reversed",
    "withdrawn": "reversed",
}
PARTIES = {"TALIBAN": "AF", "HOUTHI": "houthis", "HOUTHIS": "houthis"}


@dataclass(frozen=True, slots=True)
class Story:
    """A dossier of the repository: what it names, and what would give it away."""

    name: str
    chapter: gazetteers.Chapter
    releases: tuple[tuple[str, date, date], ...]
    people: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the folder with its labels."""

    id: str
    title: str
    published: date
    text: str
    labels: dict[str, Any]


def articles(folder: Path) -> list[Article]:
    """Read the articles of a folder, with or without an index."""
    index: dict[str, dict[str, Any]] = {}
    if (folder / "index.json").is_file():
        index = {
            row["id"]: row for row in json.loads((folder / "index.json").read_text())
        }
    found = []
    for path in sorted((folder / "gold").glob("*.yaml")):
        labels: dict[str, Any] = yaml.safe_load(path.read_text())
        name = str(labels.get("id") or path.stem)
        text = folder / "texts" / f"{path.stem}.txt"
        known = index.get(name, {})
        published = labels.get("published") or known.get("date")
        found.append(
            Article(
                name,
                str(labels.get("title") or known.get("title") or ""),
                date.fromisoformat(str(published)),
                text.read_text(),
                labels,
            )
        )
    if not found:
        raise SystemExit(f"{folder}: no gold/*.yaml there")
    return found


def stories(folder: Path) -> list[Story]:
    """Read the dossiers of the repository."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        story: dict[str, Any] = yaml.load(path.read_text(), Loader=yaml.CBaseLoader)
        chapter = gazetteers.dossier(story)
        spans = tuple(
            (release.get("captor", ""), *_days(release["released_on"]))
            for release in (story.get("releases") or {}).values()
            if release.get("released_on")
        )
        found.append(
            Story(
                path.stem,
                chapter,
                tuple(span for span in spans if len(span) == 3),
                frozenset(gazetteers.skeleton(name) for name in chapter.people),
            )
        )
    return found


def _days(edtf: str) -> tuple[date, ...]:
    """Give the first and last day that the digits of a date name."""
    import re

    days = re.findall(r"\d{4}-\d{2}-\d{2}", edtf)
    if days:
        return date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    month = re.match(r"(\d{4})-(0[1-9]|1[0-2])", edtf)
    if month:
        first = date(int(month[1]), int(month[2]), 1)
        return first, first + timedelta(days=30)
    year = int(edtf.lstrip("[~")[:4]) if edtf.lstrip("[~")[:4].isdecimal() else 0
    return (date(year, 1, 1), date(year, 12, 31)) if year else ()


def is_same_story(article: Article, story: Story) -> bool:
    """Tell whether a dossier tells of what the article tells."""
    captors = {
        code
        for release in article.labels.get("releases") or []
        for code in scores.codes(release.get("by"))
    }
    for captor, first, last in story.releases:
        if label_of(captor) in captors and (
            first - NEAR <= article.published <= last + NEAR
        ):
            return True
    names = {
        gazetteers.skeleton(name)
        for release in article.labels.get("releases") or []
        for name in release.get("names") or []
    }
    return bool(names & story.people)


def label_of(code: str) -> str:
    """Give a party's code as labels write it: two letters, or a slug."""
    if code in PARTIES:
        return PARTIES[code]
    return code if len(code) == 2 else code.lower().replace("_", "-")


def label_date(when: When | None) -> str | None:
    """Give a date as labels write it: the day, else the month or the year."""
    if when is None:
        return None
    if when.is_day:
        return when.earliest.isoformat()
    first, last = when.earliest, when.latest
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}-{first.month:02d}"
    return str(first.year) if first.year == last.year else None


def label_count(release: Release) -> int | None:
    """Give the number as labels write it: as printed, or of the names."""
    if release.count is not None:
        return release.count.number
    return len(release.names) if release.names and not release.is_group else None


def answer_of(reading: Reading) -> dict[str, Any]:
    """Write what was read in the words of the labels."""
    releases = []
    for number, release in enumerate(reading.releases):
        releases.append(
            {
                "id": f"r{number + 1}",
                "n": label_count(release),
                "date": label_date(reading.day_of(release)),
                "by": [label_of(code) for code in sorted(release.agents)],
                "names": list(release.names),
                "status": "completed"
                if release.modality is Modality.DONE
                else "announced",
            }
        )
    prices: list[dict[str, Any]] = [
        {
            "id": f"c{number + 1}",
            "kind": KINDS.get(price.kind, "diplomatic_act"),
            "giver": [label_of(code) for code in sorted(price.givers)],
            "receiver": [label_of(code) for code in sorted(price.receivers)],
            "status": STATUS[price.step],
            "object": price.mentions[0].thing,
        }
        for number, price in enumerate(reading.concessions)
    ]
    links: list[list[str]] = []
    for link in reading.links:
        name = f"c{(link.concession or 0) + 1}"
        if link.counter is not None:
            name = f"s{link.counter + 1}"
            sides = (
                reading.releases[link.release].agents
                | reading.releases[link.counter].agents
            )
            done = all(
                reading.releases[i].modality is Modality.DONE
                for i in (link.release, link.counter)
            )
            known = next((price for price in prices if price["id"] == name), None)
            if known is not None:
                known["giver"] = sorted({*known["giver"], *map(label_of, sides)})
            else:
                prices.append(
                    {
                        "id": name,
                        "kind": "counter_release",
                        "giver": [label_of(code) for code in sorted(sides)],
                        "status": "done" if done else "announced",
                        "release": f"r{link.counter + 1}",
                    }
                )
        word = (
            "denied"
            if link.is_denied
            else ("implied" if link.basis == "sequence" else "explicit")
        )
        links.append([f"r{link.release + 1}", name, word])
    words = {link[2] for link in links}
    return {
        "releases": releases,
        "concessions": prices,
        "links": links,
        "negotiators": list(reading.negotiators),
        "mediators": [label_of(code) for code in reading.mediators],
        "sanctioned": list(reading.sanctioned),
        "exchange": next(
            (w for w in ("explicit", "denied", "implied") if w in words), "none"
        ),
    }


def measure(
    found: Sequence[Article], known: Sequence[Story], base: Iterable[gazetteers.Chapter]
) -> dict[str, Any]:
    """Read all articles and score them.

    Returns:
        The scorer's measures, ``articles_per_second`` (of reading alone: gazetteers
        are made once in use) and ``distractors_with_release`` (articles whose labels
        have no release, for which one was found).
    """
    result, base = scores.Scores(), list(base)
    seconds, distractors = 0.0, 0
    paragraphs.sentences("", ["The tagger loads its lexicon at the first sentence."])
    for article in found:
        chapters = [s.chapter for s in known if not is_same_story(article, s)]
        gazetteer = gazetteers.Gazetteer.of([*base, *chapters])
        start = time.perf_counter()
        lines = paragraphs.paragraphs(article.text)
        reading = drafting.read(article.title, lines, article.published, gazetteer)
        seconds += time.perf_counter() - start
        answer = answer_of(reading)
        result.add(article.labels, answer)
        distractors += bool(answer["releases"]) and not article.labels.get("releases")
    measures = result.figures()
    measures["articles_per_second"] = round(len(found) / seconds, 1)
    measures["distractors_with_release"] = distractors
    measures["misses"] = result.misses
    return measures


def main() -> None:
    """Read arguments, measure, print."""
    shared = os.environ.get("TRACKER_SHARED")
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "--articles",
        type=Path,
        default=Path(shared) / "articles" if shared else None,
        help="a folder with texts/ and gold/; by default $TRACKER_SHARED/articles",
    )
    parser.add_argument("--only", default="", help="ids, with commas between")
    parser.add_argument("--json", action="store_true", help="print one object")
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    if options.articles is None:
        parser.error("give --articles DIR, or set TRACKER_SHARED")
    found = articles(options.articles)
    if options.only:
        only = set(options.only.split(","))
        found = [article for article in found if article.id in only]
    base = [gazetteers.word_lists(), gazetteers.fixtures(ROOT / "fixtures")]
    measures = measure(found, stories(ROOT / "seeds"), base)
    misses = measures.pop("misses")
    if options.json:
        print(json.dumps(measures))
        return
    print_table(measures)
    if options.misses:
        for miss in misses:
            print("----", miss.pop("id"))
            for key, value in miss.items():
                for one in value:
                    print("  ", key, one)


def print_table(measures: dict[str, Any]) -> None:
    """Print the measures, one a line."""
    print(f"{measures['docs']} articles, {measures['articles_per_second']} a second")
    for name in ("has_release_doc", *scores.MEASURES):
        row = measures[name]
        print(
            f"{name:18} P {row['P']:.3f}  R {row['R']:.3f}  F1 {row['F1']:.3f}"
            f"  right {row['tp']:3}  wrong {row['fp']:3}  missing {row['fn']:3}"
        )
    print(f"exchange label right: {measures['exchange_label_acc']:.3f}")
    wrong = measures["distractors_with_release"]
    print(f"articles without a release, with one found: {wrong}")


if __name__ == "__main__":
    main()
