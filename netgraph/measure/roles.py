"""Brokerage roles after Gould and Fernandez: between whom a node mediates, by country or any other attribute."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from netgraph.errors import InputError
from netgraph.measure.chance import count_moments, pattern_chances
from netgraph.measure.ties import Floats, Integers, Labels, Source, Ties, as_ties, triangle_blocks
from netgraph.measure.triangles import corners

_MOST_PRODUCTS = 20_000_000  # of one block of rows
ROLES = ("coordinator", "gatekeeper", "consultant", "liaison")
DIRECTED_ROLES = ("coordinator", "gatekeeper", "representative", "consultant", "liaison")
MEANING = {
    "coordinator": "links actors of its own group with each other",
    "gatekeeper": "links its own group with others",
    "representative": "carries ties of its own group outwards",
    "consultant": "links actors of one other group with each other",
    "liaison": "links different groups, none of them its own",
}


def broker_roles(source: Source, labels: Labels = "country") -> pd.DataFrame:
    """Open pairs of partners of each node (tied with it, not with each other), by role, against chance.

    Each pair {a, c} that node b joins is counted once, under the groups of the three: all the same, *coordinator*;
    one of a and c in b's group, *gatekeeper*; a and c in one other group, *consultant* (itinerant broker); three
    groups, *liaison*. Ties have no direction here, so gatekeeper and representative are one role; R's ``sna`` and
    UCINET, given the symmetric matrix, count each pair twice (once as gatekeeper, once as representative).

    Columns for each role: the count, ``_expected`` and ``_z``: mean and standard score under all permutations of
    the other nodes' groups, computed exactly from the numbers of groups and open pairs; ``z`` above 2: clearly
    more than chance. Then ``open_pairs``, ``role`` (the count that stands out most) and ``meaning``. Nodes of
    unknown group are left out, with their ties.

    Args:
        source: a graph, or a table of edges.
        labels: name of a node attribute, or node to group.

    References:
        Gould and Fernandez (1989), Structures of mediation: a formal approach to brokerage in transaction networks,
        Sociological Methodology 19, 89-126; Cliff and Ord (1981), Spatial processes, chapter 2 (moments).
    """
    ties, groups, _ = as_ties(source).known(labels)
    pairs = _open_pairs(ties)
    counts = _count_undirected(ties, groups)
    table = pd.DataFrame({"open_pairs": pairs.count.astype(np.int64)}, index=ties.index)
    sizes = np.bincount(groups) if len(groups) else np.zeros(0)
    for role in ROLES:
        expected, deviation = _chance(role, pairs, groups, sizes)
        table[role] = counts[role].astype(np.int64)
        table[f"{role}_expected"] = expected
        table[f"{role}_z"] = _scores(counts[role], expected, deviation)
    return _with_role(table, ROLES)


def directed_roles(
    G: "nx.DiGraph[Any]", labels: Labels = "country", *, permutations: int = 200, seed: int = 1
) -> pd.DataFrame:
    """Roles on directed relations: paths a → b → c without a → c, as R's ``sna::brokerage`` counts them.

    With b's group as "own": *coordinator* all own; *gatekeeper* a from outside, c own; *representative* a own, c
    outside; *consultant* a and c in one other group; *liaison* three groups. Columns as in ``broker_roles``;
    expectation and z come from ``permutations`` random permutations of the groups. High: relations between others
    run through the actor, such as money from a fund to firms.

    References:
        Gould and Fernandez (1989), Structures of mediation: a formal approach to brokerage in transaction networks,
        Sociological Methodology 19, 89-126.
    """
    ties, groups, _ = as_ties(G).known(labels)
    nodes = list(ties.nodes)
    A = _directed_matrix(G, nodes)
    counts = _count_directed(A, groups)
    random = np.random.default_rng(seed)
    draws = [_count_directed(A, random.permutation(groups)) for _ in range(permutations if len(nodes) else 0)]
    table = pd.DataFrame({"open_pairs": np.sum(list(counts.values()), axis=0).astype(np.int64)}, index=ties.index)
    for role in DIRECTED_ROLES:
        drawn = np.array([draw[role] for draw in draws]).reshape(len(draws), len(nodes))
        expected = drawn.mean(axis=0) if len(drawn) else np.zeros(len(nodes))
        deviation = drawn.std(axis=0) if len(drawn) else np.zeros(len(nodes))
        table[role] = counts[role].astype(np.int64)
        table[f"{role}_expected"] = expected
        table[f"{role}_z"] = _scores(counts[role], expected, deviation)
    return _with_role(table, DIRECTED_ROLES)


def _directed_matrix(G: "nx.DiGraph[Any]", nodes: list[Any]) -> Any:
    if not G.is_directed():
        raise InputError("directed roles need a directed graph; broker_roles takes an undirected one")
    place = {node: number for number, node in enumerate(nodes)}
    ends = sorted({(place[u], place[v]) for u, v in G.edges() if u != v and u in place and v in place})
    table = np.array(ends, dtype=np.int64).reshape(-1, 2)
    return sparse.csr_array((np.ones(len(table)), (table[:, 0], table[:, 1])), shape=(len(nodes), len(nodes)))


@dataclass(frozen=True, slots=True)
class _OpenPairs:
    """For each node: its open pairs, and how many couples of these share a partner."""

    count: Floats
    adjacent: Floats


def _open_pairs(ties: Ties) -> _OpenPairs:
    n = len(ties)
    count, adjacent = np.zeros(n), np.zeros(n)
    for broker in (ties.u, ties.v):
        # Of the broker's partner at the other end: the broker's other partners that it is not tied with.
        strangers = ties.degree[broker] - 1 - ties.shared
        count += np.bincount(broker, strangers, n) / 2
        adjacent += np.bincount(broker, strangers * (strangers - 1) / 2, n)
    return _OpenPairs(count, adjacent)


def _count_undirected(ties: Ties, groups: Integers) -> dict[str, Floats]:
    """Pairs of partners of each node by role, less those that are tied."""
    counts = _all_pairs(ties, groups)
    for block in triangle_blocks(ties):
        for broker, a, c in corners(ties, block):
            near, far, alike = (groups[x] == groups[y] for x, y in ((broker, a), (broker, c), (a, c)))
            roles = np.select([near & far, near | far, alike], [0, 1, 2], 3)
            counts -= np.bincount(broker * len(ROLES) + roles, minlength=counts.size).reshape(counts.shape)
    return dict(zip(ROLES, counts.T, strict=True))


def _all_pairs(ties: Ties, groups: Integers) -> Floats:
    """Pairs of partners of each node (row) by the role that it has between them (column)."""
    n, number = len(ties), int(groups.max(initial=-1)) + 1
    ends, others = np.concatenate([ties.u, ties.v]), np.concatenate([ties.v, ties.u])
    keys, size = np.unique(ends * number + groups[others], return_counts=True)
    node, group = keys // max(number, 1), keys % max(number, 1)
    own = group == groups[node]
    inside = np.bincount(node[own], size[own], n)
    alike = np.bincount(node[~own], size[~own] * (size[~own] - 1) / 2, n)
    coordinator, gatekeeper = inside * (inside - 1) / 2, inside * (ties.degree - inside)
    liaison = ties.degree * (ties.degree - 1) / 2 - coordinator - gatekeeper - alike
    return np.stack([coordinator, gatekeeper, alike, liaison], axis=1)


def _count_directed(A: Any, groups: Integers) -> dict[str, Floats]:
    """Paths a → b → c without a → c by role, for each b: all paths less the closed ones."""
    n = len(groups)
    if n == 0:
        return {role: np.zeros(0) for role in DIRECTED_ROLES}
    entries = A.tocoo()
    same = groups[entries.row] == groups[entries.col]
    own, other = _entries(entries, same, n), _entries(entries, ~same, n)
    own_in, own_out, other_in, other_out = own.sum(0), own.sum(1), other.sum(0), other.sum(1)
    number = int(groups.max()) + 1
    member = sparse.csr_array((np.ones(n), (np.arange(n), groups)), shape=(n, number))
    alike = np.asarray((other.T @ member).multiply(other @ member).sum(axis=1))
    back_own = np.asarray(own.multiply(own.T).sum(axis=1))
    back_other = np.asarray(other.multiply(other.T).sum(axis=1))
    return {
        "coordinator": own_in * own_out - back_own - _closed(own, own, own),
        "gatekeeper": other_in * own_out - _closed(other, other, own),
        "representative": own_in * other_out - _closed(own, other, other),
        "consultant": alike - back_other - _closed(other, own, other),
        "liaison": other_in * other_out - alike - _closed(other, other, other),
    }


def _entries(entries: Any, keep: npt.NDArray[np.bool_], n: int) -> Any:
    return sparse.csr_array((entries.data[keep], (entries.row[keep], entries.col[keep])), shape=(n, n))


def _closed(to_broker: Any, past: Any, from_broker: Any) -> Floats:
    """For each b the number of a, c with a → b, a → c, b → c, each in its own matrix."""
    backward = sparse.csr_array(to_broker.T)
    parts = [(backward[rows] @ past).multiply(from_broker[rows]).sum(axis=1) for rows in _row_blocks(backward, past)]
    return np.concatenate(parts)


def _row_blocks(left: Any, right: Any) -> Iterator[slice]:
    """Slices of rows whose products with the right matrix stay within a bound, and with them the memory."""
    products = np.cumsum(left.astype(bool).astype(np.int64) @ np.diff(right.indptr))
    start = 0
    while start < left.shape[0]:
        before = products[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(products, before + _MOST_PRODUCTS, side="right")))
        yield slice(start, stop)
        start = stop


def _chance(role: str, pairs: _OpenPairs, groups: Integers, sizes: npt.NDArray[Any]) -> tuple[Floats, Floats]:
    """Mean and standard deviation of a role's count for each node over all permutations of the others' groups."""
    chances = [pattern_chances(role, sizes[own] - 1, np.delete(sizes, own)) for own in range(len(sizes))]
    table = np.array([(chance.one, chance.adjacent, chance.disjoint) for chance in chances]).reshape(-1, 3)
    moments = count_moments(pairs.count, pairs.adjacent, *(table[groups, column] for column in range(3)))
    return np.asarray(moments[0]), np.asarray(moments[1])


def _scores(counts: Floats, expected: Floats, deviation: Floats) -> Floats:
    """Standard scores; not a number where chance leaves no room."""
    out = np.full(len(counts), np.nan)
    return np.asarray(np.divide(counts - expected, deviation, out=out, where=deviation > 1e-9))


def _with_role(table: pd.DataFrame, roles: tuple[str, ...]) -> pd.DataFrame:
    """Add the role that stands out most against chance among those that the node has, and its meaning."""
    counts = table[list(roles)].to_numpy(dtype=np.float64)
    scores = table[[f"{role}_z" for role in roles]].to_numpy(dtype=np.float64)
    ranked = np.where(counts > 0, np.nan_to_num(scores, nan=0.0), -np.inf)
    best = ranked.argmax(axis=1) if len(table) else np.zeros(0, dtype=np.int64)
    names: list[str | None] = [roles[b] if row.any() else None for b, row in zip(best, counts > 0, strict=True)]
    table["role"] = pd.Series(names, index=table.index, dtype=object)
    meanings = [None if name is None else MEANING[name] for name in names]
    table["meaning"] = pd.Series(meanings, index=table.index, dtype=object)
    return table
