import networkx as nx
import pandas as pd
import pytest

from netgraph import measure
from netgraph.errors import InputError
from netgraph.measure.ties import as_ties

from .graphs import bordered


def test_parallel_and_opposite_edges_become_one_tie_and_loops_none():
    G = nx.MultiDiGraph()
    G.add_edge("a", "b", weight=2)
    G.add_edge("b", "a", weight=3)
    G.add_edge("a", "a", weight=9)
    ties = as_ties(G)
    assert (ties.u.tolist(), ties.v.tolist(), ties.weight.tolist()) == ([0], [1], [5])


def test_a_table_of_edges_is_a_graph_too():
    table = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"], "weight": [1, 4]})
    assert measure.strength(table).to_dict() == {"a": 1, "b": 5, "c": 4}
    assert measure.degree(table.drop(columns="weight")).to_dict() == {"a": 1, "b": 2, "c": 1}
    assert measure.cross_border_share(table, {"a": "DE", "b": "PL"}).crossing == 1


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_a_weight_that_is_none_is_refused(weight):
    with pytest.raises(InputError, match="weight"):
        measure.degree(nx.Graph([("a", "b", {"weight": weight})]))


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(InputError, match="'source'"):
        measure.degree(pd.DataFrame({"target": ["a"]}))


def test_an_attribute_that_a_table_cannot_have_is_refused():
    with pytest.raises(InputError, match="'country'"):
        measure.border_matrix(pd.DataFrame({"source": ["a"], "target": ["b"]}))


@pytest.mark.parametrize("source", [[("a", "b")], None, "network.json"])
def test_what_is_no_graph_is_refused(source):
    with pytest.raises(InputError, match="is no graph, expected one of networkx"):
        measure.degree(source)


def test_an_attribute_that_no_node_has_is_refused_and_not_counted_as_unknown():
    G = bordered(["ab"], a="PL", b="DE")
    makes = r"'community'; choose_labels\(G, 'community'\) makes it"
    for name, cure in (("contry", "'contry'$"), ("community", makes)):
        with pytest.raises(InputError, match=f"no node has the attribute {cure}"):
            measure.border_matrix(G, name)
    assert measure.border_matrix(nx.path_graph(2)).index.tolist() == ["unknown"]  # the default may be lacking
    assert measure.tie_distances(G)["kilometres"].isna().all()
    for wrong in (None, ["PL", "DE"]):
        with pytest.raises(InputError, match="makes no groups, expected the name of an attribute, or node to group"):
            measure.cross_border_share(G, wrong)


def test_missing_values_of_any_kind_are_unknown():
    G = nx.path_graph(4)
    nx.set_node_attributes(G, {0: None, 1: float("nan"), 2: pd.NA, 3: "PL"}, "country")
    assert as_ties(G).values("country") == [None, None, None, "PL"]
