"""Do actors keep to their own country? The E-I index of the network, of each country and of each node, with tests.

Chance is the same for all three: the countries are dealt anew among the actors of known country, the ties stay. Every
function takes ``labels`` as those of ``borders`` do.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netgraph.measure.borders import index_of
from netgraph.measure.chance import external_moments, mixing_expected, permuted_counts, tail_chances
from netgraph.measure.ties import Floats, Integers, Labels, Source, Ties, as_ties

_MOST_TIES = 5_000  # that permutations are drawn for where exact moments do as well
_MOST_DEALT, _LEAST_DRAWN = 100_000_000, 199  # ties × permutations; permutations, however many the ties


@dataclass(frozen=True, slots=True)
class MixingTest:
    """The E-I index against chance; ``None`` when no tie has two known ends."""

    index: float | None
    expected: float | None
    deviation: float | None
    z: float | None
    p: float | None  # two-sided
    external: int
    internal: int
    unknown: int
    permutations: int


def ei_index(source: Source, labels: Labels = "country", *, permutations: int = 1_000, seed: int = 1) -> MixingTest:
    """E-I index ``(external - internal) / (external + internal)`` of the whole network: -1 to 1, with a test.

    -1: all ties stay at home; 1: all cross a border. High for a stakeholder: the network is where partners abroad
    are found. Mean and deviation under random exchange of the countries between actors are exact; p counts how many
    of ``permutations`` random exchanges lie as far from the mean. Above 5,000 ties, where the count is as good as
    normal, p comes from z and ``permutations`` is 0 in the result.

    References:
        Krackhardt and Stern (1988), Informal networks and organizational crises: an experimental simulation, Social
        Psychology Quarterly 51, 123-140; Cliff and Ord (1981), Spatial processes, chapter 2 (moments).
    """
    every = as_ties(source)
    ties, codes, names = every.known(labels)
    count = len(ties.u)
    left_out = len(every.u) - count
    external = int((codes[ties.u] != codes[ties.v]).sum())
    if not count:
        return MixingTest(None, None, None, None, None, 0, 0, left_out, 0)
    mean, deviation = external_moments(ties, codes)
    z = (external - mean) / deviation if deviation > 1e-9 else None
    draws = permutations if count <= _MOST_TIES else 0
    drawn = permuted_counts(ties, codes, len(names), draws, seed)[1].sum(axis=1) / 2
    far = int((np.abs(drawn - mean) >= abs(external - mean) - 1e-9).sum())
    p = (1 + far) / (1 + draws) if draws or z is None else math.erfc(abs(z) / math.sqrt(2))
    return MixingTest(
        index=2 * external / count - 1, expected=2 * mean / count - 1, deviation=2 * deviation / count, z=z, p=p,
        external=external, internal=count - external, unknown=left_out, permutations=draws,
    )  # fmt: skip


def ei_by_node(source: Source, labels: Labels = "country") -> pd.DataFrame:
    """Ties of each node at home, across a border and with an unknown end, and its E-I index with an exact test.

    Columns: internal, external, unknown (ties), ei_index (-1 to 1; missing without ties of two known ends). 1: the
    actor has partners abroad only, so it lives on the border; -1: it looks inwards. Then ei_expected, ei_z and ei_p
    (two-sided) when the countries of all others are dealt anew: the number of partners abroad is hypergeometric, so
    nothing is drawn. z above 2: more partners abroad than its number of ties explains. Of a hundred actors about
    five have p below 0.05 by chance alone.

    References:
        Krackhardt and Stern (1988), Informal networks and organizational crises: an experimental simulation, Social
        Psychology Quarterly 51, 123-140; Johnson, Kotz and Kemp (1992), Univariate discrete distributions, chapter 6
        (the hypergeometric distribution).
    """
    ties = as_ties(source)
    codes, _ = ties.codes(labels)
    ends, others = np.concatenate([ties.u, ties.v]), np.concatenate([ties.v, ties.u])
    known = (codes[ends] >= 0) & (codes[others] >= 0)
    differ = codes[ends] != codes[others]
    counts = [np.bincount(ends[chosen], minlength=len(ties)) for chosen in (known & ~differ, known & differ, ~known)]
    table = pd.DataFrame(dict(zip(("internal", "external", "unknown"), counts, strict=True)), index=ties.index)
    total, external = counts[0] + counts[1], counts[1]
    mean, z, p = _test_nodes(codes, total, external)
    return table.assign(ei_index=_index(external, total), ei_expected=_index(mean, total), ei_z=z, ei_p=p)


def _test_nodes(codes: Integers, total: Integers, external: Integers) -> tuple[Floats, Floats, Floats]:
    """Expected partners abroad, standard score and chance of each node; all partners counted are of known country."""
    sizes = np.bincount(codes[codes >= 0])
    others = int(sizes.sum()) - 1
    mean, z, p = (np.full(len(codes), np.nan) for _ in range(3))
    tied = np.flatnonzero(total > 0)
    abroad = others + 1 - sizes[codes[tied]]
    mean[tied] = total[tied] * abroad / max(others, 1)
    spread = mean[tied] * (1 - abroad / max(others, 1)) * (others - total[tied]) / max(others - 1, 1)
    deviation = np.sqrt(np.maximum(spread, 0))
    z[tied] = np.divide(external[tied] - mean[tied], deviation, out=np.full(len(tied), np.nan), where=deviation > 1e-9)
    # The chances that go with a number of ties and a country are worked out once for all nodes that have them.
    keys, kind = np.unique(total[tied] * len(codes) + abroad, return_inverse=True)
    chances = [tail_chances(key // len(codes), key % len(codes), others - key % len(codes)) for key in keys.tolist()]
    start = np.cumsum([0, *(len(count) for count, _ in chances)])[:-1] - [count[0] for count, _ in chances]
    if len(tied):
        p[tied] = np.concatenate([chance for _, chance in chances])[start[kind] + external[tied]]
    return mean, z, p


def ei_by_country(
    source: Source, labels: Labels = "country", *, permutations: int = 1_000, seed: int = 1
) -> pd.DataFrame:
    """Each country's actors, ties at home, across a border and of unknown end, and its E-I index with a test.

    Columns: actors, internal, external, unknown (ties), ei_index (-1 to 1; missing without ties of two known ends).
    High: the country's actors work abroad rather than with each other. A small country has few partners at home to
    choose from, so compare with ei_expected, ei_z and ei_p (two-sided), which come from random exchanges of the
    countries between actors: z below -2 and a small p, clearly more at home than chance. Above 100,000 ties fewer
    than ``permutations`` are drawn, but never fewer than 199. ``ei_mixing`` is the index under random mixing of
    partners, where every actor keeps its number of ties.

    References:
        Krackhardt and Stern (1988), Informal networks and organizational crises: an experimental simulation, Social
        Psychology Quarterly 51, 123-140; Chung and Lu (2002), Connected components in random graphs with given
        expected degree sequences, Annals of Combinatorics 6, 125-145 (random mixing).
    """
    every = as_ties(source)
    ties, codes, names = every.known(labels)
    number = len(names)
    same = codes[ties.u] == codes[ties.v]
    internal = np.bincount(codes[ties.u[same]], minlength=number)
    total = np.bincount(codes, ties.degree, minlength=number).astype(np.int64) - internal
    table = pd.DataFrame({"actors": np.bincount(codes, minlength=number)}, index=index_of(names))
    table = table.assign(internal=internal, external=total - internal, unknown=_unknown_ends(every, labels, number))
    index = _index(total - internal, total)
    draws = min(permutations, max(_LEAST_DRAWN, _MOST_DEALT // max(len(ties.u), 1)))
    inside, outside = permuted_counts(ties, codes, number, draws if len(ties.u) else 0, seed)
    expected, z, p = _score(index, _index(outside, inside + outside))
    return table.assign(ei_index=index, ei_expected=expected, ei_z=z, ei_p=p, ei_mixing=_mixing(ties, codes, number))


def _score(index: Floats, drawn: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean of the draws (a row each), standard score and two-sided chance; draws without a value do not count."""
    count = np.isfinite(drawn).sum(axis=0)
    some = np.maximum(count, 1)
    mean = np.where(count > 0, np.nansum(drawn, axis=0) / some, np.nan)
    deviation = np.sqrt(np.nansum((drawn - mean) ** 2, axis=0) / some)
    z = np.divide(index - mean, deviation, out=np.full(len(index), np.nan), where=deviation > 1e-9)
    far = (np.abs(drawn - mean) >= np.abs(index - mean) - 1e-9).sum(axis=0)
    return mean, z, np.where(np.isnan(index), np.nan, (1 + far) / (1 + count))


def _unknown_ends(ties: Ties, labels: Labels, number: int) -> Integers:
    """Ties of each country's actors with an actor of unknown country."""
    codes, _ = ties.codes(labels)
    here, there = codes[ties.u], codes[ties.v]
    half = (here < 0) != (there < 0)
    return np.bincount(np.maximum(here, there)[half], minlength=number)


def _mixing(ties: Ties, codes: Integers, number: int) -> Floats:
    expected = mixing_expected(ties, codes, number)
    whole = expected.sum(axis=1)
    return _index(whole - np.diag(expected), whole)


def _index(external: Floats, total: Floats) -> Floats:
    """The E-I index from ties across a border and all ties; not a number without any."""
    share = np.divide(external, total, out=np.full(np.shape(total), np.nan), where=np.asarray(total) > 0)
    return np.asarray(2 * share - 1)
