"""Groups of actors that work closely together: communities with names, countries and bridges; core and periphery."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from netgraph.errors import InputError
from netgraph.measure import louvain
from netgraph.measure.cohesion import ordered_by_size
from netgraph.measure.ties import Integers, Labels, Source, Ties, as_ties, per_node

Membership: TypeAlias = "Mapping[Any, Any] | pd.Series[Any]"


@per_node
def community(ties: Ties, *, resolution: float = 1.0) -> Integers:
    """Number of the community of each node, 1 for the largest; every community is connected.

    A name, not an amount. Actors of one community work with each other more than with the rest. Found by modularity
    on tie weights, without a random draw (see ``louvain``). ``resolution`` above 1 gives smaller communities. An
    isolated node is a community of its own. ``match_labels`` keeps the numbers between versions of a corpus.

    References:
        Blondel, Guillaume, Lambiotte and Lefebvre (2008), Fast unfolding of communities in large networks, Journal of
        Statistical Mechanics, P10008; Traag, Waltman and van Eck (2019), From Louvain to Leiden: guaranteeing
        well-connected communities, Scientific Reports 9, 5233.
    """
    return 1 + ordered_by_size(louvain.find_communities(ties, resolution=resolution))


def modularity(source: Source, membership: Membership, *, resolution: float = 1.0) -> float:
    """Weight of ties within groups, less what random mixing would give, as a share of all: -0.5 to 1.

    ``Σ_c (inside_c / W - resolution (total_c / 2W)²)``: inside_c weight of ties in c, total_c strength of its nodes,
    W weight of all ties. High (above 0.3 or so): the groups are more than chance. 0 without ties.

    Args:
        source: a graph, or a table of edges.
        membership: node to group, for every node.
        resolution: as for ``community``.

    Raises:
        InputError: a node has no group.

    References:
        Newman and Girvan (2004), Finding and evaluating community structure in networks, Physical Review E 69, 026113.
    """
    ties = as_ties(source)
    return louvain.modularity(ties, _group_numbers(ties, membership), resolution=resolution)


def _group_numbers(ties: Ties, membership: Membership) -> Integers:
    if missing := [node for node in ties.nodes if node not in membership]:
        raise InputError(f"node {missing[0]!r} has no group, expected one for every node")
    return np.asarray(np.unique([str(membership[node]) for node in ties.nodes], return_inverse=True)[1], dtype=np.int64)


def describe_groups(
    source: Source, membership: "Membership | None" = None, *, labels: Labels = "country", names: Labels = "name"
) -> pd.DataFrame:
    """One row a group of two and more, the largest first.

    Columns: group (number), id (its strongest member, by which it is known again in another version of the corpus),
    name (of its two strongest members), size, members, countries (country to number of actors, most first),
    unknown_country, internal (ties within), external (ties to others), density (share of possible ties within
    that exist, 0 to 1: high, all work with all), bridges (up to three members with most ties to other groups: whom
    to ask for the way to the rest).

    Args:
        source: a graph, or a table of edges.
        membership: node to group; ``community`` by default.
        labels: what to count as country.
        names: what to call the nodes.

    Raises:
        InputError: a node has no group.

    References:
        Wasserman and Faust (1994), Social network analysis, chapter 7 (cohesive subgroups).
    """
    ties = as_ties(source)
    parts = ordered_by_size(_group_numbers(ties, community(ties) if membership is None else membership))
    countries = ties.values_if_any(labels)
    called = [node if name is None else name for node, name in zip(ties.nodes, ties.values_if_any(names), strict=True)]
    inside = parts[ties.u] == parts[ties.v]
    crossing = np.bincount(np.concatenate([ties.u[~inside], ties.v[~inside]]), minlength=len(ties))
    internal = np.bincount(parts[ties.u[inside]], minlength=len(ties))
    strength = np.asarray(ties.weighted.sum(axis=1))
    order = np.lexsort((np.arange(len(ties)), -strength, parts))
    rows = []
    for members in np.split(order, np.flatnonzero(np.diff(parts[order])) + 1):
        if len(members) < 2:
            continue
        part, size = parts[members[0]], len(members)
        counted = Counter(countries[member] for member in members)
        unknown = counted.pop(None, 0)
        known = dict(sorted(counted.items(), key=lambda one: (-one[1], str(one[0]))))
        outward = sorted((m for m in members if crossing[m]), key=lambda m: (-crossing[m], m))[:3]
        rows.append(
            (int(part) + 1, ties.nodes[members[0]], " · ".join(str(called[m]) for m in members[:2]), size,
             tuple(ties.nodes[m] for m in members), known, unknown, int(internal[part]), int(crossing[members].sum()),
             2 * internal[part] / (size * (size - 1)), tuple(ties.nodes[m] for m in outward))
        )  # fmt: skip
    columns = ["group", "id", "name", "size", "members", "countries", "unknown_country", "internal", "external"]
    return pd.DataFrame(rows, columns=[*columns, "density", "bridges"])


@dataclass(frozen=True, slots=True)
class CorePeriphery:
    """A split into a core that is tied with itself and with the periphery, and a periphery without ties within."""

    core: tuple[Any, ...]
    core_density: float  # share of possible ties within the core that exist
    periphery_density: float
    fit: float  # correlation with the ideal: 1 is a perfect core and periphery, 0 none


def core_periphery(source: Source) -> CorePeriphery:
    """The core of the network: the nodes of highest degree, cut where the fit to an ideal core and periphery is best.

    ``fit`` is Pearson's correlation, over all pairs of nodes, between being tied and having an end in the core: 0 to
    1. High: there is one centre and the others depend on it (a star has 1). Low: several centres, or none.

    References:
        Borgatti and Everett (1999), Models of core/periphery structures, Social Networks 21, 375-395; Lip (2011), A
        fast algorithm for the discrete core/periphery bipartitioning problem, arXiv:1102.5511 (why the order of
        degrees suffices).
    """
    ties = as_ties(source)
    n, m = len(ties), len(ties.u)
    order = np.lexsort((np.arange(n), -ties.degree))
    rank = np.empty(n, dtype=np.int64)
    rank[order] = np.arange(n)
    # A tie has an end in the core of size k when the earlier of its two ends is among the first k, both when the later.
    touching = np.cumsum(np.bincount(np.minimum(rank[ties.u], rank[ties.v]) + 1, minlength=n + 1))
    within = np.cumsum(np.bincount(np.maximum(rank[ties.u], rank[ties.v]) + 1, minlength=n + 1))
    sizes = np.arange(n + 1.0)
    core_pairs, fringe_pairs = sizes * (sizes - 1) / 2, (n - sizes) * (n - sizes - 1) / 2
    pairs = n * (n - 1) / 2
    spread = (pairs - fringe_pairs) * fringe_pairs * m * (pairs - m)
    fits = np.zeros(n + 1)
    np.divide(pairs * touching - (pairs - fringe_pairs) * m, np.sqrt(spread), out=fits, where=spread > 0)
    k = int(np.argmax(np.round(fits, 12)))
    members = tuple(ties.nodes[number] for number in order[:k])
    densities = (_density(within[k], core_pairs[k]), _density(m - touching[k], fringe_pairs[k]))
    return CorePeriphery(members, *densities, fit=float(fits[k]))


def _density(ties: float, pairs: float) -> float:
    return float(ties / pairs) if pairs else 0.0
