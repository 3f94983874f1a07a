from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest

from netgraph import measure
from netgraph.cli.show import TABLES, measure_table, regions_of
from netgraph.errors import InputError, SetupError
from netgraph.model import Entity
from netgraph.network import Network

from .networks import network_of


@pytest.fixture
def projects():
    """Three organisations and a person in two initiatives; two organisations cooperate."""
    types = {"p": "initiative", "q": "initiative", "ann": "person"}
    return network_of("a-p d", "b-p d", "c-p d", "ann-p d", "a-q e", "b-q e", "a-c e", "p-q e", types=types)


def test_two_modes_join_actors_with_initiatives_only(projects):
    B = measure.two_mode(projects)
    assert {frozenset(edge) for edge in B.edges} == {
        frozenset(edge) for edge in [("a", "p"), ("b", "p"), ("c", "p"), ("ann", "p"), ("a", "q"), ("b", "q")]
    }
    assert nx.is_bipartite(B)


def test_shared_initiatives_weigh_by_newman(projects):
    """Newman (2001): 1 / (4 - 1) for the one of four participants, 1 / (2 - 1) for the one of two."""
    B = measure.two_mode(projects)
    G = measure.project(B)
    assert G["a"]["b"] == {"weight": pytest.approx(1 / 3 + 1), "shared": 2}
    assert G["a"]["c"] == {"weight": pytest.approx(1 / 3), "shared": 1}
    actors = [node for node in B if B.nodes[node]["bipartite"] == 0]
    expected = nx.bipartite.collaboration_weighted_projected_graph(B, actors)
    assert {frozenset(e): w for *e, w in G.edges(data="weight")} == pytest.approx(
        {frozenset(e): w for *e, w in expected.edges(data="weight")}
    )


def test_derived_ties_are_kept_apart_from_stated_ones(projects):
    assert set(measure.choose_graph(projects, "organisations").edges) == {("a", "c")}
    assert not measure.choose_graph(projects, "joint").has_edge("a", "p")
    assert measure.choose_graph(projects).number_of_edges() == 8
    with pytest.raises(SetupError, match="expected one of stated"):
        measure.choose_graph(projects, "all")


def test_measures_have_one_row_a_node_with_the_values_of_the_functions(network):
    table = network.measures().set_index("id")
    assert set(table.index) == {entity.id for entity in network.entities}
    G = network.ties()
    for name in ("degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank", "core", "community"):
        assert table[name].to_dict() == getattr(measure, name)(G).to_dict(), name
    assert table.loc["klaster-it", ["in_degree", "out_degree", "cross_border_ties"]].tolist() == [2, 1, 2]
    assert table.loc["anna", "country"] is None


def test_brokers_have_structural_holes_roles_and_cuts(network):
    table = network.brokers().set_index("id")
    assert table.loc["klaster-it", ["effective_size", "cuts_off", "liaison", "role"]].tolist() == [3, 2, 1, "liaison"]
    assert table["liaison"].dtype == table["open_pairs"].dtype == "Int64"
    assert table.loc["anna", "open_pairs"] is pd.NA  # its country is unknown
    assert network.brokers("type").set_index("id").loc["klaster-it", "open_pairs"] == 3


def test_borders_and_groups_of_a_network(network):
    assert network.borders().loc["PL"].to_dict() == {"DE": 1, "PL": 0, "SE": 1, "unknown": 1}
    assert network.groups()["id"].tolist() == ["klaster-it"]
    assert network.borders("type").loc["organisation", "person"] == 1


@pytest.mark.parametrize("graph", measure.GRAPHS)
def test_an_empty_network_has_empty_tables(graph):
    empty = Network()
    for table in (
        empty.measures(graph),
        empty.brokers(graph=graph),
        empty.borders(graph=graph),
        empty.groups(graph=graph),
    ):
        assert len(table) == 0


@pytest.mark.parametrize("table", TABLES)
def test_each_table_of_the_command_line_is_that_of_the_functions(network, table):
    frame = measure_table(network, table)
    assert len(frame.columns) == len(set(frame.columns))
    assert len(frame) or table in ("bridges", "gaps", "unlinked")
    assert len(measure_table(Network(), table)) == (10 if table == "network" else 0)


