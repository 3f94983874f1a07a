"""Shortest paths from many nodes at once, in steps: betweenness and harmonic closeness, exact or sampled."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from netgraph.measure.ties import Floats, Integers, Ties

_CELLS = 1_000_000  # of one dense matrix, nodes × sources: 8 MB; five of them are alive at a time
_DEEP = 100  # steps from which on sources are followed one by one


@dataclass(frozen=True, slots=True)
class PathMeasures:
    """Betweenness (share of pairs, 0..1) and harmonic closeness, with their standard errors (0 when exact)."""

    betweenness: Floats
    betweenness_error: Floats
    closeness: Floats
    closeness_error: Floats
    sources: int  # nodes that paths were followed from


def measure_paths(ties: Ties, *, exact_nodes: int = 2_000, pivots: int = 256, seed: int = 1) -> PathMeasures:
    """Follow all shortest paths from every node, or from a sample of nodes in a large graph.

    Up to ``exact_nodes`` nodes the values are exact. Above, paths start at ``pivots`` nodes drawn without
    replacement, and each value comes with its standard error over the draw. Low values of betweenness rest on few
    sources, so that their error is underrated; the highest are reliable.

    References:
        Brandes (2001), A faster algorithm for betweenness centrality; Brandes and Pich (2007), Centrality
        estimation in large networks; Geisberger, Sanders and Schultes (2008), Better approximation of betweenness
        centrality; Eppstein and Wang (2004), Fast approximation of centrality.
    """
    n = len(ties)
    if n == 0 or len(ties.u) == 0:
        zeros = np.zeros(n)
        return PathMeasures(zeros, zeros, zeros, zeros, n)
    chosen = np.arange(n)
    if n > exact_nodes and pivots < n:
        chosen = np.sort(np.random.default_rng(seed).choice(n, size=pivots, replace=False))
    # A sample is not known to seven digits anyway, and half the bytes go twice as fast.
    A = ties.pattern if len(chosen) == n else ties.pattern.astype(np.float32)
    sums = np.zeros((4, n))
    width = max(8, min(len(chosen), _CELLS // n))
    for start in range(0, len(chosen), width):
        sources = chosen[start : start + width]
        # No path leads to a node without ties; in a sample of the documents these are many.
        met = np.union1d(np.flatnonzero(ties.degree), sources)
        places = np.searchsorted(met, sources)
        found = _follow(A[met][:, met], places)
        if not np.isfinite(found).all():  # more paths than single precision can count
            found = _follow(ties.pattern[met][:, met], places)
        sums[:, met] += found
    pairs = max((n - 1) * (n - 2), 1)
    between, between_error = _estimate(sums[0] / pairs, sums[1] / pairs**2, len(chosen), n)
    near, near_error = _estimate(sums[2], sums[3], len(chosen), n)
    return PathMeasures(between, between_error, near, near_error, len(chosen))


def _estimate(total: Floats, squares: Floats, drawn: int, n: int) -> tuple[Floats, Floats]:
    """Total over all n sources and its standard error, from the sums over the drawn ones."""
    if drawn == n:
        return total, np.zeros(n)
    mean = total / drawn
    variance = np.maximum(squares / drawn - mean**2, 0) * drawn / (drawn - 1)
    return mean * n, n * np.sqrt(variance / drawn * (1 - drawn / n))


def _follow(A: Any, sources: Integers) -> Floats:
    """Sums and sums of squares over the sources, for each node: dependency and inverse distance.

    A pair (s, t) counts for a node between them by how far the node is from s on the way, ``2 d(s,v) / d(s,t)``: over
    all sources this is the same sum, and in a sample nodes beside a source do not weigh too much.
    """
    n, b = A.shape[0], len(sources)
    columns = np.arange(b)
    level = np.full((n, b), -1, dtype=np.int8)
    level[sources, columns] = 0
    paths = np.zeros((n, b), dtype=A.dtype)
    paths[sources, columns] = 1
    inverse = np.zeros((2, n))
    frontier, depth = paths, 0
    while True:
        frontier = _spread(A, frontier)
        frontier *= level < 0
        reached = frontier > 0
        count = np.count_nonzero(reached, axis=1)
        if not count.any():
            break
        depth += 1
        if depth > _DEEP:
            return np.asarray(np.sum([_follow_one(A, int(source)) for source in sources], axis=0))
        np.putmask(level, reached, depth)
        paths = paths + frontier
        inverse += np.outer([1 / depth, 1 / depth**2], count)
    dependency, per_path = np.zeros_like(paths), 1 / np.maximum(paths, 1)
    for step in range(depth, 0, -1):
        share = dependency + A.dtype.type(1 / step)
        share *= per_path
        share *= level == step
        share = _spread(A, share)
        share *= paths
        share *= level == step - 1
        dependency += share
    dependency *= level  # nothing for the sources, which lie at 0; nodes out of reach have no dependency
    dependency *= 2
    squares = np.einsum("ij,ij->i", dependency, dependency, dtype=np.float64)
    return np.vstack([dependency.sum(axis=1, dtype=np.float64), squares, inverse])


def _spread(A: Any, values: Floats) -> Floats:
    """``A @ values``, by the rows that hold anything where these are few."""
    rows = np.flatnonzero(values.any(axis=1))
    if len(rows) > len(values) / 3:
        return np.asarray(A @ values)
    return np.asarray(A[rows].T @ values[rows])


def _follow_one(A: Any, source: int) -> Floats:
    """The same for one source, node by node: for graphs with long chains, where there are too many steps."""
    starts, partners = A.indptr.tolist(), A.indices.tolist()
    n = A.shape[0]
    level, paths, order = [-1] * n, [0.0] * n, [source]
    level[source], paths[source] = 0, 1.0
    for node in order:
        for other in partners[starts[node] : starts[node + 1]]:
            if level[other] < 0:
                level[other] = level[node] + 1
                order.append(other)
            if level[other] == level[node] + 1:
                paths[other] += paths[node]
    dependency = [0.0] * n
    for node in reversed(order[1:]):
        share = (1 / level[node] + dependency[node]) / paths[node]
        for other in partners[starts[node] : starts[node + 1]]:
            if level[other] == level[node] - 1:
                dependency[other] += paths[other] * share
    steps = np.array(level, dtype=np.float64)
    scaled = np.array(dependency) * 2 * steps
    near = np.divide(1, steps, out=np.zeros(n), where=steps > 0)
    return np.vstack([scaled, scaled**2, near, near**2])
