"""Write plain values as YAML that people like to read.

What fits on a line is written in flow style, the rest as a block; long texts fold. Only
texts that another YAML reader would take for something else are quoted.
"""

from __future__ import annotations

import json
import re
from typing import Any

WIDTH = 110  # columns
INDENT = "  "
OPEN_LEVELS = 2  # the file and its sections are always blocks

INDICATORS = "-?:,[]{}#&*!|>'\"%@`=<"
# Texts that YAML 1.1 takes for booleans, nothing, or numbers with an exponent.
OTHERWISE_READ = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|~|\.inf|\.nan"
    r"|[0-9][0-9_.]*e[+-]?[0-9]+|[0-9a-f]{16}|[0-9a-f]{64})\Z",
    re.IGNORECASE,
)
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def emitted(value: dict[str, Any]) -> str:
    """Give the YAML of a mapping of texts, lists and mappings.

    ``reading.parse`` gives the same values back.
    """
    return "\n".join(_block(value, 0)) + "\n"


def _block(value: dict[str, Any] | list[Any], level: int) -> list[str]:
    lines: list[str] = []
    indent = INDENT * level
    if isinstance(value, dict):
        for key, entry in value.items():
            lines += _entry(f"{indent}{_scalar(key, is_flow=True)}:", entry, level)
        return lines
    for entry in value:
        item = _entry(f"{indent}-", entry, level)
        if len(item) > 1 and isinstance(entry, dict | list):
            # The first line of a block goes beside the dash.
            item = [f"{indent}- {item[1].lstrip()}", *item[2:]]
        lines += item
    return lines


def _entry(head: str, value: Any, level: int) -> list[str]:
    is_open = level < OPEN_LEVELS and isinstance(value, dict) and bool(value)
    if isinstance(value, str):
        line = f"{head} {_scalar(value, is_flow=False)}"
        if len(line) > WIDTH and _folds(value):
            return [f"{head} >-", *_folded(value, level + 1)]
        return [line]
    line = f"{head} {_flow(value)}"
    if (len(line) <= WIDTH and not (is_open and level < OPEN_LEVELS - 1)) or not value:
        return [line]
    return [head, *_block(value, level + 1)]


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{_scalar(k, is_flow=True)}: {_flow(v)}" for k, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(entry) for entry in value)}]"
    return _scalar(value, is_flow=True)


def _scalar(text: str, *, is_flow: bool) -> str:
    return text if _is_plain(text, is_flow=is_flow) else _quoted(text)


def _is_plain(text: str, *, is_flow: bool) -> bool:
    if not text or text != text.strip() or text[0] in INDICATORS:
        return False
    if OTHERWISE_READ.match(text) or UNPRINTABLE.search(text):
        return False
    if any(ord(character) < 32 for character in text):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not is_flow or not any(character in ",[]{}:" for character in text)


def _quoted(text: str) -> str:
    # A JSON string is a YAML string, but for characters that YAML calls unprintable.
    return UNPRINTABLE.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _folds(text: str) -> bool:
    """Tell whether folding and unfolding would give the same text."""
    return text == " ".join(text.split()) and not UNPRINTABLE.search(text)


def _folded(text: str, level: int) -> list[str]:
    indent = INDENT * level
    lines, line = [], indent
    for word in text.split(" "):
        if line != indent and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = indent
        line += word if line == indent else f" {word}"
    return [*lines, line]
