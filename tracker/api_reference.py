"""The reference of the API: every list, filter and field, as its schema declares them.

The schema comes from the serializers; what a field means is said there or, for fields
that have the name of a column, in the model.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from drf_spectacular.generators import SchemaGenerator

from . import listing
from .dictionary import PACKAGES
from .models import Citation
from .serializers import API

Json = dict[str, Any]

TYPES = {
    "boolean": "yes or no",
    "integer": "number",
    "null": "null",
    "number": "number",
    "string": "text",
}
# Of fields that mean the same wherever they stand.
MEANINGS = {
    "name": "What it is called.",
    "slug": "Its name in addresses.",
    "url": "Its address in the API.",
}
EVERY_LIST = (
    *("q", "from", "to", "overlap", "limit", "cursor"),
    *listing.MOMENTS,
)
INTRODUCTION = f"""\
# API, version 1

The part from *Lists* on is written by `manage.py api_reference` from the serializers.

Everything is read with GET below `{API}/`, without an account. `{API}/` gives the
addresses of all lists, `{API}/schema/` an OpenAPI 3.1 document, `{API}/docs/` the same
to read and try.

- `{API}/<list>/` gives `{{"results": […], "next": …, "previous": …}}`, the newest
  first, then by slug. `next` and `previous` are addresses of the neighbouring pages, or
  null; the `Link` header has them too. Follow them: a cursor is opaque.
- `{API}/<list>/<slug>/` gives one record, as it stands in the list. Countries and
  parties go by their code.
- No key is ever left out. Null means *not recorded*, an empty text means the same for
  text, and `[]` means *none known*.
- What is not published is not there: a record that is not public answers 404 like one
  that does not exist, and what would refer to it is null or left out.
- References are `{{slug, name, url}}`, those to parties have a `code` too. A name is
  null when no source states it or when it is withheld.
- A date is `{{edtf, earliest, latest, text}}`: the text of ISO 8601-2 (EDTF), the first
  and the last day it allows, and plain English. Null at one end means open. A month
  stays a month: do not show it as a day.
- A count is `{{min, max, qualifier, text}}`; `max` null is open. Remains of the dead
  are counted apart. Money and fractions are text, so that no digit is lost.
- `citations` say why: source, locator, who speaks, and whether they support or dispute
  it. With `field` and `value` a citation states something else than the record, with
  `field` alone it is about that part, such as `steps.0`. `conflicts` gathers the fields
  on which current claims cannot both hold.

## Parameters

A filter is repeated for *one or the other*; different filters must all hold. Every list
takes `q`, `limit` and `cursor`, those with dates `from`, `to` and `overlap`. Records
that have a history can be asked for as of a moment, singly too: `known_by` and `as_of`.
What is unknown, empty or wrong is refused with 400, and the answer says what would be
right. A value has {listing.MAX_VALUE_LENGTH} characters at most.

| parameter | meaning |
| --- | --- |
"""
FILES = f"""\

## Files

Put a suffix in the place of the last stroke of a list's address to get the whole list,
with the same filters and without pages: `{API}/releases.csv?captor=BY`. The segment
`record` is everything.

| suffix | what it is | of |
| --- | --- | --- |
| `.csv` | the list's own table, without what is in lists | any list |
| `.csv.zip` | all tables, with what their columns mean | any list, all |
| `.jsonl` | one document a line; the last line is `about` | any list, all |
| `.sqlite` | the same tables in one database | any list, all |
| `.geojson` | a point for each handover | releases |
| `.ftm.jsonl` | entities of FollowTheMoney | actors and bargains, all |

Each says its query, rows, moment, data version and licence: in `about`, and in the name
of the file where the format has no place for it. Text that a spreadsheet would take for
a formula has a quote in front. A record's address with `.bib`, `.csl.json` or `.txt`
gives a citation of it.
"""
PROBLEMS = """\

## Problems

