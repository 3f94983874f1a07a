"""The network as a plain networkx graph that XML formats can hold: no None, no lists, no control characters."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from netgraph.network import Network

if TYPE_CHECKING:
    import networkx as nx

SEPARATOR = " | "
Positions = Mapping[str, tuple[float, float]]
Colours = Mapping[str, str]  # node id to "#rrggbb"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0
_SPACE = re.compile(r"[\t\r\n]+")


def plain_graph(network: Network) -> "tuple[nx.MultiDiGraph[str], dict[str, str]]":
    """The graph and, for each entity id, the id of its node (another one only where XML cannot hold the first)."""
    import networkx as nx

    names = _node_ids([entity.id for entity in network.entities])
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in network.nodes.to_dict("records"):
        data = {key: row[key] for key in ("name", "type", "country", "place", "latitude", "longitude", "nuts")}
        numbers = {key: row[key] for key in ("mentions", "documents", "confidence")}
        aliases = SEPARATOR.join(row["aliases"]) or None
        G.add_node(names[row["id"]], label=_clean(row["name"]), **_known({**data, "aliases": aliases, **numbers}))
    for number, (edge, row) in enumerate(zip(network.relations, network.edges.to_dict("records"), strict=True)):
        quotes = SEPARATOR.join(one.quote for one in edge.evidence) or None
        documents = SEPARATOR.join(sorted({one.document for one in edge.evidence})) or None
        kept = {key: row[key] for key in ("confidence", "modality", "cross_border", "first_date", "last_date")}
        data = {"relation": edge.type, **kept, "documents": documents, "quotes": quotes}
        ends = names[edge.source], names[edge.target]
        G.add_edge(*ends, key=f"e{number}", weight=edge.weight, **_known(data))
    return G, names


def _node_ids(ids: list[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    taken = {id for id in ids if _clean(id) == id and id}
    for id in ids:
        name = id if id in taken else _clean(id) or "_"
        number = 2
        while id not in taken and name in taken:
            name, number = f"{_clean(id)}-{number}", number + 1
        names[id] = name
        taken.add(name)
    return names


def _known(data: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are known, with texts cleaned; a missing one (None, NA, not a number) is left out."""
    plain = {key: _clean(value) if isinstance(value, str) else value for key, value in data.items()}
    return {key: value for key, value in plain.items() if not pd.isna(value) and value != ""}


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", text)).strip()
