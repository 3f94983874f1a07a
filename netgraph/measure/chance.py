"""What chance alone would give: exact moments of label patterns, permutations, random mixing, intervals."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from netgraph.measure.ties import Floats, Integers, Ties

_CELLS = 4_000_000  # of one block of permutations × ties


@dataclass(frozen=True, slots=True)
class PairChances:
    """How likely a pattern of labels is by chance."""

    one: float  # for a pair
    adjacent: float  # for both of two pairs that share a node
    disjoint: float  # for both of two pairs that share none


def pattern_chances(pattern: str, own: float, others: npt.ArrayLike) -> PairChances:
    """Chances of a pattern when labels are dealt at random, without putting back.

    Args:
        pattern: ``coordinator`` both have the own label; ``gatekeeper`` one of them; ``consultant`` both have the
            same other label; ``liaison`` two different other labels.
        own: how many of the own label there are to deal.
        others: how many of each other label.

    References:
        Cliff and Ord (1981), Spatial processes, chapter 2 (join counts under non-free sampling).
    """
    rest = np.asarray(others, dtype=np.float64)
    m, left = float(own), float(rest.sum())
    alike = falling(rest, 2).sum()
    both_alike = falling(rest, 4).sum() + alike**2 - (falling(rest, 2) ** 2).sum()
    if pattern == "coordinator":
        ways = (falling(m, 2), falling(m, 3), falling(m, 4))
    elif pattern == "gatekeeper":
        adjacent = m * falling(left, 2) + left * falling(m, 2)
        ways = (2 * m * left, adjacent, 4 * falling(m, 2) * falling(left, 2))
    elif pattern == "consultant":
        ways = (alike, falling(rest, 3).sum(), both_alike)
    else:
        adjacent = (rest * falling(left - rest, 2)).sum()
        ways = (falling(left, 2) - alike, adjacent, falling(left, 4) - 2 * alike * falling(left - 2, 2) + both_alike)
    shares = [
        float(way / all_ways) if (all_ways := falling(m + left, k + 2)) > 0 else 0.0 for k, way in enumerate(ways)
    ]
    return PairChances(*shares)


def falling(x: Any, number: int) -> Any:
    """x (x - 1) … over ``number`` factors, 0 where x is too small."""
    product = 1.0
    for step in range(number):
        product = product * np.maximum(x - step, 0)
    return product


def count_moments(pairs: Any, adjacent: Any, one: Any, both_adjacent: Any, both_disjoint: Any) -> tuple[Any, Any]:
    """Mean and standard deviation of the number of pairs that show a pattern.

    Args:
        pairs: number of pairs looked at.
        adjacent: number of couples of these pairs that share a node.
        one: chance of the pattern for one pair.
        both_adjacent: chance that both of a couple that shares a node show it.
        both_disjoint: the same for a couple that shares none.
    """
    disjoint = pairs * (pairs - 1) / 2 - adjacent
    mean = pairs * one
    square = mean + 2 * adjacent * both_adjacent + 2 * disjoint * both_disjoint
    return mean, np.sqrt(np.maximum(square - mean**2, 0))


def external_moments(ties: Ties, codes: Integers) -> tuple[float, float]:
    """Mean and standard deviation of the number of ties between different labels, over all permutations of labels."""
    chances = pattern_chances("liaison", 0, np.bincount(codes) if len(codes) else [])
    adjacent = float((ties.degree * (ties.degree - 1) / 2).sum())
    moments = count_moments(len(ties.u), adjacent, chances.one, chances.adjacent, chances.disjoint)
    return float(moments[0]), float(moments[1])


def permuted_counts(
    ties: Ties, codes: Integers, number: int, permutations: int, seed: int
) -> tuple[Integers, Integers]:
    """Ties within each label, and from it to others, in each of many random permutations of the labels (a row each)."""
    random = np.random.default_rng(seed)
    inside, ends = np.zeros((2, permutations, number), dtype=np.int64)
    width = max(1, _CELLS // max(len(ties.u), len(codes), 1))
    for start in range(0, permutations, width):
        rows = min(width, permutations - start)
        deals = random.permuted(np.tile(codes.astype(np.int32), (rows, 1)), axis=1)
        deals += number * np.arange(rows, dtype=np.int32)[:, None]  # a label of its own for each permutation
        here = deals.take(ties.u, axis=1)
        alike = np.bincount(here[here == deals.take(ties.v, axis=1)], minlength=rows * number)
        degrees = np.bincount(deals.ravel(), np.tile(ties.degree, rows), minlength=rows * number)
        inside[start : start + rows], ends[start : start + rows] = np.reshape((alike, degrees), (2, rows, number))
    return inside, ends - 2 * inside


def tail_chances(drawn: int, special: int, others: int) -> tuple[Integers, Floats]:
    """Chance of a count of special ones at least as far from its mean, for each count that is possible.

    ``drawn`` are taken without putting back from ``special`` and ``others``: the hypergeometric distribution.

    Returns:
        The possible counts, from the lowest, and the chance of each.
    """
    from scipy.special import gammaln

    count = np.arange(max(0, drawn - others), min(drawn, special) + 1)
    parts = np.stack([count, special - count, drawn - count, others - drawn + count])
    ways = -gammaln(parts + 1.0).sum(axis=0)
    chance = np.exp(ways - ways.max())
    chance /= chance.sum()
    mean = drawn * special / (special + others)
    far = np.abs(count - mean) - 1e-9
    below = np.concatenate([[0], np.cumsum(chance)])[np.searchsorted(count, mean - far, side="right")]
    above = np.concatenate([np.cumsum(chance[::-1])[::-1], [0]])[np.searchsorted(count, mean + far)]
    return count, np.minimum(below + above, 1)


def mixing_expected(ties: Ties, codes: Integers, number: int) -> Floats:
    """Ties expected within and between labels if partners were drawn at random, each node keeping its degree.

    A pair of nodes gets ties in proportion to the product of their degrees; a node is never tied with itself; the
    sum is the observed number of ties. Entry (h, h) counts ties within h, (h, k) and (k, h) those between.

    References:
        Chung and Lu (2002), Connected components in random graphs with given expected degree sequences.
    """
    total = np.bincount(codes, weights=ties.degree, minlength=number)
    chances = np.outer(total, total)
    squares = np.bincount(codes, weights=ties.degree.astype(np.float64) ** 2, minlength=number)
    np.fill_diagonal(chances, (total**2 - squares) / 2)
    whole = np.triu(chances).sum()
    return chances * (len(ties.u) / whole) if whole > 0 else np.zeros((number, number))


def share_interval(part: int, whole: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a share; (0, 1) when nothing was counted.

    References:
        Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if whole == 0:
        return 0.0, 1.0
    from scipy.special import ndtri

    z = float(ndtri(0.5 + confidence / 2))
    share, scale = part / whole, 1 + z**2 / whole
    middle = (share + z**2 / (2 * whole)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / whole + z**2 / (4 * whole**2))
    return max(0.0, middle - half), min(1.0, middle + half)
