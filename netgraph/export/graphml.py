"""GraphML, for yEd, Gephi, Cytoscape, igraph."""

import os
from typing import TYPE_CHECKING, Any

from netgraph.errors import OutputError
from netgraph.export.plain import Positions, plain_graph
from netgraph.files import replace_file
from netgraph.network import Network

if TYPE_CHECKING:
    import networkx as nx


def write_graphml(network: Network, path: str | os.PathLike[str], *, positions: Positions | None = None) -> None:
    """Write GraphML; the file is opened again and compared before it takes its place.

    Args:
        network: what to write.
        path: the file.
        positions: entity id to (x, y), written as the attributes ``x`` and ``y``.

    Raises:
        OutputError: the file cannot be written, or does not come back as it should.
    """
    import networkx as nx

    G, names = plain_graph(network)
    for id, (x, y) in sorted((positions or {}).items()):
        if id in names:
            G.nodes[names[id]].update(x=float(x), y=float(y))
    with replace_file(path) as temporary:
        nx.write_graphml_xml(G, temporary, infer_numeric_types=True)
        again = nx.read_graphml(temporary, force_multigraph=True)
        if not _same(G, again):
            raise OutputError(f"{path}: GraphML did not come back as it was written")


def _same(G: "nx.MultiDiGraph[str]", again: Any) -> bool:
    same_nodes = {u: G.nodes[u] for u in G} == {u: again.nodes[u] for u in again}
    edges = {(u, v, k): data for u, v, k, data in G.edges(keys=True, data=True)}
    back = {(u, v, k): data for u, v, k, data in again.edges(keys=True, data=True)}
    return same_nodes and edges == {key: _without_id(data) for key, data in back.items()}


def _without_id(data: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if key != "id"}
