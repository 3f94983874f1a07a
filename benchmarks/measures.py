"""Netgraph's measures beside networkx's own functions, on the same generated graphs, in one run.

    python benchmarks/measures.py 300:900 3000:12000 30000:150000 [--repeat 5] [--alone 300000:1500000]

Prints CPU seconds (of one thread), the ratio, and how far the results lie apart. Betweenness and closeness are
followed from every node up to 3,000 nodes; above, both sides follow a sample, and the seconds are scaled to one of 256
sources. ``--alone`` measures netgraph only, where networkx would take hours.
"""

import argparse
import os
import resource
import statistics
import time

# Before numpy is imported: threads of the linear algebra would be counted twice.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import networkx as nx
import numpy as np
from stakeholder_graph import stakeholder_graph

from netgraph import measure
from netgraph.measure.paths import measure_paths
from netgraph.measure.ties import as_ties

SOURCES = 256
EXACT = 3_000
PEER_SOURCES = 8  # of networkx above EXACT nodes; its time grows in proportion


def seconds(function, repeat):
    """The median of CPU seconds, and the result."""
    times, result = [], None
    for _ in range(repeat):
        start = time.process_time()
        result = function()
        times.append(time.process_time() - start)
    return statistics.median(times), result


def fresh(G):
    """The graph read anew, so that nothing which another measure has computed is at hand."""
    ties = as_ties(G)
    _ = ties.pattern
    return ties


def apart(ours, theirs):
    """The largest difference between two values of one node."""
    ours = ours.to_dict()
    return max((abs(ours[node] - value) for node, value in theirs.items() if value == value), default=0.0)


def compare(nodes, ties, repeat):
    """One row a measure: ours, networkx's, and what to say of the results."""
    G = stakeholder_graph(nodes, ties)
    exact = nodes <= EXACT
    sources = nodes if exact else SOURCES
    chosen = list(G)[:PEER_SOURCES]
    scale = 1 if exact else SOURCES / PEER_SOURCES
    rows = []

    cost, converted = seconds(lambda: fresh(G), repeat)
    rows.append(("reading the graph", cost, None, ""))
    cost, paths = seconds(lambda: measure_paths(converted, exact_nodes=EXACT, pivots=SOURCES), repeat)
    k = None if exact else PEER_SOURCES
    peer, between = seconds(lambda: nx.betweenness_centrality(G, k=k, seed=1), 1 if nodes > 1_000 else repeat)
    bunch = None if exact else chosen
    peer_near, _ = seconds(lambda: nx.harmonic_centrality(G, sources=bunch), 1 if nodes > 1_000 else repeat)
    note = f"{apart(converted.series(paths.betweenness, 'b'), between):.0e} apart" if exact else f"{sources} sources"
    rows.append(("betweenness and closeness", cost, (peer + peer_near) * scale, note))

    same = [
        ("eigenvector", measure.eigenvector, lambda: nx.eigenvector_centrality(G, max_iter=5000, tol=1e-11)),
        ("PageRank", measure.pagerank, lambda: nx.pagerank(G, tol=1e-12, max_iter=1000)),
        ("k-core", measure.core, lambda: nx.core_number(G)),
        ("clustering", measure.clustering, lambda: nx.clustering(G)),
        ("constraint", measure.constraint, lambda: nx.constraint(G, weight="weight")),
        ("effective size", measure.effective_size, lambda: nx.effective_size(G)),
    ]
    for name, ours, theirs in same:
        anew = [fresh(G) for _ in range(repeat)]
        cost, values = seconds(lambda ours=ours, anew=anew: ours(anew.pop()), repeat)
        peer, expected = seconds(theirs, 1 if nodes > 10_000 else repeat)
        rows.append((name, cost, peer, f"{apart(values, expected):.0e} apart"))

    cost, groups = seconds(lambda: measure.community(converted), repeat)
    peer, parts = seconds(lambda: nx.community.louvain_communities(G, seed=1), 1 if nodes > 10_000 else repeat)
    quality = measure.modularity(converted, groups.to_dict()), nx.community.modularity(G, parts)
    rows.append(("communities (Louvain)", cost, peer, f"modularity {quality[0]:.3f} against {quality[1]:.3f}"))
    cost, cuts = seconds(lambda: measure.cut_nodes(converted), repeat)
    peer, points = seconds(lambda: set(nx.articulation_points(G)), repeat)
    rows.append(("articulation points", cost, peer, "same" if set(cuts[cuts > 0].index) == points else "DIFFERENT"))
    cost, found = seconds(lambda: measure.bridges(converted), repeat)
    peer, expected = seconds(lambda: list(nx.bridges(G)), repeat)
    rows.append(("bridges", cost, peer, "same" if len(found) == len(expected) else "DIFFERENT"))
    cost, matrix = seconds(lambda: measure.border_matrix(converted), repeat)
    peer, mixing = seconds(lambda: nx.attribute_mixing_dict(G, "country"), repeat)
    twice = sum(v for a, row in mixing.items() for b, v in row.items() if a != b and a and b)
    triangle = np.triu(matrix.drop(index="unknown", columns="unknown").to_numpy(), 1).sum()
    rows.append(("country × country", cost, peer, "same" if twice == 2 * triangle else "DIFFERENT"))
    for name, function in (
        ("Gould-Fernandez roles", measure.broker_roles),
        ("E-I index and test", measure.ei_index),
        ("of each country and node", lambda one: (measure.ei_by_country(one), measure.ei_by_node(one))),
        ("borders, carriers", lambda one: (measure.border_pairs(one), measure.border_carriers(one))),
        ("groups described", lambda one: measure.describe_groups(one, groups)),
        ("core-periphery", measure.core_periphery),
    ):  # fmt: skip
        cost, _ = seconds(lambda function=function: function(converted), repeat)
        rows.append((name, cost, None, ""))
    return rows


