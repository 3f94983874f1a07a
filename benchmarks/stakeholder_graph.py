"""Generated graphs that resemble stakeholder networks: communities, few large hubs, many small actors, countries."""

import networkx as nx
import numpy as np


def stakeholder_graph(nodes: int, ties: int, *, seed: int = 1) -> nx.Graph:
    """A graph with exactly these numbers of nodes and ties; node attribute ``country``, tie attribute ``weight``.

    Three of four ties stay within a community of about 40 nodes; ends are drawn with probability ~ rank ** -0.6, so
    that degrees are skewed; one actor in twenty has no known country; most communities lie in one country.
    """
    random = np.random.default_rng(seed)
    groups = max(2, nodes // 40)
    group = np.sort(random.integers(0, groups, nodes))
    first = np.searchsorted(group, np.arange(groups))
    size = np.bincount(group, minlength=groups)
    pairs = np.zeros(0, dtype=np.int64)
    while len(pairs) < ties:
        u = skewed(random, np.full(2 * ties, nodes))
        inside = random.random(2 * ties) < 0.75
        home = group[u]
        v = np.where(inside, first[home] + skewed(random, size[home]), skewed(random, np.full(2 * ties, nodes)))
        u, v = np.minimum(u, v)[u != v], np.maximum(u, v)[u != v]
        drawn = np.concatenate([pairs, u * nodes + v])
        _, place = np.unique(drawn, return_index=True)
        pairs = drawn[np.sort(place)][:ties]
    weight = 1 + random.geometric(0.7, ties) - 1
    home = np.where(random.random(nodes) < 0.8, group % 12, random.integers(0, 12, nodes))
    known = random.random(nodes) >= 0.05
    G = nx.Graph()
    G.add_nodes_from((n, {"country": f"C{home[n]:02}" if known[n] else None}) for n in range(nodes))
    G.add_weighted_edges_from(zip((pairs // nodes).tolist(), (pairs % nodes).tolist(), weight.tolist(), strict=True))
    return G


def skewed(random: np.random.Generator, size: np.ndarray) -> np.ndarray:
    """Numbers below ``size``, the low ones far more often."""
    return np.minimum((size * random.random(len(size)) ** 2.5).astype(np.int64), size - 1)
