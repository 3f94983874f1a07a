"""How often a node or an edge of some confidence is right, on the held-out websites of a fold.

python -m tools.train.reliability SHARED WEB WEIGHTS:FOLD
"""

import json
import sys
import tempfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import netgraph
from netgraph.extract.trained import TrainedExtractor
from tools.train.prepare import real_documents

BINS = (0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def main() -> None:
    shared, web, run = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    sys.path.insert(0, str(shared / "eval"))
    from score import align

    weights, fold = run.rsplit(":", 1)
    extractor = TrainedExtractor(Path(weights))
    rows: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for gold, text, number in real_documents(shared, web):
        if str(number) != fold:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "network.json"
            netgraph.build([text], extractor=extractor).to_json(path)
            found = json.loads(path.read_text())
        match = {p: g["id"] for p, g in align(found["nodes"], gold["nodes"]).items()}
        true = {frozenset((e["source"], e["target"])) for e in gold["edges"]}
        for node in found["nodes"]:
            rows["nodes"].append((node["confidence"], node["id"] in match))
        for edge in found["edges"]:
            pair = frozenset((match.get(edge["source"]), match.get(edge["target"])))
            rows["edges"].append((edge["confidence"], pair in true))
    for kind, values in rows.items():
        print(kind)
        for low, high in pairwise(BINS):
            inside = [right for confidence, right in values if low <= confidence < high]
            if inside:
                print(f"  {low:.2f}-{min(high, 1):.2f}: {len(inside):4d}, right {sum(inside) / len(inside):.2f}")


if __name__ == "__main__":
    main()
