"""Reads stored documents as PostgreSQL keeps them: binary, without objects between."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connections
from django.db.models import QuerySet
from psycopg.pq import Format

# By hand: the ORM takes 0.29 ms to write this, PostgreSQL 0.04 to answer it.
ONE = "SELECT body FROM published_document WHERE kind = %s AND slug = %s"
HELD = " AND facets && %s"


def fetch(rows: "QuerySet[Any, Any]", *columns: str) -> list[tuple[Any, ...]]:
    """Run a query on the public documents; one tuple of the columns for each row.

    As text a body would come twice as long, in hexadecimal digits: that and an object
    of the model for each row were half of a page's cost (``benchmarks/api``).
    """
    return _fetched(*rows.values_list(*columns).query.sql_with_params())


def body(kind: str, slug: str, facets: Sequence[str] = ()) -> bytes | None:
    """Give the bytes of one document, if it has one of the facets; None if not."""
    query, parameters = ONE, (kind, slug)
    found = _fetched(
        query + HELD * bool(facets),
        (*parameters, list(facets)) if facets else parameters,
    )
    return found[0][0] if found else None


def _fetched(query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connections["public"].cursor() as cursor:
        if not isinstance(cursor.cursor, psycopg.ClientCursor):  # which knows text only
            cursor.cursor.format = Format.BINARY
        cursor.execute(query, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
