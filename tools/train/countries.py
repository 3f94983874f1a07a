"""Trains the choice of the country of people and initiatives on the annotated documents.

    python -m tools.train.countries SHARED WEB netgraph/extract/weights

Reads the shipped tagger's and relation model's answers, as the choice will: it is to be trained again after them.
Writes ``countries.json`` into the folder of the weights and prints, for the held-out websites and for folds of all
websites, accuracy and how well the countries tell which of the annotated edges cross a border.

References:
    McFadden (1974), Conditional logit analysis of qualitative choice behavior.
"""

import argparse
import itertools
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from netgraph.extract import trained
from netgraph.extract.countries import Surroundings
from netgraph.extract.origins import NONE, Candidates, Features, OriginModel
from netgraph.model import Chain, Relation
from netgraph.read import read_sources
from tools.train.prepare import HELD, real_documents

# By kind, how far a country must be ahead of none. By folds the F1 of the edges that cross a border is the same from 0
# to 0.5, and so is accuracy; where there is doubt a project should rather have no country.
KINDS = {"initiative": 0.5, "person": 0.0}
MOST = 10  # edges of a case that count
FOLDS = 5  # of websites
RECORDED = "asked"  # the reason that a recorder gives
RARE = 10  # times that a feature must occur
PENALTY, PENALTY_VECTOR = 1e-4, 3e-3
CORPUS = 5.0  # weight of a document of the corpus; the other pages were annotated less carefully


@dataclass(frozen=True)
class Case:
    """A person or an initiative of a document: what speaks for each country, and the right one (``NONE``: none)."""

    features: Mapping[str, Features]
    vector: np.ndarray
    right: str
    others: Sequence[str]  # countries of those that the annotators join to it, each as often as joined
    is_held: bool
    is_corpus: bool
    weight: float


@dataclass(frozen=True)
class Page:
    """A document as it stands before people and initiatives get their countries."""

    surroundings: Surroundings
    chains: Sequence[Chain]
    relations: Sequence[Relation]
    vectors: np.ndarray
    right: Mapping[int, str]  # of a chain that the annotators name, too
    others: Mapping[int, Sequence[str]]  # and of what they join to it
    is_held: bool
    is_corpus: bool
    fold: int  # of its website

    def cases(self, kind: str, known: Mapping[str, OriginModel]) -> Iterator[Case]:
        """What is asked of the model of a kind, with the models ``known`` so far."""
        recorder, other = Recorder(), Recorder()
        self.surroundings.models = {k: known.get(k, recorder if k == kind else other) for k in KINDS}
        settled = Surroundings.settle(self.surroundings, self.chains, self.relations, self.vectors)
        order = [n for n, c in enumerate(settled) if c.type == kind and c.country_reason == RECORDED]
        for number, (candidates, vector) in zip(order, recorder.asked, strict=True):
            if number in self.right:
                others = self.others[number][:MOST]
                # A country counts as often as it makes an edge cross a border or not.
                weight = (CORPUS if self.is_corpus else 1.0) * (1 + len(others))
                yield Case(
                    candidates.features, vector, self.right[number], others, self.is_held, self.is_corpus, weight
                )


