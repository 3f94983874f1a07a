"""GEXF, for Gephi and Gephi Lite."""

import os
from typing import TYPE_CHECKING, Any

from netgraph.errors import OutputError, SetupError
from netgraph.export.plain import Colours, Positions, plain_graph
from netgraph.files import replace_file
from netgraph.network import Network

if TYPE_CHECKING:
    import networkx as nx


def write_gexf(
    network: Network,
    path: str | os.PathLike[str],
    *,
    positions: Positions | None = None,
    colours: Colours | None = None,
) -> None:
    """Write GEXF; the file is opened again and compared before it takes its place.

    Args:
        network: what to write.
        path: the file.
        positions: entity id to (x, y).
        colours: entity id to "#rrggbb".

    Raises:
        SetupError: a colour is not "#rrggbb".
        OutputError: the file cannot be written, or does not come back as it should.
    """
    import networkx as nx

    G, names = plain_graph(network)
    for id, name in names.items():
        viz = _viz(id, positions or {}, colours or {})
        if viz:
            G.nodes[name]["viz"] = viz
    with replace_file(path) as temporary:
        temporary.write_bytes(_gexf_bytes(G))
        if not _same(G, nx.read_gexf(temporary)):
            raise OutputError(f"{path}: GEXF did not come back as it was written")


def _viz(id: str, positions: Positions, colours: Colours) -> dict[str, dict[str, Any]]:
    viz: dict[str, dict[str, Any]] = {}
    if id in colours:
        code = colours[id].removeprefix("#")
        try:
            r, g, b = bytes.fromhex(code)
        except ValueError as error:
            raise SetupError(f"{colours[id]!r} is no colour, expected '#rrggbb'") from error
        viz["color"] = {"r": r, "g": g, "b": b, "a": 1.0}
    if id in positions:
        x, y = positions[id]
        viz["position"] = {"x": float(x), "y": float(y), "z": 0.0}
    return viz


def _gexf_bytes(G: "nx.MultiDiGraph[str]") -> bytes:
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(G)
    # The date of today would make the same network another file tomorrow.
    for meta in [child for child in writer.xml if child.tag == "meta"]:
        writer.xml.remove(meta)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + str(writer).encode("utf-8") + b"\n"


def _same(G: "nx.MultiDiGraph[str]", again: "nx.Graph[str]") -> bool:
    # GEXF numbers the edges itself and knows weights as decimal fractions only.
    def edges(of: Any) -> list[tuple[str, str, str]]:
        plain = [(u, v, {**data, "weight": float(data["weight"])}) for u, v, data in of.edges(data=True)]
        return sorted(
            (u, v, repr(sorted((k, data[k]) for k in data if k not in ("id", "key")))) for u, v, data in plain
        )

    def nodes(of: Any) -> dict[str, dict[str, Any]]:
        return {u: {key: data[key] for key in data if key != "viz"} for u, data in of.nodes(data=True)}

    return nodes(G) == nodes(again) and edges(G) == edges(again)
