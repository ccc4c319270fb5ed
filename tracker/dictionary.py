"""The data dictionary: every table and column as the models describe them."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models
from django.db.models.fields import NOT_PROVIDED

AnyField: TypeAlias = "models.Field[Any, Any]"

PACKAGES = ("tracker", "sanctions", "exchanges")
INTRODUCTION = """\
# Data dictionary

Written by `manage.py data_dictionary` from the models; change it there. Empty text
means *not recorded*, and so does null. An inexact date is EDTF text; PostgreSQL derives
the first and last day it allows, and null there is an open end. Every table with a
history has a second one, named after it with `event` at the end, that only grows. What
a table refuses, beside unknown choices and missing values, stands below its fields in
the words an editor sees.
"""


TYPES = {
    "ArrayField": "list of texts",
    "BigIntegerField": "number",
    "BinaryField": "bytes",
    "BooleanField": "yes or no",
    "CharField": "text",
    "DateField": "day",
    "DateTimeField": "instant (UTC)",
    "DecimalField": "decimal number",
    "EdtfField": "date (EDTF)",
    "JSONField": "JSON",
    "PositiveIntegerField": "number",
    "PositiveSmallIntegerField": "number",
    "SearchVectorField": "search vector",
    "SlugField": "slug",
    "TextField": "text",
    "URLField": "address",
}


def markdown() -> str:
    """Describe the tables of all packages, in the order the models are defined."""
    return "\n".join([INTRODUCTION, *(_section(package) for package in PACKAGES)])


def described_models(package: str) -> list[type[models.Model]]:
    """Give a package's tables; history tables and views are left out."""
    return [
        model
        for model in apps.get_app_config(package).get_models()
        if model._meta.managed
        and not model._meta.proxy
        and not any(field.name == "pgh_id" for field in model._meta.concrete_fields)
    ]


def _section(package: str) -> str:
    tables = [_table(model) for model in described_models(package)]
    return "\n".join([f"## {package}\n", *tables])


def _table(model: type[models.Model]) -> str:
    lines = [
        f"### {model.__name__}\n",
        " ".join((model.__doc__ or "").split()).replace("``", "`") + "\n",
        "| field | type | meaning |",
        "| --- | --- | --- |",
        *(
            f"| `{field.name}` | {_type(field)} | {_meaning(field)} |"
            for field in model._meta.concrete_fields
            if not isinstance(field, models.AutoField)
        ),
        "",
    ]
    rules = list(_rules(model))
    if rules:
        lines += ["Refuses: " + " ".join(dict.fromkeys(rules)) + "\n"]
    return "\n".join(lines)


def _type(field: AnyField) -> str:
    if isinstance(field, models.GeneratedField):
        return f"{TYPES[type(field.output_field).__name__]}, derived"
    if isinstance(field, models.ForeignKey):
        kind = f"reference to {field.remote_field.model.__name__}"
    else:
        kind = TYPES[type(field).__name__]
    is_filled = field.db_default is not NOT_PROVIDED or field.has_default()
    return kind if field.null or field.blank or is_filled else f"{kind}, needed"


def _meaning(field: AnyField) -> str:
    words = [str(field.help_text)] if field.help_text else []
    if isinstance(field, models.ForeignKey) and not words and _is_whole(field):
        words.append("The record it is a part of.")
    if field.choices:
        words.append(", ".join(f"`{value}`" for value, _ in field.flatchoices) + ".")
    return " ".join(words).replace("|", "\\|")


def _is_whole(field: "models.ForeignKey[Any, Any]") -> bool:
    return field.remote_field.on_delete is models.CASCADE


def _rules(model: type[models.Model]) -> Iterator[str]:
    for constraint in model._meta.constraints:
        message = constraint.violation_error_message
        is_own = message != constraint.default_violation_error_message
        if is_own and " is one of " not in str(message):  # the choices say that
            yield str(message)
