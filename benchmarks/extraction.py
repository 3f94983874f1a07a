"""Quality and speed of extraction beside sentence co-occurrence and a spaCy pipeline, on the sample.

    OMP_NUM_THREADS=1 taskset -c 0 python benchmarks/extraction.py EVAL [PIPELINE]

EVAL is the folder of the evaluation's ``score.py``; PIPELINE a spaCy pipeline, by name or folder, such as
``peers/spacy_train.py`` makes. Co-occurrence joins all names of a sentence with "cooperates". Times are processor
seconds of the whole pipeline without start-up: the first pass loads packs, weights and places, the second one is timed
with the caches of words as a long run has them.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import netgraph
from netgraph.extract.evidence import Sentences
from netgraph.extract.features import plain_paragraphs
from netgraph.extract.spacy_ import TYPES, load_spacy
from netgraph.extract.trained import TrainedExtractor
from netgraph.model import Chain, Document, Extraction, Extractor, Mention, Relation

ROOT = Path(__file__).parents[1] / "data"


def co_occurring(found: Extraction, document: Document) -> Extraction:
    """The names as found, and a relation for every two in one sentence."""
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
    return replace(found, relations=tuple(Relation(a, b, "cooperates", *at) for (a, b), at in sorted(pairs.items())))


class CoOccurrence:
    """The names of the default extractor, so that the difference is that of the relations."""

    version = "co-occurrence-1"

    def __init__(self) -> None:
        self._inner = TrainedExtractor()

    def extract(self, document: Document) -> Extraction:
        return co_occurring(self._inner.extract(document), document)


class SpacyAlone:
    """The entities of a spaCy pipeline, those of one form together, and nothing of netgraph's own but the sentences."""

    version = "spacy-alone-1"

    def __init__(self, pipeline: str) -> None:
        import spacy

        self._nlp = spacy.load(pipeline)

    def extract(self, document: Document) -> Extraction:
        forms: dict[tuple[str, str], list[Mention]] = {}
        for e in self._nlp(document.text).ents:
            if kind := TYPES.get(e.label_.casefold()):
                forms.setdefault((e.text, kind), []).append(Mention(e.start_char, e.end_char, e.text))
        chains = tuple(Chain(form, kind, tuple(at), (form,)) for (form, kind), at in forms.items())
        return co_occurring(Extraction(document.id, chains, ()), document)


def extractors(pipeline: str | None) -> Iterator[tuple[str, Extractor]]:
    yield "netgraph", TrainedExtractor()
    yield "netgraph's names, sentence co-occurrence", CoOccurrence()
    if pipeline is not None:
        yield "spaCy's names, netgraph's relations", load_spacy(pipeline)
        yield "spaCy's names, sentence co-occurrence", SpacyAlone(pipeline)


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
    for name, extractor in extractors(next(iter(sys.argv[2:]), None)):
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
