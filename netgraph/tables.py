"""The tidy pandas tables of a network: nodes, edges, evidence, documents.

What is unknown is None among texts, NaN among numbers and ``pandas.NA`` among truth values.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from netgraph.model import Edge, Entity
from netgraph.nodelink import DocumentRecord

NODES = (
    "id", "name", "type", "country", "country_reason", "place", "latitude", "longitude", "nuts", "aliases", "mentions",
    "documents", "confidence",
)  # fmt: skip
EDGES = (
    "source", "target", "type", "source_name", "target_name", "weight", "evidence", "confidence", "modality",
    "cross_border", "first_date", "last_date",
)  # fmt: skip
EVIDENCE = (
    "source", "target", "type", "document", "title", "date", "language", "start", "end", "quote", "modality",
    "confidence",
)  # fmt: skip
DOCUMENTS = (
    "id", "title", "language", "date", "status", "reason", "format", "charset", "words", "nodes", "edges", "sha256",
)  # fmt: skip
_KINDS: dict[str, Any] = {
    **dict.fromkeys(("latitude", "longitude", "confidence"), float),
    **dict.fromkeys(("weight", "words", "start", "end"), int),
    "cross_border": "boolean",  # pandas' own, which knows a third value beside True and False
}


def nodes_table(entities: Iterable[Entity]) -> pd.DataFrame:
    """One row an entity; ``mentions`` and ``documents`` are counts, ``aliases`` a tuple."""
    rows = [
        (e.id, e.name, e.type, e.country, e.country_reason, e.place, e.latitude, e.longitude, e.nuts, e.aliases,
         len(e.mentions), len({m.document for m in e.mentions}), e.confidence)
        for e in entities
    ]  # fmt: skip
    return _table(rows, NODES, counts=("mentions", "documents"))


def edges_table(edges: Iterable[Edge], entities: Mapping[str, Entity]) -> pd.DataFrame:
    """One row an edge; ``weight`` counts documents, ``evidence`` places in them."""
    rows = []
    for edge in edges:
        source, target = entities[edge.source], entities[edge.target]
        dates = sorted(one.date for one in edge.evidence if one.date is not None)
        ends = (dates[0], dates[-1]) if dates else (None, None)
        rows.append(
            (edge.source, edge.target, edge.type, source.name, target.name, edge.weight, len(edge.evidence),
             edge.confidence, edge.modality, is_cross_border(source, target), *ends)
        )  # fmt: skip
    return _table(rows, EDGES, counts=("evidence",))


def is_cross_border(source: Entity, target: Entity) -> bool | None:
    """Whether the two lie in different countries; None when one is unknown."""
    if source.country is None or target.country is None:
        return None
    return source.country != target.country


def evidence_table(edges: Iterable[Edge], titles: Mapping[str, str | None]) -> pd.DataFrame:
    """One row a place in a document that states an edge."""
    rows = [
        (edge.source, edge.target, edge.type, one.document, titles.get(one.document), one.date, one.language,
         one.start, one.end, one.quote, one.modality, one.confidence)
        for edge in edges
        for one in edge.evidence
    ]  # fmt: skip
    return _table(rows, EVIDENCE)


def documents_table(
    records: Iterable[DocumentRecord], entities: Iterable[Entity], edges: Iterable[Edge]
) -> pd.DataFrame:
    """One row a document with the number of nodes it mentions and of edges it states."""
    nodes = Counter(document for e in entities for document in {m.document for m in e.mentions})
    stated = Counter(document for edge in edges for document in {one.document for one in edge.evidence})
    rows = [
        (r.id, r.title, r.language, r.date, r.status, r.reason, r.format, r.charset, r.words, nodes[r.id],
         stated[r.id], r.sha256)
        for r in records
    ]  # fmt: skip
    return _table(rows, DOCUMENTS, counts=("nodes", "edges"))


def _table(rows: list[tuple[Any, ...]], columns: tuple[str, ...], counts: tuple[str, ...] = ()) -> pd.DataFrame:
    # Texts stay Python objects: pandas' own text type would turn None into NaN, which is not None and not false.
    kinds = {name: _KINDS[name] for name in columns if name in _KINDS} | dict.fromkeys(counts, int)
    return pd.DataFrame(rows, columns=list(columns), dtype=object).astype(kinds)
