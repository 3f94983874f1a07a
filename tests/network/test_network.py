from datetime import date, datetime

import networkx as nx
import pandas as pd
import pytest

from netgraph.errors import InputError, SetupError
from netgraph.model import Document, Edge, Entity
from netgraph.network import Network


def test_tables_have_the_columns_of_the_contract_and_none_for_unknown(network):
    nodes = network.nodes.set_index("id")
    assert nodes.loc["anna", "country"] is None
    assert nodes.loc["klaster-it", ["mentions", "documents"]].tolist() == [2, 2]
    edges = network.edges.set_index(["source", "type"])
    assert edges.loc[("klaster-it", "cooperates"), "cross_border"]
    assert edges.loc[("anna", "affiliated_with"), "cross_border"] is pd.NA
    assert edges.loc[("klaster-it", "cooperates"), ["weight", "evidence", "first_date", "last_date"]].tolist() == [
        2, 2, "2019-05", "2021",
    ]  # fmt: skip
    assert network.evidence.query("document == 'a.txt'")["title"].tolist() == ["A & B", "A & B"]
    documents = network.documents.set_index("id")
    assert documents.loc["a.txt", ["words", "nodes", "edges"]].tolist() == [4, 2, 2]
    assert documents.loc["d.bin", "reason"] == "empty: nothing in it"


def test_a_change_to_a_table_harms_nobody_else(network):
    nodes = network.nodes
    nodes.loc[0, "name"] = "changed"
    assert "changed" not in network.nodes["name"].tolist()


def test_the_tables_of_an_empty_network_have_all_columns():
    empty = Network()
    assert list(empty.edges.columns)[:3] == ["source", "target", "type"]
    assert (len(empty.nodes), len(empty.evidence), len(empty.documents)) == (0, 0, 0)
    assert empty.ties().number_of_nodes() == 0
    assert "0 nodes" in repr(empty)


def test_graph_has_one_edge_a_type_and_cannot_be_changed_by_accident(network):
    assert network.graph.has_edge("sibb", "klaster-it", "funds")
    assert network.graph["klaster-it"]["sibb"]["cooperates"]["weight"] == 2
    with pytest.raises(nx.NetworkXError):
        network.graph.add_node("new")


def test_ties_join_both_directions_and_count_documents(network):
    ties = network.ties()
    assert ties["sibb"]["klaster-it"] == {"weight": 2, "confidence": 1.0, "types": ("cooperates", "funds")}
    assert set(network.ties({"organisation"})) == {"klaster-it", "sibb"}


def test_filter_by_confidence_type_country_relation_and_modality(network):
    assert len(network.filter(min_confidence=0.85).relations) == 2
    assert {e.id for e in network.filter(min_confidence=0.85).entities} == {"klaster-it", "sibb", "anna"}
    assert {e.id for e in network.filter(types=["organisation"]).entities} == {"klaster-it", "sibb"}
    assert {e.id for e in network.filter(countries=["PL", None]).entities} == {"klaster-it", "anna"}
    assert [e.type for e in network.filter(relations=["funds"]).relations] == ["funds"]
    (planned,) = network.filter(modalities=["planned"]).relations
    assert (planned.type, planned.modality, planned.weight) == ("cooperates", "planned", 1)


def test_one_value_of_a_filter_may_stand_alone(network):
    assert network.filter(types="organisation") == network.filter(types=["organisation"])
    assert network.filter(countries="PL") == network.filter(countries=["PL"])
    assert network.filter(relations="funds") == network.filter(relations=["funds"])
    assert network.filter(modalities="planned") == network.filter(modalities=["planned"])
    assert network.ties("organisation").nodes == network.ties({"organisation"}).nodes