Errors are `application/problem+json` as RFC 9457 says: `type`, `title`, `status`,
`detail`, and `errors` with a `parameter` and a `detail` for each parameter that is
wrong. 400: the question cannot be understood. 401: the token does not work. 404: there
is no such record or address. 405: nothing can be written. 429: too many requests. 503:
the database does not answer. With the last two `Retry-After` says in how many seconds
to ask again.

## Asking again

Every answer has a strong `ETag` and `Last-Modified`. Send them back as `If-None-Match`
or `If-Modified-Since`: 304 means that nothing has been published since. Both change
with every publication and never in between. Answers may be kept anywhere but must be
asked about before each use (`Cache-Control: public, no-cache`), so that what is
withdrawn is gone at once. `Accept-Encoding: gzip` is worth its while. Pages of any
site may read the API: `Access-Control-Allow-Origin: *`, without cookies.

## Limits and tokens

Requests are counted by address (IPv6 by /64) and minute. `RateLimit-Policy` says how
many there may be (`q`) in how many seconds (`w`), `RateLimit` how many are left (`r`)
and when counting starts anew (`t`), as draft-ietf-httpapi-ratelimit-headers has it.
Who needs more asks the editors for a token and sends `Authorization: Bearer <token>`.
A token opens nothing that is not public. It is shown once and kept as a digest; a lost
one is revoked and made anew.

## What stays

