"""Relations of single documents joined to edges between entities, each with all of its evidence."""

from collections.abc import Iterable, Mapping

from netgraph.model import UNDIRECTED, Document, Edge, Evidence, Extraction, Modality, Relation, RelationType

MOST_CERTAIN = 0.99  # however many sentences say so, a reader may still find an edge wrong

EdgeKey = tuple[str, str, RelationType]


def join_relations(
    documents: Iterable[Document],
    extractions: Iterable[Extraction],
    members: Mapping[tuple[str, int], str],
) -> tuple[Edge, ...]:
    """Join the relations of all documents to one edge a pair and type.

    A relation with an end that belongs to no entity (rejected by a decision) is left out, and
    so is one whose two ends are the same entity.

    Args:
        documents: the documents that the extractions speak of.
        extractions: what each document says.
        members: (document id, index of the chain) to entity id.
    """
    texts = {document.id: document for document in documents}
    evidence: dict[EdgeKey, list[Evidence]] = {}
    for extraction in extractions:
        for relation in extraction.relations:
            source = members.get((extraction.document, relation.source))
            target = members.get((extraction.document, relation.target))
            if source is None or target is None or source == target:
                continue
            key = edge_key(source, target, relation.type)
            evidence.setdefault(key, []).append(_evidence_of(relation, texts[extraction.document]))
    return tuple(make_edge(key, evidence[key]) for key in sorted(evidence))


def edge_key(source: str, target: str, type: RelationType) -> EdgeKey:
    """Source, target and type; the ends of an undirected relation are sorted."""
    if type in UNDIRECTED and target < source:
        source, target = target, source
    return source, target, type


def make_edge(key: EdgeKey, evidence: Iterable[Evidence]) -> Edge:
    """The edge that the evidence states: confidence 1 - Π(1 - c), at most 0.99, and the modality of the strongest."""
    best: dict[tuple[str, int, int], Evidence] = {}
    for one in evidence:
        place = (one.document, one.start, one.end)
        if place not in best or _strength(one) > _strength(best[place]):
            best[place] = one
    kept = tuple(best[place] for place in sorted(best))
    doubt = 1.0
    for one in kept:
        doubt *= 1 - one.confidence
    return Edge(*key, kept, confidence=round(min(MOST_CERTAIN, 1 - doubt), 4), modality=_modality(kept))


def _strength(one: Evidence) -> tuple[bool, float, str, str]:
    return one.modality == "current", one.confidence, one.modality, one.date or ""


def _modality(evidence: Iterable[Evidence]) -> Modality:
    """That of the most confident current evidence; without any, of the most confident planned or ended one."""
    return max(evidence, key=_strength).modality


def _evidence_of(relation: Relation, document: Document) -> Evidence:
    quote = document.text[relation.start : relation.end]
    return Evidence(
        document=document.id, start=relation.start, end=relation.end, quote=quote,
        language=language_at(document, relation.start), date=relation.date or document.date,
        modality=relation.modality, confidence=relation.confidence,
    )  # fmt: skip


def language_at(document: Document, offset: int) -> str:
    """The language of the paragraph that covers the offset, else the document's."""
    for paragraph in document.paragraphs:
        if paragraph.start <= offset < paragraph.end and paragraph.language != "und":
            return paragraph.language
    return document.language
