"""Communities by modularity: fast local moving, parts kept connected, then the parts as nodes, and so on."""

from collections import deque
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from netgraph.measure.ties import Integers, Ties

_MOST_ROUNDS = 10
_LEAST_GAIN = 1e-4  # of modularity, for another round


def find_communities(ties: Ties, *, resolution: float = 1.0) -> Integers:
    """A community number for each node, from 0; every community is connected; no random draw is made.

    Nodes are visited in their order and moved to the neighbouring community that raises modularity most until none
    can be; each community falls into its connected parts, and the parts are the nodes of the next level. Then all
    of it again from the communities found, as long as that helps.

    References:
        Blondel, Guillaume, Lambiotte and Lefebvre (2008), Fast unfolding of communities in large networks;
        Traag, Waltman and van Eck (2019), From Louvain to Leiden: guaranteeing well-connected communities.
    """
    whole = sparse.csr_array(ties.weighted)
    community, quality = np.arange(len(ties)), -np.inf
    for _ in range(_MOST_ROUNDS):
        found = _climb(whole, community, resolution)
        better = modularity(ties, found, resolution=resolution)
        if better <= quality + _LEAST_GAIN:
            break
        community, quality = found, better
    return community


def _climb(whole: Any, community: Integers, resolution: float) -> Integers:
    """One round: from single nodes, with the communities given, up to the level where nothing moves."""
    matrix, start = whole, community
    member = np.arange(whole.shape[0])  # node to node of the present level
    while True:
        moved = _move(matrix, start, resolution)
        part = _connected_parts(matrix, moved)
        count = int(part.max(initial=-1)) + 1
        if count == matrix.shape[0]:
            return _connected_parts(whole, moved[member])
        member = part[member]
        label = np.zeros(count, dtype=np.int64)
        label[part] = moved
        start = np.unique(label, return_inverse=True)[1]
        matrix = _merge(matrix, part, count)


def modularity(ties: Ties, community: Integers, *, resolution: float = 1.0) -> float:
    """Weight of ties within communities, less what random mixing would give: -0.5 to 1; above 0.3 counts as clear.

    References:
        Newman and Girvan (2004), Finding and evaluating community structure in networks.
    """
    total = float(ties.weight.sum())
    if total == 0:
        return 0.0
    inside = float(ties.weight[community[ties.u] == community[ties.v]].sum())
    strength = np.bincount(community, weights=np.asarray(ties.weighted.sum(axis=1)))
    return inside / total - resolution * float((strength**2).sum()) / (4 * total**2)


def _merge(matrix: Any, part: Integers, count: int) -> Any:
    """The matrix between parts; its diagonal holds the weight inside each part, both ways."""
    n = matrix.shape[0]
    member = sparse.csr_array((np.ones(n), (part, np.arange(n))), shape=(count, n))
    merged = sparse.csr_array(member @ matrix @ member.T)
    merged.sort_indices()
    return merged


def _connected_parts(matrix: Any, community: Integers) -> Integers:
    """The connected parts of the communities, numbered by their first node."""
    entries = matrix.tocoo()
    inside = community[entries.row] == community[entries.col]
    ends = (entries.row[inside], entries.col[inside])
    kept = sparse.csr_array((np.ones(len(ends[0])), ends), shape=matrix.shape)
    return np.asarray(csgraph.connected_components(kept, directed=False)[1], dtype=np.int64)


def _move(matrix: Any, start: Integers, resolution: float) -> Integers:
    """Move single nodes between communities as long as modularity rises."""
    n = matrix.shape[0]
    starts, partners, weights = matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.tolist()
    strength: list[float] = np.asarray(matrix.sum(axis=1)).tolist()
    total = sum(strength)
    community: list[int] = start.tolist()
    inside = [0.0] * n  # strength of each community
    for node, label in enumerate(community):
        inside[label] += strength[node]
    queue = deque(range(n))
    waiting = [True] * n
    scale = resolution / total if total else 0.0
    while queue:
        node = queue.popleft()
        waiting[node] = False
        first, last = starts[node], starts[node + 1]
        here = community[node]
        near: dict[int, float] = {here: 0.0}
        for place in range(first, last):
            other = partners[place]
            if other != node:
                label = community[other]
                near[label] = near.get(label, 0.0) + weights[place]
        pull = strength[node] * scale
        inside[here] -= strength[node]
        best, gain = here, near[here] - pull * inside[here] + 1e-12
        for label, weight in near.items():
            value = weight - pull * inside[label]
            if value > gain or (value == gain and label < best != here):
                best, gain = label, value
        inside[best] += strength[node]
        if best != here:
            community[node] = best
            for place in range(first, last):
                other = partners[place]
                if not waiting[other] and community[other] != best:
                    waiting[other] = True
                    queue.append(other)
    return np.array(community, dtype=np.int64)
