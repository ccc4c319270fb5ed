"""Puts dates, counts, references and citations into words and links."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tracker import pages
from tracker.footnotes import Notes
from tracker.serializers import NOT_STATED, WITHHELD

register = template.Library()

Json = dict[str, Any]
Key = tuple[int, str, str]  # number of a source, passage, stance
NO_DATE = "date not stated"
PASSAGES_SHOWN = 12
MARKS_SHOWN = 5


@register.filter
def when(date: Json | None) -> SafeString | str:
    """Write an inexact date, never more precisely than it is.

    Only a day that is known gets a machine-readable ``time``.
    """
    if not date:
        return NO_DATE
    if date["earliest"] == date["latest"] == date["edtf"]:
        return format_html('<time datetime="{}">{}</time>', date["edtf"], date["text"])
    return str(date["text"])


@register.filter
def people(count: Json | None) -> str:
    """Write a number of people, such as "1 person" or "more than 250 people"."""
    if not count:
        return "a number of people that is not stated"
    if count["max"] == 0:
        return "nobody"
    noun = "person" if count["min"] == count["max"] == 1 else "people"
    return f"{count['text']} {noun}"


@register.filter
def has_any(count: Json | None) -> bool:
    """Tell whether a count may be more than nothing."""
    return bool(count) and count["max"] != 0  # type: ignore[index]  # bool refuses None


@register.filter
def interval(bounds: Json | None) -> str:
    """Write a number between two bounds, either of them open."""
    if not bounds:
        return "not comparable"
    least, most = bounds["min"], bounds["max"]
    if least is not None and least == most:
        return _figure(least)
    if least is None:
        return "open" if most is None else f"at most {_figure(most)}"
    if most is None:
        return f"at least {_figure(least)}"
    return f"{_figure(least)} to {_figure(most)}"


def _figure(number: int) -> str:
    return f"{number:,}".replace("-", "\N{MINUS SIGN}")


@register.filter
def days(interval_of_days: Json | None) -> str:
    """Say how long after a release something was given, as an interval."""
    if not interval_of_days:
        return ""
    least, most = interval_of_days["min"], interval_of_days["max"]
    if least is None or most is None:
        return ""
    if least == most == 0:
        return "on the same day"
    if least == most:
        return f"{_days(abs(least))} {'after' if least > 0 else 'before'} the release"
    if least >= 0:
        return f"{least:,} to {_days(most)} after the release"
    if most <= 0:
        return f"{-most:,} to {_days(-least)} before the release"
    return f"between {_days(-least)} before and {_days(most)} after the release"


def _days(number: int) -> str:
    return f"{number:,} day" if number == 1 else f"{number:,} days"


@register.filter
def page(url: str | None) -> str:
    """Give the page of a record that a document refers to by its API address."""
    return pages.address(url or "")


@register.filter
def called(record: Json | None) -> str:
    """Name a record; say so when no name is stated or it is withheld."""
    if not record:
        return "not recorded"
    if record.get("name"):
        return str(record["name"])
    return WITHHELD if record.get("is_name_withheld") else NOT_STATED


@register.filter
def ref(record: Json | None) -> SafeString | str:
    """Link to a record."""
    if not record:
        return "not recorded"
    if not record.get("url"):
        return called(record)
    return format_html(
        '<a href="{}">{}</a>', pages.address(record["url"]), called(record)
    )


@register.filter
def refs(records: Iterable[Json]) -> SafeString:
    """Link to several records, as "A, B and C"."""
    links = [ref(record) for record in records]
    if len(links) < 2:
        return format_html("{}", links[0]) if links else mark_safe("")
    head = format_html_join(", ", "{}", ((link,) for link in links[:-1]))
    return format_html("{} and {}", head, links[-1])


@register.filter
def country(place: Json | None) -> SafeString | str:
    """Link to a country."""
    if not place:
        return "not recorded"
    return format_html('<a href="/countries/{}/">{}</a>', place["code"], place["name"])


@register.filter
def countries(places: Iterable[Json]) -> SafeString:
    """Link to several countries."""
    return format_html_join(", ", "{}", ((country(place),) for place in places))


@register.filter
def said(speaker: Json) -> SafeString | str:
    """Name a speaker, and for whom the words are."""
    name = ref(speaker)
    if speaker.get("speaking_for"):
        return format_html("{} for {}", name, ref(speaker["speaking_for"]))
    return name


@register.filter
def speakers(found: Iterable[Json]) -> SafeString:
    """Name several speakers."""
    return format_html_join(", ", "{}", ((said(speaker),) for speaker in found))


@register.filter
def cites(citations: Iterable[Json] | None, notes: Notes) -> SafeString:
    """Point to the numbered sources that a fact rests on.

    Passages of one source stand together: ``1:41 1:52``. One that disputes the fact is
    marked as such, one that was replaced is struck through. Of many passages the first
    of each source is shown, of many sources the first few; the list below has all.
    """
    marks: dict[Key, Json] = {}
    for citation in citations or ():
        source = notes.number(citation)
        if source is not None:
            key = (source, citation["locator"], citation["stance"])
            marks.setdefault(key, citation)
    if not marks:
        return mark_safe("")
    ordered = _shortened(sorted(marks.items(), key=lambda mark: mark[0][0]))
    shown = [_mark(key, citation) for key, citation in ordered[:MARKS_SHOWN]]
    if len(ordered) > MARKS_SHOWN:
        more = len(ordered) - MARKS_SHOWN
        hidden = _hidden(" more sources")
        shown.append(format_html('<a href="#sources">+{}{}</a>', more, hidden))
    links = format_html_join(" ", "{}", ((mark,) for mark in shown))
    return format_html('<sup class="cites">{}</sup>', links)


def _shortened(marks: list[tuple[Key, Json]]) -> list[tuple[Key, Json]]:
    """Keep one mark of a source for each stance where there are too many to read."""
    if len(marks) <= MARKS_SHOWN:
        return marks
    kept: dict[tuple[int, str], tuple[Key, Json]] = {}
    for key, citation in marks:
        source, _, stance = key
        kept.setdefault((source, stance), (key, citation))
    return list(kept.values())


def _mark(key: Key, citation: Json) -> SafeString:
    source, locator, stance = key
    # A passage in words is told by the list of sources and to screen readers.
    is_short = locator[:1].isdigit()
    words = {"disputes": "disputed by ", "no_comment": "no comment in "}.get(stance, "")
    if citation["superseded"]:
        words = f"replaced, {words}"
    text = f"{source}:{locator}" if is_short else str(source)
    return format_html(
        '<a href="#source-{}" class="{}">{}{}{}{}</a>',
        source,
        "superseded" if citation["superseded"] else stance,
        _hidden(f"{words}source "),
        "\N{NOT EQUAL TO}" if stance == "disputes" else "",
        text,
        "" if is_short or not locator else _hidden(f", {locator}"),
    )


def _hidden(text: str) -> SafeString:
    return format_html('<span class="quiet">{}</span>', text)


@register.filter
def number(citation: Json, notes: Notes) -> int | None:
    """Give the number of a citation's source on the page."""
    return notes.number(citation)


@register.filter
def passages(locators: list[str]) -> str:
    """List passages of a source."""
    if not locators:
        return "no passage named"
    noun = "passage" if len(locators) == 1 else "passages"
    shown = ", ".join(locators[:PASSAGES_SHOWN])
    more = len(locators) - PASSAGES_SHOWN
    return f"{noun} {shown}{f' and {more} more' if more > 0 else ''}"


@register.filter
def plain(value: str | None) -> str:
    """Write a stored word as people do."""
    return (value or "").replace("_", " ").replace(".", ": ")


@register.filter
def plural(number: int, noun: str) -> str:
    """Write a number of things, such as "1 trade" or "3 trades"."""
    one, _, many = noun.partition("/")
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@register.filter
def upper_first(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


@register.filter
def value_of(mapping: dict[str, Any] | None, key: str) -> Any:
    """Look up a key that is itself a variable."""
    return (mapping or {}).get(key)
