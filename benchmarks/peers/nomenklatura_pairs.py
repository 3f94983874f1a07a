"""Score pairs of names with nomenklatura's NameMatcher, in the environment where that is installed.

    python nomenklatura_pairs.py < pairs.json > scores.json

Input: {"items": [[name, country], ...], "pairs": [[i, j], ...]}; output: {"scores": [...], "seconds": ..., "mb": ...}.
"""

import json
import resource
import sys
import time

from followthemoney import model
from nomenklatura.matching import NameMatcher


def main() -> None:
    data = json.load(sys.stdin)
    entities = [
        model.get_proxy(
            {"id": str(n), "schema": "Organization", "properties": {"name": [name], "country": [country.lower()]}}
        )
        for n, (name, country) in enumerate(data["items"])
    ]
    start = time.process_time()
    config = NameMatcher.default_config()
    scores = [NameMatcher.compare(entities[i], entities[j], config).score for i, j in data["pairs"]]
    seconds = time.process_time() - start
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"scores": scores, "seconds": round(seconds, 2), "mb": round(mb)}, sys.stdout)


if __name__ == "__main__":
    main()
