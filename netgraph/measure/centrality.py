"""Who is central: degree, strength, betweenness, harmonic closeness, eigenvector and PageRank centrality."""

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.linalg import eigsh

from netgraph.errors import InputError
from netgraph.measure.paths import measure_paths
from netgraph.measure.ties import Floats, Integers, Ties, per_node

CENTRALITIES = ("degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank")
_MOST_ROUNDS = 5_000
_POWER_ROUNDS = 200  # of the power method; where they do not suffice, Lanczos' method is the faster


@per_node
def degree(ties: Ties) -> Integers:
    """Number of partners of each node, ``Σ_v [u tied with v]``: 0 to n-1.

    High: the actor has many partners of its own. Self loops count nothing.

    References:
        Freeman (1979), Centrality in social networks: conceptual clarification, Social Networks 1, 215-239.
    """
    return ties.degree


@per_node
def strength(ties: Ties) -> Floats:
    """Sum of the weights of a node's ties, ``Σ_v w(u,v)``, 0 and more, in the unit of the weights.

    With ``Network.ties()``: documents that state them, each tie for itself. High: the actor's ties are documented
    again and again.

    References:
        Barrat, Barthélemy, Pastor-Satorras and Vespignani (2004), The architecture of complex weighted networks,
        Proceedings of the National Academy of Sciences 101, 3747-3752.
    """
    return np.asarray(ties.weighted.sum(axis=1), dtype=np.float64)


@per_node
def betweenness(ties: Ties, *, exact_nodes: int = 2_000, pivots: int = 256, seed: int = 1) -> Floats:
    """Share of all pairs of other nodes whose shortest paths, counted in steps, run through the node: 0 to 1.

    ``Σ σ(s,t|v)/σ(s,t) / ((n-1)(n-2)/2)`` over pairs s, t; a pair without a path counts 0. High: the actor is
    a bridge - information between others tends to pass it. Exact up to ``exact_nodes`` nodes, else from a sample
    (see ``paths.measure_paths``, which also gives the error).

    References:
        Freeman (1977), A set of measures of centrality based on betweenness, Sociometry 40, 35-41; Brandes (2001), A
        faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25, 163-177.
    """
    return measure_paths(ties, exact_nodes=exact_nodes, pivots=pivots, seed=seed).betweenness


@per_node
def closeness(ties: Ties, *, exact_nodes: int = 2_000, pivots: int = 256, seed: int = 1) -> Floats:
    """Harmonic closeness ``Σ 1/d(u,v)`` over all other nodes, d in steps: 0 (isolated) to n-1 (tied with all).

    High: the actor reaches the others in few steps. A node out of reach adds nothing.

    References:
        Boldi and Vigna (2014), Axioms for centrality, Internet Mathematics 10, 222-262.
    """
    return measure_paths(ties, exact_nodes=exact_nodes, pivots=pivots, seed=seed).closeness


@per_node
def eigenvector(ties: Ties) -> Floats:
    """Eigenvector centrality, ``λ x_u = Σ_v x_v`` over partners v with the largest λ and ``Σ x² = 1``: 0 to 1.

    High: the actor is tied with well-tied actors. Only the component with the largest eigenvalue has values above 0.
    Weights do not count. Without any tie all nodes are equal.

    References:
        Bonacich (1972), Factoring and weighting approaches to status scores and clique identification, Journal of
        Mathematical Sociology 2, 113-120.
    """
    n = len(ties)
    if not len(ties.u):
        return np.full(n, n**-0.5 if n else 0.0)
    # With the identity added, bipartite graphs, whose extreme eigenvalues differ in sign alone, converge too.
    shifted = ties.pattern + sparse.identity(n, format="csr")
    x = np.full(n, n**-0.5)
    for _ in range(_POWER_ROUNDS):
        before, x = x, shifted @ x
        x /= np.sqrt((x * x).sum())  # not by norm(), which wakes as many threads as there are cores for so little
        if np.abs(x - before).max() < 1e-12:
            return np.asarray(x)
    # Two nearly equal eigenvalues: start the solver where the rounds have come to.
    _, vectors = eigsh(ties.pattern, k=1, which="LA", v0=x)
    return np.asarray(np.abs(vectors[:, 0]))


@per_node
def pagerank(ties: Ties, *, damping: float = 0.85) -> Floats:
    """PageRank on weighted ties: the share of time that a walker over ties spends at the node, 0 to 1; the sum is 1.

    ``x_u = (1 - damping) / n + damping Σ_v x_v w(u,v) / strength(v)``; from an isolated node the walker goes anywhere.
    High: strong ties with actors that have few other ties, or are important themselves.

    References:
        Brin and Page (1998), The anatomy of a large-scale hypertextual web search engine, Computer Networks and ISDN
        Systems 30, 107-117.
    """
    return walk_shares(ties.weighted, damping)


def walk_shares(weighted: Any, damping: float) -> Floats:
    """Stationary shares of the damped walk along the rows of a non-negative matrix."""
    n = weighted.shape[0]
    if n == 0:
        return np.zeros(0)
    out = np.asarray(weighted.sum(axis=1), dtype=np.float64)
    stuck = out == 0
    step = (sparse.diags_array(np.divide(1, out, out=np.zeros(n), where=~stuck)) @ weighted).T.tocsr()
    x = np.full(n, 1 / n)
    for _ in range(_MOST_ROUNDS):
        before = x
        x = damping * (step @ x + x[stuck].sum() / n) + (1 - damping) / n
        if np.abs(x - before).sum() < 1e-12:
            break
    return x


def directed_measures(G: "nx.DiGraph[Any]") -> pd.DataFrame:
    """In-degree, out-degree and PageRank along the direction of relations, one row a node.

    Columns: in_degree, out_degree (numbers of others, 0 to n-1), directed_pagerank (0 to 1; the sum is 1). A high
    in-degree: many point at the actor (are members of it, fund it). A high out-degree: it joins and funds many.
    PageRank along the direction is high for what many well-linked actors point at, such as the umbrella that
    clusters belong to. Parallel edges count once, their weights together; self loops count nothing.

    Raises:
        InputError: the graph has no directions.

    References:
        Wasserman and Faust (1994), Social network analysis, chapter 5 (prestige); Brin and Page (1998), The anatomy
        of a large-scale hypertextual web search engine, Computer Networks and ISDN Systems 30, 107-117.
    """
    if not G.is_directed():
        raise InputError("directed measures need a directed graph; degree and pagerank take an undirected one")
    nodes = list(G)
    place = {node: number for number, node in enumerate(nodes)}
    ends = [(place[u], place[v], weight) for u, v, weight in G.edges(data="weight", default=1) if u != v]
    table = np.array(ends, dtype=np.float64).reshape(-1, 3)
    rows, columns = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    matrix = sparse.csr_array((table[:, 2], (rows, columns)), shape=(len(nodes), len(nodes)))
    matrix.sum_duplicates()
    pattern = sparse.csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)
    columns_of = {
        "in_degree": np.asarray(pattern.sum(axis=0), dtype=np.int64),
        "out_degree": np.asarray(pattern.sum(axis=1), dtype=np.int64),
        "directed_pagerank": walk_shares(matrix, 0.85),
    }
    return pd.DataFrame(columns_of, index=pd.Index(nodes, dtype=object, tupleize_cols=False))
