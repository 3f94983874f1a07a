import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from netgraph.errors import OutputError, SetupError
from netgraph.export import gexf, graphml, write
from netgraph.model import Edge, Entity, EntityMention, Evidence
from netgraph.network import Network

READERS = {"graphml": lambda path: nx.read_graphml(path, force_multigraph=True), "gexf": nx.read_gexf}


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_the_file_opens_in_networkx_with_all_that_is_known(format, network, tmp_path):
    path = tmp_path / f"net.{format}"
    write(network, path)
    G = READERS[format](path)
    assert G.is_directed()
    assert set(G) == set(network.graph)
    assert G.nodes["klaster-it"]["aliases"] == "Klaster IT | Klastra IT"
    assert G.nodes["klaster-it"]["latitude"] == 53.4
    assert G.nodes["klaster-it"]["nuts"] == "PL424"
    assert "country" not in G.nodes["anna"]
    found = sorted((u, v, data["relation"], data["weight"]) for u, v, data in G.edges(data=True))
    assert found == sorted((e.source, e.target, e.type, e.weight) for e in network.relations)


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_two_runs_give_the_same_bytes(format, network, tmp_path):
    for name in ("a", "b"):
        write(network, tmp_path / f"{name}.{format}")
    assert (tmp_path / f"a.{format}").read_bytes() == (tmp_path / f"b.{format}").read_bytes()


HOSTILE = ["", "\x00", "\x01", "a\x0bb", "</node><script>", "&amp;", "\ud800", "\ufffe", " x ", "1", "é\u0301", "\r\n"]


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_hostile_names_are_made_plain_and_stay_apart(format, tmp_path):
    entities = [Entity(text, text, "organisation", (text,), (EntityMention("d", 0, 1, text),)) for text in HOSTILE]
    edges = [Edge(text, "1", "funds", (Evidence(text, 0, 1, text, text, text),)) for text in HOSTILE if text != "1"]
    path = tmp_path / f"net.{format}"
    write(Network((), entities, edges), path)
    G = READERS[format](path)
    assert (G.number_of_nodes(), G.number_of_edges()) == (len(HOSTILE), len(HOSTILE) - 1)


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_an_empty_network_can_be_written(format, tmp_path):
    path = tmp_path / f"net.{format}"
    write(Network(), path)
    assert len(READERS[format](path)) == 0


@pytest.mark.parametrize(("format", "module"), [("graphml", graphml), ("gexf", gexf)])
def test_a_file_that_would_not_come_back_never_takes_its_place(format, module, network, tmp_path, monkeypatch):
    path = tmp_path / f"net.{format}"
    path.write_text("before")
    monkeypatch.setattr(module, "_same", lambda G, again: False)
    with pytest.raises(OutputError, match="did not come back"):
        write(network, path)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [(f"net.{format}", "before")]


def test_gexf_bears_colours_and_positions(network, tmp_path):
    path = tmp_path / "net.gexf"
    write(network, path, positions={"sibb": (1, 2.5), "nobody": (0, 0)}, colours={"sibb": "#ff8000"})
    viz = READERS["gexf"](path).nodes["sibb"]["viz"]
    assert viz["color"] == {"r": 255, "g": 128, "b": 0, "a": 1.0}
    assert viz["position"] == {"x": 1.0, "y": 2.5, "z": 0.0}
    assert not [one for one in ET.parse(path).iter() if one.tag.endswith("meta")]
    with pytest.raises(SetupError, match="no colour"):
        write(network, path, colours={"sibb": "red"})


def test_graphml_bears_positions(network, tmp_path):
    write(network, tmp_path / "net.graphml", positions={"sibb": (1, 2.5)})
    assert READERS["graphml"](tmp_path / "net.graphml").nodes["sibb"]["y"] == 2.5
