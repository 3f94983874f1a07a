"""Trains the weights of in-document coreference on the annotated documents and reports them by folds of websites.

python -m tools.train.coreference SHARED WEB netgraph/extract/weights/coreference.json
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from netgraph.extract.forms import comparable, gather_forms
from netgraph.extract.likeness import FEATURES, Contained, pair_features
from tools.train.prepare import FOLDS, occurrences, real_documents
from tools.train.written import read_written


def annotated(shared: Path, web: Path) -> Iterator[tuple[dict, str, list[tuple[int, int, int]], int]]:
    """Gold, text, mentions and fold of the annotated web documents and of our own (fold -1)."""
    for gold, path, fold in real_documents(shared, web):
        text = path.read_text(encoding="utf-8")
        yield gold, text, occurrences(text, gold["nodes"]), fold
    yield from ((*document, -1) for document in read_written(Path("data/training")))


def examples(shared: Path, web: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[tuple[str, str, str]]]:
    x, y, f, names = [], [], [], []
    for gold, text, found, fold in annotated(shared, web):
        mentions = [(s, e, gold["nodes"][n]["type"], gold["lang"]) for s, e, n in found]
        forms, owner = gather_forms(mentions, text)
        node = {owner[i]: n for i, (_, _, n) in enumerate(found)}
        contained = Contained(forms)
        for i, j in comparable(forms):
            if forms[i].type != forms[j].type:
                continue  # gold types are right, so such pairs teach nothing about wrong ones
            features = pair_features(forms[i], forms[j], text, contained)
            x.append([features.get(name, 0.0) for name in FEATURES])
            y.append(node[i] == node[j])
            f.append(fold)
            names.append((gold["lang"], forms[i].text, forms[j].text))
    return np.array(x), np.array(y, float), np.array(f), names


def fit(x: np.ndarray, y: np.ndarray, penalty: float = 1.0) -> np.ndarray:
    """Ridge logistic regression by Newton steps."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w).clip(-30, 30)))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    return w


def main() -> None:
    x, y, fold, names = examples(Path(sys.argv[1]), Path(sys.argv[2]))
    p = np.zeros(len(y))
    for k in range(FOLDS):
        p[fold == k] = 1 / (1 + np.exp(-(x[fold == k] @ fit(x[fold != k], y[fold != k])).clip(-30, 30)))
    p[fold < 0] = np.nan  # our own documents teach, they do not test
    for t in (0.3, 0.4, 0.5, 0.6, 0.7):
        tp, fp, fn = ((p >= t) & (y > 0)).sum(), ((p >= t) & (y == 0)).sum(), ((p < t) & (y > 0)).sum()
        print(f"threshold {t}: P {tp / (tp + fp):.3f} R {tp / (tp + fn):.3f} of {int(y.sum())} pairs")
    if len(sys.argv) > 4:
        for i in np.flatnonzero((p >= 0.5) & (y == 0)).tolist():
            print("wrong", round(p[i], 2), names[i])
        for i in np.flatnonzero((p < 0.5) & (y > 0)).tolist():
            print("missed", round(p[i], 2), names[i])
    w = fit(x, y)
    weights = {name: round(float(v), 3) for name, v in zip(FEATURES, w, strict=True)}
    Path(sys.argv[3]).parent.mkdir(parents=True, exist_ok=True)
    Path(sys.argv[3]).write_text(json.dumps(weights, indent=1) + "\n")
    print(weights)


if __name__ == "__main__":
    main()
