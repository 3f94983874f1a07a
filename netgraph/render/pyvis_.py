"""The map as a pyvis network, which users know and can change; our own page renders it."""

import math
from typing import Any

from pyvis.network import Network as Pyvis  # type: ignore[import-untyped]

from .palette import SHAPES
from .view import Tie, View

DENSE = 800  # ties above which they are hidden while the map moves


def build_pyvis(view: View) -> Pyvis:
    """The view as a pyvis network with fixed positions; nodes and edges are appended in bulk.

    pyvis searches all edges on each ``add_edge``, which makes large networks quadratic.
    """
    built = Pyvis(directed=True, cdn_resources="in_line")
    for actor in view.actors:
        node = {
            "id": actor.index, "label": actor.name, "group": actor.type, "shape": SHAPES[actor.type],
            "size": actor.radius, "x": actor.x, "y": actor.y,
        }  # fmt: skip
        built.nodes.append(node)
        built.node_ids.append(actor.index)
        built.node_map[actor.index] = node
    for tie in view.ties:
        edge: dict[str, Any] = {"id": tie.index, "from": tie.a, "to": tie.b, "width": _width(tie.weight)}
        if arrows := _arrows(tie):
            edge["arrows"] = arrows
        if tie.cross_border is not False:
            edge["dashes"] = [9, 5] if tie.cross_border else [2, 4]
        built.edges.append(edge)
    built.options = make_options(view)
    return built


def make_options(view: View) -> dict[str, Any]:
    """Options of vis-network: no physics, straight lines, nothing that needs the network."""
    many = len(view.ties) > DENSE
    return {
        "physics": False,
        "layout": {"improvedLayout": False},
        "nodes": {"borderWidth": 2.2, "borderWidthSelected": 2.2, "chosen": False, "font": {"size": 0}},
        "edges": {
            "smooth": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0, "font": {"size": 0},
            "arrows": {"to": {"scaleFactor": 0.45}, "from": {"scaleFactor": 0.45}},
        },
        "interaction": {
            "hover": True, "hideEdgesOnDrag": many, "hideEdgesOnZoom": many, "dragNodes": False,
            "keyboard": False, "multiselect": False, "selectConnectedEdges": False, "zoomSpeed": 0.6,
        },
    }  # fmt: skip


def _width(weight: int) -> float:
    return round(1.6 + 0.9 * math.sqrt(min(weight - 1, 5)), 1)


def _arrows(tie: Tie) -> str:
    directed = [statement for statement in tie.statements if statement.type != "cooperates"]
    ends = {"to" if statement.target == tie.b else "from" for statement in directed}
    return ";".join(sorted(ends, reverse=True))
