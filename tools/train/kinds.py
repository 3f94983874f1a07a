"""Trains the choice between organisation and initiative on the annotated documents.

    python -m tools.train.kinds SHARED WEB netgraph/extract/weights

First the weights of the words, from the annotated names of all documents that are not held out; then how much these
and the tagger count, on documents held out of both, as the tagger knows those that it learned from by heart. Writes
``kinds.npz`` into the folder of the weights and prints how many chains of held-out websites are of the wrong type. To
be trained again after the tagger.
"""

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from netgraph.extract import trained
from netgraph.extract.kinds import ROWS, Features, KindModel, Setting, Tagged, describe, row_of
from netgraph.model import NODE_TYPES
from netgraph.read import read_sources
from tools.train.prepare import HELD, documents, real_documents, written

INITIATIVE, PERSON = NODE_TYPES.index("initiative"), NODE_TYPES.index("person")
WEIGHT = {"corpus": 3.0, "web": 1.0, "own": 0.5}  # of a chain, by the source of its document
PENALTY = 10.0  # of the squared weights of the words
STACK_PENALTY = 0.5


@dataclass(frozen=True)
class Case:
    """A body of a document."""

    features: Features
    is_initiative: bool
    source: str
    tagged: float = 0.0
    mentions: int = 1


def annotated(document: dict) -> Iterator[Case]:
    """The bodies of a document as ``prepare`` encodes it."""
    setting = Setting(document["forms"], document["bits"], document["lang"])
    chains: dict[int, list[tuple[int, int]]] = {}
    for start, end, chain, kind in document["mentions"].tolist():
        if kind != PERSON:
            chains.setdefault(chain, []).append((start, end))
    for chain, features in zip(chains, describe(setting, list(chains.values())), strict=True):
        yield Case(features, document["types"][chain] == INITIATIVE, document["source"])


def found(shared: Path, web: Path, weights: Path) -> Iterator[Case]:
    """The bodies that the tagger finds on held-out websites, where the annotators have them, too."""
    sys.path.insert(0, str(shared / "eval"))
    from score import align

    kept: list = []

    def keep(names, owner, setting, tags, model):  # type: ignore[no-untyped-def]
        kept.append((names, owner, setting, tags))
        return list(names)

    trained.settle_kinds = keep  # type: ignore[assignment]
    extractor = trained.TrainedExtractor(weights)
    for gold, path, fold in real_documents(shared, web):
        if fold != HELD:
            continue
        document = next(iter(read_sources([path])))
        kept.clear()
        extractor.extract(document)
        if not kept:
            continue
        names, owner, setting, tags = kept[0]
        chains: dict[int, list] = {}
        for name, chain in zip(names, owner, strict=True):
            if name.type != "person":
                chains.setdefault(chain, []).append(name)
        forms = {c: sorted({document.text[n.start : n.end] for n in own}) for c, own in chains.items()}
        nodes = [{"id": c, "name": max(f, key=len), "aliases": f, "type": ""} for c, f in forms.items()]
        right = align(nodes, [n for n in gold["nodes"] if n["type"] != "person"], same_type=False)
        spans = [[(n.first, n.last) for n in own] for own in chains.values()]
        tagged = Tagged(tags)
        for chain, own, features in zip(chains, spans, describe(setting, spans), strict=True):
            node = right.get(chain)
            if node is not None and not node.get("optional"):
                source = "web" if "site" in gold else "corpus"
                yield Case(features, node["type"] == "initiative", source, tagged.odds(own), len(own))


def fit(x: torch.Tensor, cases: Sequence[Case], penalty: float, rate: Sequence[float]) -> torch.Tensor:
    """Logistic regression with a penalty on squared weights; the last column of ``x`` has none."""
    y = torch.tensor([float(c.is_initiative) for c in cases])
    weight = torch.tensor(rate)
    w = torch.zeros(x.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([w], max_iter=200, history_size=20, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        z = torch.mv(x, w)
        value = (torch.nn.functional.binary_cross_entropy_with_logits(z, y, reduction="none") * weight).sum()
        value = value + penalty / 2 * (w[:-1] ** 2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    return w.detach()


def fit_words(cases: Sequence[Case]) -> np.ndarray:
    """Weight of each row of the hashed features."""
    at, columns, values = [], [], []
    for number, case in enumerate(cases):
        for feature, value in case.features.items():
            at.append(number)
            columns.append(row_of(feature))
            values.append(value)
    x = torch.sparse_coo_tensor(torch.tensor([at, columns]), torch.tensor(values), (len(cases), ROWS + 1))
    return fit(x.coalesce().to_sparse_csr(), cases, PENALTY, [WEIGHT[c.source] for c in cases]).numpy()[:ROWS]


def fit_stack(cases: Sequence[Case], rows: np.ndarray) -> np.ndarray:
    """How much the words, the tagger and the number of mentions count, and the bias, that of the corpus."""
    only = KindModel(rows, 1.0, 0.0, 0.0, 0.0)
    told = [(only.odds(c.features, 0.0, 1), c.tagged, math.log(c.mentions), c.source == "web", 1.0) for c in cases]
    w = fit(torch.tensor(told, dtype=torch.float32), cases, STACK_PENALTY, [1.0] * len(cases)).numpy()
    return w[[0, 1, 2, 4]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("web", type=Path)
    parser.add_argument("weights", type=Path)
    args = parser.parse_args()
    place = args.weights / "kinds.npz"
    if not place.exists():  # the extractor loads it, though it is not asked here
        np.savez(place, rows=np.zeros(ROWS, np.float16), stack=np.array([0, 1, 0, 0], np.float32))
    taught = [*documents(args.shared, args.web), *written(Path("data/training"))]
    cases = [case for d in taught if d["fold"] != HELD for case in annotated(d)]
    rows = fit_words(cases).astype(np.float16)
    held = list(found(args.shared, args.web, args.weights))
    stack = fit_stack(held, rows.astype(np.float32))
    np.savez_compressed(place, rows=rows, stack=stack.astype(np.float32))
    model = KindModel(rows.astype(np.float32), *stack.tolist())
    print(len(cases), "taught; words, tagger, mentions, bias", stack.round(3))
    for source in ("corpus", "web"):
        own = [c for c in held if c.source == source]
        for who, wrong in (
            ("tagger", [(c.tagged > 0) != c.is_initiative for c in own]),
            ("model", [(model.odds(c.features, c.tagged, c.mentions) > 0) != c.is_initiative for c in own]),
        ):
            print(source, who, sum(wrong), "wrong of", len(own))


if __name__ == "__main__":
    main()
