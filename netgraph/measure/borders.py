"""Ties across borders: how many, between whom, against chance, and who carries them. Unknown is counted, not guessed.

Every function takes ``labels``: the node attribute that makes the groups (``country`` by default, a region, a type),
or a mapping from node to group.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netgraph.measure.chance import external_moments, mixing_expected, permuted_externals, share_interval
from netgraph.measure.distance import tie_kilometres
from netgraph.measure.ties import Integers, Labels, Source, Ties, as_ties

UNKNOWN = "unknown"
_MOST_TIES = 5_000  # that the permutation test is run on


@dataclass(frozen=True, slots=True)
class Share:
    """A share of ties with its interval; ``None`` when no tie has two known ends."""

    share: float | None
    low: float
    high: float
    crossing: int
    known: int  # ties with two known ends
    unknown: int  # ties left out because an end is unknown


@dataclass(frozen=True, slots=True)
class MixingTest:
    """The E-I index against chance; ``None`` when no tie has two known ends."""

    index: float | None
    expected: float | None
    deviation: float | None
    z: float | None
    p: float | None  # two-sided
    external: int
    internal: int
    unknown: int
    permutations: int


def cross_border_share(source: Source, labels: Labels = "country", *, confidence: float = 0.95) -> Share:
    """Share of ties whose ends lie in different countries, 0 to 1, with Wilson's interval.

    High: the network bridges countries. The interval takes ties as independent; ``robustness`` gives one over
    documents.

    References:
        Krackhardt and Stern (1988), Informal networks and organizational crises; Wilson (1927).
    """
    ties, codes, left_out = _known(source, labels)
    crossing, known = int((codes[ties.u] != codes[ties.v]).sum()), len(ties.u)
    low, high = share_interval(crossing, known, confidence)
    return Share(crossing / known if known else None, low, high, crossing, known, left_out)


def ei_index(source: Source, labels: Labels = "country", *, permutations: int = 1_000, seed: int = 1) -> MixingTest:
    """E-I index ``(external - internal) / (external + internal)`` of the whole network: -1 to 1, with a test.

    -1: all ties stay at home; 1: all cross a border. Mean and deviation under random exchange of the countries
    between actors are exact; p counts how many of ``permutations`` random exchanges lie as far from the mean. Above
    5,000 ties, where the count is as good as normal, p comes from z and ``permutations`` is 0 in the result.

    References:
        Krackhardt and Stern (1988).
    """
    ties, codes, left_out = _known(source, labels)
    count = len(ties.u)
    external = int((codes[ties.u] != codes[ties.v]).sum())
    if not count:
        return MixingTest(None, None, None, None, None, 0, 0, left_out, 0)
    mean, deviation = external_moments(ties, codes)
    z = (external - mean) / deviation if deviation > 1e-9 else None
    drawn = permuted_externals(ties, codes, permutations if count <= _MOST_TIES else 0, seed)
    far = int((np.abs(drawn - mean) >= abs(external - mean) - 1e-9).sum())
    p = (1 + far) / (1 + len(drawn)) if len(drawn) or z is None else math.erfc(abs(z) / math.sqrt(2))
    return MixingTest(
        index=2 * external / count - 1, expected=2 * mean / count - 1, deviation=2 * deviation / count, z=z, p=p,
        external=external, internal=count - external, unknown=left_out, permutations=len(drawn),
    )  # fmt: skip


def ei_by_node(source: Source, labels: Labels = "country") -> pd.DataFrame:
    """Ties of each node at home, across a border and with an unknown end, and its E-I index (missing without ties).

    Columns: internal, external, unknown, ei_index (-1 to 1). 1: the actor has partners abroad only.
    """
    ties = as_ties(source)
    codes, _ = ties.codes(labels)
    ends, others = np.concatenate([ties.u, ties.v]), np.concatenate([ties.v, ties.u])
    known = (codes[ends] >= 0) & (codes[others] >= 0)
    differ = codes[ends] != codes[others]
    counts = [np.bincount(ends[chosen], minlength=len(ties)) for chosen in (known & ~differ, known & differ, ~known)]
    table = pd.DataFrame(dict(zip(("internal", "external", "unknown"), counts, strict=True)), index=ties.index)
    return _with_index(table)


def ei_by_country(source: Source, labels: Labels = "country") -> pd.DataFrame:
    """The same for each country: actors, ties at home and across a border, E-I index, and the share expected by chance.

    ``expected`` is the E-I index that the country would have under random mixing of partners, degrees kept.
    """
    ties, codes, _ = _known(source, labels)
    names = as_ties(source).codes(labels)[1]
    number = len(names)
    counts = _matrix(ties, codes, number, np.ones(len(ties.u)))
    expected = mixing_expected(ties, codes, number)
    table = pd.DataFrame({"actors": np.bincount(codes, minlength=number)}, index=_names(names))
    table["internal"] = np.diag(counts).astype(np.int64)
    table["external"] = (counts.sum(axis=1) - np.diag(counts)).astype(np.int64)
    inside, whole = np.diag(expected), expected.sum(axis=1)
    share = np.divide(whole - 2 * inside, whole, out=np.full(number, np.nan), where=whole > 0)
    return _with_index(table).assign(expected=share)


def border_matrix(source: Source, labels: Labels = "country", *, weights: bool = False) -> pd.DataFrame:
    """Country × country: ties within each country on the diagonal, ties between two beside it; symmetric.

    Ends of unknown country have the row and column ``unknown``, when there are any.

    Args:
        source: a graph, or a table of edges.
        labels: what makes the groups.
        weights: sum the weights of the ties instead of counting ties.
    """
    ties = as_ties(source)
    codes, names = _with_unknown(ties, labels)
    counts = _matrix(ties, codes, len(names), ties.weight if weights else np.ones(len(ties.u)))
    return pd.DataFrame(counts if weights else counts.astype(np.int64), index=_names(names), columns=_names(names))


def actor_matrix(source: Source, labels: Labels = "country") -> pd.DataFrame:
    """How many actors of the row's country have a tie with the column's country."""
    ties = as_ties(source)
    codes, names = _with_unknown(ties, labels)
    ends, others = np.concatenate([ties.u, ties.v]), np.concatenate([ties.v, ties.u])
    number = max(len(names), 1)
    pairs = np.unique(ends * number + codes[others])
    counts = np.zeros((len(names), len(names)), dtype=np.int64)
    np.add.at(counts, (codes[pairs // number], pairs % number), 1)
    return pd.DataFrame(counts, index=_names(names), columns=_names(names))


def border_pairs(source: Source, labels: Labels = "country") -> pd.DataFrame:
    """League of borders, the one with most ties first.

    Columns: a, b (countries), ties, weight, actors (with a tie on this border), expected (ties if partners were
    drawn at random, degrees kept), ratio (observed / expected: above 1, closer than chance), kilometres (median
    length of its ties), located (ties with coordinates at both ends).
    """
    ties, codes, _ = _known(source, labels)
    names = as_ties(source).codes(labels)[1]
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

    Columns: a, b (countries), node, ties, share (0 to 1; 1: the border hangs on this actor alone).
    """
    ties, codes, _ = _known(source, labels)
    names = as_ties(source).codes(labels)[1]
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


def _known(source: Source, labels: Labels) -> tuple[Ties, Integers, int]:
    """The ties between nodes of known country, their countries as numbers, and how many ties are left out."""
    ties = as_ties(source)
    codes, _ = ties.codes(labels)
    part = ties.part(codes >= 0)
    return part, codes[codes >= 0], len(ties.u) - len(part.u)


def _with_unknown(ties: Ties, labels: Labels) -> tuple[Integers, list[Any]]:
    codes, names = ties.codes(labels)
    if (codes < 0).any():
        return np.where(codes < 0, len(names), codes), [*names, UNKNOWN]
    return codes, names


def _matrix(ties: Ties, codes: Integers, number: int, values: Any) -> Any:
    counts = np.zeros((number, number))
    np.add.at(counts, (codes[ties.u], codes[ties.v]), values)
    return np.where(np.eye(number, dtype=bool), counts, counts + counts.T)


def _with_index(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its E-I index."""
    total = table["external"] + table["internal"]
    return table.assign(ei_index=((table["external"] - table["internal"]) / total.where(total > 0)).astype(float))


def _names(names: list[Any]) -> "pd.Index[Any]":
    index: pd.Index[Any] = pd.Index(names, dtype=object)
    return index
