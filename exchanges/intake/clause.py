"""What the readers of a clause share: the sentence and those around it."""

from __future__ import annotations

from collections.abc import Sequence

from .chunks import Chunk, Row


class Clause:
    """A sentence that is read, and its place among the others."""

    def __init__(self, rows: Sequence[Row], position: int) -> None:
        """Take all sentences and which of them is read."""
        self.rows = rows
        self.position = position
        self.row = rows[position]

    def _at(self, index: int) -> Chunk | None:
        return self.row.at[index] if index < len(self.row.tokens) else None
