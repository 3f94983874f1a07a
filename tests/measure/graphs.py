"""Small graphs for tests, and graphs drawn at random."""

import networkx as nx
from hypothesis import strategies as st


@st.composite
def graphs(draw, most=9, weights=False):
    """A graph of up to ``most`` nodes with loops; nodes are texts in no special order."""
    count = draw(st.integers(0, most))
    nodes = [f"n{number}" for number in draw(st.permutations(range(count)))]
    pairs = [(u, v) for place, u in enumerate(nodes) for v in nodes[place:]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    G = nx.Graph()
    for node in nodes:
        G.add_node(node, country=draw(st.sampled_from(["DE", "PL", "SE", None])))
    for u, v in chosen:
        G.add_edge(u, v, weight=draw(st.integers(1, 5)) if weights else 1)
    return G


def without_loops(G):
    H = nx.Graph(G)
    H.remove_edges_from(list(nx.selfloop_edges(H)))
    return H


def burt():
    """The network round G of Burt (1992), Structural holes, as in Borgatti (1997)."""
    return nx.Graph(["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"])


def kite():
    """Krackhardt's kite (1990), Assessing the political landscape, with its names."""
    names = ["Andre", "Beverly", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane"]
    return nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate(names)))


def bordered(edges, **countries):
    """A graph of single-letter nodes with countries; ``_`` stands for an unknown one."""
    G = nx.Graph()
    G.add_nodes_from((node, {"country": None if country == "_" else country}) for node, country in countries.items())
    G.add_edges_from(edges)
    return G
