import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph import measure
from netgraph.errors import InputError
from netgraph.measure.paths import measure_paths
from netgraph.measure.ties import as_ties

from .graphs import graphs, kite, without_loops

NODE_MEASURES = [
    measure.degree, measure.strength, measure.betweenness, measure.closeness, measure.eigenvector, measure.pagerank,
    measure.core, measure.clustering, measure.constraint, measure.effective_size, measure.efficiency,
    measure.hierarchy, measure.cut_nodes,
]  # fmt: skip

LOCAL_MEASURES = [
    measure.degree, measure.strength, measure.closeness, measure.core, measure.clustering, measure.constraint,
    measure.effective_size, measure.efficiency, measure.hierarchy, measure.cut_nodes,
]  # fmt: skip


def same(ours, theirs):
    return ours.to_dict() == pytest.approx(theirs, abs=1e-9, nan_ok=True)


def test_krackhardts_kite_has_its_published_centre_bridge_and_middle():
    """Krackhardt (1990), Administrative Science Quarterly 35, 342-369.

    Diane has most partners, Heather lies between, Fernando and Garth are closest to all.
    """
    G = kite()
    assert measure.degree(G).idxmax() == "Diane"
    assert measure.degree(G)["Diane"] == 6
    between = measure.betweenness(G)
    assert between.idxmax() == "Heather"
    assert between["Heather"] == pytest.approx(14 / 36)
    assert between["Ike"] == pytest.approx(8 / 36)
    near = measure.closeness(G)
    assert near["Fernando"] == near["Garth"] == pytest.approx(5 + 3 / 2 + 1 / 3)


def test_a_stars_centre_is_in_the_middle_of_everything():
    G = nx.star_graph(5)
    assert measure.betweenness(G).tolist() == [1, 0, 0, 0, 0, 0]
    assert measure.closeness(G).tolist() == [5, 3, 3, 3, 3, 3]
    assert measure.eigenvector(G)[0] == pytest.approx(2**-0.5)
    assert measure.clustering(G).tolist() == [0] * 6


@pytest.mark.parametrize(("left", "right"), [(1, 1), (3, 4), (5, 2)])
def test_a_bridge_has_its_share_of_all_pairs(left, right):
    """One node between two cliques: every pair with an end in each passes it, left × right of all pairs of others."""
    G = nx.disjoint_union(nx.complete_graph(left), nx.complete_graph(right))
    G.add_edges_from(("bridge", node) for node in list(G))
    others = left + right
    assert measure.betweenness(G)["bridge"] == pytest.approx(left * right / (others * (others - 1) / 2))
    assert measure.cut_nodes(G)["bridge"] == min(left, right)


@settings(max_examples=40, deadline=None)
@given(graphs(weights=True))
def test_an_isolated_node_and_loops_change_no_local_value(G):
    H = G.copy()
    H.add_edges_from((node, node, {"weight": 3}) for node in list(G))
    H.add_node("alone", country="PL")
    for function in LOCAL_MEASURES:
        after = function(H).drop("alone").to_dict()
        assert function(G).to_dict() == pytest.approx(after, abs=1e-9, nan_ok=True), function.__name__


@settings(max_examples=40, deadline=None)
@given(graphs(weights=True), st.integers(2, 9))
def test_the_unit_of_weights_matters_to_strength_alone(G, factor):
    H = G.copy()
    nx.set_edge_attributes(H, {(u, v): factor * weight for u, v, weight in G.edges(data="weight")}, "weight")
    for function in NODE_MEASURES:
        scale = factor if function is measure.strength else 1
        before = {node: scale * value for node, value in function(G).items()}
        assert before == pytest.approx(function(H).to_dict(), abs=1e-9, nan_ok=True), function.__name__


@settings(max_examples=80, deadline=None)
@given(graphs(weights=True))
def test_values_are_those_of_networkx(G):
    H = without_loops(G)
    assert same(measure.degree(G), dict(H.degree()))
    assert same(measure.strength(G), dict(H.degree(weight="weight")))
    assert same(measure.betweenness(G), nx.betweenness_centrality(H))
    assert same(measure.closeness(G), nx.harmonic_centrality(H))
    assert same(measure.core(G), nx.core_number(H))
    assert same(measure.clustering(G), nx.clustering(H))
    parts = measure.component(G)
    found = {frozenset(parts[parts == number].index) for number in set(parts)}
    assert found == set(map(frozenset, nx.connected_components(H)))
    assert parts.value_counts().sort_index().is_monotonic_decreasing
    if len(H):
        assert same(measure.pagerank(G), nx.pagerank(H, tol=1e-13, max_iter=5000))


