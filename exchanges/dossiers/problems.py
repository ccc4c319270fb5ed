"""What is wrong with a dossier: file, line, path, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong with one file.

    Attributes:
        line: Counted from 1; 0 if it concerns the file as a whole.
        path: Where in the dossier, as ``releases.by-2025-06-fourteen.people``; may be
            empty.
        message: What is wrong and what would be right; never the words of a source.
    """

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(filter(None, (place, self.path, self.message)))


class DossierError(ValueError):
    """Dossiers cannot be loaded; nothing is written.

    Attributes:
        problems: All of them, of all files, by file and line.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in order, each once."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
