"""Predictors of ties that are not there (yet), and how well each finds ties that were hidden from it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from netgraph.errors import SetupError
from netgraph.measure.ranks import rank_ascending
from netgraph.measure.ties import Floats, Integers, Source, Ties, as_ties

_PAIRS = 200_000  # of one block of candidate pairs


def predict_pairs(ties: Ties, u: Integers, v: Integers, predictor: str) -> Floats:
    """The score of each pair (u[i], v[i]); higher: a tie is more likely.

    - ``common``: number of shared partners.
    - ``jaccard``: shared partners as a share of all partners of the two.
    - ``adamic_adar``: Σ 1 / ln(degree) over shared partners - few-partnered ones count more.
    - ``resource_allocation``: Σ 1 / degree over shared partners.
    - ``preferential``: product of the degrees.

    References:
        Liben-Nowell and Kleinberg (2007), The link-prediction problem for social networks, Journal of the American
        Society for Information Science and Technology 58, 1019-1031; Adamic and Adar (2003), Friends and neighbors on
        the web, Social Networks 25, 211-230; Zhou, Lü and Zhang (2009), Predicting missing links via local
        information, European Physical Journal B 71, 623-630.
    """
    if predictor not in PREDICTORS:
        raise SetupError(f"{predictor!r} is no predictor, expected one of {', '.join(PREDICTORS)}")
    return PREDICTORS[predictor](ties, u, v)


def _weighted(ties: Ties, u: Integers, v: Integers, value: Floats) -> Floats:
    """The sum of a value over the shared partners of each pair."""
    scaled = sparse.csr_array(ties.pattern @ sparse.diags_array(value)) if len(ties) else ties.pattern
    parts = [
        np.asarray(ties.pattern[u[start : start + _PAIRS]].multiply(scaled[v[start : start + _PAIRS]]).sum(axis=1))
        for start in range(0, len(u), _PAIRS)
    ]
    return np.concatenate(parts) if parts else np.zeros(0)


def _common(ties: Ties, u: Integers, v: Integers) -> Floats:
    return _weighted(ties, u, v, np.ones(len(ties)))


def _jaccard(ties: Ties, u: Integers, v: Integers) -> Floats:
    shared = _common(ties, u, v)
    union = ties.degree[u] + ties.degree[v] - shared
    return np.asarray(np.divide(shared, union, out=np.zeros(len(u)), where=union > 0))


def _adamic_adar(ties: Ties, u: Integers, v: Integers) -> Floats:
    return _weighted(ties, u, v, 1 / np.log(np.maximum(ties.degree, 2)))


def _resource_allocation(ties: Ties, u: Integers, v: Integers) -> Floats:
    return _weighted(ties, u, v, 1 / np.maximum(ties.degree, 1))


def _preferential(ties: Ties, u: Integers, v: Integers) -> Floats:
    return np.asarray(ties.degree[u] * ties.degree[v], dtype=np.float64)


PREDICTORS: dict[str, Callable[[Ties, Integers, Integers], Floats]] = {
    "adamic_adar": _adamic_adar,
    "common": _common,
    "jaccard": _jaccard,
    "preferential": _preferential,
    "resource_allocation": _resource_allocation,
}


def score_predictors(source: Source, *, share: float = 0.1, repeats: int = 10, seed: int = 1) -> pd.DataFrame:
    """How well each predictor tells hidden ties from pairs without a tie, the best first.

    Columns: predictor, auc (chance that a hidden tie scores higher than a pair without one, equal scores count half:
    0.5 is guessing, 1 is perfect), deviation (over the repeats), hidden (ties hidden each time). Empty with fewer than
    ten ties.

    Args:
        source: a graph, or a table of edges.
        share: of the ties to hide.
        repeats: how often, each time other ties.
        seed: of the draws.

    References:
        Hanley and McNeil (1982), The meaning and use of the area under a receiver operating characteristic (ROC) curve,
        Radiology 143, 29-36.
    """
    ties = as_ties(source)
    random = np.random.default_rng(seed)
    count, hidden = len(ties.u), max(1, round(share * len(ties.u)))
    found: dict[str, list[float]] = {name: [] for name in PREDICTORS}
    for _ in range(repeats if count >= 10 else 0):
        hide = np.zeros(count, dtype=bool)
        hide[random.choice(count, hidden, replace=False)] = True
        rest = Ties(ties.nodes, ties.u[~hide], ties.v[~hide], ties.weight[~hide], ties.source)
        empty_u, empty_v = _without_tie(ties, random, max(hidden, 200))
        if not len(empty_u):
            break
        u, v = np.concatenate([ties.u[hide], empty_u]), np.concatenate([ties.v[hide], empty_v])
        for name, scores in found.items():
            scores.append(_auc(predict_pairs(rest, u, v, name), hidden))
    rows = [(name, np.mean(scores), np.std(scores), hidden) for name, scores in found.items() if scores]
    table = pd.DataFrame(rows, columns=["predictor", "auc", "deviation", "hidden"])
    return table.sort_values(["auc", "predictor"], ascending=[False, True], ignore_index=True)


def _without_tie(ties: Ties, random: np.random.Generator, number: int) -> tuple[Integers, Integers]:
    """Random pairs of different nodes that have no tie."""
    n = len(ties)
    u, v = random.integers(0, n, 4 * number), random.integers(0, n, 4 * number)
    low, high = np.minimum(u, v), np.maximum(u, v)
    free = (low != high) & ~np.isin(low * n + high, ties.u * n + ties.v)
    return low[free][:number], high[free][:number]


def _auc(scores: Floats, hidden: int) -> float:
    others = len(scores) - hidden
    above = rank_ascending(scores)[:hidden].sum() - hidden * (hidden + 1) / 2
    return float(above / (hidden * others))


def candidate_pairs(ties: Ties) -> tuple[Integers, Integers]:
    """All pairs without a tie that share a partner, ``u < v``, in order."""
    found: list[Any] = []
    keys = ties.u * len(ties) + ties.v
    for start in range(0, len(ties), 2_000):
        square = sparse.coo_array(ties.pattern[start : start + 2_000] @ ties.pattern)
        u, v = square.row.astype(np.int64) + start, square.col.astype(np.int64)
        pairs = np.sort((u * len(ties) + v)[u < v])
        found.append(pairs[~np.isin(pairs, keys)])
    every = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    return every // max(len(ties), 1), every % max(len(ties), 1)