def test_eigenvector_is_that_of_networkx():
    for G in (nx.karate_club_graph(), nx.les_miserables_graph(), nx.path_graph(6), nx.complete_bipartite_graph(3, 4)):
        expected = nx.eigenvector_centrality_numpy(G)
        assert measure.eigenvector(G).to_dict() == pytest.approx(expected, abs=1e-7)


@settings(max_examples=40, deadline=None)
@given(graphs(weights=True), st.randoms(use_true_random=False))
def test_new_names_in_a_new_order_change_no_value(G, random):
    names = [f"x{number}" for number in range(len(G))]
    random.shuffle(names)
    rename = dict(zip(G, names, strict=True))
    H = nx.Graph()
    H.add_nodes_from(sorted(names))
    H.add_edges_from((rename[u], rename[v], data) for u, v, data in G.edges(data=True))
    for function in NODE_MEASURES:
        before, after = function(G), function(H)
        assert {rename[node]: value for node, value in before.items()} == pytest.approx(
            after.to_dict(), abs=1e-6, nan_ok=True
        ), function.__name__


@pytest.mark.parametrize("G", [nx.Graph(), nx.empty_graph(1), nx.empty_graph(3), nx.Graph([(0, 0)])])
@pytest.mark.parametrize("function", NODE_MEASURES)
def test_graphs_without_ties_have_a_value_for_each_node(G, function):
    assert len(function(G)) == len(G)


def test_parts_out_of_reach_add_nothing():
    G = nx.disjoint_union(nx.path_graph(3), nx.path_graph(2))
    assert measure.closeness(G).tolist() == [1.5, 2, 1.5, 1, 1]
    assert measure.betweenness(G).tolist() == pytest.approx([0, 1 / 6, 0, 0, 0])
    assert measure.component(G).tolist() == [1, 1, 1, 2, 2]


def test_many_batches_give_what_one_gives(monkeypatch):
    G = nx.gnm_random_graph(60, 150, seed=2)
    whole = measure_paths(as_ties(G))
    monkeypatch.setattr("netgraph.measure.paths._CELLS", 1)
    parts = measure_paths(as_ties(G))
    assert np.allclose(whole.betweenness, parts.betweenness)
    assert np.allclose(whole.closeness, parts.closeness)


def test_the_highest_sampled_values_lie_within_their_stated_error():
    G = nx.barabasi_albert_graph(400, 3, seed=4)
    exact = measure_paths(as_ties(G))
    sampled = measure_paths(as_ties(G), exact_nodes=0, pivots=150)
    assert (sampled.sources, exact.sources) == (150, 400)
    assert not exact.betweenness_error.any()
    for name in ("betweenness", "closeness"):
        top = np.argsort(-getattr(exact, name))[:50]
        off = np.abs(getattr(sampled, name) - getattr(exact, name))[top]
        assert (off <= 2 * getattr(sampled, f"{name}_error")[top]).mean() >= 0.8, name
        assert len(set(top[:20]) & set(np.argsort(-getattr(sampled, name))[:20])) >= 16


def test_directed_measures_follow_the_arrows():
    G = nx.DiGraph([("firm", "cluster"), ("school", "cluster"), ("cluster", "umbrella"), ("firm", "firm")])
    table = measure.directed_measures(G)
    assert table.loc["cluster", ["in_degree", "out_degree"]].tolist() == [2, 1]
    assert table["directed_pagerank"].idxmax() == "umbrella"
    G.remove_edge("firm", "firm")
    assert table["directed_pagerank"].to_dict() == pytest.approx(nx.pagerank(G, tol=1e-13), abs=1e-9)


def test_directions_are_not_made_up():
    with pytest.raises(InputError, match="need a directed graph"):
        measure.directed_measures(nx.path_graph(3))
