"""Structural holes: how free a node is to mediate between partners that do not know each other."""

import numpy as np

from netgraph.measure.ties import Floats, Integers, Ties, orient, per_node
from netgraph.measure.triangles import indirect_shares, tied_pairs


@per_node
def constraint(ties: Ties) -> Floats:
    """Burt's constraint ``Σ_j (p_ij + Σ_q p_iq p_qj)²``, p = share of i's tie weight; not a number when isolated.

    Near 0: many partners who do not know each other - room to mediate. High, 1 with a single partner: dependent on
    partners who know each other; it can exceed 1 in very small dense neighbourhoods.

    References:
        Burt (1992), Structural holes: the social structure of competition, Harvard University Press, chapter 2.
    """
    at, amount = _dyadic(ties)
    return _or_nan(np.bincount(at, amount, len(ties)), ties)


def _dyadic(ties: Ties) -> tuple[Integers, Floats]:
    """The constraint that each partner puts on a node, as (node, amount): every tie once in each direction."""
    tail, head = orient(ties)
    total = np.bincount(tail, ties.weight, len(ties)) + np.bincount(head, ties.weight, len(ties))
    forward, backward = (
        np.divide(ties.weight, total[end], out=np.zeros(len(tail)), where=total[end] > 0) for end in (tail, head)
    )
    to_head, to_tail = indirect_shares(ties, forward, backward)
    return np.concatenate([tail, head]), np.concatenate([forward + to_head, backward + to_tail]) ** 2


@per_node
def effective_size(ties: Ties) -> Floats:
    """Partners less their redundancy, ``degree - 2 t / degree`` with t ties among partners; 1 to degree.

    High: many partners of the actor have no tie with each other. Not a number when isolated.

    References:
        Burt (1992), Structural holes: the social structure of competition, Harvard University Press, chapter 2;
        Borgatti (1997), Structural holes: unpacking Burt's redundancy measures, Connections 20, 35-38 (this formula).
    """
    overlap = np.divide(2 * tied_pairs(ties), ties.degree, out=np.zeros(len(ties)), where=ties.degree > 0)
    return _or_nan(ties.degree - overlap, ties)


@per_node
def efficiency(ties: Ties) -> Floats:
    """Effective size as a share of the number of partners, ``effective size / degree``: above 0 to 1.

    High: each partner opens a part of the network of its own; 1: no two partners are tied with each other. Not a number
    when isolated.

    References:
        Burt (1992), Structural holes: the social structure of competition, Harvard University Press, chapter 2.
    """
    size = np.asarray(effective_size(ties), dtype=np.float64)
    share = np.divide(size, ties.degree, out=np.full(len(ties), np.nan), where=ties.degree > 0)
    return np.asarray(share)


@per_node
def hierarchy(ties: Ties) -> Floats:
    """How far the constraint on a node comes from a single partner: 0 (all alike) to 1.

    ``Σ_j r_j ln r_j / (N ln N)`` with ``r_j = c_ij / (C / N)`` over N partners (Coleman-Theil disorder); 1 with a
    single partner, not a number when isolated. High: the actor depends on one dominant partner.

    References:
        Burt (1992), Structural holes: the social structure of competition, Harvard University Press, pages 70 to 71.
    """
    at, amount = _dyadic(ties)
    count = ties.degree.astype(np.float64)
    mean = np.bincount(at, amount, len(ties)) / np.maximum(count, 1)
    ratio = np.divide(amount, mean[at], out=np.ones(len(at)), where=mean[at] > 0)
    terms = np.bincount(at, ratio * np.log(np.maximum(ratio, 1e-300)), len(ties))
    scale = np.where(count > 1, count * np.log(np.maximum(count, 2)), 1)
    disorder = terms / scale
    # Equal constraints come out as a rounding error around 0, above as well as below.
    return _or_nan(np.where(count == 1, 1.0, np.clip(disorder.round(12), 0, 1)), ties)


def _or_nan(values: Floats, ties: Ties) -> Floats:
    return np.where(ties.degree > 0, values, np.nan)
