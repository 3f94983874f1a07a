import networkx as nx
import pytest

from netgraph import measure
from netgraph.measure import roles
from netgraph.measure import ties as arrays
from netgraph.measure.ties import as_ties


@pytest.mark.parametrize("bound", [1, 40, 10**9])
def test_blocks_of_any_size_find_every_triangle_once(bound, monkeypatch):
    G = nx.gnm_random_graph(40, 150, seed=1)
    monkeypatch.setattr(arrays, "_MOST_ENTRIES", bound)
    ties = as_ties(G)
    found = []
    for ab, ac, bc in arrays.triangle_blocks(ties):
        for sides in zip(ab, ac, bc, strict=True):
            ends = {end for side in sides for end in (int(ties.u[side]), int(ties.v[side]))}
            found.append(frozenset(ends))
    assert len(found) == len(set(found)) == sum(nx.triangles(G).values()) / 3
    assert all(len(ends) == 3 for ends in found)


def test_ties_go_out_from_the_small_end():
    ties = as_ties(nx.star_graph(50))
    tail, head = arrays.orient(ties)
    assert (set(head.tolist()), len(set(tail.tolist()))) == ({0}, 50)


def test_shared_partners_of_each_tie():
    G = nx.Graph(["ab", "bc", "ca", "cd", "db"])
    ties = as_ties(G)
    shared = {frozenset((ties.nodes[u], ties.nodes[v])): n for u, v, n in zip(ties.u, ties.v, ties.shared, strict=True)}
    assert shared == {
        frozenset("ab"): 1,
        frozenset("bc"): 2,
        frozenset("ca"): 1,
        frozenset("cd"): 1,
        frozenset("db"): 1,
    }


@pytest.mark.parametrize("bound", [1, 10**9])
def test_blocks_of_rows_change_no_directed_role(bound, monkeypatch):
    G = nx.gnp_random_graph(12, 0.3, seed=2, directed=True)
    nx.set_node_attributes(G, {node: "AB"[node % 2] for node in G}, "country")
    whole = measure.directed_roles(G, permutations=1)
    monkeypatch.setattr(roles, "_MOST_PRODUCTS", bound)
    assert measure.directed_roles(G, permutations=1).equals(whole)
