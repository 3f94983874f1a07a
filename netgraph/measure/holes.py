"""Structural holes: how free a node is to mediate between partners that do not know each other."""

from typing import Any

import numpy as np
from scipy import sparse

from netgraph.measure.cohesion import triangles
from netgraph.measure.ties import Floats, Ties, masked_square, per_node


@per_node
def constraint(ties: Ties) -> Floats:
    """Burt's constraint ``Σ_j (p_ij + Σ_q p_iq p_qj)²``, p = share of i's tie weight; not a number when isolated.

    Near 0: many partners who do not know each other - room to mediate. 1 with a single partner; it can
    exceed 1 in very small dense neighbourhoods.

    References:
        Burt (1992), Structural holes, chapter 2.
    """
    return _or_nan(np.asarray(_dyadic(ties).sum(axis=1)), ties)


def _dyadic(ties: Ties) -> Any:
    """The constraint of each partner j on i, as a matrix with the pattern of the ties."""
    total = np.asarray(ties.weighted.sum(axis=1))
    share = sparse.csr_array(
        sparse.diags_array(np.divide(1, total, out=np.zeros(len(ties)), where=total > 0)) @ ties.weighted
    )
    return (share + masked_square(share, share, ties.pattern)).power(2)


@per_node
def effective_size(ties: Ties) -> Floats:
    """Partners less their redundancy, ``degree - 2 t / degree`` with t ties among partners; 1 to degree.

    High: many partners of the actor have no tie with each other. Not a number when isolated.

    References:
        Burt (1992), Structural holes; Borgatti (1997), Structural holes: unpacking Burt's redundancy measures.
    """
    overlap = np.divide(2 * triangles(ties), ties.degree, out=np.zeros(len(ties)), where=ties.degree > 0)
    return _or_nan(ties.degree - overlap, ties)


@per_node
def efficiency(ties: Ties) -> Floats:
    """Effective size as a share of the number of partners: above 0 to 1; not a number when isolated.

    1: no two partners are tied with each other.

    References:
        Burt (1992), Structural holes.
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
        Burt (1992), Structural holes, pages 70 to 71.
    """
    local, count = _dyadic(ties).tocsr(), ties.degree.astype(np.float64)
    mean = np.divide(np.asarray(local.sum(axis=1)), count, out=np.ones(len(ties)), where=count > 0)
    ratio = local.data / np.repeat(mean, np.diff(local.indptr))
    terms = sparse.csr_array((ratio * np.log(ratio), local.indices, local.indptr), shape=local.shape)
    scale = np.where(count > 1, count * np.log(np.maximum(count, 2)), 1)
    disorder = np.asarray(terms.sum(axis=1)) / scale
    # Equal constraints come out as a rounding error around 0.
    return _or_nan(np.where(count == 1, 1.0, np.clip(disorder, 0, 1)), ties)


def _or_nan(values: Floats, ties: Ties) -> Floats:
    return np.where(ties.degree > 0, values, np.nan)
