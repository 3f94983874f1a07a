"""The values that flow from step to step, and the two vocabularies; no logic beyond checks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

NodeType = Literal["organisation", "person", "initiative"]
RelationType = Literal[
    "cooperates", "member_of", "organises", "participates_in", "funds", "affiliated_with", "part_of"
]
Modality = Literal["current", "planned", "ended"]
Status = Literal["ok", "partial", "skipped", "failed"]
ParagraphKind = Literal["text", "heading", "item", "row"]

NODE_TYPES: tuple[NodeType, ...] = ("organisation", "person", "initiative")
RELATION_TYPES: tuple[RelationType, ...] = (
    "cooperates", "member_of", "organises", "participates_in", "funds", "affiliated_with", "part_of",
)  # fmt: skip
UNDIRECTED: frozenset[RelationType] = frozenset({"cooperates"})
DECIDED = "decisions"  # stands for a document in the evidence of edges that people add
MODALITIES: tuple[Modality, ...] = ("current", "planned", "ended")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a document's text in one language: characters ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    language: str  # ISO 639-1, "und" when unknown
    kind: ParagraphKind = "text"


@dataclass(frozen=True, slots=True)
class Document:
    """One input as text. Offsets everywhere are characters of ``text``."""

    id: str  # path relative to the source, with "/"
    text: str
    title: str | None = None
    language: str = "und"
    date: str | None = None  # ISO 8601, as exact as known: "2021", "2021-12", "2021-12-01"
    sha256: str = ""  # of the input's bytes
    paragraphs: tuple[Paragraph, ...] = ()
    format: str = "text"  # text, markdown, html, pdf, docx, xlsx
    charset: str = "utf-8"
    status: Status = "ok"
    reason: str | None = None  # code and words, when the status is not "ok" or something is worth saying
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text that names a thing; ``text`` is the exact slice."""

    start: int
    end: int
    text: str
    confidence: float = 1.0  # 0..1


@dataclass(frozen=True, slots=True)
class Chain:
    """All mentions of one thing within one document (a coreference chain)."""

    name: str  # base form: nominative, the longest natural form in the document
    type: NodeType
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...]  # surface forms that name the thing, without pronouns and definite descriptions
    country: str | None = None  # ISO 3166-1 alpha-2
    country_reason: str | None = None
    place: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that the text states between two chains of one document, with the place that states it."""

    source: int  # index into Extraction.chains
    target: int
    type: RelationType
    start: int  # evidence: characters start..end of the document's text
    end: int
    confidence: float = 1.0
    modality: Modality = "current"
    date: str | None = None  # ISO 8601, where the text gives one


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document says: its chains and the relations between them."""

    document: str  # Document.id
    chains: tuple[Chain, ...]
    relations: tuple[Relation, ...]


class Extractor(Protocol):
    """Anything that turns a document into an extraction; must be pure and deterministic.

    One that also has ``may_be_copied = True`` is asked by several copies of the process at once where there are many
    documents: it must need nothing that a copy has not, such as a connection, and count nothing.
    """

    version: str  # changes whenever the same document may give another result

    def extract(self, document: Document) -> Extraction:
        """All chains and relations of one document."""
        ...


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A mention with the document that holds it."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing within a run: a node of the network."""

    id: str  # readable slug, stable between runs
    name: str
    type: NodeType
    aliases: tuple[str, ...]
    mentions: tuple[EntityMention, ...]
    country: str | None = None
    country_reason: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()  # why its chains were merged, one line a merge
    nuts: str | None = None  # code of the region of its place, as fine as known


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place in a document that states a relation; ``quote`` is the exact slice of its text."""

    document: str
    start: int
    end: int
    quote: str
    language: str = "und"
    date: str | None = None  # of the relation where the text gives one, else of the document
    modality: Modality = "current"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A typed relation between two entities, over all documents of a run."""

    source: str  # Entity.id
    target: str
    type: RelationType
    evidence: tuple[Evidence, ...]
    confidence: float = 1.0
    modality: Modality = "current"

    @property
    def weight(self) -> int:
        """Number of documents that state the relation; 1 where only people do, in their decisions."""
        return count_documents(self.evidence)


def count_documents(evidence: Iterable[Evidence]) -> int:
    """Number of documents that the evidence lies in; 1 where only decisions of people, or nothing, stand behind it."""
    return max(1, len({one.document for one in evidence} - {DECIDED}))
