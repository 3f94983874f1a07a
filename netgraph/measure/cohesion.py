"""How tightly nodes hang together: components, k-cores and clustering."""

import numpy as np
from scipy.sparse import csgraph

from netgraph.measure.ties import Floats, Integers, Ties, per_node
from netgraph.measure.triangles import tied_pairs


@per_node
def component(ties: Ties) -> Integers:
    """Number of the connected component of each node, 1 for the largest; equal sizes in the order of their nodes.

    A name, not an amount: 1 up to the number of components. Two actors of different components have no chain of ties
    between them; a high number stands for a small part that the rest cannot reach.

    References:
        Wasserman and Faust (1994), Social network analysis, chapter 4 (graphs and components).
    """
    return 1 + ordered_by_size(csgraph.connected_components(ties.pattern, directed=False)[1])


def ordered_by_size(parts: Integers) -> Integers:
    """The same parts numbered from 0 by size, the largest first; equal sizes by their first node."""
    if not len(parts):
        return np.zeros(0, dtype=np.int64)
    _, first, place, size = np.unique(parts, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(first))
    return np.asarray(rank[place])


@per_node
def core(ties: Ties) -> Integers:
    """Core number: the largest k such that the node lies in a part where all have k or more ties within it; 0 to n-1.

    High: the actor belongs to the dense heart of the network. 0: isolated.

    References:
        Seidman (1983), Network structure and minimum degree, Social Networks 5, 269-287.
    """
    left = ties.degree.copy()
    number = np.zeros(len(ties), dtype=np.int64)
    alive = np.ones(len(ties), dtype=bool)
    indptr, indices = ties.pattern.indptr, ties.pattern.indices
    k = 0
    while alive.any():
        k = max(k, int(left[alive].min()))
        gone = np.flatnonzero(alive & (left <= k))
        while len(gone):
            number[gone], alive[gone] = k, False
            touched = indices[_ranges(indptr[gone], indptr[gone + 1])]
            touched, times = np.unique(touched[alive[touched]], return_counts=True)
            left[touched] -= times
            gone = touched[left[touched] <= k]
    return number


def _ranges(starts: Integers, stops: Integers) -> Integers:
    """All numbers from each start up to its stop, one range after the other."""
    length = stops - starts
    total = np.cumsum(length)
    return np.asarray(np.arange(total[-1]) + np.repeat(starts - (total - length), length))


@per_node
def clustering(ties: Ties) -> Floats:
    """Share of the pairs of a node's partners that are tied themselves: 0 to 1; 0 with fewer than two partners.

    ``2 t / (d (d - 1))`` with t ties among d partners. High: the actor's partners work together anyway. Low with many
    partners: it holds strangers together.

    References:
        Watts and Strogatz (1998), Collective dynamics of 'small-world' networks, Nature 393, 440-442.
    """
    pairs = ties.degree * (ties.degree - 1) / 2
    return np.asarray(np.divide(tied_pairs(ties), pairs, out=np.zeros(len(ties)), where=pairs > 0))
