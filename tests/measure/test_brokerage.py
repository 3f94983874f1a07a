import itertools

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from netgraph import measure
from netgraph.errors import InputError
from netgraph.measure.roles import ROLES

from .graphs import bordered, burt, graphs, without_loops


def test_burts_example_has_the_published_values():
    """Burt (1992), Structural holes, chapter 2; Borgatti (1997), Connections 20, 35-38: 6 partners, 4 ties, 6 - 8/6."""
    G = burt()
    assert measure.effective_size(G)[["G", "A", "C"]].tolist() == pytest.approx([6 - 8 / 6, 4 - 6 / 4, 1])
    assert measure.efficiency(G)["G"] == pytest.approx((6 - 8 / 6) / 6)
    assert measure.constraint(G)[["G", "A", "C"]].tolist() == pytest.approx([0.400, 0.595, 1.0], abs=5e-4)


def test_constraint_worked_by_hand():
    assert measure.constraint(nx.complete_graph(3)).tolist() == pytest.approx([2 * (1 / 2 + 1 / 4) ** 2] * 3)
    assert measure.constraint(nx.star_graph(4)).tolist() == pytest.approx([4 / 16, 1, 1, 1, 1])
    # b's two ties weigh 3 and 1: (3/4)² + (1/4)².
    G = nx.Graph([("a", "b", {"weight": 3}), ("b", "c", {"weight": 1})])
    assert measure.constraint(G)["b"] == pytest.approx(10 / 16)


def test_hierarchy_is_none_among_equals_and_full_with_a_single_partner():
    assert measure.hierarchy(nx.complete_graph(4)).tolist() == pytest.approx([0] * 4)
    assert measure.hierarchy(nx.star_graph(3)).tolist() == pytest.approx([0, 1, 1, 1])
    assert {measure.hierarchy(nx.star_graph(n))[0] for n in range(2, 40)} == {0}, "no rounding errors in the table"
    # b's constraints are 9/16 and 1/16, their mean 5/16: (1.8 ln 1.8 + 0.2 ln 0.2) / (2 ln 2).
    G = nx.Graph([("a", "b", {"weight": 3}), ("b", "c", {"weight": 1})])
    expected = (1.8 * np.log(1.8) + 0.2 * np.log(0.2)) / (2 * np.log(2))
    assert measure.hierarchy(G)["b"] == pytest.approx(expected)


@settings(max_examples=80, deadline=None)
@given(graphs(weights=True))
def test_structural_holes_and_cuts_are_those_of_networkx(G):
    H = without_loops(G)
    if H.number_of_edges():
        expected = nx.constraint(H, weight="weight")
        assert measure.constraint(G).to_dict() == pytest.approx(expected, abs=1e-9, nan_ok=True)
        assert measure.effective_size(G).to_dict() == pytest.approx(nx.effective_size(H), abs=1e-9, nan_ok=True)
    cuts = measure.cut_nodes(G)
    assert set(cuts[cuts > 0].index) == set(nx.articulation_points(H))
    for node in cuts[cuts > 0].index:
        pieces = [len(part & nx.node_connected_component(H, node)) for part in nx.connected_components(H)]
        whole = nx.node_connected_component(H, node) - {node}
        pieces = [len(part) for part in nx.connected_components(H.subgraph(whole))]
        assert cuts[node] == sum(pieces) - max(pieces)
    found = measure.bridges(G)
    assert {frozenset(pair) for pair in zip(found["source"], found["target"], strict=True)} == {
        frozenset(pair) for pair in nx.bridges(H)
    }


def test_a_bridge_says_what_it_cuts_off_and_where():
    G = nx.Graph(["ab", "bc", "ca", "cd", "de"])
    assert measure.bridges(G).to_dict("list") == {
        "source": ["c", "d"], "target": ["d", "e"], "cuts_off": [2, 1], "side": ["d", "e"],
    }  # fmt: skip
    assert measure.cut_nodes(G).to_dict() == {"a": 0, "b": 0, "c": 2, "d": 1, "e": 0}


