"""The network.json form: networkx node-link data with evidence, written and read back without loss."""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from netgraph.errors import InputError
from netgraph.model import MODALITIES, NODE_TYPES, RELATION_TYPES, Document, Edge, Entity, EntityMention, Evidence

FORMAT = "1"
STATUSES = ("ok", "partial", "skipped", "failed")
OUTCOMES = ("applied", "stale", "conflict", "ambiguous", "unplaced")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What a network keeps of a document: everything but its text."""

    id: str
    title: str | None = None
    language: str = "und"
    date: str | None = None
    status: str = "ok"
    reason: str | None = None
    format: str = "text"
    charset: str = "utf-8"
    words: int = 0
    sha256: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What a network keeps of a decision of people: its row, and what came of it."""

    action: str
    subject: str
    object: str = ""
    value: str = ""
    author: str = ""
    date: str = ""
    reason: str = ""
    source: str = ""
    line: int = 0  # in the decisions file; 0 where there was none
    outcome: str = "applied"  # one of OUTCOMES
    against: int | None = None  # line of the row that says otherwise


def record_of(document: Document | DocumentRecord) -> DocumentRecord:
    """The record of a document; a record is given back as it is."""
    if isinstance(document, DocumentRecord):
        return document
    kept = {name: getattr(document, name) for name in DocumentRecord.__dataclass_fields__ if name != "words"}
    return DocumentRecord(**kept, words=len(document.text.split()))


def dump(
    records: Iterable[DocumentRecord], entities: Iterable[Entity], edges: Iterable[Edge],
    decisions: Iterable[DecisionRecord] = (),
) -> bytes:  # fmt: skip
    """The bytes of network.json: a document, node or edge a line, so that two networks can be compared by lines."""
    decided = _lines(decisions)
    more = f', "decisions": {decided}' if decided != "[]" else ""
    graph = f'{{"netgraph": {json.dumps(FORMAT)}, "documents": {_lines(records)}{more}}}'
    parts = f'"graph": {graph},\n"nodes": {_lines(entities)},\n"edges": {_lines(map(_edge_data, edges))}'
    # A lone surrogate (a file name in an unknown encoding) becomes its JSON escape and comes back the same.
    return f'{{"directed": true, "multigraph": true, {parts}}}\n'.encode(errors="backslashreplace")


def _lines(items: Iterable[object]) -> str:
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_fields).encode
    return f"[\n{joined}\n]" if (joined := ",\n".join(map(encode, items))) else "[]"


def _fields(item: Any) -> dict[str, Any]:
    """A dataclass as an object of its fields; those within it come here in their turn."""
    kind: Any = type(item)
    names, read = _reader(kind)
    return dict(zip(names, read(item), strict=True))


