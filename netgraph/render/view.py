"""What a page shows, as plain values: actors with positions, ties with quotes, documents; made once from a Network."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from netgraph.beside import beside
from netgraph.measure import CENTRALITIES
from netgraph.model import DECIDED, NODE_TYPES, Edge, Entity, NodeType, RelationType, count_documents
from netgraph.settings import People

from .arrange import Arrangement, arrange, shown_names
from .earlier import Spot, as_shown, find_again, place_again
from .layout import Points, place_nodes
from .privacy import Privacy, check_people, show_decisions
from .quotes import Quote, QuoteMaker
from .words import Words

if TYPE_CHECKING:
    import networkx as nx

    from netgraph.network import Network
    from netgraph.nodelink import DecisionRecord


@dataclass(frozen=True, slots=True)
class Actor:
    """A node as it is shown."""

    index: int  # place in View.actors: 0 is the best connected
    id: str  # without a person's name when people are not shown
    name: str
    type: NodeType
    country: str | None
    country_reason: str | None
    place: str | None
    latitude: float | None
    longitude: float | None
    aliases: tuple[str, ...]
    mentions: int
    documents: tuple[int, ...]  # indices of View.documents
    confidence: float
    reasons: tuple[str, ...]  # why its names are one actor, a line for each merge, in English
    community: int | None
    measures: Mapping[str, float]
    x: float
    y: float
    radius: float

    @property
    def anchor(self) -> str:
        """The id of the actor's element in a page."""
        return f"actor-{self.index + 1}"


@dataclass(frozen=True, slots=True)
class Statement:
    """A typed relation with its quotes."""

    source: int  # index of View.actors
    target: int
    type: RelationType
    modality: str
    confidence: float
    weight: int  # documents that state it
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """All that joins one pair of actors."""

    index: int
    a: int  # index of View.actors, smaller than b
    b: int
    weight: int  # documents that state any relation of the pair
    confidence: float
    cross_border: bool | None
    statements: tuple[Statement, ...]

    @property
    def anchor(self) -> str:
        """The id of the tie's element in a page."""
        return f"tie-{self.index + 1}"


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it is listed."""

    index: int
    id: str
    title: str | None
    language: str
    date: str | None
    status: str
    reason: str | None
    format: str
    words: int
    actors: int
    statements: int
    url: str | None

    @property
    def anchor(self) -> str:
        """The id of the document's element in a page; of the section on decisions for what people added."""
        return {"decision": "decisions", "unlisted": "quality"}.get(self.status, f"document-{self.index + 1}")

    @property
    def label(self) -> str:
        """Title, or path where there is none."""
        return self.title or self.id


@dataclass(frozen=True)
class View:
    """Everything that map and report show."""

    title: str
    language: str
    people: People
    actors: tuple[Actor, ...]
    ties: tuple[Tie, ...]
    documents: tuple[Source, ...]
    sources: tuple[Source, ...]  # the documents, and what else quotes come from: decisions of people
    decisions: "tuple[DecisionRecord, ...]"
    communities: tuple[tuple[int, ...], ...]  # indices of actors, the largest community first
    countries: tuple[str, ...]  # most frequent first
    measures: tuple[str, ...]  # those that every actor has
    newest: str | None  # date of the newest document or statement
    ranges: Mapping[tuple[str, str], tuple[float, float]]  # as Network.rank_ranges; none without ties
    graph: "nx.Graph[str]" = field(repr=False)  # the ties between entity ids
    network: "Network" = field(repr=False)  # what the page is about; without people when they are dropped
    keys: tuple[str, ...] = field(repr=False)  # entity ids of the actors, never shown

    def actor(self, key: str) -> Actor:
        """The actor of an entity id."""
        return self._actors[key]

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return dict(zip(self.keys, self.actors, strict=True))

    @property
    def statements(self) -> list[Statement]:
        """All typed relations."""
        return [statement for tie in self.ties for statement in tie.statements]


