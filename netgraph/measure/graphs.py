"""Which graph is measured: stated ties, organisations alone, actors × initiatives, or actors that share some."""

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from scipy import sparse

from netgraph.errors import InputError, SetupError
from netgraph.measure.groups import community
from netgraph.measure.ties import Labels

if TYPE_CHECKING:
    from netgraph.network import Network

# Attributes of which nearly every node has a value of its own: they make no groups.
_OWN = {"name", "aliases", "mentions", "confidence", "latitude", "longitude", "bipartite"}
GRAPHS = ("stated", "organisations", "two_mode", "joint")


def choose_graph(network: "Network", graph: str = "stated") -> "nx.Graph[Any]":
    """The undirected graph to measure; no measure itself.

    Args:
        network: the network.
        graph: ``stated`` all stated ties; ``organisations`` those between organisations; ``two_mode`` actors
            (organisations and persons) with initiatives; ``joint`` actors joined by the initiatives they share
            (derived, never mixed with stated ties).

    Raises:
        SetupError: there is no such graph.
    """
    if graph == "stated":
        return network.ties()
    if graph == "organisations":
        return network.ties({"organisation"})
    if graph == "two_mode":
        return two_mode(network)
    if graph == "joint":
        return project(two_mode(network))
    raise SetupError(f"{graph!r} is no graph to measure, expected one of {', '.join(GRAPHS)}")


def choose_labels(G: "nx.Graph[Any]", labels: Labels = "country") -> Labels:
    """What makes the groups of a network's graph: an attribute of nodes, ``region``, ``community``, or node to group.

    No measure itself. Regions are those of NUTS 2, by the nodes' codes; larger ones are unknown. Node to group is a
    mapping or a pandas series by node, and given back as it is.

    Raises:
        SetupError: the nodes have no such attribute.
    """
    if not isinstance(labels, str):
        return labels
    if labels == "community":
        return community(G).to_dict()
    if not len(G) or any(labels in data for _, data in G.nodes(data=True)):
        return labels
    if labels != "region":
        known = sorted({"region", *(name for _, data in G.nodes(data=True) for name in data)} - _OWN)
        raise SetupError(f"{labels!r} makes no groups of nodes, expected community or one of {', '.join(known)}")
    codes = {node: data.get("nuts") or "" for node, data in G.nodes(data=True)}
    return {node: code[:4] if len(code) >= 4 else None for node, code in codes.items()}


def two_mode(network: "Network") -> "nx.Graph[Any]":
    """Actors × initiatives: the stated ties that join an actor with an initiative, and their ends.

    Node attribute ``bipartite``: 0 for actors, 1 for initiatives. An initiative of high degree brings many together;
    an actor of high degree takes part in many.

    References:
        Borgatti and Everett (1997), Network analysis of 2-mode data, Social Networks 19, 243-269.
    """
    G = network.ties()
    kind = {node: int(data["type"] == "initiative") for node, data in G.nodes(data=True)}
    G.remove_edges_from([(u, v) for u, v in G.edges if kind[u] == kind[v]])
    G.remove_nodes_from([node for node, degree in list(G.degree()) if degree == 0])
    nx.set_node_attributes(G, {node: kind[node] for node in G}, "bipartite")
    return G


def project(B: "nx.Graph[Any]", onto: int = 0) -> "nx.Graph[Any]":
    """Actors joined by the initiatives that they share, ``weight = Σ 1 / (n - 1)`` over shared initiatives of n actors.

    A small common project weighs more than a conference with hundreds. The weights of a node sum to the number
    of its initiatives that have another participant; a high weight: the two have much in common beside what texts
    state of them. Tie attribute ``shared``: how many initiatives.

    Args:
        B: a two-mode graph with the node attribute ``bipartite``.
        onto: the mode to keep, 0 for actors.

    Raises:
        InputError: a tie joins two nodes of one mode.

    References:
        Newman (2001), Scientific collaboration networks II: shortest paths, weighted networks, and centrality, Physical
        Review E 64, 016132.
    """
    kept = [node for node in B if B.nodes[node].get("bipartite") == onto]
    through = [node for node in B if B.nodes[node].get("bipartite") != onto]
    place, column = ({node: number for number, node in enumerate(nodes)} for nodes in (kept, through))
    if any((u in place) == (v in place) for u, v in B.edges()):
        raise InputError("a graph of two modes has no tie between nodes of one; their attribute is 'bipartite'")
    # A set, for parallel ties make no second participant.
    ends = {(place[u], column[v]) if u in place else (place[v], column[u]) for u, v in B.edges()}
    table = np.array(sorted(ends), dtype=np.int64).reshape(-1, 2)
    shape = (len(kept), len(through))
    incidence = sparse.csr_array((np.ones(len(table)), (table[:, 0], table[:, 1])), shape=shape)
    size: Any = np.asarray(incidence.sum(axis=0))
    share = np.divide(1, size - 1, out=np.zeros(len(through)), where=size > 1)
    weights = sparse.triu(incidence @ sparse.diags_array(share) @ incidence.T, k=1).tocoo()
    counts = sparse.triu(incidence @ incidence.T, k=1).tocsr()
    G: nx.Graph[Any] = nx.Graph()
    G.add_nodes_from((node, dict(B.nodes[node])) for node in kept)
    for u, v, weight in sorted(zip(weights.row.tolist(), weights.col.tolist(), weights.data.tolist(), strict=True)):
        if weight > 0:
            G.add_edge(kept[u], kept[v], weight=weight, shared=int(counts[u, v]))
    return G