def test_what_falls_apart_is_named():
    G = nx.Graph(["ab", "bc", "ca", "cd", "de", "xy"])
    assert measure.falls_apart(G, "c") == (("a", "b"), ("d", "e"))
    assert measure.falls_apart(G, "c", "d") == measure.falls_apart(G, "d", "c") == (("a", "b", "c"), ("d", "e"))
    assert measure.falls_apart(G, "a", "b") == (("a", "b", "c", "d", "e"),)
    assert measure.falls_apart(nx.empty_graph(1), 0) == ()
    for none in (("z",), ("a", "e"), ()):
        with pytest.raises(InputError, match="no node or tie"):
            measure.falls_apart(G, *none)


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_what_falls_apart_is_what_networkx_finds_and_what_is_cut_off(G):
    cuts = measure.cut_nodes(G)
    for node in G:
        rest = nx.node_connected_component(G, node) - {node}
        parts = measure.falls_apart(G, node)
        assert {frozenset(part) for part in parts} == set(map(frozenset, nx.connected_components(G.subgraph(rest))))
        assert cuts[node] == sum(map(len, parts[1:]))


def test_a_long_chain_needs_no_deep_recursion():
    cuts = measure.cut_nodes(nx.path_graph(20_000))
    assert cuts.max() == 9_999


def count_by_hand(G, node):
    """The definitions of Gould and Fernandez (1989), Sociological Methodology 19, 89-126, pair by pair."""
    country = nx.get_node_attributes(G, "country")
    counts = dict.fromkeys(ROLES, 0)
    partners = [other for other in G[node] if other != node and country[other] is not None]
    for a, c in itertools.combinations(partners, 2):
        if G.has_edge(a, c):
            continue
        own = [country[end] == country[node] for end in (a, c)]
        if all(own):
            counts["coordinator"] += 1
        elif any(own):
            counts["gatekeeper"] += 1
        elif country[a] == country[c]:
            counts["consultant"] += 1
        else:
            counts["liaison"] += 1
    return counts


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_roles_follow_their_definitions(G):
    table = measure.broker_roles(G)
    known = [node for node, country in G.nodes(data="country") if country is not None]
    assert list(table.index) == known
    for node in known:
        assert {role: table.loc[node, role] for role in ROLES} == count_by_hand(G, node)
        assert table.loc[node, "open_pairs"] == sum(count_by_hand(G, node).values())


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_new_names_in_a_new_order_change_no_role(G):
    H = nx.Graph()
    H.add_nodes_from((f"x{node}", data) for node, data in reversed(list(G.nodes(data=True))))
    H.add_edges_from((f"x{v}", f"x{u}") for u, v in G.edges)
    before, after = measure.broker_roles(G).rename(index="x{}".format), measure.broker_roles(H)
    pd.testing.assert_frame_equal(before.sort_index(), after.sort_index(), check_index_type=False)


def test_each_role_has_its_plain_words():
    cases = {
        "coordinator": {"b": "PL", "a": "PL", "c": "PL", "x": "DE"},
        "gatekeeper": {"b": "PL", "a": "PL", "c": "DE", "x": "DE"},
        "consultant": {"b": "PL", "a": "DE", "c": "DE", "x": "PL"},
        "liaison": {"b": "PL", "a": "DE", "c": "SE", "x": "PL"},
    }
    for role, countries in cases.items():
        table = measure.broker_roles(bordered(["ab", "bc"], **countries))
        assert table.loc["b", "role"] == role
        assert "group" in table.loc["b", "meaning"]
        assert table.loc["a", "role"] is None


def test_expectation_and_deviation_are_those_of_all_permutations():
    """The exact moments against every deal of the other nodes' countries, one by one."""
    G = bordered(["ba", "bc", "bd", "be", "ac", "ef"], b="PL", a="PL", c="DE", d="DE", e="SE", f="PL")
    table = measure.broker_roles(G)
    others = ["a", "c", "d", "e", "f"]
    drawn = []
    for deal in itertools.permutations([G.nodes[node]["country"] for node in others]):
        H = G.copy()
        nx.set_node_attributes(H, dict(zip(others, deal, strict=True)), "country")
        drawn.append([count_by_hand(H, "b")[role] for role in ROLES])
    for role, mean, deviation in zip(ROLES, np.mean(drawn, axis=0), np.std(drawn, axis=0), strict=True):
        assert table.loc["b", f"{role}_expected"] == pytest.approx(mean)
        assert table.loc["b", f"{role}_z"] == pytest.approx((table.loc["b", role] - mean) / deviation)


