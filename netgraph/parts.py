"""The parts of a network: what meets some conditions, what a period states, what some documents state."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from netgraph import period
from netgraph.errors import SetupError
from netgraph.join import make_edge
from netgraph.model import (
    MODALITIES,
    NODE_TYPES,
    RELATION_TYPES,
    Edge,
    Entity,
    Evidence,
    Modality,
    NodeType,
    RelationType,
)
from netgraph.nodelink import DocumentRecord
from netgraph.period import Period

COUNTRY = re.compile(r"[A-Z]{2}")  # ISO 3166-1


def choose(name: str, values: Collection[str] | None, known: Collection[str]) -> frozenset[str] | None:
    """The values to keep, None for all; a text is one value.

    Raises:
        SetupError: a value is not among the known ones.
    """
    if values is None:
        return None
    chosen = {values} if isinstance(values, str) else set(values)
    if unknown := sorted(map(repr, chosen.difference(known))):
        raise SetupError(f"{name}: {', '.join(unknown)} unknown; expected one or more of {', '.join(known)}")
    return frozenset(chosen)


def meeting(
    entities: Iterable[Entity],
    edges: Iterable[Edge],
    *,
    min_confidence: float,
    types: Collection[NodeType] | NodeType | None,
    countries: Collection[str | None] | str | None,
    relations: Collection[RelationType] | RelationType | None,
    modalities: Collection[Modality] | Modality | None,
) -> tuple[list[Entity], list[Edge]]:
    """The nodes that meet all conditions, and the edges between them that do; as ``Network.filter`` says.

    Raises:
        SetupError: a condition has a value that there is not.
    """
    if not 0 <= min_confidence <= 1:
        raise SetupError(f"min_confidence: {min_confidence} expected from 0 to 1")
    types_kept = choose("types", types, NODE_TYPES)
    relations_kept = choose("relations", relations, RELATION_TYPES)
    modalities_kept = choose("modalities", modalities, MODALITIES)
    countries_kept = _choose_countries(countries)
    nodes = [
        entity
        for entity in entities
        if entity.confidence >= min_confidence
        and (types_kept is None or entity.type in types_kept)
        and (countries_kept is None or entity.country in countries_kept)
    ]
    kept = {entity.id for entity in nodes}
    inside = [
        edge
        for edge in edges
        if edge.source in kept and edge.target in kept and (relations_kept is None or edge.type in relations_kept)
    ]
    if modalities_kept is not None:
        inside = _reduce(inside, lambda one: one.modality in modalities_kept)
    return nodes, [edge for edge in inside if edge.confidence >= min_confidence]


def _choose_countries(values: Collection[str | None] | str | None) -> frozenset[str | None] | None:
    if values is None:
        return None
    chosen: frozenset[str | None] = frozenset({values} if isinstance(values, str) else values)
    if wrong := sorted(repr(one) for one in chosen if one is not None and not COUNTRY.fullmatch(str(one))):
        raise SetupError(f"countries: {', '.join(wrong)} no ISO code; expected two capital letters, as PL, or None")
    return chosen


def of_period(
    records: Iterable[DocumentRecord], edges: Iterable[Edge], wanted: Period
) -> tuple[list[DocumentRecord], list[Edge]]:
    """What dated evidence of a time states; the documents of that time, and those that state it."""

    def inside(date: str | None) -> bool:
        found = period.period_of(date)
        return found is not None and found.overlaps(wanted)

    stated = _reduce(edges, lambda one: inside(one.date))
    sources = {one.document for edge in stated for one in edge.evidence}
    return [record for record in records if record.id in sources or inside(record.date)], stated


def of_documents(
    records: Collection[DocumentRecord], edges: Iterable[Edge], ids: Iterable[str] | str
) -> tuple[list[DocumentRecord], list[Edge]]:
    """These documents, or this one, and what they alone state.

    Raises:
        SetupError: there is no such document.
    """
    wanted = {ids} if isinstance(ids, str) else set(ids)
    if unknown := sorted(map(repr, wanted - {record.id for record in records})):
        raise SetupError(f"documents: {', '.join(unknown)} not in this network; its ids: net.documents['id']")
    return [record for record in records if record.id in wanted], _reduce(edges, lambda one: one.document in wanted)


def named_by(entities: Iterable[Entity], records: Iterable[DocumentRecord], edges: Iterable[Edge]) -> list[Entity]:
    """The nodes that these documents or these edges name, with their mentions in these documents."""
    names, ends = {record.id for record in records}, {end for edge in edges for end in (edge.source, edge.target)}
    named = []
    for entity in entities:
        mentions = tuple(mention for mention in entity.mentions if mention.document in names)
        if mentions or entity.id in ends:
            named.append(replace(entity, mentions=mentions))
    return named


def _reduce(edges: Iterable[Edge], keep: Callable[[Evidence], bool]) -> list[Edge]:
    """The edges with the evidence that is kept; those that lose all of it are left out."""
    reduced = []
    for edge in edges:
        evidence = [one for one in edge.evidence if keep(one)]
        if len(evidence) == len(edge.evidence) and evidence:
            reduced.append(edge)
        elif evidence:
            reduced.append(make_edge((edge.source, edge.target, edge.type), evidence))
    return reduced