def alone(nodes, ties):
    """Netgraph only: seconds of each step from the graph to the last table."""
    G = stakeholder_graph(nodes, ties)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = []

    def step(name, function):
        cost, result = seconds(function, 1)
        rows.append((name, cost, None, ""))
        return result

    converted = step("reading the graph", lambda: fresh(G))
    step("betweenness and closeness", lambda: measure_paths(converted, pivots=SOURCES))
    for function in (
        measure.eigenvector, measure.pagerank, measure.core, measure.clustering, measure.component, measure.constraint,
        measure.effective_size, measure.efficiency, measure.hierarchy, measure.cut_nodes, measure.bridges,
        measure.broker_roles, measure.cross_border_share, measure.ei_index, measure.ei_by_node, measure.ei_by_country,
        measure.border_matrix, measure.actor_matrix, measure.border_pairs, measure.border_carriers,
    ):  # fmt: skip
        step(function.__name__, lambda function=function: function(converted))
    found = step("community", lambda: measure.community(converted))
    step("describe_groups", lambda: measure.describe_groups(converted, found))
    step("core_periphery", lambda: measure.core_periphery(converted))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {after / 2**20:.2f} GiB, of it {before / 2**20:.2f} GiB for the networkx graph alone")
    return rows


def accuracy(nodes, ties):
    """How far sampled betweenness lies from exact: rank correlation of the top 20, and how many are found."""
    converted = as_ties(stakeholder_graph(nodes, ties))
    exact = measure_paths(converted, exact_nodes=nodes)
    top = np.argsort(-exact.betweenness, kind="stable")[:20]
    for pivots in (64, 128, SOURCES):
        sampled = measure_paths(converted, exact_nodes=0, pivots=pivots)
        ranks = np.argsort(np.argsort(-sampled.betweenness[top], kind="stable"))
        correlation = np.corrcoef(ranks, np.arange(20))[0, 1]
        hits = len(set(top) & set(np.argsort(-sampled.betweenness, kind="stable")[:20]))
        print(f"  {pivots} sources: Spearman {correlation:.3f} over the exact top 20, {hits} of 20 found")


def show(rows):
    for name, ours, theirs, note in rows:
        ratio = f"{theirs / ours:8.0f} ×" if theirs is not None and ours > 0 else " " * 10
        peer = f"{theirs:10.4f}" if theirs is not None else " " * 10
        print(f"{name:28s} {ours:9.4f} {peer} {ratio}  {note}")
    ours, theirs = sum(row[1] for row in rows), sum(row[2] or 0 for row in rows)
    both = sum(row[1] for row in rows if row[2] is not None)
    ratio = (
        f"; where networkx has a function: {both:.3f} s against {theirs:.3f} s, {theirs / both:.0f} ×" if theirs else ""
    )
    print(f"all {ours:.3f} s{ratio}\n", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", nargs="*", help="nodes:ties")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--alone", nargs="*", default=[], help="nodes:ties, without networkx")
    parser.add_argument("--accuracy", nargs="*", default=[], help="nodes:ties, sampled against exact betweenness")
    args = parser.parse_args()
    measure.ei_index(stakeholder_graph(50, 100))  # what is imported late is imported
    for size in args.sizes:
        nodes, ties = map(int, size.split(":"))
        print(f"== {nodes} nodes, {ties} ties: netgraph, networkx {nx.__version__}, ratio (CPU seconds)")
        show(compare(nodes, ties, args.repeat))
    for size in args.alone:
        nodes, ties = map(int, size.split(":"))
        print(f"== {nodes} nodes, {ties} ties: netgraph alone (CPU seconds)")
        show(alone(nodes, ties))
    for size in args.accuracy:
        nodes, ties = map(int, size.split(":"))
        print(f"== {nodes} nodes, {ties} ties: sampled betweenness against exact")
        accuracy(nodes, ties)


if __name__ == "__main__":
    main()
