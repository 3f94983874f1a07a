"""Layout between versions of a corpus: who stays keeps the place, who comes lies by the partners."""

from dataclasses import replace

import numpy as np
import pytest

from netgraph import render
from netgraph.errors import SetupError
from netgraph.model import Edge, Entity, Evidence
from netgraph.network import Network
from netgraph.render.earlier import Spot, place_again, read_places
from netgraph.render.layout import GAP
from netgraph.render.view import make_view
from netgraph.render.words import Words


@pytest.fixture(scope="module")
def grown(network):
    """The network one version later: a new partner of SIBB, a new pair, a new loner; the fair is gone."""
    new = [Entity(key, key.title(), "organisation", (), ()) for key in ("partner", "pair-a", "pair-b", "loner")]
    said = (Evidence("pl.txt", 0, 10, "Klaster IT", "pl"),)
    edges = [edge for edge in network.relations if edge.target != "fair"]
    edges += [Edge("partner", "sibb", "cooperates", said), Edge("pair-a", "pair-b", "cooperates", said)]
    kept = [entity for entity in network.entities if entity.id != "fair"]
    return Network(network.records, [*kept, *new], edges)


def spot(key, x, y, *, tied=True):
    return Spot(x, y, tied, Entity(key, key, "organisation", (), ()))


def spots(network, **options):
    view = make_view(network, Words("en"), **options)
    return {actor.id: (actor.x, actor.y) for actor in view.actors}


@pytest.fixture(params=["map", "network.json", "network"])
def layout(request, network, tmp_path):
    if request.param == "network":
        return network
    path = tmp_path / request.param
    render.render_map(network, path) if request.param == "map" else network.to_json(path)
    return path


def test_who_stays_keeps_the_place(network, grown, layout):
    before, after = spots(network), spots(grown, places=read_places(layout))
    stay = [entity.id for entity in network.entities if entity.id != "fair"]
    assert {key: after[key] for key in stay} == {key: before[key] for key in stay}


def test_new_actor_lies_by_its_partner_and_new_parts_below(network, grown, layout):
    after = spots(grown, places=read_places(layout))
    apart = {key: np.hypot(*np.subtract(after["partner"], spot)) for key, spot in after.items() if key != "partner"}
    assert min(apart, key=apart.get) == "sibb"
    lowest = max(y for key, (_x, y) in spots(network).items() if key != "fair")
    assert min(after["pair-a"][1], after["loner"][1]) > lowest


def test_same_each_time_and_in_map_and_report(network, grown, layout):
    first = render.map_html(grown, layout=layout)
    assert first == render.map_html(grown, layout=layout) != render.map_html(grown)
    assert render.report_html(grown, layout=layout) == render.report_html(grown, layout=layout)


def test_renamed_id_is_found_by_its_name(network):
    renamed = [replace(entity, id="region-k") if entity.id == "kronoberg" else entity for entity in network.entities]
    moved = [replace(e, source="region-k") if e.source == "kronoberg" else e for e in network.relations]
    after = spots(Network(network.records, renamed, moved), places=read_places(network))
    assert after["region-k"] == spots(network)["kronoberg"]


def test_who_bears_another_name_by_now_keeps_the_place(network, layout):
    now = {"id": "kronoberg-county", "name": "Kronoberg County"}
    known = [replace(e, **now, aliases=(*e.aliases, "Kronoberg County")) if e.id == "kronoberg" else e
             for e in network.entities]  # fmt: skip
    moved = [replace(e, source=now["id"]) if e.source == "kronoberg" else e for e in network.relations]
    after = spots(Network(network.records, known, moved), places=read_places(layout))
    assert after["kronoberg-county"] == spots(network)["kronoberg"]


def test_the_earlier_map_knows_the_other_names_too(network, tmp_path):
    known = [replace(e, aliases=("Kronoberg County",)) if e.id == "kronoberg" else e for e in network.entities]
    path = tmp_path / "map.html"
    render.render_map(Network(network.records, known, network.relations), path)
    now = [replace(e, id="county", name="Kronoberg County") if e.id == "kronoberg" else e for e in network.entities]
    moved = [replace(e, source="county") if e.source == "kronoberg" else e for e in network.relations]
    after = spots(Network(network.records, now, moved), places=read_places(path))
    assert after["county"] == spots(network)["kronoberg"]


def test_numbers_that_stand_for_people_are_not_taken_for_the_same_person(network, tmp_path):
    path = tmp_path / "map.html"
    render.render_map(network, path, people="pseudonym")
    assert not [key for key in read_places(path) if key.startswith("person-")]


def test_new_actors_do_not_overlap():
    places = {"hub": spot("hub", 0.0, 0.0), "rim": spot("rim", 60.0, 0.0)}
    ids = ["hub", "rim", *(f"n{i}" for i in range(60))]
    ties = [(0, 1), *((0, i) for i in range(2, 62))]
    points = place_again(ids, ties, [0] * 62, [10.0] * 62, places)
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) + np.eye(62) * 1e9
    assert apart.min() >= 20 + GAP / 2 - 1e-6
    assert np.abs(points).max() < 400


def test_loner_that_found_a_partner_leaves_the_block():
    places = {"a": spot("a", 0, 0), "b": spot("b", 50, 0), "loner": spot("loner", 0, 900, tied=False)}
    points = place_again(list(places), [(0, 1), (1, 2)], [0] * 3, [8.0] * 3, places)
    assert np.hypot(*(points[2] - points[1])) < 120


def test_network_with_nobody_from_before_is_laid_out_anew(network):
    view = make_view(network, Words("en"), places={"nobody": spot("nobody", 5.0, 5.0)})
    assert [(one.x, one.y) for one in view.actors] == [(a.x, a.y) for a in make_view(network, Words("en")).actors]


@pytest.mark.parametrize("content", ["", "<html></html>", '<script type="application/json" id="data">{"a":1}</script>'])
def test_other_file_is_wrong_usage(content, network, tmp_path):
    path = tmp_path / "file.html"
    path.write_text(content)
    with pytest.raises(SetupError, match="neither a map nor"):
        render.map_html(network, layout=path)
