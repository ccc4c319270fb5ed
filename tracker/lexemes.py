"""Words of names and titles as full-text lexemes, found in any spelling or script.

A word is indexed as it is folded and by its consonants, so that a question for
"Tikhanovsky" finds "Ціханоўскі".
"""

from collections.abc import Iterable

from . import names

MIN_SKELETON = 3  # letters; a shorter skeleton finds too much


def lexemes(texts: Iterable[str]) -> list[str]:
    """Give the lexemes under which texts are found, sorted; ``=`` marks a skeleton."""
    found: set[str] = set()
    for text in texts:
        for token in names.tokens(text):
            found.add(token)
            found.update(_skeletons(token))
    return sorted(found)


def query(words: str) -> str:
    """Write a ``tsquery`` that keeps what has every word, in any spelling.

    Returns:
        Text to be cast to ``tsquery``; empty when the words have no letter or digit.
    """
    return " & ".join(
        "(" + " | ".join(_quoted(word) for word in [token, *_skeletons(token)]) + ")"
        for token in names.tokens(words)
    )


def _skeletons(token: str) -> list[str]:
    return [
        f"={skeleton}"
        for skeleton in names.skeletons(token)
        if len(skeleton) >= MIN_SKELETON
    ]


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
