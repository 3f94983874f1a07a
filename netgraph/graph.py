"""The networkx graphs of a network: all stated relations, and who is tied with whom."""

from collections.abc import Collection, Iterable
from typing import Any

import networkx as nx

from netgraph.model import Edge, Entity, count_documents


def relation_graph(entities: Iterable[Entity], edges: Iterable[Edge]) -> "nx.MultiDiGraph[str]":
    """All stated relations, key = relation type; frozen."""
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    G.add_nodes_from((entity.id, _node_data(entity)) for entity in entities)
    for edge in edges:
        data: dict[str, Any] = {"weight": edge.weight, "confidence": edge.confidence, "modality": edge.modality}
        G.add_edge(edge.source, edge.target, edge.type, type=edge.type, evidence=edge.evidence, **data)
    nx.freeze(G)
    return G


def tie_graph(
    entities: Iterable[Entity], edges: Iterable[Edge], types: Collection[str] | None = None
) -> "nx.Graph[str]":
    """One tie a pair, with ``weight``, ``confidence`` and ``types``; as ``Network.ties`` says."""
    G: nx.Graph[str] = nx.Graph()
    G.add_nodes_from((entity.id, _node_data(entity)) for entity in entities if types is None or entity.type in types)
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        if edge.source in G and edge.target in G:
            u, v = sorted((edge.source, edge.target))
            pairs.setdefault((u, v), []).append(edge)
    for (u, v), stated in sorted(pairs.items()):
        weight = count_documents(one for edge in stated for one in edge.evidence)
        kinds = tuple(sorted({edge.type for edge in stated}))
        G.add_edge(u, v, weight=weight, confidence=max(edge.confidence for edge in stated), types=kinds)
    return G


def _node_data(entity: Entity) -> dict[str, Any]:
    return {
        "name": entity.name, "type": entity.type, "country": entity.country, "place": entity.place,
        "latitude": entity.latitude, "longitude": entity.longitude, "nuts": entity.nuts,
        "aliases": entity.aliases, "confidence": entity.confidence, "mentions": len(entity.mentions),
    }  # fmt: skip