A field is never removed from version 1 nor does it change its meaning; fields, filters
and values of lists such as `kind` may be added, so ignore what you do not know. What is
to go gets a new path, `/api/v2/`. From then on answers of the old one carry
`Deprecation` (RFC 9745) and `Sunset` (RFC 8594) with their days, and a `Link` with
`rel="deprecation"` to the changelog, for a year at least. Addresses stay: a record that
was renamed or merged answers 308 with its new address.
"""


def markdown() -> str:
    """Describe the API, its lists in the order of the index."""
    schema: Json = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]  # the library's
    gets = {
        path.removeprefix(API): operations["get"]
        for path, operations in schema["paths"].items()
        if "get" in operations and not path.endswith(("{slug}/", f"{API}/"))
    }
    posts = {
        path.removeprefix(API): operations["post"]
        for path, operations in schema["paths"].items()
        if "post" in operations
    }
    lists = {
        path: entry
        for path, entry in gets.items()
        if f"{API}{path}{{slug}}/" in schema["paths"]
    }
    others = {path: entry for path, entry in gets.items() if path not in lists}
    components = schema["components"]["schemas"]
    shapes = {
        name: shape
        for name, shape in components.items()
        if "properties" in shape and not name.endswith("List")
    }
    choices = {name: shape for name, shape in components.items() if "enum" in shape}
    return "".join(
        [
            INTRODUCTION,
            *_common(lists),
            FILES,
            PROBLEMS,
            "\n## Lists\n",
            *(_list(path, lists[path], schema) for path in lists),
            "\n## Comparisons, search and matching\n",
            *(_comparison(path, others[path]) for path in others),
            *(_comparison(f"POST {path}", posts[path]) for path in posts),
            "\n## Fields\n",
            *(_shape(name, shapes, choices) for name in sorted(shapes, key=_title)),
        ]
    )


def _common(lists: Json) -> Iterator[str]:
    found = {p["name"]: p for entry in lists.values() for p in entry["parameters"]}
    return (_row(f"`{name}`", _about(found[name])) for name in EVERY_LIST)


def _list(path: str, operation: Json, schema: Json) -> str:
    shape = schema["components"]["schemas"][_name(_answer(operation))]
    results = shape["properties"]["results"]
    filters = [p for p in operation["parameters"] if p["name"] not in EVERY_LIST]
    names = {p["name"] for p in operation["parameters"]}
    days = " Takes days." if "from" in names else ""
    days += " Takes a moment." if names.issuperset(listing.MOMENTS) else ""
    return "".join(
        [
            f"\n### `{path}`\n\nGives {_link(_name(results['items']))}.{days}\n",
            "\n| filter | meaning |\n| --- | --- |\n",
            *(_row(f"`{entry['name']}`", _about(entry)) for entry in filters),
        ]
    )


def _comparison(path: str, operation: Json) -> str:
    answer = operation["responses"]["200"].get("description") or ""
    parameters = operation.get("parameters", ())
    return "".join(
        [
            f"\n### `{path}`\n\n{_plain(operation['description'])}\n",
            f"\n{_plain(answer)}\n" if answer else "",
            "\n| parameter | meaning |\n| --- | --- |\n" * bool(parameters),
            *(_row(f"`{p['name']}`", _about(p)) for p in parameters),
        ]
    )


def _answer(operation: Json) -> Json:
    content: Json = operation["responses"]["200"]["content"]["application/json"]
    return dict(content["schema"])


def _about(parameter: Json) -> str:
    words = str(parameter.get("description", ""))
    words = words.removesuffix(" Repeat it for one or the other.")
    kind = parameter["schema"]
    choices = kind.get("items", kind).get("enum", ())
    listed = f" One of {', '.join(f'`{choice}`' for choice in choices)}."
    listed = listed if words else listed.lstrip()
    default = f" Default: {kind['default']}." if "default" in kind else ""
    return words + (listed if choices else "") + default


def _inline(kind: Json, choices: Json) -> Json:
    """Put the choices of a field in place of the reference to them."""
    reference = kind.get("$ref") or ""
    return dict(choices.get(reference.rpartition("/")[2], kind))


def _shape(name: str, shapes: Json, choices: Json) -> str:
    shape, model = shapes[name], _model(name)
    fields = {
        field: _inline(kind, choices) for field, kind in shape["properties"].items()
    }
    return "".join(
        [
            f"\n### {_title(name)}\n\n",
            _plain(shape["description"]),
            "\n\n| field | type | meaning |\n| --- | --- | --- |\n",
            *(
                _row(f"`{field}`", _type(kind), _meaning(field, kind, model, shapes))
                for field, kind in fields.items()
            ),
        ]
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _type(kind: Json) -> str:
    if "$ref" in kind:
        return _link(_name(kind))
    if "oneOf" in kind or "allOf" in kind:
        return " or ".join(map(_type, kind.get("oneOf") or kind["allOf"]))
    if kind["type"] == "array":
        return f"list of {_type(kind['items'])}"
    if "enum" in kind:
        return ", ".join(f"`{value}`" for value in kind["enum"])
    names = kind["type"] if isinstance(kind["type"], list) else [kind["type"]]
    is_day = kind.get("format") == "date"
    words = ["day" if is_day and n == "string" else TYPES[n] for n in names]
    return " or ".join(words)


def _meaning(
    field: str, kind: Json, model: type[models.Model] | None, shapes: Json
) -> str:
    """Say what the column says, else the serializer, else the shape of the value."""
    if words := MEANINGS.get(field) or _help(model, field) or kind.get("description"):
        return str(words)
    inner = kind.get("items", kind)
    for choice in inner.get("oneOf") or inner.get("allOf") or [inner]:
        if "$ref" in choice:
            words = _plain(shapes[_name(choice)]["description"])
            return words.partition(". ")[0].rstrip(".") + "."
    return ""


def _plain(docstring: str) -> str:
    return " ".join(docstring.split()).replace("``", "`")


def _help(model: type[models.Model] | None, field: str) -> str:
    if model is None:
        return ""
    try:
        return str(getattr(model._meta.get_field(field), "help_text", ""))
    except FieldDoesNotExist:
        return ""


def _model(name: str) -> type[models.Model] | None:
    word = name.removeprefix("Published").removeprefix("Cited")
    word = word.removesuffix("Part").removesuffix("Ref")
    if word == Citation.__name__:  # abstract
        return Citation
    for package in PACKAGES:
        for model in apps.get_app_config(package).get_models():
            if model.__name__ == word and model._meta.managed:
                return model
    return None


def _name(reference: Json) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _title(name: str) -> str:
    return name.removeprefix("Published")


def _link(name: str) -> str:
    return f"[{_title(name)}](#{_title(name).lower()})"