@cache
def _reader(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(kind.__dataclass_fields__)
    return names, attrgetter(*names)


def _edge_data(edge: Edge) -> dict[str, Any]:
    head = {"source": edge.source, "target": edge.target, "type": edge.type, "key": edge.type, "weight": edge.weight}
    return {**head, "confidence": edge.confidence, "modality": edge.modality, "evidence": edge.evidence}


def load(
    content: bytes | str, name: str
) -> tuple[tuple[DocumentRecord, ...], tuple[Entity, ...], tuple[Edge, ...], tuple[DecisionRecord, ...]]:
    """Read network.json back and check all of it.

    Args:
        content: the file's content.
        name: what to call it in messages.

    Raises:
        InputError: the content is not a netgraph network of a known version.
    """
    try:
        data = json.loads(content, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: not a JSON file ({error})") from error
    whole = _Reader(data, name, "file")
    graph = whole.child("graph")
    version = graph.text("netgraph")
    if version != FORMAT:
        raise InputError(f"{name}: network format {version[:20]!r}, expected {FORMAT!r}; build it again")
    records = tuple(_read_record(item) for item in graph.items("documents"))
    entities = tuple(_read_entity(item) for item in whole.items("nodes"))
    edges = tuple(_read_edge(item) for item in whole.items("edges"))
    decided = graph.items("decisions") if "decisions" in graph.data else []
    return records, entities, edges, tuple(_read_decision(item) for item in decided)


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is no JSON number")


class _Reader:
    """One JSON object with checked access to its fields; ``where`` tells the reader of a message the place."""

    def __init__(self, data: object, name: str, where: str) -> None:
        self.name, self.where = name, where
        if not isinstance(data, Mapping):
            raise self.wrong(f"is {_kind(data)}, expected an object")
        self.data: Mapping[str, object] = data

    def wrong(self, words: str) -> InputError:
        return InputError(f"{self.name}: {self.where} {words}")

    def field(self, key: str, kinds: tuple[type, ...], words: str, default: Callable[[], T] | None) -> Any:
        if key not in self.data:
            if default is None:
                raise self.wrong(f"has no {key!r}")
            return default()
        value = self.data[key]
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise self.wrong(f"has {_kind(value)} as {key!r}, expected {words}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        return str(self.field(key, (str,), "a text", None if default is None else lambda: default))

    def text_or_none(self, key: str) -> str | None:
        value = self.field(key, (str, type(None)), "a text or null", lambda: None)
        return None if value is None else str(value)

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> Any:
        value = self.text(key, default)
        if value not in choices:
            raise self.wrong(f"has {value[:40]!r} as {key!r}, expected one of {', '.join(choices)}")
        return value

    def count(self, key: str, default: int | None = None) -> int:
        value = int(self.field(key, (int,), "a whole number", None if default is None else lambda: default))
        if not 0 <= value < 2**53:
            raise self.wrong(f"has {key!r} out of range")
        return value

    def number(self, key: str, low: float, high: float, default: float | None) -> float | None:
        value = self.field(key, (int, float, type(None)), "a number", lambda: default)
        if value is None:
            return default
        # Comparing first keeps a whole number with thousands of digits from overflowing.
        if not low <= value <= high or math.isnan(value):
            raise self.wrong(f"has {key!r} out of range {low:g} to {high:g}")
        return float(value)

    def confidence(self) -> float:
        value = self.number("confidence", 0, 1, 1.0)
        return 1.0 if value is None else value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.field(key, (list,), "a list of texts", list)
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(f"has something else than texts in {key!r}")
        return tuple(values)

    def child(self, key: str) -> "_Reader":
        return _Reader(self.field(key, (Mapping,), "an object", None), self.name, f"{key!r}")

    def items(self, key: str) -> list["_Reader"]:
        values = self.field(key, (list,), "a list", None)
        inside = "" if self.where == "file" else f"{self.where}, "
        return [_Reader(value, self.name, f"{inside}{key}[{n}]") for n, value in enumerate(values)]


def _read_record(item: _Reader) -> DocumentRecord:
    return DocumentRecord(
        id=item.text("id"), title=item.text_or_none("title"), language=item.text("language", "und"),
        date=item.text_or_none("date"), status=item.choice("status", STATUSES, "ok"),
        reason=item.text_or_none("reason"), format=item.text("format", "text"), charset=item.text("charset", "utf-8"),
        words=item.count("words", 0), sha256=item.text("sha256", ""), url=item.text_or_none("url"),
    )  # fmt: skip


def _read_decision(item: _Reader) -> DecisionRecord:
    texts = {key: item.text(key, "") for key in ("object", "value", "author", "date", "reason", "source")}
    against = None if item.data.get("against") is None else item.count("against")
    return DecisionRecord(
        item.text("action"), item.text("subject"), **texts, line=item.count("line", 0),
        outcome=item.choice("outcome", OUTCOMES, "applied"), against=against,
    )  # fmt: skip


def _read_entity(item: _Reader) -> Entity:
    mentions = item.items("mentions") if "mentions" in item.data else []
    return Entity(
        id=item.text("id"), name=item.text("name"), type=item.choice("type", NODE_TYPES), aliases=item.texts("aliases"),
        mentions=tuple(_read_mention(mention) for mention in mentions), country=item.text_or_none("country"),
        country_reason=item.text_or_none("country_reason"), place=item.text_or_none("place"),
        latitude=item.number("latitude", -90, 90, None), longitude=item.number("longitude", -180, 180, None),
        nuts=item.text_or_none("nuts"), confidence=item.confidence(), reasons=item.texts("reasons"),
    )  # fmt: skip


def _read_mention(item: _Reader) -> EntityMention:
    return EntityMention(item.text("document"), item.count("start"), item.count("end"), item.text("text"))


def _read_edge(item: _Reader) -> Edge:
    evidence = tuple(_read_evidence(one) for one in item.items("evidence")) if "evidence" in item.data else ()
    return Edge(
        item.text("source"), item.text("target"), item.choice("type", RELATION_TYPES), evidence,
        confidence=item.confidence(), modality=item.choice("modality", MODALITIES, "current"),
    )  # fmt: skip


def _read_evidence(item: _Reader) -> Evidence:
    return Evidence(
        document=item.text("document"), start=item.count("start"), end=item.count("end"), quote=item.text("quote"),
        language=item.text("language", "und"), date=item.text_or_none("date"),
        modality=item.choice("modality", MODALITIES, "current"), confidence=item.confidence(),
    )  # fmt: skip


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
