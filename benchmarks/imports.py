"""Measure the import of published lists: time, memory, rows written, classification.

Run ``python -m benchmarks.imports [--data DIR] [--only CASE…] [--json]``. It makes a
database of its own in a temporary directory. DIR holds real lists as
``docs/lists.md`` names them; a case whose files are missing is skipped and named. The
15,000 entries and the 120 MB of the generated cases are made up here.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BASE = Path(__file__).resolve().parent.parent
DAILY = "ofac/sdn_daily_2021-08_2023-03.tar.xz"
TRUTH = "ofac/sdn_daily_truth.tsv"
UN = ("un/2025-05-25_consolidated.xml", "un/2025-11-21_consolidated.xml")
FULL = tuple(f"ofac/2021-07-07_{part}.csv" for part in ("sdn", "alt", "add"))
GENERATED_ENTRIES = 15_000
ADVANCED_BYTES = 120 * 1024 * 1024
TRUTH_KINDS = {"delisted": "removed"}  # where the truth's word is another one

Result = dict[str, Any]


def generated_set(directory: Path) -> list[Path]:
    """Write a csv set of 15,000 made-up entries with 20,000 aliases."""
    paths = [directory / f"2025-01-01_{part}.csv" for part in ("sdn", "alt", "add")]
    nothing = "-0- "
    with (
        paths[0].open("w", newline="") as sdn,
        paths[1].open("w", newline="") as alt,
        paths[2].open("w", newline="") as add,
    ):
        writers = [csv.writer(file) for file in (sdn, alt, add)]
        for number in range(1, GENERATED_ENTRIES + 1):
            name, year = f"PLACEHOLDER {number:05}", 1930 + number % 70
            remark = (
                f"DOB 01 Jan {year}; POB Placeholder; nationality Placeholder; Gender"
                f" Male; Passport P{number:07} (Placeholder); a.k.a. 'WEAK {number}';"
                f" Linked To: PLACEHOLDER {number // 2:05}."
            )
            row = [number, f"{name}, First Middle", "individual", "BELARUS"]
            writers[0].writerow([*row, *[nothing] * 7, remark])
            for alias in range(1 + number % 3 // 2):
                aka = [number, number * 3 + alias, "aka", f"{name} ALIAS {alias}"]
                writers[1].writerow([*aka, nothing])
            writers[2].writerow(
                [number, number, "1 Street", "Town", "Placeholder", nothing]
            )
    return paths


def generated_advanced(directory: Path) -> list[Path]:
    """Write an advanced XML of 120 MB with made-up parties."""
    path = directory / "sdn_advanced.xml"
    with path.open("w", encoding="utf-8") as out:
        out.write(_ADVANCED_HEAD)
        number = 0
        while out.tell() < ADVANCED_BYTES * 0.93:
            number += 1
            out.write(_party(number))
        out.write("</DistinctParties><SanctionsEntries>")
        for each in range(1, number + 1):
            out.write(_SANCTION.format(n=each))
        out.write("</SanctionsEntries></Sanctions>")
    return [path]


_ADVANCED_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="https://example.org/ADVANCED_XML">
<DateOfIssue><Year>2025</Year><Month>1</Month><Day>1</Day></DateOfIssue>
<ReferenceValueSets>
<AliasTypeValues>
<AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType>
</AliasTypeValues>
<PartySubTypeValues>
<PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>
</PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType></PartyTypeValues>
<NamePartTypeValues>
<NamePartType ID="1520">Last Name</NamePartType>
<NamePartType ID="1521">First Name</NamePartType>
</NamePartTypeValues>
<FeatureTypeValues>
<FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="25">Title</FeatureType>
</FeatureTypeValues>
</ReferenceValueSets>
<DistinctParties>
"""
_SANCTION = """<SanctionsEntry ID="{n}" ProfileID="{n}" ListID="1550">
<EntryEvent ID="{n}">
<Date><Year>2020</Year><Month>1</Month><Day>2</Day></Date>
</EntryEvent>
<SanctionsMeasure ID="{n}" SanctionsTypeID="1"><Comment>BELARUS</Comment>
</SanctionsMeasure></SanctionsEntry>
"""
_NAME = """<DocumentedName ID="{n}{a}" FixedRef="{n}" DocNameStatusID="{s}">
<DocumentedNamePart><NamePartValue NamePartGroupID="{n}1" ScriptID="{c}"
ScriptStatusID="1" Acronym="false">{last}</NamePartValue></DocumentedNamePart>
<DocumentedNamePart><NamePartValue NamePartGroupID="{n}2" ScriptID="{c}"
ScriptStatusID="1" Acronym="false">{first}</NamePartValue></DocumentedNamePart>
</DocumentedName>
"""


def _party(n: int) -> str:
    parts = [
        f'<DistinctParty FixedRef="{n}"><Comment/><Profile ID="{n}" PartySubTypeID="4">'
        f'<Identity ID="{n}" FixedRef="{n}" Primary="true" False="false">'
    ]
    for a in range(6):
        kind, main = ("1403", "true") if a == 0 else ("1400", "false")
        parts.append(
            f'<Alias FixedRef="{n}" AliasTypeID="{kind}" Primary="{main}"'
            f' LowQuality="{"true" if a == 5 else "false"}">'
        )
        parts.append(
            _NAME.format(n=n, a=a, s=1, c=215, last=f"PLACEHOLDER{n}", first=f"F{a}")
        )
        parts.append(
            _NAME.format(n=n, a=a, s=2, c=220, last=f"ЗАПОЛНИТЕЛЬ{n}", first=f"И{a}")
        )
        parts.append("</Alias>")
    parts.append(
        f'<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="{n}1"'
        f' NamePartTypeID="1520"/></MasterNamePartGroup><MasterNamePartGroup>'
        f'<NamePartGroup ID="{n}2" NamePartTypeID="1521"/></MasterNamePartGroup>'
        "</NamePartGroups></Identity>"
        f'<Feature ID="{n}" FeatureTypeID="8"><FeatureVersion ID="{n}"><DatePeriod>'
        "<Start><From><Year>1960</Year><Month>1</Month><Day>1</Day></From></Start>"
        "<End><To><Year>1960</Year><Month>12</Month><Day>31</Day></To></End>"
        "</DatePeriod></FeatureVersion></Feature>"
        f'<Feature ID="{n}9" FeatureTypeID="25">'
        f'<FeatureVersion ID="{n}9"><VersionDetail>{"Placeholder title. " * 40}'
        "</VersionDetail></FeatureVersion></Feature></Profile></DistinctParty>\n"
    )
    return "".join(parts)


