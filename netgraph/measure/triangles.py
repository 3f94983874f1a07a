"""What follows from the triangles of a graph."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from netgraph.measure.ties import Floats, Integers, Ties, orient, triangle_blocks


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
