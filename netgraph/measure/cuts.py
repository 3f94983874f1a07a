"""Single points of failure: nodes and ties without which a part of the network falls away."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csgraph

from netgraph.errors import InputError
from netgraph.measure.cohesion import ordered_by_size
from netgraph.measure.ties import Source, Ties, as_ties


@dataclass(frozen=True, slots=True)
class _Search:
    """A depth-first search over all components; positions are in the order of discovery."""

    order: list[int]  # position to node
    parent: list[int]  # position to the parent's position, -1 for a root
    low: list[int]  # the earliest position that the subtree reaches by one tie back
    size: list[int]  # nodes of the subtree
    whole: list[int]  # nodes of the component


def cut_nodes(source: Source) -> "pd.Series[int]":
    """How many others each node would cut off from the largest rest of its component if it left: 0 to n-2 actors.

    0: the rest stays in one piece. Above 0: an articulation point - the number of actors that would lose their
    last chain of ties to the main part. ``falls_apart`` names them.

    References:
        Hopcroft and Tarjan (1973), Algorithm 447: efficient algorithms for graph manipulation, Communications of the
        ACM 16, 372-378.
    """
    ties = as_ties(source)
    found = _search(ties)
    parts: dict[int, list[int]] = {}
    for child in range(len(found.order)):
        up = found.parent[child]
        if up >= 0 and found.low[child] >= up:
            parts.setdefault(up, []).append(found.size[child])
    lost = np.zeros(len(ties), dtype=np.int64)
    for position, pieces in parts.items():
        rest = found.whole[position] - 1 - sum(pieces)
        lost[found.order[position]] = found.whole[position] - 1 - max(*pieces, rest)
    return ties.series(lost, "cuts_off")


def bridges(source: Source) -> pd.DataFrame:
    """The ties that are the only link between two parts, with the size of the smaller part.

    Columns: source, target, cuts_off (nodes of the smaller part, 1 to n/2), ``side`` (the end that lies in it). The
    bridge that cuts off most stands first. High: if this one partnership ends, so many actors lose the rest.
    ``falls_apart`` names them.

    References:
        Tarjan (1974), A note on finding the bridges of a graph, Information Processing Letters 2, 160-161.
    """
    ties = as_ties(source)
    found = _search(ties)
    rows = []
    for child, up in enumerate(found.parent):
        if up >= 0 and found.low[child] > up:
            ends = sorted((found.order[child], found.order[up]))
            below = found.size[child] <= found.whole[child] - found.size[child]
            small = found.size[child] if below else found.whole[child] - found.size[child]
            side = found.order[child if below else up]
            rows.append((-small, *ends, side))
    named = [(ties.nodes[u], ties.nodes[v], -small, ties.nodes[side]) for small, u, v, side in sorted(rows)]
    return pd.DataFrame(named, columns=["source", "target", "cuts_off", "side"])


def falls_apart(source: Source, *gone: Any) -> tuple[tuple[Any, ...], ...]:
    """The parts into which a component falls when a node leaves, or the tie between two, the largest part first.

    One part, or none: nothing depends on it. A small part behind a large one: these actors would lose the rest.

    Args:
        source: a graph, or a table of edges.
        gone: one node, or the two ends of a tie.

    Raises:
        InputError: there is no such node or tie.

    References:
        Wasserman and Faust (1994), Social network analysis, chapter 4 (cutpoints and bridges).
    """
    ties = as_ties(source)
    place = {node: number for number, node in enumerate(ties.nodes)}
    ends = sorted(place[node] for node in gone if node in place)
    between = (ties.u == ends[0]) & (ties.v == ends[-1]) if ends else np.zeros(0, dtype=bool)
    if len(ends) != len(gone) or len(gone) not in (1, 2) or (len(gone) == 2 and not between.any()):
        raise InputError(f"no node or tie {gone!r}")
    parts = csgraph.connected_components(ties.pattern, directed=False)[1]
    keep = parts == parts[ends[0]]
    rest = Ties(ties.nodes, ties.u[~between], ties.v[~between], ties.weight[~between])
    if len(gone) == 1:
        keep[ends[0]] = False
    rest = rest.part(keep)
    found = ordered_by_size(csgraph.connected_components(rest.pattern, directed=False)[1])
    named: list[list[Any]] = [[] for _ in range(int(found.max(initial=-1)) + 1)]
    for node, part in zip(rest.nodes, found.tolist(), strict=True):
        named[part].append(node)
    return tuple(map(tuple, named))


def _search(ties: Ties) -> _Search:
    n = len(ties)
    starts, ends = ties.pattern.indptr[:-1].tolist(), ties.pattern.indptr[1:].tolist()
    partners = ties.pattern.indices.tolist()
    place = [-1] * n  # node to position
    order: list[int] = []
    parent: list[int] = []
    low: list[int] = []
    for root in range(n):
        if place[root] >= 0:
            continue
        place[root] = len(order)
        order.append(root)
        parent.append(-1)
        low.append(place[root])
        stack = [root]
        while stack:
            node = stack[-1]
            here = place[node]
            cursor = starts[node]
            if cursor == ends[node]:
                stack.pop()
                up = parent[here]
                if up >= 0 and low[here] < low[up]:
                    low[up] = low[here]
                continue
            starts[node] = cursor + 1
            other = partners[cursor]
            there = place[other]
            if there < 0:
                place[other] = len(order)
                order.append(other)
                parent.append(here)
                low.append(place[other])
                stack.append(other)
            elif there != parent[here] and there < low[here]:
                low[here] = there
    return _Search(order, parent, low, *_sizes(parent))


def _sizes(parent: list[int]) -> tuple[list[int], list[int]]:
    """Nodes of each subtree and of each component, by position."""
    size = [1] * len(parent)
    for position in range(len(parent) - 1, -1, -1):
        if parent[position] >= 0:
            size[parent[position]] += size[position]
    whole = [0] * len(parent)
    for position, up in enumerate(parent):
        whole[position] = size[position] if up < 0 else whole[up]
    return size, whole