def directed_by_hand(G, b):
    country = nx.get_node_attributes(G, "country")
    names = {
        (True, True, True): "coordinator", (False, True, False): "gatekeeper", (True, False, False): "representative",
        (False, False, True): "consultant", (False, False, False): "liaison",
    }  # fmt: skip
    counts = dict.fromkeys(names.values(), 0)
    for a in G.predecessors(b):
        for c in G.successors(b):
            if len({a, b, c}) == 3 and not G.has_edge(a, c):
                counts[names[country[a] == country[b], country[b] == country[c], country[a] == country[c]]] += 1
    return counts


def test_directed_roles_follow_their_definitions():
    random = np.random.default_rng(5)
    for seed in range(5):
        G = nx.gnp_random_graph(9, 0.3, seed=seed, directed=True)
        nx.set_node_attributes(G, {node: "ABC"[random.integers(3)] for node in G}, "country")
        table = measure.directed_roles(G, permutations=20)
        for node in G:
            expected = directed_by_hand(G, node)
            assert {role: table.loc[node, role] for role in expected} == expected


def test_roles_by_another_attribute_and_of_unknown_group():
    G = bordered(["ab", "bc"], a="PL", b="PL", c="_")
    table = measure.broker_roles(G)
    assert list(table.index) == ["a", "b"]
    assert table.loc["b", "open_pairs"] == 0
    assert measure.broker_roles(G, {"a": "city", "b": "firm", "c": "school"}).loc["b", "role"] == "liaison"


def roles_by_sna(table):
    """Roles of netgraph under the columns of R's ``sna``: w_I, w_O, b_IO, b_OI, b_O."""
    return table[["coordinator", "consultant", "representative", "gatekeeper", "liaison"]]


def test_directed_roles_are_those_of_sna():
    """R 4.2.2, sna 2.7-1, ``brokerage(D, cl)$raw.nli``, page "brokerage" of its manual; the rows are w_I ... b_O."""
    n = 11
    ends = [(i, j) for i in range(n) for j in range(n) if i != j and (i * i + 3 * j) % 7 < 3]
    G = nx.DiGraph()
    G.add_nodes_from(range(n))
    G.add_edges_from(ends)
    found = roles_by_sna(measure.directed_roles(G, {i: str(i % 3) for i in range(n)}, permutations=2))
    assert found.T.to_numpy().tolist() == [
        [1, 0, 0, 1, 0, 0, 1, 2, 2, 1, 1],
        [2, 3, 4, 1, 2, 4, 2, 1, 1, 3, 1],
        [3, 0, 3, 2, 0, 3, 3, 5, 6, 5, 2],
        [4, 3, 5, 1, 3, 4, 4, 3, 2, 4, 1],
        [3, 6, 6, 1, 5, 6, 2, 2, 1, 5, 1],
    ]


def test_roles_in_the_karate_club_are_those_of_sna():
    """R 4.2.2, sna 2.7-1, ``brokerage`` of the symmetric matrix by club; it counts every open pair in both directions.

    The network: Zachary (1977), An information flow model for conflict and fission in small groups, as in networkx.
    """
    G = nx.karate_club_graph()
    found = measure.broker_roles(G, "club")
    both = {
        0: (174, 0, 30), 1: (32, 0, 16), 2: (10, 12, 46), 3: (10, 0, 0), 8: (0, 0, 10), 13: (0, 0, 8), 23: (12, 0, 0),
        27: (4, 0, 6), 30: (0, 2, 4), 31: (14, 0, 10), 32: (70, 0, 36), 33: (156, 6, 80), 11: (0, 0, 0),
    }  # fmt: skip
    for node, expected in both.items():
        assert tuple(2 * found.loc[node, ["coordinator", "consultant", "gatekeeper"]]) == expected
    assert (2 * found[["coordinator", "consultant", "gatekeeper", "liaison"]].sum()).tolist() == [510, 20, 256, 0]
