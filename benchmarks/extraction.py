"""Quality and speed of extraction beside sentence co-occurrence, on the sample.

    OMP_NUM_THREADS=1 taskset -c 0 python benchmarks/extraction.py EVAL

EVAL is the folder of the evaluation's ``score.py``. Co-occurrence joins all names of a sentence with "cooperates";
it uses the same names, so that the difference is that of the relations. Times are processor seconds of the whole
pipeline without start-up: the first pass loads packs, weights and places, the second one is timed with the caches
of words as a long run has them.
"""

import json
import sys
import tempfile
import time
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import netgraph
from netgraph.extract.evidence import Sentences
from netgraph.extract.features import plain_paragraphs
from netgraph.extract.trained import TrainedExtractor
from netgraph.model import Document, Extraction, Relation

ROOT = Path(__file__).parents[1] / "data"


class CoOccurrence:
    """The names of the default extractor, joined where a sentence holds both."""

    version = "co-occurrence-1"

    def __init__(self) -> None:
        self._inner = TrainedExtractor()

    def extract(self, document: Document) -> Extraction:
        """Names as found, and a relation for every two in one sentence."""
        found = self._inner.extract(document)
        paragraphs = document.paragraphs or plain_paragraphs(document.text)
        sentences = Sentences(document.text, paragraphs, document.language)
        holds: dict[tuple[int, int], set[int]] = {}
        for i, chain in enumerate(found.chains):
            for mention in chain.mentions:
                holds.setdefault(sentences.at(mention.start), set()).add(i)
        pairs: dict[tuple[int, int], tuple[int, int]] = {}
        for sentence, chains in sorted(holds.items()):
            for pair in combinations(sorted(chains), 2):
                pairs.setdefault(pair, sentence)
        return replace(
            found, relations=tuple(Relation(a, b, "cooperates", *at) for (a, b), at in sorted(pairs.items()))
        )


def main() -> None:
    """Print one row an extractor."""
    sys.path.insert(0, sys.argv[1])
    from score import score

    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "gold").glob("*.json"))]
    files = [ROOT / "sample" / f"{gold['doc']}.txt" for gold in golds]
    words = sum(len(file.read_text(encoding="utf-8").split()) for file in files)
    print(
        "| extractor | node F1 | edge F1 | typed edge F1 | cross-border edge F1 | words/s |\n|---|---|---|---|---|---|"
    )
    for name, extractor in (("netgraph", TrainedExtractor()), ("sentence co-occurrence", CoOccurrence())):
        with tempfile.TemporaryDirectory() as scratch:
            for file in files:
                netgraph.build([file], extractor=extractor).to_json(Path(scratch) / f"{file.stem}.json")
            result, _ = score(golds, Path(scratch))
        began = time.process_time()
        for file in files:
            netgraph.build([file], extractor=extractor)
        speed = words / (time.process_time() - began)
        rows = [result["nodes"]["all"], *(result[k] for k in ("edges", "typed_edges", "cross_border_edges"))]
        print(f"| {name} | " + " | ".join(f"{row['f1']:.3f}" for row in rows) + f" | {speed:,.0f} |")


if __name__ == "__main__":
    main()
