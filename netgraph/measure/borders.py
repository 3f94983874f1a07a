"""Ties across borders: how many, between whom, against chance, and who carries them. Unknown is counted, not guessed.

Every function takes ``labels``: the node attribute that makes the groups (``country`` by default, a region, a type),
or a mapping from node to group.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netgraph.measure.chance import mixing_expected, share_interval
from netgraph.measure.distance import tie_kilometres
from netgraph.measure.ties import Integers, Labels, Source, Ties, as_ties

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Share:
    """A share of ties with its interval; ``None`` when no tie has two known ends."""

    share: float | None
    low: float
    high: float
    crossing: int
    known: int  # ties with two known ends
    unknown: int  # ties left out because an end is unknown


def cross_border_share(source: Source, labels: Labels = "country", *, confidence: float = 0.95) -> Share:
    """Share of ties whose ends lie in different countries, ``crossing / known``, 0 to 1, with Wilson's interval.

    High: the network bridges countries. The interval takes ties as independent; ``measure_robustness`` gives one over
    documents.

    References:
        Krackhardt and Stern (1988), Informal networks and organizational crises: an experimental simulation, Social
        Psychology Quarterly 51, 123-140; Wilson (1927), Probable inference, the law of succession, and
        statistical inference, Journal of the American Statistical Association 22, 209-212.
    """
    every = as_ties(source)
    ties, codes, _ = every.known(labels)
    crossing, known = int((codes[ties.u] != codes[ties.v]).sum()), len(ties.u)
    low, high = share_interval(crossing, known, confidence)
    left_out = len(every.u) - known
    return Share(crossing / known if known else None, low, high, crossing, known, left_out)


def border_matrix(source: Source, labels: Labels = "country", *, weights: bool = False) -> pd.DataFrame:
    """Country × country: ties within each country on the diagonal, ties between two beside it; symmetric.

    A plain count of ties, 0 and more. High: much of the network's work runs over this border. Ends of unknown country
    have the row and column ``unknown``, when there are any.

    Args:
        source: a graph, or a table of edges.
        labels: what makes the groups.
        weights: sum the weights of the ties instead of counting ties.

    References:
        Newman (2003), Mixing patterns in networks, Physical Review E 67, 026126 (the mixing matrix).
    """
    ties = as_ties(source)
    codes, names = _with_unknown(ties, labels)
    counts = _matrix(ties, codes, len(names), ties.weight if weights else np.ones(len(ties.u)))
    return pd.DataFrame(counts if weights else counts.astype(np.int64), index=index_of(names), columns=index_of(names))


def actor_matrix(source: Source, labels: Labels = "country") -> pd.DataFrame:
    """How many actors of the row's country have a tie with the column's country: 0 to the actors of the row.

    A plain count; not symmetric. High beside a low count of ties: the border is carried by many, not by one hub. Ends
    of unknown country have the row and column ``unknown``, when there are any.
    """
    ties = as_ties(source)
    codes, names = _with_unknown(ties, labels)
    ends, others = np.concatenate([ties.u, ties.v]), np.concatenate([ties.v, ties.u])
    number = max(len(names), 1)
    pairs = np.unique(ends * number + codes[others])
    counts = np.zeros((len(names), len(names)), dtype=np.int64)
    np.add.at(counts, (codes[pairs // number], pairs % number), 1)
    return pd.DataFrame(counts, index=index_of(names), columns=index_of(names))


def border_pairs(source: Source, labels: Labels = "country") -> pd.DataFrame:
    """League of borders, the one with most ties first.

    Columns: a, b (countries), ties, weight, actors (with a tie on this border), expected (ties if partners were
    drawn at random, degrees kept: ``d_a d_b`` with d the ties of a country's actors, scaled to the number of ties),
    ratio (observed / expected, 0 and more: above 1, the two countries work closer than chance), kilometres (median
    length of its ties), located (ties with coordinates at both ends).

    References:
        Chung and Lu (2002), Connected components in random graphs with given expected degree sequences, Annals of
        Combinatorics 6, 125-145 (expected ties).
    """
    ties, codes, names = as_ties(source).known(labels)
    expected = mixing_expected(ties, codes, len(names))
    rows = []
    for (a, b), group in _borders(ties, codes):
        span = group["kilometres"].dropna()
        chance = float(expected[a, b])
        rows.append(
            (names[a], names[b], len(group), group["weight"].sum(), len({*group["u"], *group["v"]}), chance,
             len(group) / chance, float(span.median()) if len(span) else np.nan, len(span))
        )  # fmt: skip
    columns = ["a", "b", "ties", "weight", "actors", "expected", "ratio", "kilometres", "located"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["ties", "weight", "a", "b"], ascending=[False, False, True, True], ignore_index=True)


def border_carriers(source: Source, labels: Labels = "country") -> pd.DataFrame:
    """Who carries each border: the ties, and the share of them, that would be lost without a node.

    Columns: a, b (countries), node, ties, share (0 to 1; 1: the border hangs on this actor alone). A plain count: each
    tie counts for both of its ends, so the shares of a border sum to 2.
    """
    ties, codes, names = as_ties(source).known(labels)
    rows = []
    for (a, b), group in _borders(ties, codes):
        numbers, counts = np.unique(group[["u", "v"]].to_numpy().ravel(), return_counts=True)
        order = np.lexsort((numbers, -counts))
        shares = counts[order] / len(group)
        for number, count, share in zip(numbers[order].tolist(), counts[order].tolist(), shares.tolist(), strict=True):
            rows.append((names[a], names[b], ties.nodes[number], count, share))
    return pd.DataFrame(rows, columns=["a", "b", "node", "ties", "share"])


def _borders(ties: Ties, codes: Integers) -> Any:
    """The ties of each pair of different countries, as (pair, table)."""
    a, b = np.minimum(codes[ties.u], codes[ties.v]), np.maximum(codes[ties.u], codes[ties.v])
    columns = {"a": a, "b": b, "u": ties.u, "v": ties.v, "weight": ties.weight, "kilometres": tie_kilometres(ties)}
    table = pd.DataFrame(columns)
    return table[table["a"] != table["b"]].groupby(["a", "b"], sort=True)


def _with_unknown(ties: Ties, labels: Labels) -> tuple[Integers, list[Any]]:
    codes, names = ties.codes(labels)
    if (codes < 0).any():
        return np.where(codes < 0, len(names), codes), [*names, UNKNOWN]
    return codes, names


def _matrix(ties: Ties, codes: Integers, number: int, values: Any) -> Any:
    counts = np.zeros((number, number))
    np.add.at(counts, (codes[ties.u], codes[ties.v]), values)
    return np.where(np.eye(number, dtype=bool), counts, counts + counts.T)


def index_of(names: list[Any]) -> "pd.Index[Any]":
    """The groups as an index."""
    index: pd.Index[Any] = pd.Index(names, dtype=object)
    return index