def test_tables_are_made_by_any_attribute_of_nodes_and_of_any_graph(network):
    assert measure_table(network, "countries", by="type")["type"].tolist() == ["initiative", "organisation", "person"]
    assert measure_table(network, "borders", by="community")["community"].tolist() == [1]
    assert measure_table(network, "nodes", graph="organisations")["degree"].tolist() == [1, 1]
    assert network.borders("place").columns.tolist() == ["Szczecin", "unknown"]
    assert network.measures(labels="type").set_index("id").loc["anna", "cross_border_ties"] == 1
    for wrong in (network.borders, network.brokers, network.gaps):
        with pytest.raises(SetupError, match="'typ' makes no groups of nodes, expected community or one of"):
            wrong("typ")
    with pytest.raises(SetupError, match=r"one of country, nuts, place, region, type$"):
        network.borders("typ")
    for table in set(TABLES) - {"brokers"}:
        with pytest.raises(SetupError, match="directed goes only with --table brokers"):
            measure_table(network, table, graph="directed")
    with pytest.raises(SetupError, match="made from stated ties"):
        measure_table(network, "robustness", graph="joint")


def test_regions_are_those_of_the_places_of_nodes():
    entities = [Entity(id, id, "organisation", (id,), (), country, place=place) for id, country, place in (
        ("a", "PL", "Szczecin"), ("b", "DE", "Rostock"), ("c", "SE", None), ("d", "PL", "Polska"))]  # fmt: skip
    assert regions_of(Network((), entities)) == {"a": "PL42", "b": "DE80", "c": None, "d": None}
    codes = ("PL424", "DE8", None, "SE22")
    known = [replace(e, place=None, nuts=code) for e, code in zip(entities, codes, strict=True)]
    assert regions_of(Network((), known)) == {"a": "PL42", "b": None, "c": None, "d": "SE22"}


def test_regions_make_groups_without_the_command_line_too(network):
    assert network.borders("region").columns.tolist() == ["PL42", "unknown"]
    assert measure.choose_labels(nx.path_graph(2), "region") == {0: None, 1: None}
    G = nx.Graph()
    G.add_node("a", region="north", nuts="PL424")
    assert measure.choose_labels(G, "region") == "region"  # an attribute of that name comes first


def test_groups_may_be_given_as_a_series_by_node(network):
    countries = network.nodes.set_index("id")["country"]
    assert network.borders(countries).equals(network.borders())
    community = measure.community(network.ties())
    assert network.brokers(community).equals(network.brokers("community"))
    assert network.measures(labels=countries).equals(network.measures())
    with pytest.raises(InputError, match="NoneType makes no groups"):
        network.borders(None)


def test_what_is_no_two_mode_graph_is_not_projected():
    with pytest.raises(InputError, match="no tie between nodes of one"):
        measure.project(nx.path_graph(3))


def test_who_takes_part_twice_is_one_participant(projects):
    B = measure.two_mode(projects)
    twice = nx.MultiGraph(B)
    twice.add_edge("a", "p")
    assert dict(measure.project(twice).edges) == dict(measure.project(B).edges)


def test_a_graph_that_brokers_cannot_have_is_refused_with_those_they_can(network):
    with pytest.raises(SetupError, match=r"one of stated, organisations, two_mode, joint, directed$"):
        network.brokers(graph="all")


def test_directed_brokers_tell_gatekeepers_from_representatives(network):
    table = network.brokers(graph="directed").set_index("id")
    assert {"gatekeeper", "representative", "representative_z"} <= set(table.columns)
    assert table["open_pairs"].sum() == measure.directed_roles(network.graph)["open_pairs"].sum()


def test_the_whole_network_in_numbers(five):
    """Worked by hand: a, b, c, d, e, f in one piece; three of five known ties cross a border."""
    table = measure.measure_whole(five).set_index("measure")
    counts = ["actors", "ties", "isolated", "components", "largest_component", "unknown_ties"]
    assert table.loc[counts, "value"].tolist() == [6, 6, 0, 1, 1, 1]
    found = table.loc["cross_border_share", ["value", "low", "high"]].tolist()
    assert found == pytest.approx([0.6, 0.231, 0.882], abs=1e-3)
    assert table.loc["ei_index", "value"] == pytest.approx(0.2)
    assert table.loc["ei_index", ["expected", "z", "p"]].notna().all()
    without = measure.measure_whole(nx.to_pandas_edgelist(five)).set_index("measure")
    assert without.loc["unknown_ties", "value"] == 6
    assert without.loc[["cross_border_share", "ei_index"], "value"].isna().all()
