"""The network: entities, the edges between them with their evidence, and the documents that say so."""

import os
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netgraph import card, nodelink, parts, period
from netgraph.errors import InputError
from netgraph.files import write_bytes
from netgraph.join import join_relations
from netgraph.model import NODE_TYPES, Document, Edge, Entity, Modality, NodeType, RelationType
from netgraph.nodelink import DecisionRecord, DocumentRecord, record_of
from netgraph.period import Period
from netgraph.settings import Settings

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from netgraph.measure import Gaps, Robustness
    from netgraph.render.earlier import Layout

__all__ = ["Network", "join_relations", "read_json"]


class Network:
    """A stakeholder network.

    Args:
        documents: all documents of the run, the unusable ones with their status; texts are not kept.
        entities: the nodes; ids are unique.
        edges: the relations between them; both ends are ids of entities.
        settings: defaults for the measures and the map.
        decisions: what people decided, with what came of it; shown in the report.

    Raises:
        InputError: an id is there twice, a country is no code, or an edge has an end that is no node.
    """

    def __init__(
        self,
        documents: Iterable[Document | DocumentRecord] = (),
        entities: Iterable[Entity] = (),
        edges: Iterable[Edge] = (),
        *,
        settings: Settings | None = None,
        decisions: Iterable[DecisionRecord] = (),
    ) -> None:
        self.records = tuple(sorted((record_of(document) for document in documents), key=lambda record: record.id))
        self.entities = tuple(sorted(entities, key=lambda entity: entity.id))
        self.relations = tuple(sorted(edges, key=_edge_order))
        self.settings = settings or Settings()
        self.decisions = tuple(decisions)
        self._check()

    def _check(self) -> None:
        for words, ids in (
            ("document", [record.id for record in self.records]),
            ("node", [entity.id for entity in self.entities]),
            ("edge", [_edge_order(edge) for edge in self.relations]),
        ):
            for one, following in pairwise(ids):
                if one == following:
                    raise InputError(f"{words} {one!r} is there twice")
        for entity in self.entities:
            if entity.country is not None and not parts.COUNTRY.fullmatch(entity.country):
                raise InputError(f"node {entity.id!r} has the country {entity.country!r}, expected as PL, or none")
        for edge in self.relations:
            for end in (edge.source, edge.target):
                if end not in self.by_id:
                    raise InputError(f"an edge of type {edge.type} has the end {end!r}, which is no node")
            if edge.source == edge.target:
                raise InputError(f"an edge of type {edge.type} joins {edge.source!r} with itself")

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Entity id to entity."""
        return {entity.id: entity for entity in self.entities}

    # Tables. Each call gives a new table, so that a change to one harms nobody else.

    @property
    def nodes(self) -> "pd.DataFrame":
        """One row a node."""
        return self._nodes.copy()

    @property
    def edges(self) -> "pd.DataFrame":
        """One row an edge; ``cross_border`` is True, False or ``pandas.NA`` (a country is unknown).

        Those across borders: ``edges[edges["cross_border"]]``, without the unknown ones.
        """
        return self._edges.copy()

    @property
    def evidence(self) -> "pd.DataFrame":
        """One row a place in a document that states an edge."""
        return self._evidence.copy()

    @property
    def documents(self) -> "pd.DataFrame":
        """One row a document, the unusable ones included."""
        return self._documents.copy()

    @cached_property
    def _nodes(self) -> "pd.DataFrame":
        from netgraph.tables import nodes_table

        return nodes_table(self.entities)

    @cached_property
    def _edges(self) -> "pd.DataFrame":
        from netgraph.tables import edges_table

        return edges_table(self.relations, self.by_id)

    @cached_property
    def _evidence(self) -> "pd.DataFrame":
        from netgraph.tables import evidence_table

        return evidence_table(self.relations, {record.id: record.title for record in self.records})

    @cached_property
    def _documents(self) -> "pd.DataFrame":
        from netgraph.tables import documents_table

        return documents_table(self.records, self.entities, self.relations)

    # Graphs.

    @cached_property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """All stated relations as a networkx multigraph, key = relation type; frozen, ``copy()`` it to change it."""
        from netgraph.graph import relation_graph

        return relation_graph(self.entities, self.relations)

    def ties(self, types: Collection[NodeType] | NodeType | None = None) -> "nx.Graph[str]":
        """Who is tied with whom: an undirected graph with one tie a pair.

        Each tie bears ``weight``, the number of documents that state any relation between the two (1 where only
        people do, in their decisions), ``confidence``, the highest of its relations, and their ``types``.

        Args:
            types: node types to keep, such as ``{"organisation"}``; all by default.

        Raises:
            SetupError: a type is unknown.
        """
        from netgraph.graph import tie_graph

        return tie_graph(self.entities, self.relations, parts.choose("types", types, NODE_TYPES))

    # Parts.

    def filter(
        self,
        *,
        min_confidence: float = 0.0,
        types: Collection[NodeType] | NodeType | None = None,
        countries: Collection[str | None] | str | None = None,
        relations: Collection[RelationType] | RelationType | None = None,
        modalities: Collection[Modality] | Modality | None = None,
    ) -> "Network":
        """The part of the network that meets all conditions; documents stay listed. One value may stand alone.

        Args:
            min_confidence: least confidence of a node, and of an edge over the evidence that is left.
            types: node types to keep.
            countries: ISO codes to keep; None among them keeps the nodes of unknown country.
            relations: relation types to keep.
            modalities: evidence to keep: current, planned, ended.

        Raises:
            SetupError: a type, relation or modality is unknown, a country is no code of two capital letters, or the
                confidence does not lie from 0 to 1.
        """
        entities, edges = parts.meeting(
            self.entities, self.relations, min_confidence=min_confidence, types=types, countries=countries,
            relations=relations, modalities=modalities,
        )  # fmt: skip
        return self._part(self.records, entities, edges)

    def between(self, start: str | date | None, end: str | date | None) -> "Network":
        """The network of a period: what dated evidence of that time states, and who is named in its documents.

        A date that is known to the year counts in every period that touches the year. Undated evidence is left out.

        Args:
            start: first date, "2019", "2019-06" or "2019-06-30", or a date of Python or pandas; None for no limit.
            end: last date, included.

        Raises:
            SetupError: one is no date, or the period ends before it starts.
        """
        return self._within(period.make_period(start, end))

    def windows(self, width: str = "1Y", step: str | None = None) -> Iterator[tuple[Period, "Network"]]:
        """The network of each window of time, earliest first: ``for period, part in net.windows("1Y")``.

        Args:
            width: number and unit (Y, Q, M, W), such as "1Y".
            step: how far each window starts after the one before; the width by default.

        Raises:
            SetupError: one is no number and unit.
        """
        dates = [one.date for edge in self.relations for one in edge.evidence]
        known = [found for text in dates if (found := period.period_of(text)) is not None]
        for window in period.windows(known, width, step):
            yield window, self._within(window)

    def _within(self, wanted: Period) -> "Network":
        return self._named_part(*parts.of_period(self.records, self.relations, wanted))

    def of_documents(self, ids: Iterable[str] | str) -> "Network":
        """The network that these documents, or this one, alone state.

        Raises:
            SetupError: the network has no such document.
        """
        return self._named_part(*parts.of_documents(self.records, self.relations, ids))

    def _named_part(self, records: list[DocumentRecord], edges: list[Edge]) -> "Network":
        """These documents and edges, with the nodes that either of them names."""
        return self._part(records, parts.named_by(self.entities, records, edges), edges)

    def _part(self, records: Iterable[DocumentRecord], entities: Iterable[Entity], edges: Iterable[Edge]) -> "Network":
        return Network(records, entities, edges, settings=self.settings, decisions=self.decisions)

    # Measures; netgraph.measure has each of them as a function of any graph.

    def measures(self, graph: str = "stated", *, labels: Any = "country") -> "pd.DataFrame":
        """Who is central: one row a node, with degree, betweenness, E-I index and the rest.

        Columns with their units, ranges and meaning: ``netgraph.measure.measure_network``.

        Args:
            graph: ``stated``, ``organisations``, ``two_mode`` or ``joint``, see ``netgraph.measure.choose_graph``.
            labels: what makes the borders: an attribute of nodes, ``region``, ``community``, or node to group.
        """
        from netgraph.measure import measure_network

        return measure_network(self, graph, labels=labels)

    def brokers(self, labels: Any = "country", *, graph: str = "stated") -> "pd.DataFrame":
        """Who mediates between whom: one row a node, with structural holes, Gould-Fernandez roles and cut-off actors.

        Columns with their units, ranges and meaning: ``netgraph.measure.broker_table``.

        Args:
            labels: what makes the groups, as for ``measures``.
            graph: as for ``measures``; ``directed`` tells gatekeepers from representatives.
        """
        from netgraph.measure import broker_table

        return broker_table(self, labels, graph=graph)

    def borders(self, labels: Any = "country", *, graph: str = "stated") -> "pd.DataFrame":
        """Country × country: number of ties, 0 and more; see ``netgraph.measure.border_matrix``.

        Args:
            labels: what makes the borders, as for ``measures``.
            graph: as for ``measures``.
        """
        from netgraph.measure import border_matrix, choose_graph, choose_labels

        G = choose_graph(self, graph)
        return border_matrix(G, choose_labels(G, labels))

    def groups(self, *, graph: str = "stated") -> "pd.DataFrame":
        """Communities with their names, countries and bridges; see ``netgraph.measure.describe_groups``."""
        from netgraph.measure import choose_graph, describe_groups

        return describe_groups(choose_graph(self, graph))

    def robustness(self, **options: Any) -> "Robustness":
        """Intervals of ranks and of the cross-border share over resampled documents.

        Options, units and meaning: ``netgraph.measure.measure_robustness``.
        """
        from netgraph.measure import measure_robustness

        return measure_robustness(self, **options)

    def gaps(self, labels: Any = "country", *, graph: str = "stated", most: int = 20) -> "Gaps":
        """Likely missing ties, and groups without any; see ``netgraph.measure.find_gaps``."""
        from netgraph.measure import choose_graph, choose_labels, find_gaps

        G = choose_graph(self, graph)
        return find_gaps(G, labels=choose_labels(G, labels), most=most, seed=self.settings.measure.seed)

    @cached_property
    def rank_ranges(self) -> dict[tuple[str, str], tuple[float, float]]:
        """Centrality and node id to the lowest and highest rank over 30 draws of the documents, 95 of 100 draws."""
        from netgraph.measure import CENTRALITIES

        found = self.robustness(measures=CENTRALITIES, resamples=30, exact_nodes=800).ranks
        columns = (found[name].tolist() for name in ("measure", "id", "low", "high"))
        return {(measure, node): (low, high) for measure, node, low, high in zip(*columns, strict=True)}

    # Files.

    def to_json(self, path: str | os.PathLike[str]) -> None:
        """Write the whole network; ``read_json`` gives it back as it was.

        Raises:
            OutputError: the file cannot be written.
        """
        write_bytes(path, nodelink.dump(self.records, self.entities, self.relations, self.decisions))

    def to(self, path: str | os.PathLike[str], format: str | None = None) -> None:
        """Export in the format that the name's ending tells: csv, graphml, gexf, json."""
        from netgraph.export import write

        write(self, path, format)

    def map(
        self, path: str | os.PathLike[str], *, title: str | None = None, language: str | None = None,
        people: str = "show", layout: "Layout | None" = None,
    ) -> None:  # fmt: skip
        """Write the interactive map: one HTML file that opens offline and asks for nothing.

        Args:
            path: file to write.
            title: heading of the page.
            language: of the page: en, pl, sv, de; the network's setting by default.
            people: how persons appear: "show" by name, "role" or "pseudonym" in its place, "drop" not at all.
            layout: an earlier map.html, network.json or network; actors that are still there keep their places.

        Raises:
            SetupError: the language or ``people`` is unknown, or the earlier map cannot be read.
            OutputError: the file cannot be written.
        """
        from netgraph.render import render_map

        render_map(self, path, title=title, language=language, people=people, layout=layout)

    def report(
        self, path: str | os.PathLike[str], *, title: str | None = None, language: str | None = None,
        people: str = "show", map_link: str | None = "map.html", previous: "Network | None" = None,
        layout: "Layout | None" = None,
    ) -> None:  # fmt: skip
        """Write the report: one HTML file that opens offline, prints well and works without scripts.

        Args:
            path: file to write.
            title: heading of the page.
            language: of the page: en, pl, sv, de; the network's setting by default.
            people: how persons appear, as in ``map``: "show", "role", "pseudonym" or "drop".
            map_link: where the interactive map lies, relative to the report; None for no link.
            previous: an earlier network, for a section on what changed.
            layout: an earlier map.html, network.json or network, as in ``map``.

        Raises:
            SetupError: the language or ``people`` is unknown, or the earlier map cannot be read.
            OutputError: the file cannot be written.
        """
        from netgraph.render import render_report

        render_report(
            self, path, title=title, language=language, people=people, map_link=map_link, previous=previous,
            layout=layout,
        )

    def show(
        self, *, height: int = 640, title: str | None = None, language: str | None = None, people: str = "show",
        layout: "Layout | None" = None,
    ) -> card.Frame:  # fmt: skip
        """The interactive map inside a notebook.

        Args:
            height: in pixels.
            title: heading of the page.
            language: of the page: en, pl, sv, de; the network's setting by default.
            people: how persons appear, as in ``map``: "show", "role", "pseudonym" or "drop".
            layout: an earlier map.html, network.json or network, as in ``map``.

        Raises:
            SetupError: the language or ``people`` is unknown, or the earlier map cannot be read.
        """
        from netgraph.render import map_html

        return card.Frame(map_html(self, title=title, language=language, people=people, layout=layout), height)

    # What it shows of itself.

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Network):
            return NotImplemented
        mine = self.records, self.entities, self.relations, self.decisions
        return mine == (other.records, other.entities, other.relations, other.decisions)

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return len(self.entities)

    def summary(self) -> dict[str, int]:
        """How many documents, nodes of each type, edges and cross-border edges there are."""
        from netgraph.tables import is_cross_border

        crossing = sum(is_cross_border(self.by_id[e.source], self.by_id[e.target]) is True for e in self.relations)
        types = {f"{kind}s": sum(entity.type == kind for entity in self.entities) for kind in NODE_TYPES}
        usable = sum(record.status in ("ok", "partial") for record in self.records)
        counts = {"documents": len(self.records), "usable_documents": usable, "nodes": len(self.entities), **types}
        return {**counts, "edges": len(self.relations), "cross_border_edges": crossing}

    def __repr__(self) -> str:
        return card.in_words(self.summary())

    def _repr_html_(self) -> str:
        return card.as_html(self.summary())


def read_json(path: str | os.PathLike[str], *, settings: Settings | None = None) -> Network:
    """Read a network that ``Network.to_json`` wrote.

    Raises:
        InputError: the file cannot be read or is no network of a known format.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    name = str(path)
    records, entities, edges, decisions = nodelink.load(content, name)
    try:
        return Network(records, entities, edges, settings=settings, decisions=decisions)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error


def as_network(network: Network | str | os.PathLike[str]) -> Network:
    """A network that is given as such or as the path of its network.json.

    Raises:
        InputError: it is neither, or the file cannot be read.
    """
    if isinstance(network, Network):
        return network
    if isinstance(network, str | os.PathLike):
        return read_json(network)
    raise InputError(f"{network!r} is no network, expected a Network or the path of a network.json")


def _edge_order(edge: Edge) -> tuple[str, str, str]:
    return edge.source, edge.target, edge.type
