import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from netgraph import measure
from netgraph.errors import InputError

from .graphs import graphs, without_loops


@pytest.fixture
def two_cliques():
    """Two groups of five, joined by the tie 4 - 5."""
    G = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5))
    G.add_edge(4, 5)
    G.add_node(10)
    data = {node: {"name": f"N{node}", "country": "PL" if node < 5 else "DE"} for node in range(10)}
    nx.set_node_attributes(G, data | {10: {"name": "alone"}})
    return G


def test_two_cliques_are_two_communities(two_cliques):
    assert measure.community(two_cliques).tolist() == [1] * 5 + [2] * 5 + [3]


@settings(max_examples=60, deadline=None)
@given(graphs(weights=True))
def test_communities_are_connected_and_beat_one_and_many(G):
    H = without_loops(G)
    found = measure.community(G).to_dict()
    assert set(found) == set(G)
    parts = [{node for node in G if found[node] == number} for number in set(found.values())]
    assert all(nx.is_connected(H.subgraph(part)) for part in parts)
    if H.number_of_edges():
        quality = measure.modularity(G, found)
        assert quality == pytest.approx(nx.community.modularity(H, parts))
        assert quality >= nx.community.modularity(H, [{node} for node in H]) - 1e-9
        assert quality >= -1e-9


def test_known_networks_are_split_about_as_well_as_can_be():
    """The best modularity: karate club 0.4198 without weights.

    Brandes et al. (2008), On modularity clustering, IEEE Transactions on Knowledge and Data Engineering 20, 172-188.
    """
    karate = nx.karate_club_graph()
    nx.set_edge_attributes(karate, 1, "weight")
    assert measure.modularity(karate, measure.community(karate).to_dict()) > 0.41
    miserables = nx.les_miserables_graph()
    louvain = nx.community.modularity(miserables, nx.community.louvain_communities(miserables, seed=1))
    assert measure.modularity(miserables, measure.community(miserables).to_dict()) > louvain - 0.01


def test_a_group_is_named_by_its_strongest_and_shows_countries_and_bridges(two_cliques):
    table = measure.describe_groups(two_cliques)
    assert table[["group", "id", "size", "internal", "external", "density"]].to_numpy().tolist() == [
        [1, 4, 5, 10, 1, 1.0], [2, 5, 5, 10, 1, 1.0],
    ]  # fmt: skip
    assert table["name"].tolist() == ["N4 · N0", "N5 · N6"]
    assert table["bridges"].tolist() == [(4,), (5,)]
    assert table["countries"].tolist() == [{"PL": 5}, {"DE": 5}]


def test_groups_given_by_hand_are_described_too(two_cliques):
    table = measure.describe_groups(two_cliques, {node: node % 2 for node in two_cliques})
    assert table["size"].tolist() == [6, 5]
    assert table["unknown_country"].tolist() == [1, 0]


def test_modularity_worked_by_hand(two_cliques):
    # 20 of 21 ties within; each half holds 21 of 42 ends.
    halves = {node: min(node // 5, 1) for node in range(10)} | {10: 2}
    assert measure.modularity(two_cliques, halves) == pytest.approx(20 / 21 - 2 * (21 / 42) ** 2)


def test_a_star_is_a_perfect_core_and_periphery_and_a_ring_is_none():
    star = measure.core_periphery(nx.star_graph(6))
    assert (star.core, star.periphery_density) == ((0,), 0)
    assert star.fit == pytest.approx(1)
    assert measure.core_periphery(nx.cycle_graph(12)).fit < 0.5


def test_the_core_is_the_best_cut_of_all_by_the_correlation():
    """Against every cut in the order of degrees, with numpy's correlation (Borgatti and Everett 1999)."""
    G = nx.karate_club_graph()
    order = sorted(G, key=lambda node: -G.degree(node))
    A = nx.to_numpy_array(G, nodelist=order, weight=None)
    upper = np.triu_indices(len(G), 1)
    fits = []
    for k in range(1, len(G) - 1):
        ideal = np.zeros_like(A)
        ideal[:k] = ideal[:, :k] = 1
        fits.append(np.corrcoef(A[upper], ideal[upper])[0, 1])
    found = measure.core_periphery(G)
    assert found.fit == pytest.approx(max(fits))
    assert len(found.core) == 1 + int(np.argmax(fits))


@pytest.mark.parametrize("G", [nx.Graph(), nx.empty_graph(1), nx.empty_graph(3), nx.Graph([(0, 0)])])
def test_without_ties_there_are_no_groups(G):
    assert len(measure.describe_groups(G)) == 0
    assert measure.modularity(G, dict.fromkeys(G, 1)) == 0
    assert measure.core_periphery(G).fit == 0
    assert measure.community(G).tolist() == list(range(1, len(G) + 1))


def test_a_node_without_a_group_is_named():
    G = nx.Graph(["ab", "bc"])
    for function in (measure.modularity, measure.describe_groups):
        with pytest.raises(InputError, match="node 'c' has no group"):
            function(G, {"a": 1, "b": 1})
