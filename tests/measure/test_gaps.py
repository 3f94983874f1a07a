import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from netgraph import measure
from netgraph.errors import SetupError
from netgraph.measure.predict import PREDICTORS, candidate_pairs, predict_pairs
from netgraph.measure.ties import as_ties
from netgraph.network import Network

from .graphs import bordered, graphs, without_loops
from .networks import network_of


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_predictors_are_those_of_networkx(G):
    H = without_loops(G)
    ties = as_ties(G)
    u, v = candidate_pairs(ties)
    pairs = [(ties.nodes[a], ties.nodes[b]) for a, b in zip(u, v, strict=True)]
    assert {frozenset(pair) for pair in pairs} == {
        frozenset(pair) for pair in nx.non_edges(H) if any(nx.common_neighbors(H, *pair))
    }
    theirs = {
        "jaccard": nx.jaccard_coefficient, "adamic_adar": nx.adamic_adar_index,
        "resource_allocation": nx.resource_allocation_index, "preferential": nx.preferential_attachment,
    }  # fmt: skip
    for name, function in theirs.items():
        assert predict_pairs(ties, u, v, name).tolist() == pytest.approx([p for *_, p in function(H, pairs)]), name
    common = [len(list(nx.common_neighbors(H, *pair))) for pair in pairs]
    assert predict_pairs(ties, u, v, "common").tolist() == common


def test_the_likeliest_missing_tie_comes_with_its_reason():
    G = bordered(["ac", "bc", "ad", "bd", "de", "cd"], a="PL", b="DE", c="SE", d="SE", e="PL")
    table = measure.missing_ties(G)
    assert table.loc[0, ["source", "target", "shared"]].tolist() == ["a", "b", ("c", "d")]
    assert table["cross_border"].dtype == "boolean"
    assert table.loc[0, "cross_border"]
    assert table.loc[0, "reason"] == "both work with c, d; no ties so far between DE and PL"
    same = table.set_index(["source", "target"]).loc[("a", "e")]
    assert (same["cross_border"], same["reason"]) == (False, "both work with d")


def test_an_unknown_predictor_is_refused():
    with pytest.raises(SetupError, match="'katz' is no predictor, expected one of "):
        measure.missing_ties(nx.path_graph(3), predictor="katz")


def test_countries_without_a_tie_have_their_shortest_bridge():
    G = bordered(["ab", "bc", "cd", "de", "xy"], a="PL", b="DE", c="DE", d="SE", e="FI", x="LT", y="LT")
    table = measure.unlinked_groups(G).set_index(["a", "b"])
    assert table.loc[("PL", "SE"), "bridge"] == ("a", "b", "c", "d")
    assert table.loc[("DE", "FI"), "reason"] == "no tie between DE and FI; the shortest bridge is c – d – e"
    assert table.loc[("LT", "PL"), "bridge"] == ()
    assert (table.loc[("PL", "SE"), "steps"], table.loc[("LT", "PL"), "steps"]) == (3, pd.NA)
    assert "no chain of ties" in table.loc[("LT", "PL"), "reason"]
    assert ("DE", "PL") not in table.index


def test_shared_partners_find_hidden_ties_where_partners_of_partners_are_tied():
    G = nx.connected_caveman_graph(8, 6)
    scores = measure.score_predictors(G).set_index("predictor")
    assert scores.loc["adamic_adar", "auc"] > 0.9
    assert scores.loc["preferential", "auc"] < scores.loc["adamic_adar", "auc"]


def test_in_a_random_network_nothing_is_foreseen():
    scores = measure.score_predictors(nx.gnm_random_graph(200, 600, seed=3)).set_index("predictor")
    assert abs(scores.loc["adamic_adar", "auc"] - 0.5) < 0.08


def test_gaps_of_a_network_use_the_best_predictor():
    net = network_of("a-c d", "b-c d", "a-d d", "b-d d", "d-e d", "c-d d", a="PL", b="DE")
    found = net.gaps()
    assert found.ties.loc[0, ["source", "target"]].tolist() == ["a", "b"]
    assert len(found.predictors) == 0  # too few ties to hide some
    assert found.countries.loc[0, "bridge"][0] in ("a", "b")


@pytest.mark.parametrize("net", [Network(), network_of(a="PL"), network_of("a-b d")])
def test_without_ties_there_is_nothing_to_advise(net):
    assert len(net.gaps().ties) == 0


def test_every_predictor_is_zero_without_shared_partners_but_the_one_of_degrees():
    ties = as_ties(nx.path_graph(4))
    ends = np.array([0]), np.array([3])
    assert {name: predict_pairs(ties, *ends, name)[0] for name in PREDICTORS} == {
        "adamic_adar": 0, "common": 0, "jaccard": 0, "preferential": 1, "resource_allocation": 0,
    }  # fmt: skip