# What one process measures


def measured(list_code: str, paths: list[Path]) -> Result:
    """Import files twice in this process and measure both."""
    import django

    sys.path.insert(0, str(BASE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    from sanctions import imports

    base_memory = _memory()
    first, outcomes = _timed(lambda: imports.import_list(list_code, paths))
    before = _rows_written()
    again, _ = _timed(lambda: imports.import_list(list_code, paths))
    return {
        "seconds": first,
        "seconds_same_file": again,
        "rows_written_same_file": _rows_written() - before,
        "megabytes": _memory(),
        "megabytes_before": base_memory,
        "megabytes_of_input": round(sum(p.stat().st_size for p in paths) / 2**20, 1),
        "editions": len(outcomes),
        "entries": outcomes[-1].entries_count,
        "changes": json.loads(imports.as_json(list_code, outcomes))["changes"],
    }


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    result = work()
    return round(time.perf_counter() - started, 2), result


def _memory() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 if sys.platform != "darwin" else 1024 * 1024)


def _rows_written() -> int:
    from django.db import connections

    connections.close_all()  # statistics are sent when a connection ends
    time.sleep(0.2)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"
        )
        return int(cursor.fetchone()[0])


# Cases


def truth_of(data: Path) -> dict[tuple[str, str], str]:
    """Read edition and number → kind of every removal in the daily editions."""
    with (data / TRUTH).open(encoding="utf-8", newline="") as file:
        return {
            (row["edition"], row["ent_num"]): TRUTH_KINDS.get(row["kind"], row["kind"])
            for row in csv.DictReader(file, delimiter="\t")
        }


def classified(changes: list[Result], truth: dict[tuple[str, str], str]) -> Result:
    """Compare removals found with those known."""
    kinds = {"removed", "merged", "renumbered", "unexplained"}
    found = {(c["edition"], c["key"]): c["kind"] for c in changes if c["kind"] in kinds}
    right = sum(truth.get(key) == kind for key, kind in found.items())
    return {
        "removals": len(found),
        "precision": round(right / len(found), 4) if found else 0.0,
        "recall": round(right / len(truth), 4) if truth else 0.0,
    }


def run_case(name: str, list_code: str, paths: list[Path], data: Path) -> Result:
    """Run one case in a process of its own, on the shared database."""
    arguments = [sys.executable, "-m", "benchmarks.imports", "--case", list_code]
    answer = subprocess.run(
        [*arguments, *map(str, paths)], cwd=BASE, capture_output=True, text=True
    )
    if answer.returncode:
        raise SystemExit(f"{name}: {answer.stderr[-2000:]}")
    result: Result = json.loads(answer.stdout)
    changes = result.pop("changes")
    if name == "daily":
        result |= classified(changes, truth_of(data))
    if name == "un":
        result["removals"] = sum(c["kind"] == "removed" for c in changes)
    return result


@contextmanager
def database() -> Iterator[None]:
    """Make a database cluster for the measurements, and delete it."""
    with tempfile.TemporaryDirectory() as directory:
        os.environ["TRACKER_VAR"] = directory
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate", "-v0"], cwd=BASE, check=True)
        try:
            yield
        finally:
            erase = "from django.db import connections as c; c['owner'].server.erase()"
            subprocess.run([*manage, "shell", "-v0", "-c", erase], cwd=BASE, check=True)


def main() -> int:
    """Print one line a case, or JSON; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=BASE.parent / "shared" / "lists")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--case", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        code, *paths = options.case
        print(json.dumps(measured(code, [Path(path) for path in paths])))
        return 0
    results = dict(_results(options.data, options.only))
    if options.json:
        print(json.dumps(results, indent=2))
        return 0
    for name, result in results.items():
        told = ", ".join(f"{key} {value}" for key, value in result.items())
        print(f"{name}: {told}")
    return 0


def _results(data: Path, only: list[str]) -> Iterator[tuple[str, Result]]:
    makers: dict[str, tuple[str, Callable[[Path], list[Path]]]] = {
        "daily": ("ofac-sdn", lambda _: [data / DAILY]),
        "un": ("un-sc", lambda _: [data / path for path in UN]),
        "full": ("ofac-sdn", lambda _: [data / path for path in FULL]),
        "generated": ("ofac-sdn", generated_set),
        "advanced": ("ofac-sdn", generated_advanced),
    }
    for name, (code, make) in makers.items():
        if only and name not in only:
            continue
        with tempfile.TemporaryDirectory() as directory:
            paths = make(Path(directory))
            missing = [str(path) for path in paths if not path.exists()]
            if missing:
                yield name, {"skipped": f"{', '.join(missing)} not there"}
                continue
            with database():
                yield name, run_case(name, code, paths, data)


if __name__ == "__main__":
    sys.exit(main())