def test_a_filter_may_keep_nothing(network):
    assert len(network.filter(countries=["XX"])) == len(network.filter(types=[])) == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"types": ["organization"]}, "types: 'organization' unknown; .* organisation, person, initiative"),
        ({"types": "people"}, "types: 'people' unknown"),
        ({"relations": ["funds", "cooperate"]}, "relations: 'cooperate' unknown; .* cooperates, member_of"),
        ({"modalities": ["past"]}, "modalities: 'past' unknown; .* current, planned, ended"),
        ({"countries": ["PL", "de"]}, "countries: 'de' no ISO code"),
        ({"min_confidence": 80}, "min_confidence: 80 expected from 0 to 1"),
        ({"min_confidence": float("nan")}, "min_confidence: nan expected"),
        ({"countries": "Poland"}, "countries: 'Poland' no ISO code"),
    ],
)
def test_a_filter_by_what_is_not_known_says_what_is(network, wrong, words):
    with pytest.raises(SetupError, match=words):
        network.filter(**wrong)


def test_ties_of_an_unknown_type_are_refused(network):
    with pytest.raises(SetupError, match="types: 'organization' unknown"):
        network.ties({"organization"})


def test_a_period_keeps_its_evidence_its_documents_and_their_nodes(network):
    early = network.between("2019", "2020-12")
    assert {(e.type, e.weight) for e in early.relations} == {("cooperates", 1), ("funds", 1)}
    assert {e.id for e in early.entities} == {"klaster-it", "sibb"}
    assert [record.id for record in early.records] == ["a.txt"]
    assert {m.document for m in early.by_id["klaster-it"].mentions} == {"a.txt"}
    assert (
        network.between(None, None).relations
        == network.filter(relations={"cooperates", "funds", "organises"}).relations
    )


@pytest.mark.parametrize("make", [date.fromisoformat, datetime.fromisoformat, pd.Timestamp])
def test_a_period_may_be_given_by_dates_of_python_and_pandas(network, make):
    assert network.between(make("2019-01-01"), make("2020-12-31")) == network.between("2019", "2020")


def test_windows_cover_all_dates(network):
    found = [(str(window), len(part.relations)) for window, part in network.windows("1Y")]
    assert found == [("2019-01-01/2019-12-31", 2), ("2020-01-01/2020-12-31", 0), ("2021-01-01/2021-12-31", 2)]


def test_one_document_alone(network):
    part = network.of_documents(["b.txt"])
    assert {e.type for e in part.relations} == {"cooperates", "organises"}
    assert {e.id for e in part.entities} == {"klaster-it", "digitri", "sibb"}
    assert network.of_documents("b.txt") == part


def test_a_document_that_is_not_there_is_an_error(network):
    with pytest.raises(SetupError, match=r"documents: 'c.txt', 'x' not in this network"):
        network.of_documents(["b.txt", "x", "c.txt"])


def test_edges_across_borders_are_chosen_as_the_docstring_says(network):
    edges = network.edges
    assert len(edges[edges["cross_border"]]) == len(edges[edges["cross_border"].eq(True)]) == 3
    assert edges["cross_border"].fillna(True).sum() == 4
    assert (~edges["cross_border"]).sum() == 0
    assert Network().edges["cross_border"].dtype == edges["cross_border"].dtype == "boolean"


def test_the_card_shows_counts_and_escapes(network):
    assert repr(network) == (
        "<Network: 4 nodes (2 organisations, 1 persons, 1 initiatives), 4 edges (3 cross-border), 3 of 4 documents>"
    )
    assert "<td style='text-align:right'>3</td>" in network._repr_html_()


A = Entity("a", "A", "organisation", (), ())
B = Entity("b", "B", "organisation", (), ())


@pytest.mark.parametrize(
    ("documents", "entities", "edges", "words"),
    [
        ([Document("d", ""), Document("d", "")], [], [], "document 'd' is there twice"),
        ([], [A, A], [], "node 'a' is there twice"),
        ([], [A, B], [Edge("a", "b", "funds", ()), Edge("a", "b", "funds", ())], "is there twice"),
        ([], [A], [Edge("a", "x", "funds", ())], "'x', which is no node"),
        ([], [A], [Edge("a", "a", "funds", ())], "with itself"),
    ],
)
def test_what_does_not_fit_together_is_refused(documents, entities, edges, words):
    with pytest.raises(InputError, match=words):
        Network(documents, entities, edges)


def test_the_order_of_what_is_given_changes_nothing(network):
    turned = Network(reversed(network.records), reversed(network.entities), reversed(network.relations))
    assert turned == network
