"""Compare documents with the schema that the serializers declare, key by key."""

from functools import cache

from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker

from tracker.urls import VIEWSETS

PREFIX = "#/components/schemas/"


@cache
def schema():
    return SchemaGenerator().get_schema(public=True)


@cache
def components():
    """The declared components, each closed: no key more, no key less."""
    closed = {}
    for name, component in schema()["components"]["schemas"].items():
        closed[name] = dict(component)
        if "properties" in component:
            closed[name]["required"] = sorted(component["properties"])
            closed[name]["additionalProperties"] = False
    return closed


@cache
def shape_of(segment, view):
    """Name the component that a list (``list``) or a record (``get``) answers with."""
    path = f"/api/v1/{segment}/" + ("" if view == "list" else "{slug}/")
    answer = schema()["paths"][path]["get"]["responses"]["200"]
    return answer["content"]["application/json"]["schema"]["$ref"].removeprefix(PREFIX)


def differences(name, value):
    """Say where a value is not what a component declares; empty when it is."""
    validator = Draft202012Validator(
        {"$ref": f"{PREFIX}{name}", "components": {"schemas": components()}},
        format_checker=FormatChecker(),
    )
    return [
        f"{error.json_path}: {error.message[:200]}"
        for error in validator.iter_errors(value)
    ]


def misshapen(client):
    """Fetch every list to its end and every record; say what has another shape."""
    found, count = {}, 0
    for segment in VIEWSETS:
        path = f"/api/v1/{segment}/?limit=200"
        while path:
            page = client.get(path).json()
            found[path] = differences(shape_of(segment, "list"), page)
            for record in page["results"]:
                slug = record["slug"] if "slug" in record else record["tally"]["slug"]
                path = f"/api/v1/{segment}/{slug}/"
                found[path] = differences(
                    shape_of(segment, "get"), client.get(path).json()
                )
                count += 1
            path = page["next"]
    return {path: said for path, said in found.items() if said}, count
