import itertools
import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from netgraph import measure
from netgraph.measure.chance import tail_chances

from .graphs import bordered, graphs


def index_by_hand(country, edges):
    """External less internal ties as a share of both; None without any."""
    external = sum(country[u] != country[v] for u, v in edges)
    return 2 * external / len(edges) - 1 if edges else None


def chance_by_hand(drawn, index):
    """Share of the draws at least as far from their mean."""
    drawn = np.array(drawn)
    return np.mean(np.abs(drawn - drawn.mean()) >= abs(index - drawn.mean()) - 1e-9)


def test_the_index_is_that_of_krackhardt_and_stern(five):
    """(E - I) / (E + I), Krackhardt and Stern (1988), Social Psychology Quarterly 51, 123-140: three and two ties."""
    test = measure.ei_index(five)
    assert test.index == pytest.approx((3 - 2) / 5)
    assert (test.external, test.internal, test.unknown) == (3, 2, 1)
    nodes = measure.ei_by_node(five)
    assert nodes.loc["c", ["internal", "external", "unknown"]].tolist() == [1, 2, 0]
    assert nodes.loc["c", "ei_index"] == pytest.approx(1 / 3)
    assert math.isnan(nodes.loc["f", "ei_index"])
    countries = measure.ei_by_country(five)
    assert countries.loc["DE", ["actors", "internal", "external", "unknown"]].tolist() == [2, 1, 3, 0]
    assert countries.loc["SE", ["ei_index", "unknown"]].tolist() == [1, 1]


def test_mean_and_deviation_are_those_of_all_exchanges_of_countries(five):
    known = five.subgraph("abcde")
    drawn = []
    for deal in itertools.permutations(["PL", "PL", "DE", "DE", "SE"]):
        country = dict(zip("abcde", deal, strict=True))
        external = sum(country[u] != country[v] for u, v in known.edges)
        drawn.append(2 * external / 5 - 1)
    test = measure.ei_index(five, permutations=4000)
    assert test.expected == pytest.approx(np.mean(drawn))
    assert test.deviation == pytest.approx(np.std(drawn))
    far = np.mean(np.abs(np.array(drawn) - test.expected) >= abs(test.index - test.expected) - 1e-9)
    assert test.p == pytest.approx(far, abs=0.03)


def test_a_network_that_stays_at_home_is_more_than_chance():
    G = nx.disjoint_union(nx.complete_graph(8), nx.complete_graph(8))
    G.add_edge(0, 8)
    nx.set_node_attributes(G, {node: "PL" if node < 8 else "DE" for node in G}, "country")
    test = measure.ei_index(G)
    assert test.index == pytest.approx((1 - 56) / 57)
    assert test.z < -5
    assert test.p == pytest.approx(1 / 1001)


def test_large_networks_are_tested_by_the_normal_law():
    G = nx.gnm_random_graph(1_500, 6_000, seed=1)
    nx.set_node_attributes(G, {node: "ABC"[node % 3] for node in G}, "country")
    test = measure.ei_index(G)
    assert test.permutations == 0
    assert test.p == pytest.approx(math.erfc(abs(test.z) / math.sqrt(2)))


@settings(max_examples=40, deadline=None)
@given(graphs(most=6))
def test_nodes_are_tested_against_every_deal_of_the_others_countries(G):
    table = measure.ei_by_node(G)
    known = [node for node, country in G.nodes(data="country") if country is not None]
    for node in known:
        edges = [(node, other) for other in G[node] if other != node and other in known]
        if not edges:
            assert table.loc[node, ["ei_index", "ei_expected", "ei_z", "ei_p"]].isna().all()
            continue
        others = [other for other in known if other != node]
        deals = itertools.permutations([G.nodes[other]["country"] for other in others])
        drawn = [index_by_hand({node: G.nodes[node]["country"], **dict(zip(others, deal, strict=True))}, edges)
                 for deal in deals]  # fmt: skip
        found = table.loc[node]
        assert found["ei_index"] == pytest.approx(index_by_hand(nx.get_node_attributes(G, "country"), edges))
        assert found["ei_expected"] == pytest.approx(np.mean(drawn))
        assert found["ei_p"] == pytest.approx(chance_by_hand(drawn, found["ei_index"]))
        if np.std(drawn) > 1e-9:
            assert found["ei_z"] == pytest.approx((found["ei_index"] - np.mean(drawn)) / np.std(drawn))
        else:
            assert math.isnan(found["ei_z"])


