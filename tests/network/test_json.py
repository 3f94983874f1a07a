import json

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netgraph
from netgraph.errors import InputError, OutputError
from netgraph.model import MODALITIES, NODE_TYPES, RELATION_TYPES, Edge, Entity, EntityMention, Evidence
from netgraph.network import Network, read_json
from netgraph.nodelink import DocumentRecord


def test_a_network_comes_back_as_it_was(network, tmp_path):
    path = tmp_path / "network.json"
    network.to_json(path)
    again = netgraph.read_json(path)
    assert again == network
    assert again.documents.equals(network.documents)
    assert again.evidence.equals(network.evidence)
    again.to_json(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


def test_networkx_reads_the_file(network, tmp_path):
    network.to_json(tmp_path / "n.json")
    G = nx.node_link_graph(json.loads((tmp_path / "n.json").read_text("utf-8")), edges="edges")
    assert isinstance(G, nx.MultiDiGraph)
    assert set(G.edges(keys=True)) == set(network.graph.edges(keys=True))
    assert G["klaster-it"]["sibb"]["cooperates"]["weight"] == 2


WORDS = st.text(max_size=12)
MAYBE = st.none() | WORDS
COUNTRY = st.none() | st.text("ABCZ", min_size=2, max_size=2)
SHARE = st.floats(0, 1)


@st.composite
def networks(draw):
    ids = draw(st.lists(WORDS, unique=True, max_size=4))
    mentions = st.builds(EntityMention, WORDS, st.integers(0, 99), st.integers(0, 99), WORDS)
    entities = [
        draw(
            st.builds(
                Entity, st.just(id), WORDS, st.sampled_from(NODE_TYPES), st.lists(WORDS, max_size=2).map(tuple),
                st.lists(mentions, max_size=2).map(tuple), COUNTRY, MAYBE, MAYBE, st.none() | st.floats(-90, 90),
                st.none() | st.floats(-180, 180), SHARE, st.lists(WORDS, max_size=2).map(tuple),
            )
        )
        for id in ids
    ]  # fmt: skip
    evidence = st.builds(
        Evidence, WORDS, st.integers(0, 99), st.integers(0, 99), WORDS, WORDS, MAYBE, st.sampled_from(MODALITIES), SHARE
    )
    pairs = [(u, v, t) for u in ids for v in ids if u != v for t in RELATION_TYPES]
    keys = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    edges = [
        Edge(*key, draw(st.lists(evidence, max_size=2).map(tuple)), draw(SHARE), draw(st.sampled_from(MODALITIES)))
        for key in keys
    ]
    records = draw(
        st.lists(st.builds(DocumentRecord, WORDS, MAYBE, WORDS, MAYBE), unique_by=lambda r: r.id, max_size=3)
    )
    return Network(records, entities, edges)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(networks())
def test_any_network_comes_back_as_it_was(tmp_path, network):
    network.to_json(tmp_path / "any.json")
    assert read_json(tmp_path / "any.json") == network


def test_a_name_in_an_unknown_encoding_is_kept(tmp_path):
    odd = Network([DocumentRecord("b\udcffd.txt")])
    odd.to_json(tmp_path / "n.json")
    assert read_json(tmp_path / "n.json") == odd


NODE = '{"id": "a", "name": "A", "type": "organisation"%s}'
EDGE = '{"source": "a", "target": "b", "type": "funds"%s}'


def file_with(nodes="", edges="", version='"1"', documents="[]"):
    return f'{{"graph": {{"netgraph": {version}, "documents": {documents}}}, "nodes": [{nodes}], "edges": [{edges}]}}'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not a JSON file"),
        ("\x00\xff", "not a JSON file"),
        ("[" * 100_000, "not a JSON file"),
        ("[1]", "file is a list, expected an object"),
        ("{}", "file has no 'graph'"),
        (file_with(version='"2"'), "network format '2', expected '1'"),
        (file_with(version="1"), "has a number as 'netgraph'"),
        (file_with(NODE % ', "confidence": NaN'), "not a JSON file"),
        (file_with(NODE % ', "confidence": 1e999'), "out of range 0 to 1"),
        (file_with(NODE % f', "latitude": {"9" * 4000}'), "out of range -90 to 90"),
        (file_with(NODE % ', "latitude": true'), "true or false as 'latitude'"),
        (file_with(NODE % ', "country": "pl"'), "node 'a' has the country 'pl', expected as PL"),
        (file_with(NODE % ', "country": ""'), "node 'a' has the country ''"),
        (file_with(NODE % ', "aliases": [1]'), "something else than texts"),
        (file_with(NODE % ', "mentions": [{"document": "d", "start": -1}]'), r"nodes\[0\], mentions\[0\] has 'start'"),
        (file_with(NODE.replace("organisation", "place") % ""), "'place' as 'type', expected one of organisation"),
        (file_with("1"), r"nodes\[0\] is a number"),
        (file_with(NODE % "" + "," + NODE % ""), "node 'a' is there twice"),
        (file_with(NODE % "", EDGE % ""), "'b', which is no node"),
        (file_with(NODE % "", EDGE % ', "evidence": {}'), "has an object as 'evidence'"),
        (file_with(documents='[{"id": "d", "status": "fine"}]'), "'fine' as 'status'"),
    ],
)
def test_a_file_that_is_no_network_is_refused_with_the_place(content, words, tmp_path):
    path = tmp_path / "n.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=words) as caught:
        read_json(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_json(tmp_path / "none.json")


def test_a_folder_in_the_way_is_an_output_error_and_leaves_nothing_behind(network, tmp_path):
    (tmp_path / "n.json").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        network.to_json(tmp_path / "n.json")
    (tmp_path / "plain").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"):
        network.to_json(tmp_path / "plain" / "n.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["n.json", "plain"]
