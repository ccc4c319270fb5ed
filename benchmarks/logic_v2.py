"""Score pairs of names with nomenklatura's logic-v2, inside its own environment.

Reads a JSON list of pairs from standard input, writes ``scores`` in the same order and
``cpu_seconds``. Kinds are not known to a search, so that names are compared as those of
legal entities, of which people and organisations are kinds.
"""

from __future__ import annotations

import json
import sys
import time


def main() -> None:
    """Read pairs, write scores."""
    # Not in the project's environment, so that mypy cannot find them.
    from followthemoney import model  # type: ignore[import-not-found]
    from followthemoney.proxy import EntityProxy  # type: ignore[import-not-found]
    from nomenklatura.matching.logic_v2.model import LogicV2  # type: ignore[import-not-found]
    from nomenklatura.matching.types import ScoringConfig  # type: ignore[import-not-found]

    config = ScoringConfig.defaults()
    kept: dict[str, EntityProxy] = {}

    def entity(name: str) -> EntityProxy:
        if name not in kept:
            properties = {"name": [name]}
            kept[name] = model.get_proxy(
                {"id": name, "schema": "LegalEntity", "properties": properties}
            )
        return kept[name]

    pairs = json.load(sys.stdin)
    started = time.process_time()
    scores = [
        LogicV2.compare(entity(one), entity(two), config).score for one, two in pairs
    ]
    seconds = time.process_time() - started
    json.dump({"scores": scores, "cpu_seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
