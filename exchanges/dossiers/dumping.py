"""Write the database back as dossiers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from tracker import transliteration
from tracker.models import Dossier, DossierRecord, Party

from . import pieces, stored, withheld
from .emitting import emitted
from .kinds import nearest
from .problems import DossierError
from .records import Record
from .schema import UNDATED, WITHHELD, Adds, Claim, DossierFile, Part
from .sections import BY_NAME, SECTIONS, Section

UNFILED = "unfiled"  # what editors have made and no dossier defines


class UnknownStoryError(LookupError):
    """There is no dossier of that name."""


@dataclass(frozen=True, slots=True)
class Dumped:
    """One dossier as YAML.

    Attributes:
        left_out: Records that are not published: a dossier cannot say so.
    """

    slug: str
    text: str
    left_out: tuple[str, ...] = ()


def dump(stories: Iterable[str] = ()) -> list[Dumped]:
    """Write dossiers as YAML; loading them again changes nothing.

    Args:
        stories: Their slugs; all, and what belongs to none, if empty.

    Raises:
        UnknownStoryError: A dossier was never loaded.
        DossierError: A name that is withheld would be written.

    Cost: a fixed number of queries per dossier.
    """
    known = list(Dossier.objects.values_list("slug", flat=True))
    wanted = list(stories) or known
    for slug in wanted:
        if slug not in known:
            found = nearest(slug, known)
            hint = f"did you mean '{found}'?" if found else f"there are {known}"
            raise UnknownStoryError(f"No dossier '{slug}' was loaded; {hint}")
    dumped = [_dumped(slug, _filed(slug)) for slug in wanted]
    if not stories:
        name = _free_name(known)
        unfiled = _dumped(name, _unfiled(name))
        if unfiled.text.count("\n") > 1:
            dumped.append(unfiled)
    hidden = withheld.spellings()
    problems = [p for d in dumped for p in withheld.find(d.text, d.slug, hidden)]
    if problems:
        raise DossierError(problems)
    return dumped


@dataclass(slots=True)
class _Contents:
    """What a dossier holds, before it is written.

    Attributes:
        ids: What the dossier calls its sources, by their slugs.
        own: Canonical records by section and key.
        added: Parts added to other dossiers' records, by section, key and mark.
    """

    slug: str
    ids: dict[str, str] = field(default_factory=dict)
    own: dict[str, dict[str, Record]] = field(default_factory=dict)
    added: dict[str, dict[str, list[tuple[str, Record]]]] = field(default_factory=dict)
    passages: dict[str, dict[str, str]] = field(default_factory=dict)
    confidence: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def _filed(slug: str) -> _Contents:
    contents = _Contents(slug)
    kept: dict[str, list[tuple[str, str, bool]]] = {}
    records = DossierRecord.objects.filter(dossier__slug=slug).order_by("pk")
    for name, kept_as, is_addition in records.values_list(
        "section", "slug", "is_addition"
    ):
        key, _, mark = kept_as.partition(" ")
        if name == "sources":
            contents.ids.setdefault(key, mark)
        kept.setdefault(name, []).append((key, mark, is_addition))
    for section in SECTIONS:
        if section.name in kept:
            _fill(contents, section, kept[section.name])
    return contents


def _fill(
    contents: _Contents, section: Section, kept: list[tuple[str, str, bool]]
) -> None:
    rows = stored.by_key(section, {key for key, *_ in kept})
    added = _added_by_others(section, contents.slug)
    for key, mark, is_addition in kept:
        row = rows.get(key)
        if row is None:
            continue
        if is_addition and section.name not in ("sources", "parties"):
            part = pieces.parts(section, row).get(mark)
            if part is not None:
                parts = contents.added.setdefault(section.name, {})
                parts.setdefault(key, []).append((mark, part))
        else:
            marks = frozenset(added.get(key, ()))
            _take(contents, section, key, stored.read(section, row, marks))


def _take(contents: _Contents, section: Section, key: str, record: Record) -> None:
    if "state" in record:
        contents.left_out.append(f"{section.name}.{key} ({record['state']})")
        return
    contents.own.setdefault(section.name, {})[key] = record


def _added_by_others(section: Section, slug: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    additions = DossierRecord.objects.filter(section=section.name, is_addition=True)
    for kept_as in additions.values_list("slug", flat=True):
        key, _, mark = kept_as.partition(" ")
        found.setdefault(key, set()).add(mark)
    return found


def _unfiled(slug: str) -> _Contents:
    """Gather what editors have made; list-owned entities and reference data are not."""
    contents = _Contents(slug)
    homes: dict[str, set[str]] = {}
    for section_name, kept_as in DossierRecord.objects.filter(
        is_addition=False
    ).values_list("section", "slug"):
        homes.setdefault(section_name, set()).add(kept_as.partition(" ")[0])
    for section in SECTIONS:
        rows = stored.rows(section)
        if section.name == "entities":
            rows = rows.filter(listings=None)
        if section.name == "parties":
            rows = rows.exclude(code__in=_reference_codes())
            rows = rows.exclude(kind=Party.Kind.PERSON, name="", note="")
        added = _added_by_others(section, slug)
        for row in rows:
            key = stored.key_of(section, row)
            if key not in homes.get(section.name, ()):
                marks = frozenset(added.get(key, ()))
                _take(contents, section, key, stored.read(section, row, marks))
    return contents


def _reference_codes() -> list[str]:
    path = settings.BASE_DIR / "fixtures" / "parties.json"
    if not path.exists():
        return []
    return [entry["fields"]["code"] for entry in json.loads(path.read_bytes())]


def _free_name(known: Iterable[str]) -> str:
    name, number = UNFILED, 1
    while name in known:
        number += 1
        name = f"{UNFILED}-{number}"
    return name


# From canonical records to what people write


def _dumped(slug: str, contents: _Contents) -> Dumped:
    _drop_broken_linkages(contents)
    contents.confidence = _usual_confidence(contents)
    sections: dict[str, Any] = {
        section.name: {
            key: _written(section, record, contents)
            for key, record in contents.own.get(section.name, {}).items()
        }
        for section in SECTIONS
        if section.name not in ("sources", "linkages")
    }
    sections["linkages"] = _linkages(contents)
    sections["adds"] = _adds(contents)
    _fetch_cited_sources(contents)
    sections["sources"] = {
        contents.ids[key]: _source(key, record, contents)
        for key, record in contents.own.get("sources", {}).items()
    }
    order = [name for name in DossierFile.model_fields if name != "dossier"]
    full = {name: sections[name] for name in order if sections.get(name)}
    text = emitted({"dossier": slug, **full})
    return Dumped(slug, text, tuple(contents.left_out))


def _drop_broken_linkages(contents: _Contents) -> None:
    left_out = {name.partition(" ")[0].partition(".")[2] for name in contents.left_out}
    linkages = contents.own.get("linkages", {})
    for key, record in list(linkages.items()):
        if {record["given"], record["for"]} & left_out:
            del linkages[key]
            contents.left_out.append(f"linkages.{key}")


def _usual_confidence(contents: _Contents) -> dict[str, str]:
    """Find what can be said once with the source: where no citation is without."""
    found: dict[str, Counter[str]] = {}
    for cite in _all_cites([contents.own, contents.added]):
        found.setdefault(cite["source"], Counter())[cite.get("confidence", "")] += 1
    return {
        source: counts.most_common(1)[0][0]
        for source, counts in found.items()
        if "" not in counts
    }


def _all_cites(value: Any) -> Iterator[Record]:
    if isinstance(value, dict):
        if "source" in value and isinstance(value["source"], str):
            yield value
        for entry in value.values():
            yield from _all_cites(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _all_cites(entry)


def _fetch_cited_sources(contents: _Contents) -> None:
    """Add sources that an editor cites and the dossier did not have."""
    section = BY_NAME["sources"]
    own = contents.own.setdefault("sources", {})
    missing = set(contents.ids) - own.keys()
    while missing:
        found = stored.rows(section, missing)
        for row in found:
            own[row.slug] = stored.read(section, row)
            own[row.slug].pop("state", None)
        roots = {own[key].get("derived_from") for key in missing & own.keys()}
        missing = {root for root in roots if root} - own.keys()
    for key in own:
        _id_of(key, contents)


def _id_of(source: str, contents: _Contents) -> str:
    if source not in contents.ids:
        name = source.removeprefix(f"{contents.slug}-")
        taken = set(contents.ids.values())
        contents.ids[source] = source if name in taken else name
    return contents.ids[source]


def _source(key: str, record: Record, contents: _Contents) -> Record:
    name = contents.ids[key]
    written: Record = {**record}
    if key != f"{contents.slug}-{name}":
        written["slug"] = key
    if "derived_from" in record:
        written["derived_from"] = _id_of(record["derived_from"], contents)
    if key in contents.confidence:
        written["confidence"] = contents.confidence[key]
    passages = contents.passages.get(key)
    if passages:
        written["passages"] = dict(sorted(passages.items(), key=_place))
    return _ordered(BY_NAME["sources"].form, written)


def _place(passage: tuple[str, str]) -> tuple[int, str]:
    number = passage[0].partition(":")[0]
    return (int(number) if number.isdigit() else 0, passage[0])


def _written(section: Section, record: Record, contents: _Contents) -> Record:
    written = _uncited(record, contents)
    if section.name == "people":
        names = record.get("names", [])
        written["names"] = (
            WITHHELD if names == WITHHELD else _names(written.get("names", []))
        )
    if section.name == "entities":
        written["names"] = _names(
            [{**name, "kind": "main"} for name in written["names"][:1]]
            + [{**name, "kind": "transliteration"} for name in written["names"][1:]]
        )
    if "steps" in record:
        written["steps"] = [_step(step) for step in written["steps"]]
    return _ordered(section.form, written)


def _uncited(value: Any, contents: _Contents) -> Any:
    """Write citations the short way, everywhere in a record."""
    if isinstance(value, list):
        return [_uncited(entry, contents) for entry in value]
    if not isinstance(value, dict):
        return value
    written: Record = {}
    for key, entry in value.items():
        if key == "cite" and isinstance(entry, list):
            cites = [_cite(cite, contents) for cite in entry]
            written[key] = cites[0] if len(cites) == 1 else cites
        elif key == "claims":
            written[key] = _claims(entry, contents)
        else:
            written[key] = _uncited(entry, contents)
    return written


def _cite(cite: Record, contents: _Contents) -> Any:
    source, locator = cite["source"], cite.get("at", "")
    if "digest" in cite:
        contents.passages.setdefault(source, {})[locator] = cite["digest"]
    written = {key: value for key, value in cite.items() if key != "digest"}
    written["source"] = _id_of(source, contents)
    if written.get("confidence") == contents.confidence.get(source):
        written.pop("confidence", None)
    if "superseded_by" in cite:
        written["superseded_by"] = _passage(cite["superseded_by"], contents)
    if written.keys() == {"source", "at"} and not set(locator) & set(",:[]{}#"):
        return f"{written['source']} {locator}"
    return written


def _passage(passage: str, contents: _Contents) -> str:
    source, _, locator = passage.partition(" ")
    return f"{_id_of(source, contents)} {locator}".strip()


def _claims(claims: list[Record], contents: _Contents) -> list[Record]:
    """Join neighbours that say the same of the same field."""
    written: list[Record] = []
    for claim in claims:
        cite = dict(claim["cite"])
        said: Record = {key: claim[key] for key in claim if key != "cite"}
        replaced_by = cite.pop("superseded_by", "")
        if replaced_by:
            said["superseded_by"] = _passage(replaced_by, contents)
        one = _cite(cite, contents)
        last = written[-1] if written else {}
        if {key: last[key] for key in last if key != "cite"} == said:
            before = last["cite"]
            last["cite"] = [*(before if isinstance(before, list) else [before]), one]
        else:
            written.append(_ordered(Claim, {**said, "cite": one}))
    return written


def _names(names: list[Record]) -> list[Any]:
    return [_name(name, is_first=position == 0) for position, name in enumerate(names)]


def _name(name: Record, *, is_first: bool) -> Any:
    written = dict(name)
    if written.get("script") == transliteration.script_of(name["text"]):
        del written["script"]
    if written["kind"] == ("main" if is_first else "transliteration"):
        del written["kind"]
    if written.keys() == {"text"}:
        return name["text"]
    language = written.get("language", "")
    if written.keys() == {"text", "language"} and len(language) in (2, 3):
        return {language: name["text"]}
    return written


def _step(step: Record) -> Record:
    rest = {key: value for key, value in step.items() if key not in ("kind", "on")}
    return {step["kind"]: step.get("on", UNDATED), **rest}


def _linkages(contents: _Contents) -> list[Record]:
    """Write pairs that say the same as one, where every pair of them is there."""
    groups: dict[str, list[Record]] = {}
    for record in contents.own.get("linkages", {}).values():
        shared = {k: v for k, v in record.items() if k not in ("given", "for")}
        groups.setdefault(json.dumps(shared, sort_keys=True), []).append(record)
    written = []
    for group in groups.values():
        pairs = {(record["given"], record["for"]) for record in group}
        given = list(dict.fromkeys(record["given"] for record in group))
        releases = list(dict.fromkeys(record["for"] for record in group))
        if len(pairs) == len(given) * len(releases):
            joined = [(given, releases)]
        else:
            joined = [
                ([one], [r for r in releases if (one, r) in pairs]) for one in given
            ]
        for left, right in joined:
            record = {**_uncited(group[0], contents), "given": left, "for": right}
            written.append(_ordered(BY_NAME["linkages"].form, record))
    return written


def _adds(contents: _Contents) -> Record:
    written: Record = {}
    for name in Adds.model_fields:
        for key, parts in contents.added.get(name, {}).items():
            added: Record = {}
            for mark, part in parts:
                _add(added, mark.partition(" ")[0], part)
            if "names" in added:
                added["names"] = [_name(one, is_first=False) for one in added["names"]]
            form = Adds.model_fields[name].annotation
            record = _uncited(added, contents)
            if "steps" in record:
                record["steps"] = [_step(step) for step in record["steps"]]
            if name == "linkages":
                _add_to_linkage(written.setdefault(name, []), key, record)
                continue
            written.setdefault(name, {})[key] = _ordered(_inner_form(form), record)
    return written


def _add_to_linkage(written: list[Record], key: str, record: Record) -> None:
    """Write what is said about a link; the same about several becomes one."""
    given, _, release = key.partition(">")
    for other in written:
        rest = {k: v for k, v in other.items() if k not in ("given", "for")}
        if rest == record and other["given"] == [given]:
            other["for"].append(release)
            return
    written.append({"given": [given], "for": [release], **record})


def _add(added: Record, name: str, part: Record) -> None:
    if name == "actions" and "step" in part:
        steps = added.setdefault(name, {})
        steps.setdefault(part["step"], []).append(part["action"])
    elif name == "actions":
        added.setdefault(name, []).append(part["action"])
    elif name == "parties":
        roles = added.setdefault("disputed" if "is_disputed" in part else name, {})
        roles.setdefault(part["role"], []).append(part["party"])
    elif name == "nationality":
        added.setdefault(name, []).append(part["country"])
    elif name in ("cohorts", "freed"):
        key = "label" if name == "cohorts" else "person"
        rest = {k: v for k, v in part.items() if k != key}
        added.setdefault(name, {}).setdefault(part[key], {}).update(rest)
    elif name != "cite":
        added.setdefault(name, []).append(part)
    elif "value" in part or not _put_into_part(added, part):
        is_claim = "field" in part
        added.setdefault("claims" if is_claim else "cite", []).append(
            part if is_claim else part["cite"]
        )


def _put_into_part(added: Record, claim: Record) -> bool:
    """Let a citation stand with the cohort or person that it is about."""
    name, _, key = claim.get("field", "").partition(".")
    part = added.get(name, {}).get(key) if name in ("cohorts", "freed") else None
    if part is None:
        return False
    part.setdefault("cite", []).append(claim["cite"])
    return True


def _inner_form(annotation: Any) -> type[Part]:
    form: type[Part] = annotation.__args__[1]
    return form


def _ordered(form: type[Part], record: Record) -> Record:
    names = [info.alias or name for name, info in form.model_fields.items()]
    return {name: record[name] for name in names if name in record}