class Recorder:
    """Stands in for a model: keeps what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Candidates, np.ndarray]] = []

    def choose(self, candidates: Candidates, vector: np.ndarray | None = None) -> tuple[str | None, str]:
        assert vector is not None
        self.asked.append((candidates, vector))
        return None, RECORDED


def read_pages(shared: Path, web: Path, weights: Path, share: float) -> Iterator[Page]:
    """The corpus and a share of the other pages; what the annotators call optional is left out."""
    sys.path.insert(0, str(shared / "eval"))
    from score import align

    kept: list[tuple[Surroundings, Sequence[Chain], Sequence[Relation], np.ndarray]] = []

    class Keeping(Surroundings):
        def settle(self, chains, relations, vectors=None):  # type: ignore[no-untyped-def]
            kept.append((self, chains, relations, vectors))
            return chains

    trained.Surroundings = Keeping  # type: ignore[misc]
    extractor = trained.TrainedExtractor(weights)
    for gold, path, fold in real_documents(shared, web):
        is_web = "site" in gold
        if is_web and fold != HELD and zlib.crc32(gold["doc"].encode()) % 100 >= 100 * share:
            continue
        document = next(iter(read_sources([path])))
        kept.clear()
        chains = extractor.extract(document).chains
        if not kept:
            continue
        named = {
            int(number): node
            for number, node in align([_as_node(n, c) for n, c in enumerate(chains)], gold["nodes"]).items()
            if not node.get("optional") and node["type"] == chains[int(number)].type
        }
        joined = _joined(gold)
        right = {number: node.get("country") or NONE for number, node in named.items()}
        others = {number: joined.get(node["id"], []) for number, node in named.items()}
        of_site = zlib.crc32(gold["site"].encode()) % FOLDS if is_web else fold
        yield Page(*kept[0], right, others, fold == HELD, not is_web, of_site)


def _joined(gold: Mapping[str, Any]) -> dict[str, list[str]]:
    """For each annotated node the countries of those that an edge joins to it."""
    homes = {node["id"]: node.get("country") for node in gold["nodes"] if not node.get("optional")}
    ends = {frozenset((edge["source"], edge["target"])) for edge in gold["edges"] if not edge.get("optional")}
    out: dict[str, list[str]] = {}
    for one, other in sorted(pair for end in ends for pair in itertools.permutations(end, 2)):
        if homes.get(other):
            out.setdefault(one, []).append(homes[other])
    return out


def _as_node(number: int, chain: Chain) -> dict:
    return {"id": str(number), "name": chain.name, "type": chain.type, "aliases": list(chain.aliases)}


def fit(examples: Sequence[Case]) -> OriginModel:
    """Conditional logit over the candidates of each case; cases whose right country is no candidate teach nothing."""
    often = Counter(f for c in examples for said in c.features.values() for f, v in said.items() if v)
    names = sorted(f for f, n in often.items() if n >= RARE)
    column = {f: i for i, f in enumerate(names)}
    usable = [c for c in examples if c.right in c.features]
    rows, none, group, right, vectors = [], [], [], [], []
    for number, case in enumerate(usable):
        for country, said in case.features.items():
            row = np.zeros(len(names), np.float32)
            for feature, value in said.items():
                if feature in column:
                    row[column[feature]] = value
            right += [len(rows)] if country == case.right else []
            rows.append(row)
            none.append(country == NONE)
            group.append(number)
        vectors.append(case.vector)
    held = np.array(vectors, np.float32)
    centre, spread = held.mean(0), held.std(0) + 1e-3
    x, v = torch.from_numpy(np.array(rows)), torch.from_numpy((held - centre) / spread)
    at, is_none, truth = torch.tensor(group), torch.tensor(none).float(), torch.tensor(right)
    weight = torch.tensor([c.weight for c in usable])
    w, u = torch.zeros(len(names), requires_grad=True), torch.zeros(v.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([w, u], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        z = x @ w + (v @ u)[at] * is_none
        top = torch.full((len(usable),), -1e9).scatter_reduce(0, at, z.detach(), "amax")
        total = top + torch.zeros(len(usable)).index_add(0, at, (z - top[at]).exp()).log()
        value = ((total - z[truth]) * weight).sum() / weight.sum()
        value = value + PENALTY * (w**2).sum() + PENALTY_VECTOR * (u**2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    direction = u.detach().numpy() / spread
    return OriginModel(dict(zip(names, w.tolist(), strict=True)), centre, direction)


def ahead(model: OriginModel, margin: float) -> OriginModel:
    """The model with so much more weight of none."""
    return replace(model, features={**model.features, "none": model.features["none"] + margin})


def report(name: str, chosen: Sequence[tuple[Case, str]]) -> None:
    """Print the accuracy of the countries chosen and the F1 of the edges that cross a border by them."""
    told = Counter(choice == case.right for case, choice in chosen)
    crossing = Counter(
        (bool(case.right) and case.right != other, bool(choice) and choice != other)
        for case, choice in chosen
        for other in case.others
    )
    right, false, missed = (crossing[pair] for pair in ((True, True), (False, True), (True, False)))
    print(
        f"{name}: accuracy {told[True] / told.total():.3f} of {told.total()}, cross-border edges "
        f"F1 {2 * right / max(2 * right + false + missed, 1):.3f} of {right + missed}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("web", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--share", type=float, default=0.6, help="of the pages that are not of the corpus")
    args = parser.parse_args()
    place = args.weights / "countries.json"
    if not place.exists():
        place.write_text("{}", encoding="utf-8")  # the extractor loads it, though it is not asked while pages are read
    pages = list(read_pages(args.shared, args.web, args.weights, args.share))
    models: dict[str, OriginModel] = {}
    out = {}
    for kind, margin in KINDS.items():
        numbered = [(page.fold, case) for page in pages for case in page.cases(kind, models)]
        cases = [case for _, case in numbered]
        by_folds = []
        for fold in range(FOLDS):
            part = ahead(fit([c for at, c in numbered if at != fold]), margin)
            by_folds += [(c, part.best(c.features, c.vector)) for at, c in numbered if at == fold]
        report(f"{kind}, folds", by_folds)
        report(f"{kind}, folds, corpus", [row for row in by_folds if row[0].is_corpus])
        model = models[kind] = ahead(fit([c for c in cases if not c.is_held]), margin)
        report(f"{kind}, held out", [(c, model.best(c.features, c.vector)) for c in cases if c.is_held])
        out[kind] = {
            "features": {k: round(v, 3) for k, v in model.features.items()},
            "centre": [round(float(v), 4) for v in model.centre],
            "direction": [round(float(v), 5) for v in model.direction],
        }
    place.write_text(json.dumps(out, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
