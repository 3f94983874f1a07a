"""Ranks of values, equal ones sharing the mean rank."""

import numpy as np

from netgraph.measure.ties import Floats


def rank_ascending(values: Floats) -> Floats:
    """Rank 1 for the smallest value; values that agree to ten decimals share the mean of their ranks."""
    # Rounded, so that values that are equal but for the order of their sums share a rank.
    _, place, count = np.unique(np.round(values, 10), return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(count) - (count - 1) / 2)[place], dtype=np.float64)


def rank_descending(values: Floats) -> Floats:
    """Rank 1 for the largest value."""
    return rank_ascending(-np.asarray(values, dtype=np.float64))
