"""All triangles of a graph, block by block, and what follows from them."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import sparse

from netgraph.measure.ties import Floats, Integers, Ties

_MOST_ENTRIES = 4_000_000  # of one block; bounds its memory to some 200 MB


def orient(ties: Ties) -> tuple[Integers, Integers]:
    """Each tie from the end with fewer partners to the one with more, as (tail, head).

    So no node has more than √(2 m) ties going out, hubs included, and triangles are found in the time that the small
    ends take.

    References:
        Chiba and Nishizeki (1985), Arboricity and subgraph listing algorithms.
    """
    rank = np.empty(len(ties), dtype=np.int64)
    rank[np.lexsort((np.arange(len(ties)), ties.degree))] = np.arange(len(ties))
    forward = rank[ties.u] < rank[ties.v]
    return np.where(forward, ties.u, ties.v), np.where(forward, ties.v, ties.u)


def triangle_blocks(ties: Ties) -> Iterator[tuple[Integers, Integers, Integers]]:
    """The triangles a → b → c, a → c as numbers of the ties ab, ac and bc, in the directions of ``orient``."""
    tail, head = orient(ties)
    out = np.bincount(tail, minlength=len(ties))
    shape, number = (len(ties), len(ties)), np.arange(1.0, len(tail) + 1)
    numbered = sparse.csr_array((number, (tail, head)), shape=shape)
    numbered.sort_indices()
    plain = sparse.csr_array((np.ones(len(number)), numbered.indices, numbered.indptr), shape=shape)
    able = np.flatnonzero((out[tail] > 1) & (out[head] > 0))
    work = np.cumsum(out[tail[able]] + out[head[able]])
    cuts = np.searchsorted(work, np.arange(0, work[-1] if len(work) else 0, _MOST_ENTRIES))
    for ab in np.split(able, np.unique(cuts[cuts > 0])):
        if len(ab):
            ac = numbered[tail[ab]].multiply(plain[head[ab]]).tocsr()
            bc = plain[tail[ab]].multiply(numbered[head[ab]]).tocsr()
            first = np.repeat(ab, np.diff(ac.indptr))
            yield first, ac.data.astype(np.int64) - 1, bc.data.astype(np.int64) - 1


def shared_partners(ties: Ties) -> Floats:
    """How many partners the two ends of each tie have in common."""
    count = np.zeros(len(ties.u))
    for block in triangle_blocks(ties):
        for sides in block:
            count += np.bincount(sides, minlength=len(count))
    return count


def tied_pairs(ties: Ties) -> Floats:
    """Number of pairs of partners of each node that are tied with each other."""
    both = np.bincount(ties.u, ties.shared, len(ties)) + np.bincount(ties.v, ties.shared, len(ties))
    return np.asarray(both / 2)


def indirect_shares(ties: Ties, forward: Floats, backward: Floats) -> tuple[Floats, Floats]:
    """For each tie ``Σ_q p_iq p_qj`` over the shared partners q: from tail to head, and from head to tail.

    Args:
        ties: the ties.
        forward: p from tail to head of each tie, in the directions of ``orient``.
        backward: p from head to tail.
    """
    to_head, to_tail = np.zeros(len(ties.u)), np.zeros(len(ties.u))
    for ab, ac, bc in triangle_blocks(ties):
        f_ab, f_ac, f_bc = forward[ab], forward[ac], forward[bc]
        b_ab, b_ac, b_bc = backward[ab], backward[ac], backward[bc]
        for sides, along, against in (
            (ab, f_ac * b_bc, f_bc * b_ac),
            (ac, f_ab * f_bc, b_bc * b_ab),
            (bc, b_ab * f_ac, b_ac * f_ab),
        ):
            to_head += np.bincount(sides, along, len(to_head))
            to_tail += np.bincount(sides, against, len(to_tail))
    return to_head, to_tail


def corners(ties: Ties, block: tuple[Integers, Integers, Integers]) -> Iterator[tuple[Any, Any, Any]]:
    """Each corner of the triangles of a block with the two others, as (corner, other, other)."""
    tail, head = orient(ties)
    ab, ac, _ = block
    a, b, c = tail[ab], head[ab], head[ac]
    yield from ((a, b, c), (b, a, c), (c, a, b))