def make_view(
    network: "Network", words: Words, *, title: str | None = None, people: str = "show",
    places: "Mapping[str, Spot] | None" = None,
) -> View:  # fmt: skip
    """The view of a network in the reader's language.

    Args:
        network: what to show.
        words: the reader's language.
        title: heading of the page; "Stakeholder network" by default.
        people: "show", "role" (person with organisation), "pseudonym" or "drop".
        places: where actors lay in an earlier map, see ``read_places``.

    Raises:
        SetupError: ``people`` is none of these.
    """
    way = check_people(people)
    _ = words.text
    labels = {"person": _("Person"), "e-mail": _("e-mail address"), "phone": _("phone number")}
    privacy = Privacy(network.entities, network.relations, way, labels)
    quotes = QuoteMaker(network, privacy)
    decisions = show_decisions(network.decisions, network.entities, privacy)
    if way == "drop":
        network = network.filter(types=[kind for kind in NODE_TYPES if kind != "person"])
    order = arrange(network)
    shown, index = order.entities, order.index
    ids = shown_names(shown, privacy)
    with beside(lambda: _place(order, ids, places), relations=len(network.relations)) as points_of:
        ties = _make_ties(network, index, quotes)
        ranges = network.rank_ranges if ties else {}
        points = points_of()
    table, radii = order.measures, order.radii
    document_index = {record.id: number for number, record in enumerate(network.records)}
    measures = tuple(name for name in CENTRALITIES if shown and all(name in table[entity.id] for entity in shown))
    actors = tuple(
        Actor(
            index=number,
            id=ids[number][0],
            name=ids[number][1],
            type=entity.type,
            country=entity.country,
            country_reason=privacy.text(entity.country_reason) if entity.country_reason else None,
            place=privacy.place(entity.place) if entity.place else None,
            latitude=entity.latitude,
            longitude=entity.longitude,
            aliases=() if entity.id in privacy.names else _aliases(entity, privacy),
            mentions=len(entity.mentions),
            documents=_documents_of(entity, document_index),
            confidence=entity.confidence,
            reasons=() if entity.id in privacy.names else tuple(privacy.text(line) for line in entity.reasons),
            community=order.groups[number] if order.groups[number] >= 0 else None,
            measures={name: table[entity.id][name] for name in measures},
            x=round(float(points[number, 0]), 1),
            y=round(float(points[number, 1]), 1),
            radius=radii[number],
        )
        for number, entity in enumerate(shown)
    )
    documents = _make_sources(network, privacy, actors, ties)
    others = tuple(
        _other_source(number, name, _("Decision of a person"), privacy)
        for number, name in enumerate(quotes.others, len(documents))
    )  # fmt: skip
    stated = [quote.date for tie in ties for statement in tie.statements for quote in statement.quotes]
    dates = [date for date in (*(d.date for d in documents if d.status in ("ok", "partial")), *stated) if date]
    counted = Counter(actor.country for actor in actors if actor.country is not None)
    return View(
        title=privacy.text(title) if title else words.text("Stakeholder network"),
        language=words.language, people=way, actors=actors, ties=ties, documents=documents,
        sources=(*documents, *others), decisions=decisions,
        communities=order.communities, measures=measures, newest=max(dates, default=None),
        countries=tuple(sorted(counted, key=lambda code: (-counted[code], code))),
        ranges=ranges, graph=network.ties(), network=network, keys=tuple(entity.id for entity in shown),
    )  # fmt: skip


def _place(order: Arrangement, ids: list[tuple[str, str]], places: "Mapping[str, Spot] | None") -> Points:
    rest = order.pairs, order.groups, order.radii
    if not places:
        return place_nodes(len(ids), *rest)
    return place_again([key for key, _name in ids], *rest, find_again(as_shown(order.entities, ids), places))


def _documents_of(entity: Entity, index: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted({index[mention.document] for mention in entity.mentions if mention.document in index}))


def _aliases(entity: Entity, privacy: Privacy) -> tuple[str, ...]:
    return tuple(sorted({privacy.name(alias) for alias in entity.aliases} - {privacy.name(entity.name)}))


def _make_ties(network: "Network", index: Mapping[str, int], quotes: QuoteMaker) -> tuple[Tie, ...]:
    pairs: dict[tuple[int, int], list[Edge]] = {}
    for edge in network.relations:
        a, b = sorted((index[edge.source], index[edge.target]))
        pairs.setdefault((a, b), []).append(edge)
    ties = []
    for number, ((a, b), edges) in enumerate(sorted(pairs.items())):
        ends = network.by_id[edges[0].source].country, network.by_id[edges[0].target].country
        statements = tuple(
            Statement(
                source=index[edge.source], target=index[edge.target], type=edge.type, modality=edge.modality,
                confidence=edge.confidence, weight=edge.weight,
                quotes=tuple(quotes.make(one, edge.source, edge.target) for one in edge.evidence),
            )
            for edge in sorted(edges, key=lambda edge: (-edge.weight, edge.type, edge.source))
        )  # fmt: skip
        ties.append(
            Tie(
                index=number, a=a, b=b, weight=count_documents(one for edge in edges for one in edge.evidence),
                confidence=max(edge.confidence for edge in edges),
                cross_border=None if None in ends else ends[0] != ends[1], statements=statements,
            )
        )  # fmt: skip
    return tuple(ties)


def _other_source(number: int, name: str, decided: str, privacy: Privacy) -> Source:
    title, status = (decided, "decision") if name == DECIDED else (None, "unlisted")
    return Source(number, privacy.text(name), title, "und", None, status, None, "", 0, 0, 0, None)


def _make_sources(
    network: "Network", privacy: Privacy, actors: Sequence[Actor], ties: Sequence[Tie]
) -> tuple[Source, ...]:
    actors_in = Counter(document for actor in actors for document in actor.documents)
    stated = Counter(
        document for tie in ties for s in tie.statements for document in {quote.document for quote in s.quotes}
    )
    return tuple(
        Source(
            index=number, id=privacy.text(record.id), title=privacy.text(record.title) if record.title else None,
            language=record.language, date=record.date, status=record.status,
            reason=privacy.text(record.reason) if record.reason else None, format=record.format, words=record.words,
            actors=actors_in[number], statements=stated[number],
            url=record.url if record.url and record.url.startswith(("http://", "https://")) and privacy.people == "show"
            else None,
        )
        for number, record in enumerate(network.records)
    )  # fmt: skip
