"""What a contender is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Contender:
    """One way to serve the releases.

    Attributes:
        command: Starts its server on a port.
        paths: Where the list and one release are.
        body: Turns its answer into ours, for the check that they say the same.
        environment: Variables of its process.
    """

    name: str
    command: Callable[[int], list[str]]
    paths: dict[str, Callable[[str], str]]
    body: dict[str, Callable[[bytes], bytes]] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