def test_countries_are_tested_against_every_deal_of_countries(five):
    table = measure.ei_by_country(five, permutations=6_000)
    edges, countries = list(five.subgraph("abcde").edges), ["PL", "PL", "DE", "DE", "SE"]
    for name in ("DE", "PL", "SE"):
        drawn = []
        for deal in itertools.permutations(countries):
            country = dict(zip("abcde", deal, strict=True))
            value = index_by_hand(country, [edge for edge in edges if name in {country[end] for end in edge}])
            drawn += [] if value is None else [value]
        found = table.loc[name]
        assert found["ei_expected"] == pytest.approx(np.mean(drawn), abs=0.02)
        assert found["ei_p"] == pytest.approx(chance_by_hand(drawn, found["ei_index"]), abs=0.03)
        if name != "SE":  # a single actor has no partner at home, whatever is dealt
            assert found["ei_z"] == pytest.approx((found["ei_index"] - np.mean(drawn)) / np.std(drawn), abs=0.05)
    assert table.loc["SE", ["ei_expected", "ei_p"]].tolist() == [1, 1]
    assert math.isnan(table.loc["SE", "ei_z"])


def test_the_same_seed_gives_the_same_chances(five):
    first, again, other = (measure.ei_by_country(five, permutations=50, seed=seed) for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_blocks_of_deals_count_what_one_block_counts(five, monkeypatch):
    whole = measure.ei_by_country(five, permutations=30)
    monkeypatch.setattr("netgraph.measure.chance._CELLS", 1)
    parts = measure.ei_by_country(five, permutations=30)
    assert whole[["internal", "external", "ei_index"]].equals(parts[["internal", "external", "ei_index"]])
    assert parts["ei_p"].between(0, 1).all()


def test_a_country_that_keeps_to_itself_stands_out_and_so_does_its_hub():
    G = nx.disjoint_union(nx.complete_graph(8), nx.complete_graph(8))
    G.add_edge(0, 8)
    nx.set_node_attributes(G, {node: "PL" if node < 8 else "DE" for node in G}, "country")
    countries = measure.ei_by_country(G)
    assert (countries["ei_z"] < -4).all()
    assert countries["ei_p"].tolist() == pytest.approx([1 / 1001] * 2)
    # Its seven partners are the seven of its country among fifteen others; seven from abroad lie less far from 56/15.
    assert measure.ei_by_node(G).loc[1, "ei_p"] == pytest.approx(1 / math.comb(15, 7))
    assert (measure.measure_nodes(G)["ei_p"] == measure.ei_by_node(G)["ei_p"]).all()


def test_tails_are_those_of_the_hypergeometric_distribution():
    """Ten drawn from 20 special and 30 others: both tails summed from the binomial coefficients."""
    count, chance = tail_chances(10, 20, 30)
    ways = {k: math.comb(20, k) * math.comb(30, 10 - k) / math.comb(50, 10) for k in range(11)}
    assert count.tolist() == list(range(11))
    expected = [sum(way for other, way in ways.items() if abs(other - 4) >= abs(k - 4)) for k in count]
    assert chance.tolist() == pytest.approx(expected)
    assert tail_chances(3, 2, 1)[0].tolist() == [2]


def test_new_names_in_a_new_order_change_no_index(five):
    rename = dict(zip("abcdef", "zkxbma", strict=True))
    H = nx.Graph()
    H.add_nodes_from((rename[node], data) for node, data in sorted(five.nodes(data=True), reverse=True))
    H.add_edges_from((rename[u], rename[v]) for u, v in five.edges)
    pd.testing.assert_frame_equal(
        measure.ei_by_node(five).rename(index=rename).sort_index(), measure.ei_by_node(H).sort_index(),
        check_index_type=False,
    )  # fmt: skip
    counted = ["actors", "internal", "external", "unknown", "ei_index", "ei_mixing"]
    pd.testing.assert_frame_equal(measure.ei_by_country(five)[counted], measure.ei_by_country(H)[counted])


@pytest.mark.parametrize("G", [nx.Graph(), bordered([], a="PL"), bordered(["aa"], a="PL", b="DE")])
def test_without_ties_no_index_is_claimed(G):
    assert measure.ei_by_country(G)[["ei_index", "ei_expected", "ei_z", "ei_p", "ei_mixing"]].isna().all(axis=None)
    assert measure.ei_by_node(G)["ei_index"].isna().all()
