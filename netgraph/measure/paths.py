"""Shortest paths from many nodes at once, in steps: betweenness and harmonic closeness, exact or sampled."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from netgraph.measure.ties import Floats, Integers, Ties

_CELLS = 4_000_000  # of one dense matrix, nodes × sources: 32 MB; five of them are alive at a time


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
    sums = np.zeros((4, n))
    width = max(8, min(len(chosen), _CELLS // n))
    for start in range(0, len(chosen), width):
        sums += _follow(ties.pattern, chosen[start : start + width])
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
    level = np.full((n, b), -1, dtype=np.int16 if n < 32_000 else np.int32)
    level[sources, columns] = 0
    paths = np.zeros((n, b))
    paths[sources, columns] = 1
    inverse = np.zeros((2, n))
    frontier, depth = paths.copy(), 0
    while True:
        frontier = A @ frontier
        frontier[level >= 0] = 0
        reached = frontier > 0
        count = reached.sum(axis=1)
        if not count.any():
            break
        depth += 1
        level[reached] = depth
        paths += frontier
        inverse += np.outer([1 / depth, 1 / depth**2], count)
    dependency = np.zeros((n, b))
    for step in range(depth, 0, -1):
        share = np.zeros((n, b))
        np.divide(1 / step + dependency, paths, out=share, where=level == step)
        share = A @ share
        share *= paths
        np.add(dependency, share, out=dependency, where=level == step - 1)
    dependency *= 2 * level  # nothing for the sources, which lie at 0; nodes out of reach have no dependency
    return np.vstack([dependency.sum(axis=1), np.einsum("ij,ij->i", dependency, dependency), inverse])
